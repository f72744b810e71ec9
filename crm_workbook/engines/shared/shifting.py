"""Inserting and deleting cells: what is refused, and what becomes of tables.

"Insert or delete rows and columns": what would tear a table or a merged area apart is refused, as
is what would fall off the sheet.
"""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING, Final

from crm_workbook.engines.addresses import MAX_COLUMNS, MAX_ROWS
from crm_workbook.engines.errors import ExcelError
from crm_workbook.engines.members import internal
from crm_workbook.engines.shared.guarding import AnyGuarded

if TYPE_CHECKING:
    from crm_workbook.engines.addresses import Area
    from crm_workbook.engines.shifts import Shift

_TORN: Final = (
    "This operation is not allowed. The operation is attempting to shift cells in a table on your "
    "worksheet."
)
_MERGED: Final = "We can't do that to a merged cell."
_FULL: Final = (
    "To prevent possible loss of data, Excel cannot shift nonblank cells off of the worksheet."
)


class Shifting(AnyGuarded):
    """A sheet whose cells move."""

    @property
    @internal
    @abstractmethod
    def merged(self) -> list[Area]:
        """The merged cells."""

    @internal
    @abstractmethod
    def filled(self, area: Area) -> list[Area]:
        """Return the blocks of cells in an area that hold something."""

    @abstractmethod
    def _shift(self, shift: Shift) -> None:
        """Insert or delete cells, and let all that hangs on others move along."""

    @abstractmethod
    def _copy_looks(self, line: Area, shift: Shift) -> None:
        """Give inserted cells the looks of a row (or column) of cells."""

    @internal
    def insert_cells(self, shift: Shift, *, behind: bool = False) -> None:
        """Insert empty cells; their format comes from the neighbours before them, or behind.

        The first row of a table does not take on the look of its headings.
        """
        self._before_shift(shift, "insertRows" if shift.down else "insertColumns")
        end = (MAX_ROWS if shift.down else MAX_COLUMNS) - shift.by + 1
        if self.filled(shift._replace(first=end).band):
            raise ExcelError(_FULL)
        self._shift(shift)
        under_headings = shift.down and any(
            table.headers and table.headers.last_row == shift.first - 1 for table in self.tables
        )
        source = shift.first + shift.by if behind or under_headings else shift.first - 1
        if source >= 1:
            self._copy_looks(shift._replace(first=source, by=1).touched, shift)

    @internal
    def delete_cells(self, shift: Shift) -> None:
        """Delete cells. A table that loses all its rows keeps one, empty ("ListObject")."""
        self._before_shift(shift, "deleteRows" if shift.down else "deleteColumns")
        removed, tables = shift.touched, list(self.tables)
        staying = [table for table in tables if shift.moved(table.area) is not None]
        if shift.down and any(t.headers and removed.overlaps(t.headers) for t in staying):
            raise ExcelError(_TORN)
        for table in tables:
            if table not in staying:
                table.drop()
        emptied = [t for t in staying if shift.down and t.body and removed.covers(t.body)]
        for table in emptied:
            table.keep_one_row()
        if emptied:  # the row that stays is left out of what is deleted
            first = max(shift.first, emptied[0].body.row) + 1
            shift = shift._replace(first=first, by=shift.by + 1)
        if shift.by:
            self._shift(shift)

    def _before_shift(self, shift: Shift, permission: str) -> None:
        self.book.before_change()
        if self.protected:
            locked = shift.by < 0 and self.locked(shift.touched) is not False
            if not shift.whole or locked or self.forbids(permission):
                raise ExcelError("The cells are on a protected sheet.")
        for area, words in [
            *((table.area, _TORN) for table in self.tables),
            *((area, _MERGED) for area in self.merged),
        ]:
            across, width = (area.column, area.columns) if shift.down else (area.row, area.rows)
            inside = shift.low <= across and across + width - 1 <= shift.high
            if area.overlaps(shift.band) and not inside:
                raise ExcelError(words)
