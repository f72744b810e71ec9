"""A name that stands for a row: customer number, document number. Meaning: the text of it.

| fault | meaning | safe cell |
|---|---|---|
| `number-id` | a number among ids that are text, or a `.0` left over: `1023.0` | yes |
| `rounded-id` | its last digits are lost: over 15 of them in a number, or `1.23E+11` | no |
| `date-cell` | Excel has turned it into a date (`3-4` became 3 April) or a time | no |
| `invisible-marks` | direction, zero-width or control characters nobody sees | yes |
| `odd-blanks` | hard or doubled blanks, blanks at an end | yes |
| `not-an-id` | a tick (TRUE or FALSE) | no |
| `error-cell` | an error value such as `#REF!` | no |

A column of nothing but numbers, and perhaps words without a digit, is consistent in itself and has
no fault: its numbers are read as their digits. Upper and lower case are kept.
"""

from __future__ import annotations

from datetime import date, timedelta
from itertools import filterfalse

from crm_workbook.fields import Field, Parsed, text
from crm_workbook.fields.pattern import pattern
from crm_workbook.fields.reading import EMPTY, ERROR_CELL, digits_of, same
from crm_workbook.lean import TYPE_CHECKING, Final
from crm_workbook.model import CellError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from random import Random

    from crm_workbook.fields import Context
    from crm_workbook.model import Cell

_DIGIT: Final = r"\d"
_FLOATED: Final = r"[0-9]+\.0+"
_SCIENTIFIC: Final = r"[0-9](?:\.[0-9]+)?[eE]\+[0-9]{2,3}"
_PLAIN: Final = r"(?![0-9]+\.|[0-9](?:\.[0-9]+)?[eE]\+)" + text.TIDY
"""A tidy text that does not even begin like a number whose spelling went wrong."""


def reader(_context: Context, values: Iterable[Cell]) -> Callable[[Cell], Parsed]:
    """Return the function that reads a cell of this column; see the module's table of faults."""
    # A word among numbers, such as a heading pasted along, is no ID and no reason to change them.
    mixed = any(isinstance(value, str) and pattern(_DIGIT).search(value) for value in values)

    def read(cell: Cell) -> Parsed:
        if isinstance(cell, str):
            return _text_id(cell)
        if isinstance(cell, float | int) and not isinstance(cell, bool):
            digits = digits_of(cell)
            if digits is None:
                return Parsed(None, "rounded-id")
            return Parsed(digits, "number-id", digits) if mixed else Parsed(digits)
        return _no_id(cell)

    return read


def _text_id(cell: str) -> Parsed:
    found = text.read(cell)
    if found.value is None:
        return found
    name = str(found.value)
    if name[0].isdigit():
        if pattern(_FLOATED).fullmatch(name):
            whole = name.partition(".")[0]
            return Parsed(whole, "number-id", whole)
        if pattern(_SCIENTIFIC).fullmatch(name):
            return Parsed(None, "rounded-id")
    return found


def _no_id(cell: Cell) -> Parsed:
    if cell is None:
        return EMPTY
    if isinstance(cell, CellError):
        return ERROR_CELL
    return Parsed(None, "date-cell" if isinstance(cell, date | timedelta) else "not-an-id")


def _unusual(texts: Iterable[str]) -> Iterable[str]:
    return filterfalse(pattern(_PLAIN).fullmatch, texts)


def _sample(random: Random) -> Cell:
    return f"C-{random.randrange(1, 10_000):04}"


FIELD: Final = Field(
    "id",
    frozenset(),
    reader,
    same,
    _sample,
    number_format="@",
    width=12,
    ltr=True,
    unusual=_unusual,
)
