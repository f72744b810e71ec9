"""Single cells read as the kinds of value that the rest of the program knows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from crm_workbook.errors import CrmError, Problem
from crm_workbook.fields import Context, field
from crm_workbook.model import Column
from crm_workbook.schema.columns import day as as_day
from crm_workbook.text import Text

if TYPE_CHECKING:
    from datetime import date

    from crm_workbook.functions.grids import Grid
    from crm_workbook.model import Cell, Choice

NOT_A_NUMBER: Final = Text("לא מספר", "not a number")
NOT_A_DATE: Final = Text("לא תאריך ברור", "no clear date")
UNKNOWN_WORD: Final = Problem(
    "unknown-word",
    Text("'{word}' אינו אחד מ: {known}", "'{word}' is none of: {known}"),
    Text("לכתוב אחת מהמילים.", "Write one of the words."),
)
_LONGEST_SHOWN: Final = 30


def number(cell: Cell) -> float | None:
    """Return a cell as a number; None when it is none, or one that can be read in two ways."""
    value = field("number").reader(_context("number"), ())(cell).value
    return value if isinstance(value, float) else None


def numbers(argument: Grid) -> list[float]:
    """Return the numbers of a range; texts such as its heading, and empty cells, do not count."""
    read = field("number").reader(_context("number"), ())
    values = (c if isinstance(c, float) else read(c).value for row in argument for c in row)
    return [value for value in values if isinstance(value, float)]


def day(cell: Cell) -> date | None:
    """Return a cell as a day; None when it is none, or one that can be read in two ways."""
    return as_day(field("date").reader(_context("date"), (cell,))(cell).value)


def flag(cell: Cell) -> bool:
    """Return whether a cell says yes: TRUE, 1, כן; an empty one does not.

    Raises:
        CrmError: It says neither yes nor no.
    """
    if cell is None:
        return False
    value = field("boolean").reader(_context("boolean"), (cell,))(cell).value
    if isinstance(value, bool):
        return value
    raise unknown(cell, "TRUE, FALSE")


def choice(cell: Cell, choices: tuple[Choice, ...]) -> str | None:
    """Return the id of the value a cell names; '' for an empty one, None for no such value."""
    context = _context("choice")._replace(lists={"": choices})
    value = field("choice").reader(context, (cell,))(cell).value
    if value is None:
        return "" if cell is None else None
    return str(value)


def unknown(cell: Cell, known: str) -> CrmError:
    """Return the error for a word that is none of those an argument knows."""
    return CrmError(UNKNOWN_WORD, word=str(cell)[:_LONGEST_SHOWN], known=known)


def _context(kind: str) -> Context:
    return Context(Column("", kind, "", ""))
