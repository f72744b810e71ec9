"""How meanings become cells of a workbook: the way back from `schema.typed`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_workbook import schema
from crm_workbook.fields import field
from crm_workbook.fields.choice import name_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from crm_workbook.model import Book, Cell, Column


def writer(book: Book, column: Column) -> Callable[[Cell], Cell]:
    """Return what writes the values of a column: a choice by its name in the book's language.

    An id that is not in the column's list is written as it is.
    """
    if column.kind != "choice":
        return field(column.kind).write
    names: dict[Cell, Cell] = {
        choice.id: name_of(choice, book.lang) for choice in book.lists.get(column.choices, ())
    }
    return lambda value: names.get(value, value)


def writers(book: Book, sheet_id: str) -> dict[str, Callable[[Cell], Cell]]:
    """Return what writes each column of a sheet of the schema, by column id."""
    return {column.id: writer(book, column) for column in schema.sheet(sheet_id).columns}
