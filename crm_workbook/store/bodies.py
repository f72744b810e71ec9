"""What a table holds once a plan is carried out, line by line, beside the table that was read."""

from __future__ import annotations

from bisect import bisect_left
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Final

from crm_workbook.model import Cell, Formula, key_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from crm_workbook.model import AddSheet, Choice, Table

_CLOSE: Final = timedelta(milliseconds=1)
"""Excel keeps a moment as a fraction of days; reading it back is off by some microseconds."""
NEW: Final = -1


def same(one: Cell | Formula, other: Cell | Formula) -> bool:
    """Tell whether two values make the same cell."""
    if one is other:
        return True
    if one == "" or one is None:
        return other is None or other == ""
    if other is None or isinstance(one, bool) is not isinstance(other, bool):
        return False
    if isinstance(one, date) and isinstance(other, date):
        return abs(_moment(one) - _moment(other)) < _CLOSE
    if isinstance(one, timedelta) and isinstance(other, timedelta):
        return abs(one - other) < _CLOSE
    return one == other


def _moment(value: date) -> datetime:
    if isinstance(value, datetime):
        return value
    return datetime(value.year, value.month, value.day)  # noqa: DTZ001 - cells know no zones


class Line:
    """One row of a table to be."""

    __slots__ = ("changes", "columns", "index", "values")

    def __init__(
        self, index: int, columns: tuple[str, ...] = (), values: tuple[Cell, ...] = ()
    ) -> None:
        """Begin as row `index` of the table that was read, or as a `NEW` row of `values`."""
        self.index = index
        self.columns = columns
        self.values = values
        self.changes: dict[str, Cell | Formula] = {}

    def get(self, table: Table, column: str) -> Cell | Formula:
        """Return what the row will hold in a column."""
        if column in self.changes:
            return self.changes[column]
        if self.index != NEW:
            values = table.columns.get(column)
            return None if values is None else values[self.index]
        return self.values[self.columns.index(column)] if column in self.columns else None

    def cells(self) -> Iterator[tuple[str, Cell | Formula]]:
        """Yield the cells that have to be written."""
        if self.index == NEW:
            for column, value in zip(self.columns, self.values, strict=True):
                if column not in self.changes:
                    yield column, value
        yield from self.changes.items()


class Body:
    """One table to be, beside the one that was read."""

    __slots__ = ("added", "lines", "lists", "removed", "table", "title")

    def __init__(
        self,
        table: Table,
        *,
        added: AddSheet | None = None,
        lists: Mapping[str, tuple[Choice, ...]] = {},
    ) -> None:
        """Begin with the table as it is, or with the empty one of a sheet to be added.

        `lists` are what the dropdowns of an added sheet offer.
        """
        self.table = table
        self.added = added
        self.lists = lists
        self.removed = False
        self.title = table.layout.title
        self.lines = [Line(index) for index in range(len(table))]

    @property
    def gone(self) -> list[int]:
        """The indexes of the rows that go, in order."""
        kept = {line.index for line in self.lines}
        return [index for index in range(len(self.table)) if index not in kept]

    @property
    def touched(self) -> bool:
        """Whether anything of the table changes."""
        if self.added is not None or self.removed or len(self.lines) != len(self.table):
            return True
        return any(line.index == NEW or line.changes for line in self.lines)

    def rows(self) -> list[int]:
        """Return the sheet row of every line once the plan is carried out.

        Rows that go close up, so those below them move; new ones follow the last, filling the
        blank rows at the end of the table first.
        """
        table = self.table
        gone = [table.rows[index] for index in self.gone]
        last = (table.rows[-1] if len(table) else table.layout.first_row - 1) - len(gone)
        found = []
        for line in self.lines:
            if line.index == NEW:
                last += 1
                found.append(last)
            else:
                row = table.rows[line.index]
                found.append(row - bisect_left(gone, row) if gone else row)
        return found

    def key(self, line: Line) -> str:
        """Return the key of a line as text, empty when it has none."""
        if not self.table.sheet.key:
            return ""
        value = line.get(self.table, self.table.sheet.key)
        return "" if value is None or isinstance(value, Formula) else key_text(value)
