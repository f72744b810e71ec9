"""The tables of a sheet: LibreOffice's database ranges."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from xlwings import base_classes

from crm_workbook.engines import naming
from crm_workbook.engines.errors import ExcelError, NotSupported
from crm_workbook.engines.libreoffice import bridge, moving
from crm_workbook.engines.libreoffice.attached import merged
from crm_workbook.engines.libreoffice.gaps import GAPS
from crm_workbook.engines.libreoffice.table import Table, check_table_name
from crm_workbook.engines.members import fills
from crm_workbook.engines.shifts import Shift

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crm_workbook.engines.addresses import Area
    from crm_workbook.engines.libreoffice.sheet import Sheet


class Both(base_classes.Collection, base_classes.Tables):
    """The two abstract classes xlwings expects here."""


@bridge.translated
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
        """Raise when the sheet is gone."""
        self.parent.answer()

    @property
    def api(self) -> None:
        """Nothing: the collection has no face."""

    def __iter__(self) -> Iterator[Table]:
        """Go through them."""
        book = self.parent.book
        own = self.parent.uno.RangeAddress.Sheet
        return iter(
            [
                Table(self.parent, name)
                for name in book.all_tables.ElementNames
                if book.table_record(name).DataArea.Sheet == own
            ]
        )

    def __len__(self) -> int:
        """Count them."""
        return len(list(iter(self)))

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

    def check_place(self, area: Area, own: Table | None = None) -> None:
        """Raise when a table may not lie there: over another table, or over merged cells."""
        name = own.name if own is not None else None
        if any(table.area.overlaps(area) for table in self if table.name != name):
            raise ExcelError("A table cannot overlap another table.")
        if any(cells.overlaps(area) for cells in merged(self.parent)):
            raise ExcelError("A table cannot lie over merged cells.")

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
        row of data below. LibreOffice has no styles of tables: the one asked for is passed over.
        """
        if source_type not in {None, "range", "src_range"} or link_source or destination:
            raise NotSupported("Tables.add", "a table is made of a range of its own sheet only")
        del table_style_name
        sheet = self.parent
        sheet.before_table()
        area: Area = source.impl.area
        self.check_place(area)
        ranges = sheet.book.all_tables
        if name is None:
            name = naming.free_name("Table", ranges.ElementNames)
        check_table_name(sheet.book, name)
        if not has_headers:
            moving.insert(sheet, Shift(True, area.row, 1, area.column, area.last_column))  # noqa: FBT003 - a record
            area = area._replace(rows=area.rows + 1)
        if area.rows == 1:
            area = area._replace(rows=2)
            self.check_place(area)
        ranges.addNewByName(name, sheet.address_of(area))
        made = ranges.getByName(name)
        made.ContainsHeader = True
        made.AutoFilter = True
        table = Table(sheet, name)
        table.renew()
        return table
