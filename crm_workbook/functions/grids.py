"""Arguments as Excel hands them over, made into grids of the cells we know.

Numbers arrive as floats, as `Decimal` from cells in a currency format, dates as moments, errors as
their names or as whole numbers, a range as rows of cells, and a whole column as a million rows.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from crm_workbook.errors import CrmError, Problem
from crm_workbook.model import CellError
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from crm_workbook.model import Cell

    Grid = tuple[tuple[Cell, ...], ...]
    """Rows of cells, all of one length; a single value is one row of one."""

NOTHING: Final[Grid] = ((None,),)
"""An argument that was left out, or an empty cell."""

ERRORS: Final = frozenset({"#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"})
"""The errors that every Excel knows."""
_OTHER_ERROR: Final = CellError("#VALUE!")
"""Stands for errors of newer versions, such as `#SPILL!`."""
_ERROR_CODES: Final = range(-2146826288, -2146826200)
"""Errors are handed over as the HRESULTs 0x800A07D0 and up."""

_WHOLE_COLUMN: Final = 100_000
"""A range of more rows is a column taken whole, the rest of which is empty."""
MOST: Final = 100_000
"""So many results one formula gives at most."""

SHAPES: Final = Problem(
    "ranges-differ",
    Text("הטווחים אינם באותו גודל", "the ranges are not of one size"),
    Text("לבחור טווחים בגודל שווה.", "Choose ranges of the same size."),
)
TOO_MANY: Final = Problem(
    "too-many-results",
    Text("יותר מ-100,000 תאים בנוסחה אחת", "more than 100,000 cells in one formula"),
    Text("לבחור טווח קטן יותר.", "Choose a smaller range."),
)


def grids(values: Sequence[object]) -> list[Grid]:
    """Return arguments as grids; columns taken whole without the empty rows at the end of all."""
    given = [_rows(value) for value in values]
    whole = [rows for rows in given if len(rows) > _WHOLE_COLUMN]
    used = max(map(_used, whole), default=0)
    return [
        tuple(
            tuple(map(cell, row)) for row in (rows[:used] if len(rows) > _WHOLE_COLUMN else rows)
        )
        for rows in given
    ]


def _rows(value: object) -> Sequence[Sequence[object]]:
    if not isinstance(value, list | tuple) or isinstance(value, CellError):
        return ((value,),)
    return [row if isinstance(row, list | tuple) else (row,) for row in value] or NOTHING


def _used(rows: Sequence[Sequence[object]]) -> int:
    """Return how many rows there are up to the last that is not empty, at least one."""
    last = len(rows)
    while last > 1 and all(one is None for one in rows[last - 1]):
        last -= 1
    return last


def cell(value: object) -> Cell:
    """Return a value of Excel's as the program has it."""
    if value is None or isinstance(value, float | bool):
        return value
    if isinstance(value, str):
        return CellError(value) if value in ERRORS else value or None
    if isinstance(value, datetime):
        midnight = value.hour == value.minute == value.second == value.microsecond == 0
        return value.date() if midnight else value
    if isinstance(value, int):
        return _OTHER_ERROR if value in _ERROR_CODES else float(value)
    if isinstance(value, Decimal):
        return float(value)
    return value if isinstance(value, date | CellError) else _OTHER_ERROR


def single(argument: Grid) -> Cell:
    """Return an argument that is meant to be one cell: the first, when it is more."""
    return argument[0][0]


def spread(lang: str, each: Callable[..., Cell | Text], *arguments: Grid) -> Grid:
    """Return what a function gives for every cell of its arguments, in their shape.

    An argument of one row or one column goes with every row or column of the others. Where one
    of the cells is an error, so is the result, as in Excel's own functions.

    Args:
        lang: The language in which sentences among the results are said.
        each: Gives the result for one cell of each argument.
        arguments: The ranges.

    Raises:
        CrmError: The arguments are not of one size, or there are too many cells.
    """
    height = max(len(argument) for argument in arguments)
    width = max(len(argument[0]) for argument in arguments)
    if any(len(a) not in (1, height) or len(a[0]) not in (1, width) for a in arguments):
        raise CrmError(SHAPES)
    if height * width > MOST:
        raise CrmError(TOO_MANY)

    def one(row: int, column: int) -> Cell:
        cells = [a[row if len(a) > 1 else 0][column if len(a[0]) > 1 else 0] for a in arguments]
        error = next((c for c in cells if isinstance(c, CellError)), None)
        found = each(*cells) if error is None else error
        return found.say(lang) if isinstance(found, Text) else found

    return tuple(tuple(one(row, column) for column in range(width)) for row in range(height))
