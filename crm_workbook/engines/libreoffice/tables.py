"""The tables of a sheet: LibreOffice's database ranges."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xlwings import base_classes

from crm_workbook.engines.libreoffice import bridge
from crm_workbook.engines.libreoffice.gaps import GAPS
from crm_workbook.engines.libreoffice.table import Table
from crm_workbook.engines.members import fills
from crm_workbook.engines.shared.tables import AnyTables

if TYPE_CHECKING:
    from crm_workbook.engines.addresses import Area
    from crm_workbook.engines.libreoffice.sheet import Sheet


@bridge.translated
@fills(base_classes.Tables, GAPS)
@fills(base_classes.Collection, GAPS)
class Tables(AnyTables[Table]):
    """The tables of a sheet."""

    parent: Sheet

    def _all(self) -> list[Table]:
        book = self.parent.book
        own = self.parent.uno.RangeAddress.Sheet
        return [
            Table(self.parent, name)
            for name in book.table_names()
            if book.table_record(name).DataArea.Sheet == own
        ]

    def _make(self, name: str, area: Area, style: str | None, *, empty: bool) -> Table:
        del style, empty  # LibreOffice has no styles of tables, and looks whether a row is empty
        ranges = self.parent.book.all_tables
        ranges.addNewByName(name, self.parent.address_of(area))
        made = ranges.getByName(name)
        made.ContainsHeader = True
        made.AutoFilter = True
        table = Table(self.parent, name)
        table.renew()
        return table
