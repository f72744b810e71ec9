"""The tables of a sheet."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any

from openpyxl.worksheet.filters import AutoFilter as FilterRecord
from openpyxl.worksheet.table import Table as Record
from openpyxl.worksheet.table import TableStyleInfo
from xlwings import base_classes

from crm_workbook.engines.errors import NotSupported
from crm_workbook.engines.members import fills
from crm_workbook.engines.memory import headings, shifting
from crm_workbook.engines.memory.gaps import GAPS
from crm_workbook.engines.memory.table import Table
from crm_workbook.engines.shifts import Shift

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crm_workbook.engines.addresses import Area
    from crm_workbook.engines.memory.sheet import Sheet


class Both(base_classes.Collection, base_classes.Tables):
    """The two abstract classes xlwings expects here."""


@fills(base_classes.Tables, GAPS)
@fills(base_classes.Collection, GAPS)
class Tables(Both):
    """The tables of a sheet."""

    __slots__ = ("parent",)

    parent: Sheet

    def __init__(self, sheet: Sheet) -> None:
        """Take the sheet."""
        self.parent = sheet

    def answer(self) -> None:
        """Raise when Excel takes no calls or the sheet is gone."""
        self.parent.answer()

    @property
    def api(self) -> None:
        """Nothing: the collection has no face."""

    def __iter__(self) -> Iterator[Table]:
        """Go through them."""
        return iter([Table(self.parent, record) for record in self.parent.page.tables.values()])

    def __len__(self) -> int:
        """Count them."""
        return len(self.parent.page.tables)

    def __call__(self, key: str | int) -> Table:
        """Return a table by its name, in any case, or its place."""
        for place, table in enumerate(self, 1):
            if key == place or (isinstance(key, str) and table.name.lower() == key.lower()):
                return table
        raise KeyError(key)

    def __contains__(self, key: object) -> bool:
        """Whether there is one of that name or place."""
        return any(
            key == place or (isinstance(key, str) and table.name.lower() == key.lower())
            for place, table in enumerate(self, 1)
        )

    def add(
        self,
        source_type: str | None = None,
        source: Any = None,  # noqa: ANN401 - xlwings' range
        link_source: bool | None = None,  # noqa: FBT001 - as xlwings has it
        has_headers: bool | None = None,  # noqa: FBT001 - as xlwings has it
        destination: str | None = None,
        table_style_name: str | None = None,
        name: str | None = None,
    ) -> Table:
        """Make a table of a range ("ListObjects.Add method").

        Without headings a row of them is inserted above; a single row of headings gets an empty
        row of data below.
        """
        if source_type not in {None, "range", "src_range"} or link_source or destination:
            raise NotSupported("Tables.add", "a table is made of a range of its own sheet only")
        self.parent.before_table()
        area: Area = source.impl.area
        headings.check_place(self.parent, area)
        if name is None:
            taken = {table.name.lower() for table in self.parent.book.tables}
            name = next(n for i in itertools.count(1) if (n := f"Table{i}").lower() not in taken)
        headings.check_table_name(self.parent.book, name)
        if not has_headers:
            shift = Shift(True, area.row, 1, area.column, area.last_column)  # noqa: FBT003 - a record
            shifting.insert(self.parent, shift)
            area = area._replace(rows=area.rows + 1)
        empty = area.rows == 1
        if empty:
            area = area._replace(rows=2)
            headings.check_place(self.parent, area)
        record = Record(displayName=name, name=name, ref="A1", headerRowCount=1)
        record.autoFilter = FilterRecord()
        record.insertRow = True if empty else None
        if table_style_name:
            record.tableStyleInfo = TableStyleInfo(name=table_style_name, showRowStripes=True)
        self.parent.page.tables[name] = record
        table = Table(self.parent, record)
        table.place(area)
        headings.renew(table)
        self.parent.book.changed()
        return table
