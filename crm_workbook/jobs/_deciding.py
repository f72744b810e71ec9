"""What is decided about one check, and how it is said: nothing is relaxed unseen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_workbook.errors import CrmError
from crm_workbook.reports import formats
from crm_workbook.rules.deciding.configured import BAD_VALUE
from crm_workbook.rules.deciding.decided import DEFAULT, OPTIONS, Decided, decide
from crm_workbook.rules.setting_aside import told
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from crm_workbook.model import Book


def decided(book: Book, config: tuple[str, bytes] | None, given: Mapping[str, object]) -> Decided:
    """Return what counts for a check of a workbook, as `rules.decided.decide` does.

    Raises:
        CrmError: The configuration cannot be understood, or a word means no rule or no format.
    """
    made = decide(book, config, given)
    if made.values["format"] not in {"", *formats()}:
        named = ", ".join(formats())
        wanted = Text(f"אחת מאלה: {named}", f"one of {named}")
        raise CrmError(BAD_VALUE, file=made.origins["format"], key="format", wanted=wanted)
    return made


def lines(made: Decided, book: Book, file: str, lang: str) -> Iterator[str]:
    """Yield a line on each who had a say besides the command line: none relaxes a check unseen."""
    if made.of_file:
        yield told.CONFIG.say(lang, file=file)
    if made.unknown:
        sheets = ", ".join(f"'{name}'" for name in made.unknown)
        yield told.NO_SHEET.say(lang, file=file, sheets=sheets)
    if made.of_workbook:
        what = "; ".join(f"{name} = {book.settings[name]}" for name in made.of_workbook)
        yield told.WORKBOOK.say(lang, what=what)


def data(made: Decided) -> list[dict[str, object]]:
    """Return what somebody decided, for programs."""
    return [
        {"name": name.replace("_", "-"), "value": made.plain(name), "from": made.origins[name].en}
        for name in OPTIONS
        if made.origins[name] is not DEFAULT
    ]
