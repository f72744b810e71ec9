"""Where a table lies, and its parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xlwings import base_classes

from crm_workbook.engines.addresses import Area, parse_a1

if TYPE_CHECKING:
    from openpyxl.worksheet.table import Table as Record

    from crm_workbook.engines.memory.range import Range
    from crm_workbook.engines.memory.sheet import Sheet
    from crm_workbook.engines.structured import Structured


class Extent(base_classes.Table):
    """A table as an area of cells.

    Attributes:
        parent: The sheet.
        record: openpyxl's table.
    """

    __slots__ = ("parent", "record")

    parent: Sheet

    def __init__(self, sheet: Sheet, record: Record) -> None:
        """Take the sheet and openpyxl's table."""
        self.parent = sheet
        self.record = record

    @property
    def area(self) -> Area:
        """All of it."""
        return parse_a1(self.record.ref) or Area(1, 1)

    @property
    def headers(self) -> Area | None:
        """The row of headings."""
        if self.record.headerRowCount == 0:
            return None
        return self.area._replace(rows=1)

    @property
    def totals(self) -> Area | None:
        """The row of totals."""
        if not self.record.totalsRowCount:
            return None
        return self.area._replace(row=self.area.last_row, rows=1)

    @property
    def body(self) -> Area | None:
        """The rows between; a table always has one, though it may be there to be filled only."""
        top, bottom = int(self.headers is not None), int(self.totals is not None)
        rows = self.area.rows - top - bottom
        return self.area._replace(row=self.area.row + top, rows=rows) if rows > 0 else None

    @property
    def range(self) -> Range:
        """All of it."""
        return self.parent.at(self.area)

    @property
    def header_row_range(self) -> Range | None:
        """The row of headings."""
        return self._maybe(self.headers)

    @property
    def data_body_range(self) -> Range | None:
        """The rows of data; None while there are none ("ListObject.DataBodyRange property")."""
        return None if self.record.insertRow else self._maybe(self.body)

    @property
    def insert_row_range(self) -> Range | None:
        """The empty row of a table without data."""
        return self._maybe(self.body) if self.record.insertRow else None

    @property
    def totals_row_range(self) -> Range | None:
        """The row of totals."""
        return self._maybe(self.totals)

    def part(self, wanted: Structured) -> Area | None:
        """Return the area a structured reference means."""
        rows = {
            "all": self.area,
            "data": self.body,
            "headers": self.headers,
            "totals": self.totals,
        }
        area = rows[wanted.item]
        if area is None or wanted.first is None or wanted.last is None:
            return area
        names = [str(column.name).lower() for column in self.record.tableColumns]
        if not {wanted.first.lower(), wanted.last.lower()} <= set(names):
            return None
        ends = sorted((names.index(wanted.first.lower()), names.index(wanted.last.lower())))
        return area._replace(column=area.column + ends[0], columns=ends[1] - ends[0] + 1)

    def place(self, area: Area) -> None:
        """Note a new area, for the filter buttons as well."""
        self.record.ref = area.ref
        if self.record.autoFilter is not None:
            rows = area.rows - int(self.totals is not None)
            filtered = area._replace(rows=rows)
            self.record.autoFilter.ref = filtered.ref

    def _maybe(self, area: Area | None) -> Range | None:
        return self.parent.at(area) if area else None
