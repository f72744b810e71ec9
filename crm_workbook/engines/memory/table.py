"""A table (a ListObject)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openpyxl.worksheet.filters import AutoFilter as FilterRecord
from openpyxl.worksheet.table import TableStyleInfo
from xlwings import base_classes

from crm_workbook.engines.addresses import Area, parse_a1
from crm_workbook.engines.errors import gone
from crm_workbook.engines.members import fills
from crm_workbook.engines.memory import headings, references
from crm_workbook.engines.memory.autofilter import AutoFilter
from crm_workbook.engines.memory.gaps import GAPS
from crm_workbook.engines.shared.table import AnyTable

if TYPE_CHECKING:
    from openpyxl.worksheet.table import Table as Record

    from crm_workbook.engines.memory.sheet import Sheet
    from crm_workbook.engines.shifts import Shift


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
class Table(AnyTable):
    """A table.

    Attributes:
        record: openpyxl's table.
    """

    parent: Sheet

    show_table_style_column_stripes = _style("showColumnStripes")
    show_table_style_first_column = _style("showFirstColumn")
    show_table_style_last_column = _style("showLastColumn")
    show_table_style_row_stripes = _style("showRowStripes")

    def __init__(self, sheet: Sheet, record: Record) -> None:
        """Take the sheet and openpyxl's table."""
        super().__init__(sheet)
        self.record = record

    def answer(self) -> None:
        """Raise when Excel takes no calls or the table is gone."""
        super().answer()
        if self.record not in self.parent.page.tables.values():
            raise gone("The table")

    def _own_name(self) -> str:
        return str(self.record.displayName)

    def _rename(self, name: str) -> None:
        references.rename_table(self.parent.book, self.name, name)
        del self.parent.page.tables[self.record.displayName]
        self.record.name = self.record.displayName = name
        self.parent.page.tables[name] = self.record
        self.parent.book.changed()

    @property
    def area(self) -> Area:
        """All of it."""
        return parse_a1(self.record.ref) or Area(1, 1)

    def place(self, area: Area) -> None:
        """Note a new area, for the filter buttons as well."""
        self.record.ref = area.ref
        if self.record.autoFilter is not None:
            rows = area.rows - int(self._has_totals())
            self.record.autoFilter.ref = area._replace(rows=rows).ref

    @property
    def waits(self) -> bool:
        """Whether the only row is empty, there to be filled."""
        return bool(self.record.insertRow)

    def _has_headers(self) -> bool:
        return self.record.headerRowCount != 0

    def _has_totals(self) -> bool:
        return bool(self.record.totalsRowCount)

    def _set_totals(self, *, shown: bool) -> None:
        self.record.totalsRowCount = 1 if shown else None

    def _write_totals(self) -> None:
        headings.write_totals(self)

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

    def headings(self) -> list[str]:
        """Return the headings, whether shown or not."""
        return headings.of(self)

    def _resize(self, area: Area) -> None:
        headings.fit(self, area)
        self.place(area)
        self.record.insertRow = None
        headings.renew(self)
        self.parent.book.changed()

    def add_row(self, place: int) -> None:
        """Make room for a row of data; the empty row of a table without data is room already."""
        super().add_row(place)
        self.record.insertRow = None

    def _widen(self, area: Area, place: int) -> None:
        if self.area.columns == area.columns:  # inserted at an edge, outside
            new = area._replace(columns=area.columns + 1)
            start = area.column - 1 if place == 1 else area.column
            headings.fit(self, new._replace(column=start))
            self.place(new)

    def follow(self, shift: Shift) -> None:
        """Move along with cells that were inserted or deleted."""
        new = shift.moved(self.area)
        if new is None:  # all of it is deleted, and it was dropped before
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
        super().keep_one_row()
        self.record.insertRow = True

    def drop(self) -> None:
        """Be no more; the cells are deleted, and references to the table break."""
        references.drop_table(self.parent.book, self.name)
        del self.parent.page.tables[self.record.displayName]

    def write_back(self) -> None:
        """Bring openpyxl's record of the columns up to date before saving."""
        headings.renew(self)
