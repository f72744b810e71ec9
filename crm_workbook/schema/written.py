"""How meanings become cells of a workbook: the way back from `schema.typed`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from crm_workbook import schema
from crm_workbook.fields import field
from crm_workbook.fields.boolean import yes_or_no
from crm_workbook.fields.choice import name_of
from crm_workbook.schema.typed import typed

if TYPE_CHECKING:
    from collections.abc import Callable

    from crm_workbook.model import Book, Cell, Column

_NAMES: Final = frozenset({"id", "reference"})

_DIGITS: Final = re.compile("0|[1-9][0-9]{0,14}")
"""What a number cell holds without loss: no leading zeros, no more digits than Excel keeps."""


def writer(book: Book, sheet_id: str, column: Column) -> Callable[[Cell], Cell]:
    """Return what writes the values of a column: choices, yes and no in the book's language.

    A choice that is not in the column's list is written as it is. Names of rows are texts, but
    where the workbook keeps nothing but numbers, one that is a number is written as a number:
    a column of both would be a fault. Likewise a column that people fill with TRUE and FALSE
    keeps to them.
    """
    if column.kind in _NAMES and _held(book, sheet_id, column.id) == {float}:
        return _number
    if column.kind == "boolean":
        if column.role == "input" and bool in _held(book, sheet_id, column.id):
            return field(column.kind).write
        return lambda value: yes_or_no(value, book.lang) if isinstance(value, bool) else value
    if column.kind != "choice":
        return field(column.kind).write
    names: dict[Cell, Cell] = {
        choice.id: name_of(choice, book.lang) for choice in book.lists.get(column.choices, ())
    }
    return lambda value: names.get(value, value)


def _held(book: Book, sheet_id: str, column_id: str) -> frozenset[type]:
    """Return the types of the filled cells of a column."""
    table = typed(book, sheet_id)
    if table is None or column_id not in table:
        return frozenset()
    return table[column_id].types - {type(None)}


def _number(value: Cell) -> Cell:
    return float(value) if isinstance(value, str) and _DIGITS.fullmatch(value) else value


def writers(book: Book, sheet_id: str) -> dict[str, Callable[[Cell], Cell]]:
    """Return what writes each column of a sheet of the schema, by column id."""
    return {column.id: writer(book, sheet_id, column) for column in schema.sheet(sheet_id).columns}
