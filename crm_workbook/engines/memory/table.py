"""A table (a ListObject)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from openpyxl.worksheet.filters import AutoFilter as FilterRecord
from openpyxl.worksheet.table import TableStyleInfo
from xlwings import base_classes

from crm_workbook.engines.errors import ExcelError, NotSupported, gone
from crm_workbook.engines.members import fills
from crm_workbook.engines.memory import headings, references, shifting, sorting
from crm_workbook.engines.memory.autofilter import AutoFilter
from crm_workbook.engines.memory.extent import Extent
from crm_workbook.engines.memory.gaps import GAPS
from crm_workbook.engines.shifts import Shift
from crm_workbook.engines.table_parts import TableColumns, TableRows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crm_workbook.engines.addresses import Area


def _style(name: str) -> property:
    """Make a property for one flag of the table's style."""

    def read(self: Table) -> bool:
        return bool(getattr(self.record.tableStyleInfo, name, False))

    def write(self: Table, value: bool) -> None:  # noqa: FBT001 - a property
        self.parent.before_table()
        self.record.tableStyleInfo = self.record.tableStyleInfo or TableStyleInfo()
        setattr(self.record.tableStyleInfo, name, bool(value))

    return property(read, write)


@fills(base_classes.Table, GAPS)
class Table(Extent):
    """A table."""

    __slots__ = ()

    show_table_style_column_stripes = _style("showColumnStripes")
    show_table_style_first_column = _style("showFirstColumn")
    show_table_style_last_column = _style("showLastColumn")
    show_table_style_row_stripes = _style("showRowStripes")

    def answer(self) -> None:
        """Raise when Excel takes no calls or the table is gone."""
        self.parent.answer()
        if self.record not in self.parent.page.tables.values():
            raise gone("The table")

    @property
    def api(self) -> None:
        """Nothing: a table has no face."""

    @property
    def name(self) -> str:
        """The name formulas use."""
        return str(self.record.displayName)

    @name.setter
    def name(self, value: str) -> None:
        self.parent.before_table()
        headings.check_table_name(self.parent.book, value, self.record)
        references.rename_table(self.parent.book, self.name, value)
        del self.parent.page.tables[self.record.displayName]
        self.record.name = self.record.displayName = value
        self.parent.page.tables[value] = self.record
        self.parent.book.changed()

    @property
    def display_name(self) -> str:
        """The same."""
        return self.name

    @display_name.setter
    def display_name(self, value: str) -> None:
        self.name = value

    @property
    def table_style(self) -> str | None:
        """The name of the style."""
        info = self.record.tableStyleInfo
        return str(info.name) if info and info.name else None

    @table_style.setter
    def table_style(self, value: str) -> None:
        self.parent.before_table()
        self.record.tableStyleInfo = self.record.tableStyleInfo or TableStyleInfo()
        self.record.tableStyleInfo.name = value

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
            row = area.last_row + 1
            shifting.insert(self.parent, Shift(True, row, 1, area.column, area.last_column))  # noqa: FBT003 - a record
            self.place(area._replace(rows=area.rows + 1))
            self.record.totalsRowCount = 1
            headings.write_totals(self)
        else:
            row = area.last_row
            self.record.totalsRowCount = None
            shifting.delete(self.parent, Shift(True, row, -1, area.column, area.last_column))  # noqa: FBT003 - a record

    @property
    def show_autofilter(self) -> bool:
        """Whether the headings have filter buttons."""
        return self.record.autoFilter is not None

    @show_autofilter.setter
    def show_autofilter(self, value: bool) -> None:
        self.parent.before_table()
        if not value and self.record.autoFilter is not None:
            self.autofilter.clear(None)
        self.record.autoFilter = FilterRecord() if value else None
        self.place(self.area)

    @property
    def autofilter(self) -> AutoFilter:
        """The filter."""
        if self.record.autoFilter is None:
            self.record.autoFilter = FilterRecord()
            self.place(self.area)
        return AutoFilter(self.parent, self.area, self.record.autoFilter, self)

    def sort(self, keys: Sequence[int], ascending: Sequence[bool]) -> None:
        """Sort the rows of data by columns counted from 1."""
        if self.body:
            sorting.sort(self.parent, self.body, keys, ascending)

    def resize(self, range: Any) -> None:  # noqa: A002, ANN401 - as xlwings has it
        """Take another area for the table; cells stay where they are.

        Raises:
            ExcelError: The headings would move, no row of data would be left, or something is in
                the way ("ListObject.Resize method").
        """
        self.parent.before_table()
        new: Area = range.impl.area if hasattr(range, "impl") else range.area
        top = int(self.headers is not None) + int(self.totals is not None)
        if new.row != self.area.row or not new.overlaps(self.area) or new.rows <= top:
            raise ExcelError(
                "The headers must remain in the same row, and the resulting table range must "
                "overlap the original table range."
            )
        headings.check_place(self.parent, new, self.record)
        headings.fit(self, new)
        self.place(new)
        self.record.insertRow = None
        headings.renew(self)
        self.parent.book.changed()

    def headings(self) -> list[str]:
        """Return the headings, whether shown or not."""
        return headings.of(self)

    def add_row(self, place: int) -> None:
        """Make room for a row of data; the empty row of a table without data is room already."""
        self.parent.before_table()
        if not self.record.insertRow:
            area, body = self.area, self.body
            row = body.row + place - 1 if body else area.last_row + 1
            shifting.insert(self.parent, Shift(True, row, 1, area.column, area.last_column))  # noqa: FBT003 - a record
            self.place(area._replace(rows=area.rows + 1))
        self.record.insertRow = None

    def add_column(self, place: int) -> None:
        """Make room for a column."""
        self.parent.before_table()
        area = self.area
        column = area.column + place - 1
        shifting.insert(self.parent, Shift(False, column, 1, area.row, area.last_row))  # noqa: FBT003 - a record
        if self.area.columns == area.columns:  # inserted at an edge, outside
            new = area._replace(columns=area.columns + 1)
            start = area.column - 1 if place == 1 else area.column
            headings.fit(self, new._replace(column=start))
            self.place(new)

    def follow(self, shift: Shift) -> None:
        """Move along with cells that were inserted or deleted."""
        new = shift.moved(self.area)
        if new is None:
            self.drop()
            return
        if new.columns != self.area.columns:
            headings.shift_columns(self, shift)
        self.place(new)
        headings.renew(self)

    def after_write(self, area: Area) -> None:
        """Follow contents that changed: headings stay unique texts, an empty row becomes data."""
        if self.headers and self.headers.overlaps(area):
            headings.renew(self)
        if self.record.insertRow and self.body and self.body.overlaps(area):
            cells = self.parent.grid.within(self.body)
            self.record.insertRow = None if any(c.value is not None for c in cells) else True

    def keep_one_row(self) -> None:
        """Empty the first row of data, which stays when all others go."""
        if self.body:
            self.parent.at(self.body._replace(rows=1)).clear_contents()
            self.record.insertRow = True

    def drop(self) -> None:
        """Be no more; the cells were deleted."""
        references.drop_table(self.parent.book, self.name)
        del self.parent.page.tables[self.record.displayName]

    def write_back(self) -> None:
        """Bring openpyxl's record of the columns up to date before saving."""
        headings.renew(self)
