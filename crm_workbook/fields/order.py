"""Day first or month first: what the numbers of a whole column show."""

from __future__ import annotations

from datetime import date

from crm_workbook.fields.pattern import pattern
from crm_workbook.lean import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from crm_workbook.model import Cell

Order = Literal["day", "month", "unknown"]
"""Which number of a date in figures comes first."""

_MONTHS_IN_YEAR: Final = 12
_SWAP_EVIDENCE: Final = 8
"""So many true dates, all on the first twelve days: 0.395 to the power of 8 is 1 in 1,600."""


def pairs_in(values: Iterable[Cell], dates: str) -> set[tuple[int, int]]:
    """Return the first two numbers of every date in figures that the texts have.

    `dates` is the pattern of such a date; the numbers are its groups 1 and 3.
    """
    found = (pattern(dates).search(value) for value in values if isinstance(value, str))
    return {(int(match[1]), int(match[3])) for match in found if match}


def order_of(pairs: set[tuple[int, int]]) -> Order:
    """Return which number comes first in a column, by the numbers that can be no month."""
    day_first = any(first > _MONTHS_IN_YEAR >= second for first, second in pairs)
    month_first = any(second > _MONTHS_IN_YEAR >= first for first, second in pairs)
    if day_first == month_first:
        return "unknown"
    return "day" if day_first else "month"


def day_month(first: int, second: int, order: Order) -> tuple[int, int] | None:
    """Return day and month of two numbers, by their own evidence or the column's; None if open."""
    if first == second or first > _MONTHS_IN_YEAR:
        return first, second
    if second > _MONTHS_IN_YEAR:
        return second, first
    if order == "unknown":
        return None
    return (first, second) if order == "day" else (second, first)


def swapped_dates(values: Iterable[Cell], pairs: set[tuple[int, int]]) -> frozenset[Cell]:
    """Return the true dates of a column that a program has most likely made of swapped texts."""
    if not pairs or not all(first > _MONTHS_IN_YEAR >= second for first, second in pairs):
        return frozenset()
    days = [value for value in values if isinstance(value, date)]
    if len(days) < _SWAP_EVIDENCE or any(value.day > _MONTHS_IN_YEAR for value in days):
        return frozenset()
    return frozenset(value for value in days if value.day != value.month)
