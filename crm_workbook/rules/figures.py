"""Columns of numbers as rules about money look at them."""

from __future__ import annotations

from crm_workbook.lean import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from crm_workbook.model import Book
    from crm_workbook.schema.typed import TypedTable


def figures(table: TypedTable, column_id: str) -> list[float | None]:
    """Return a column of a kind whose meanings are numbers; None where there is none."""
    return cast("list[float | None]", table.values(column_id))


def span(book: Book, table: TypedTable, column_id: str) -> tuple[float, float]:
    """Return the least and the greatest number of a column, found once for all rules.

    A column without any reaches from infinity down to minus infinity.
    """
    key = ("span", table.table.sheet.id, column_id)
    return book.once(key, lambda: _span(figures(table, column_id)))


def _span(values: list[float | None]) -> tuple[float, float]:
    # A column without gaps is not copied.
    numbers = [value for value in values if value is not None] if None in values else values
    found = cast("list[float]", numbers)
    return min(found, default=float("inf")), max(found, default=float("-inf"))
