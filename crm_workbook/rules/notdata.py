"""Rows that stand inside a table and are no data: headings pasted again, lines of totals.

Each has a rule of its own. The other rules pass over them, so that one stray row is one finding
and not one in each of its columns.
"""

from __future__ import annotations

from crm_workbook.lean import TYPE_CHECKING, Final, Literal
from crm_workbook.schema.typed import typed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from crm_workbook.model import Book
    from crm_workbook.schema.typed import TypedTable

Kind = Literal["heading", "total"]

_WORDS: Final = (
    'סה"כ', "סה״כ", "סה''כ", "סהכ", "סך הכל", "סך הכול", 'סה"כ כללי', "סיכום",
    "total", "Total", "TOTAL", "Grand total", "Grand Total", "Sum", "SUM", "Totals",
)  # fmt: skip
TOTALS: Final = frozenset((*_WORDS, *(f"{word}:" for word in _WORDS)))
_ENOUGH: Final = 2
"""Headings in one row that show it to be a row of headings."""


def not_data(book: Book, sheet_id: str) -> Mapping[int, Kind]:
    """Return the rows of a sheet that are no data, by index, and what they are."""
    return book.once(("not data", sheet_id), lambda: _not_data(book, sheet_id))


def _not_data(book: Book, sheet_id: str) -> dict[int, Kind]:
    table = typed(book, sheet_id)
    found: dict[int, Kind] = {}
    if table is not None and table.table.sheet.role == "input":
        found.update((row, "total") for row in _totals(table))
        found.update((row, "heading") for row in _headings(table))
    return found


def _headings(table: TypedTable) -> list[int]:
    times: dict[int, int] = {}
    for placed in table.table.placed:
        if placed.column.role == "input" and placed.column.id in table:
            column = table[placed.column.id]
            if not column.native and placed.heading in column.distinct:
                for row in column.rows_of([placed.heading]):
                    times[row] = times.get(row, 0) + 1
    return [row for row, count in times.items() if count >= _ENOUGH]


def _totals(table: TypedTable) -> set[int]:
    """Return the rows that bear a word for a total and lack something every data row has."""
    rows: set[int] = set()
    for placed in table.table.placed:
        column = placed.column
        if column.role != "input" or column.id not in table or table[column.id].native:
            continue
        words = TOTALS & table[column.id].distinct
        if words:
            rows |= {
                row
                for row in table[column.id].rows_of(list(words))
                if any(
                    other.column.required
                    and other.column.id != column.id
                    and table.table.columns[other.column.id][row] is None
                    for other in table.table.placed
                )
            }
    return rows
