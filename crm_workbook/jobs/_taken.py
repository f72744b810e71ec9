"""What a check took for what in a workbook whose sheets and headings are not ours."""

from __future__ import annotations

from crm_workbook.lean import TYPE_CHECKING, Final
from crm_workbook.text import Text, first_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crm_workbook.model import Book

SHEET: Final = Text("הגיליון '{title}' נקרא כ'{sheet}' ({id})", "'{title}' was read as {sheet}")
"""Findings name the sheet by its id, which in English is its title but for the capital."""
COLUMNS: Final = Text(": {columns}", ": {columns}")
UNKNOWN: Final = Text(" · לא מוכר ולא נבדק: {columns}", " · not known, not checked: {columns}")
_LISTED: Final = 30
"""How many columns are named; a sheet of more that bear other names is hardly one of ours."""


def lines(book: Book, lang: str) -> Iterator[str]:
    """Yield a line for each sheet that was recognised under other names than ours.

    It tells which heading was taken for which column, as far as they differ, and which headings
    mean nothing to the rules.
    """
    for table in book.tables.values():
        if not table.renamed:
            continue
        sheet, placed = table.sheet, table.layout.placed
        line = SHEET.say(lang, title=table.layout.title, sheet=sheet.title.say(lang), id=sheet.id)
        if taken := [f"{p.heading} = {p.column.heading.say(lang)}" for p in placed if p.renamed]:
            line += COLUMNS.say(lang, columns=first_of(taken, _LISTED))
        if own := [p.heading for p in placed if p.own]:
            line += UNKNOWN.say(lang, columns=first_of(own, _LISTED))
        yield line
