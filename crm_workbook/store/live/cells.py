"""What xlwings hands on of a cell, turned into what the file store reads from the saved workbook.

Numbers are floats, a moment without a time of day is a `date`, times of day and durations are
`timedelta`.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from crm_workbook.model import Cell, CellError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    import xlwings

_PLAIN: Final = frozenset({str, float, bool, type(None)})
_ZERO: Final = datetime(1899, 12, 30)  # noqa: DTZ001 - cells know no zones
_TRUE_DAYS: Final = datetime(1900, 3, 1)  # noqa: DTZ001 - cells know no zones
"""Excel counts a 29 February 1900 that never was; what lies before is off by a day."""
_ELAPSED: Final = ("[h", "[m", "[s")
_ZERO_1904: Final = datetime(1904, 1, 1)  # noqa: DTZ001 - cells know no zones


def day_zero(*, early: bool) -> datetime:
    """Return the day from which a workbook counts: that of 1900, or of 1904."""
    return _ZERO if early else _ZERO_1904


def converted(
    sheet: xlwings.Sheet, number: int, row: list[Any], sources: Sequence[Any], zero: datetime
) -> list[Cell]:
    """Return a row of cells as the model has them.

    Args:
        sheet: The sheet.
        number: The row's number.
        row: Its values, errors already told apart.
        sources: The texts by which one would type its cells.
        zero: The day from which the workbook counts.
    """
    if _PLAIN.issuperset(map(type, row)):
        return row
    found: list[Cell] = []
    for column, value in enumerate(row, 1):
        if isinstance(value, (bool, str, float, CellError)) or value is None:
            found.append(value)
        elif isinstance(value, Decimal):
            found.append(_amount(value, sources[column - 1]))
        elif isinstance(value, datetime):
            found.append(_moment(value, sheet, (number, column), zero))
        elif isinstance(value, date):
            found.append(value)
        elif isinstance(value, int):
            found.append(float(value))
        else:
            found.append(str(value))
    return found


def _amount(value: Decimal, source: object) -> float:
    """Return an amount of money in full.

    Through the object model it arrives rounded to four places; the text by which one would type
    the cell has them all.
    """
    try:
        full = float(str(source))
    except ValueError:  # a formula
        return float(value)
    return full if abs(full - float(value)) < 0.0001 else float(value)  # noqa: PLR2004 - four places


def _moment(value: datetime, sheet: xlwings.Sheet, place: tuple[int, int], zero: datetime) -> Cell:
    value = value.replace(tzinfo=None)
    if value.date() == zero.date():
        return value - zero
    if zero == _ZERO and value < _TRUE_DAYS:
        code = sheet.range(place).number_format
        if isinstance(code, str) and any(sign in code.lower() for sign in _ELAPSED):
            return value - zero
        value += timedelta(days=1)
    # A number of days is a fraction; its last digits are below a millisecond and mean nothing.
    value += timedelta(microseconds=500)
    value = value.replace(microsecond=value.microsecond // 1000 * 1000)
    return value.date() if value.time() == time() else value
