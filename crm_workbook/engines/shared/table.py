"""A table (a ListObject)."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING, Any

from crm_workbook.engines.errors import ExcelError, NotSupported
from crm_workbook.engines.members import internal
from crm_workbook.engines.shared.extent import Extent
from crm_workbook.engines.shared.table_parts import TableColumns, TableRows
from crm_workbook.engines.shifts import Shift

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crm_workbook.engines.addresses import Area


class AnyTable(Extent):
    """A table."""

    @abstractmethod
    def _own_name(self) -> str:
        """Return the name."""

    @abstractmethod
    def _rename(self, name: str) -> None:
        """Take another name, which formulas follow."""

    @abstractmethod
    def _set_totals(self, *, shown: bool) -> None:
        """Note that the last row holds totals, or does not."""

    @abstractmethod
    def _write_totals(self) -> None:
        """Fill a new row of totals as Excel does: a label first, a sum or a count last."""

    @abstractmethod
    def _resize(self, area: Area) -> None:
        """Lie over another area, with headings for all its columns."""

    @abstractmethod
    def _widen(self, area: Area, place: int) -> None:
        """Take in the column that was inserted at a place (from 1) of the area before."""

    @internal
    @abstractmethod
    def drop(self) -> None:
        """Be no more; the cells are deleted, and references to the table break."""

    @property
    def name(self) -> str:
        """The name formulas use."""
        return self._own_name()

    @name.setter
    def name(self, value: str) -> None:
        self.parent.before_table()
        self.parent.book.check_table_name(value, self.name)
        self._rename(value)

    @property
    def display_name(self) -> str:
        """The same."""
        return self.name

    @display_name.setter
    def display_name(self, value: str) -> None:
        self.name = value

    @property
    def rows(self) -> TableRows:
        """The rows of data."""
        return TableRows(self)

    @property
    def columns(self) -> TableColumns:
        """The columns."""
        return TableColumns(self)

    @property
    def show_headers(self) -> bool:
        """Whether there is a row of headings."""
        return self.headers is not None

    @show_headers.setter
    def show_headers(self, value: bool) -> None:
        if value != self.show_headers:
            raise NotSupported(
                "Table.show_headers", "headings are neither hidden nor brought back"
            )

    @property
    def show_totals(self) -> bool:
        """Whether there is a row of totals."""
        return self.totals is not None

    @show_totals.setter
    def show_totals(self, value: bool) -> None:
        self.parent.before_table()
        if value == self.show_totals:
            return
        area = self.area
        if value:
            self._insert_row(area.last_row + 1)
            self._set_totals(shown=True)
            self._write_totals()
        else:
            self._set_totals(shown=False)
            line = Shift(True, area.last_row, -1, area.column, area.last_column)  # noqa: FBT003 - a record
            self.parent.delete_cells(line)

    def sort(self, keys: Sequence[int], ascending: Sequence[bool]) -> None:
        """Sort the rows of data by columns counted from 1."""
        if self.body:
            self.parent.sort_rows(self.body, keys, ascending)

    def resize(self, range: Any) -> None:  # noqa: A002, ANN401 - as xlwings has it
        """Take another area for the table; cells stay where they are.

        Raises:
            ExcelError: The headings would move, no row of data would be left, or something is in
                the way ("ListObject.Resize method").
        """
        self.parent.before_table()
        new: Area = range.impl.area if hasattr(range, "impl") else range.area
        area, outside = self.area, int(self.show_headers) + int(self.show_totals)
        if new.row != area.row or not new.overlaps(area) or new.rows <= outside:
            raise ExcelError(
                "The headers must remain in the same row, and the resulting table range must "
                "overlap the original table range."
            )
        self.parent.tables.check_place(new, self)
        self._resize(new)

    @internal
    def add_row(self, place: int) -> None:
        """Make room for a row of data; the empty row of a table without data is room already."""
        self.parent.before_table()
        if not self.waits:
            body = self.body
            self._insert_row(body.row + place - 1 if body else self.area.last_row + 1)

    def _insert_row(self, row: int) -> None:
        area = self.area
        self.parent.insert_cells(Shift(True, row, 1, area.column, area.last_column))  # noqa: FBT003 - a record
        self.place(area._replace(rows=area.rows + 1))

    @internal
    def add_column(self, place: int) -> None:
        """Make room for a column."""
        self.parent.before_table()
        area = self.area
        column = area.column + place - 1
        self.parent.insert_cells(Shift(False, column, 1, area.row, area.last_row))  # noqa: FBT003 - a record
        self._widen(area, place)

    @internal
    def keep_one_row(self) -> None:
        """Empty the first row of data, which stays when all others go."""
        if self.body:
            self.parent.at(self.body._replace(rows=1)).clear_contents()
