"""The sheets a rule that looks at all of them has to look at."""

from __future__ import annotations

from crm_workbook.lean import TYPE_CHECKING
from crm_workbook.schema.typed import typed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crm_workbook.model import Book
    from crm_workbook.schema.typed import TypedTable


def filled(book: Book) -> Iterator[TypedTable]:
    """Yield every sheet that has rows, its columns understood on request.

    An empty sheet, of which a new workbook has many, costs nothing, not even what the package says
    about it.
    """
    for sheet_id, table in book.tables.items():
        found = typed(book, sheet_id) if len(table) else None
        if found is not None:
            yield found


def inputs(book: Book) -> Iterator[TypedTable]:
    """Yield the sheets with rows that people fill in."""
    return (table for table in filled(book) if table.table.sheet.role == "input")
