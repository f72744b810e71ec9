"""Findings in words, for a copy of the workbook that shows each in its place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from crm_workbook.fields.pattern import pattern
from crm_workbook.model import column_number
from crm_workbook.model.marks import Mark, Marks
from crm_workbook.reports import marked
from crm_workbook.rules.page import FIX, page
from crm_workbook.schema import sheets
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from crm_workbook.model import Book, Finding, Ref

WHOLE: Final = Text("החוברת כולה", "the whole workbook")
AUTOMATIC: Final = Text("תיקון אוטומטי: {how}", "Automatic fix: {how}")
NONE: Final = Text("אין תיקון אוטומטי.", "none.")
"""How the advice of a page begins where no fix is offered and nothing is said about why."""
LONGEST: Final = 1000
"""Characters of a message; what goes beyond helps nobody in a cell."""

_WORKBOOK: Final = "workbook"
_LETTERS: Final = r"[A-Z]+"


def marks(book: Book, found: Iterable[Finding], lang: str, as_of: date) -> Marks:
    """Return what to mark in a copy of a workbook.

    Args:
        book: The workbook.
        found: What was found in it, the gravest first.
        lang: The language to say it in.
        as_of: The day of the check.
    """
    advice: dict[str, str] = {}
    made = []
    for each in found:
        if each.code not in advice:
            advice[each.code] = advised(page(each.code).fix, lang)
        tab, place = _place(book, each.ref, lang)
        made.append(
            Mark(
                each.severity, each.code, tab, place, each.ref.cell if tab else "",
                _heading(book, each.ref, lang), each.ref.key, _message(each, lang),
                advice[each.code], each.fixable,
            )
        )  # fmt: skip
    return Marks(lang, as_of.isoformat(), tuple(made))


def _message(finding: Finding, lang: str) -> str:
    said = finding.say(lang)[:LONGEST]
    # Hebrew and figures within a line from left to right would change places.
    return said if lang == "he" else marked(said)


def advised(fix: Text, lang: str) -> str:
    """Return what to do about a finding, as its rule's page tells it, in one paragraph."""
    said = " ".join(fix.say(lang).replace("`", "").split())
    said = said.removeprefix(FIX.say(lang)).strip()
    none = NONE.say(lang)
    if said.startswith(none):
        return said[len(none) :].strip()
    whole = lang == "he" and said.startswith(none[:-1])  # it says so in its own words, and why
    return said if whole else AUTOMATIC.say(lang, how=said)


def _place(book: Book, ref: Ref, lang: str) -> tuple[str, str]:
    """Return the tab that a finding is on, '' for none, and what to call its place."""
    table = book.tables.get(ref.sheet)
    if table is not None:
        return table.layout.title, table.layout.title
    if ref.sheet in book.facts.titles:
        return ref.sheet, ref.sheet
    known = sheets().get(ref.sheet)
    if known is not None:
        return "", known.title.say(lang)
    return "", WHOLE.say(lang) if ref.sheet == _WORKBOOK else ref.sheet


def _heading(book: Book, ref: Ref, lang: str) -> str:
    """Return the heading of a finding's column as it stands in the workbook."""
    table = book.tables.get(ref.sheet)
    known = sheets().get(ref.sheet)
    if table is not None:
        letters = pattern(_LETTERS).match(ref.cell)
        number = table.numbers.get(ref.column) or (column_number(letters[0]) if letters else 0)
        for placed in table.placed:
            if placed.number == number:
                return placed.heading
    column = known.column(ref.column) if known is not None else None
    return column.heading.say(lang) if column is not None else ref.column
