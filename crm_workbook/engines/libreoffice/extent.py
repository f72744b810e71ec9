"""Where a table lies, its parts and its headings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xlwings import base_classes

from crm_workbook.engines import naming
from crm_workbook.engines.libreoffice import reading
from crm_workbook.engines.members import internal

if TYPE_CHECKING:
    from crm_workbook.engines.addresses import Area
    from crm_workbook.engines.libreoffice.bridge import Uno
    from crm_workbook.engines.libreoffice.range import Range
    from crm_workbook.engines.libreoffice.sheet import Sheet
    from crm_workbook.engines.structured import Structured


class Extent(base_classes.Table):
    """A table as an area of cells.

    Attributes:
        parent: The sheet.
    """

    __slots__ = ("_name", "parent")

    parent: Sheet

    def __init__(self, sheet: Sheet, name: str) -> None:
        """Take the sheet and the name."""
        self.parent = sheet
        self._name = name

    @property
    @internal
    def record(self) -> Uno:
        """UNO's database range."""
        return self.parent.book.table_record(self._name)

    @property
    @internal
    def area(self) -> Area:
        """All of it."""
        return reading.area_of(self.record.DataArea)

    @property
    @internal
    def headers(self) -> Area | None:
        """The row of headings."""
        return self.area._replace(rows=1) if self.record.ContainsHeader else None

    @property
    @internal
    def totals(self) -> Area | None:
        """The row of totals."""
        area = self.area
        return area._replace(row=area.last_row, rows=1) if self.record.TotalsRow else None

    @property
    @internal
    def body(self) -> Area | None:
        """The rows between; a table always has one, though it may be there to be filled only."""
        area, record = self.area, self.record
        top, bottom = int(record.ContainsHeader), int(record.TotalsRow)
        rows = area.rows - top - bottom
        return area._replace(row=area.row + top, rows=rows) if rows > 0 else None

    @property
    @internal
    def waits(self) -> bool:
        """Whether the only row is empty, there to be filled."""
        body = self.body
        if body is None or body.rows > 1:
            return False
        return not reading.filled(self.parent, body)

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
        return None if self.waits else self._maybe(self.body)

    @property
    def insert_row_range(self) -> Range | None:
        """The empty row of a table without data."""
        return self._maybe(self.body) if self.waits else None

    @property
    def totals_row_range(self) -> Range | None:
        """The row of totals."""
        return self._maybe(self.totals)

    def _maybe(self, area: Area | None) -> Range | None:
        return self.parent.at(area) if area else None

    @internal
    def headings(self) -> list[str]:
        """Return the headings."""
        head = self.headers
        if head is None:
            return naming.unique_headings([""] * self.area.columns)
        [texts] = reading.read_formulas(self.parent, head)
        return texts

    @internal
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
        names = [heading.lower() for heading in self.headings()]
        if not {wanted.first.lower(), wanted.last.lower()} <= set(names):
            return None
        ends = sorted((names.index(wanted.first.lower()), names.index(wanted.last.lower())))
        return area._replace(column=area.column + ends[0], columns=ends[1] - ends[0] + 1)

    @internal
    def place(self, area: Area) -> None:
        """Let the table lie over another area."""
        self.record.DataArea = self.parent.address_of(area)

    @internal
    def renew(self) -> None:
        """Make the headings what Excel makes of them: texts, none empty, none twice."""
        head = self.headers
        if head is None:
            return
        old = self.parent.cells_of(head).getDataArray()
        new = naming.unique_headings(self.headings())
        if list(old[0]) != new:
            self.parent.cells_of(head).setDataArray((tuple(new),))
