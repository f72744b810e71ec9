"""The tables of a sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openpyxl.worksheet.filters import AutoFilter as FilterRecord
from openpyxl.worksheet.table import Table as Record
from openpyxl.worksheet.table import TableStyleInfo
from xlwings import base_classes

from crm_workbook.engines.members import fills
from crm_workbook.engines.memory import headings
from crm_workbook.engines.memory.gaps import GAPS
from crm_workbook.engines.memory.table import Table
from crm_workbook.engines.shared.tables import AnyTables

if TYPE_CHECKING:
    from crm_workbook.engines.addresses import Area
    from crm_workbook.engines.memory.sheet import Sheet


@fills(base_classes.Tables, GAPS)
@fills(base_classes.Collection, GAPS)
class Tables(AnyTables[Table]):
    """The tables of a sheet."""

    parent: Sheet

    def _all(self) -> list[Table]:
        return [Table(self.parent, record) for record in self.parent.page.tables.values()]

    def _make(self, name: str, area: Area, style: str | None, *, empty: bool) -> Table:
        record = Record(displayName=name, name=name, ref="A1", headerRowCount=1)
        record.autoFilter = FilterRecord()
        record.insertRow = True if empty else None
        if style:
            record.tableStyleInfo = TableStyleInfo(name=style, showRowStripes=True)
        self.parent.page.tables[name] = record
        table = Table(self.parent, record)
        table.place(area)
        headings.renew(table)
        self.parent.book.changed()
        return table
