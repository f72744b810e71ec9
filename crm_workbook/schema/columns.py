"""Whole columns as they are asked for: ids as texts, moments as days, what nobody can read."""

from __future__ import annotations

from datetime import date, datetime

from crm_workbook.lean import TYPE_CHECKING, Final, cast, overload
from crm_workbook.model import key_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crm_workbook.model import Cell
    from crm_workbook.schema.typed import TypedTable

_DAYS: Final = frozenset({date, type(None)})
"""A column of nothing but these needs no conversion."""


@overload
def day(value: date) -> date: ...
@overload
def day(value: Cell) -> date | None: ...
def day(value: Cell) -> date | None:
    """Return a value as a calendar day, None when it is none."""
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else None


def days_in(table: TypedTable, column_id: str) -> Sequence[date | None]:
    """Return a column as calendar days, None where there is none."""
    values = table.values(column_id)
    if not table[column_id].types <= _DAYS:
        return list(map(day, values))
    return cast("list[date | None]", values)


def keys_in(table: TypedTable, column_id: str) -> list[str]:
    """Return a column of ids as texts, '' where there is none."""
    return ["" if value is None else key_text(value) for value in table.values(column_id)]


def unclear_in(table: TypedTable, column_id: str) -> list[int]:
    """Return the rows in which a column says something that cannot be understood."""
    column = table[column_id]
    cells = [cell for those in column.faults.values() for cell in those]
    return column.rows_of([cell for cell in cells if column.parsed[cell].value is None])
