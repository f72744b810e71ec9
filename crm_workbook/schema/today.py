"""The day on which a workbook is looked at."""

from __future__ import annotations

from datetime import date

from crm_workbook.lean import TYPE_CHECKING
from crm_workbook.schema.columns import day

if TYPE_CHECKING:
    from crm_workbook.model import Book


def today(book: Book, given: date | None = None) -> date:
    """Return the day given, else the one in the workbook's settings, else today's.

    The day is the one on the user's own calendar and clock.
    """
    return day(given) or day(book.settings.get("as_of")) or date.today()  # noqa: DTZ011 - as said
