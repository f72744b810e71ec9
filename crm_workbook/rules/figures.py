"""Columns of numbers as rules about money look at them."""

from __future__ import annotations

from crm_workbook.lean import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from crm_workbook.schema.typed import TypedTable


def figures(table: TypedTable, column_id: str) -> list[float | None]:
    """Return a column of a kind whose meanings are numbers; None where there is none."""
    return cast("list[float | None]", table.values(column_id))


def has_negative(values: list[float | None]) -> bool:
    """Return whether any of the numbers is below zero, at the speed of a single pass in C."""
    return min(filter(None, values), default=0.0) < 0.0
