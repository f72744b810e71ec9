"""A foreign column, read: what each cell means and what shall be written for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from crm_workbook.fields import Context
from crm_workbook.model import CellError
from crm_workbook.schema.lists import LISTS
from crm_workbook.schema.typed import TypedColumn
from crm_workbook.schema.written import writer

if TYPE_CHECKING:
    from crm_workbook.model import Book, Cell, Column

DateOrder = Literal["", "day", "month"]
_DOUBTFUL: Final = frozenset({"swapped-date"})
"""Faults of values that can be read and still are most likely wrong."""


class Understood(NamedTuple):
    """One column of a source."""

    raw: list[Cell]
    values: list[Cell]
    """The meanings; None where the cell is empty or cannot be read."""
    cells: list[Cell]
    """The canonical way to write each; where there is no meaning, the text as it was."""
    unread: dict[Cell, str]
    """The distinct values that cannot be read, each with the name of its fault."""

    def fault(self, row: int) -> str:
        """Return why a cell cannot be read, empty when it can."""
        if not self.unread or self.values[row] is not None:
            return ""
        raw = self.raw[row]
        return self.unread.get(str(raw).upper() if isinstance(raw, bool) else raw, "")


def _may_be_added(column: Column) -> bool:
    """Return whether a value that its list does not have yet is a value all the same."""
    return column.choices in LISTS and LISTS[column.choices].open


def understand(
    raw: list[Cell], sheet_id: str, column: Column, book: Book, dates: DateOrder = ""
) -> Understood:
    """Read a column of a source as a column of the schema.

    Args:
        raw: Its cells.
        sheet_id: The sheet they shall go to.
        column: The column they shall go to.
        book: The workbook, for its lists, currency and language.
        dates: Which number of a date comes first, when the user says so.
    """
    currency = str(book.settings.get("currency") or "ILS")
    typed = TypedColumn(raw, Context(column, book.lists, currency=currency, order=dates))
    if typed.native:
        return Understood(raw, raw, raw, {})
    written = writer(book, sheet_id, column)
    values: dict[Cell, Cell] = {}
    cells: dict[Cell, Cell] = {None: None}
    unread: dict[Cell, str] = {}
    for cell, parsed in typed.parsed.items():
        if parsed.fault == "not-in-list" and isinstance(cell, str) and _may_be_added(column):
            values[cell] = cells[cell] = cell.strip()
            continue
        doubtful = parsed.fault in _DOUBTFUL
        values[cell] = None if doubtful else parsed.value
        if parsed.fault and values[cell] is None:
            unread[cell] = parsed.fault
            cells[cell] = None if isinstance(cell, CellError) else cell
        elif parsed.fault and parsed.cell is None:
            cells[cell] = cell  # the meaning leaves something out, such as a second phone
        else:
            cells[cell] = None if parsed.value is None else written(parsed.value)
    keys = [str(c).upper() if isinstance(c, bool) and c not in values else c for c in raw]
    return Understood(raw, list(map(values.get, keys)), list(map(cells.__getitem__, keys)), unread)
