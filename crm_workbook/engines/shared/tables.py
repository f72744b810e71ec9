"""The tables of a sheet."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING, Any, TypeVar

from xlwings import base_classes

from crm_workbook.engines import naming
from crm_workbook.engines.errors import ExcelError, NotSupported
from crm_workbook.engines.members import internal
from crm_workbook.engines.shared.owned import Collected
from crm_workbook.engines.shifts import Shift

if TYPE_CHECKING:
    from crm_workbook.engines.addresses import Area

T = TypeVar("T", bound=Any)


class AnyTables(Collected[T], base_classes.Tables):
    """The tables of a sheet."""

    @abstractmethod
    def _make(self, name: str, area: Area, style: str | None, *, empty: bool) -> T:
        """Make a table; when it is empty, its only row is there to be filled."""

    @internal
    def check_place(self, area: Area, own: T | None = None) -> None:
        """Raise when a table may not lie there: over another table, or over merged cells."""
        name = own.name if own is not None else None
        if any(table.area.overlaps(area) for table in self if table.name != name):
            raise ExcelError("A table cannot overlap another table.")
        if any(cells.overlaps(area) for cells in self.parent.merged):
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
    ) -> T:
        """Make a table of a range ("ListObjects.Add method").

        Without headings a row of them is inserted above; a single row of headings gets an empty
        row of data below.
        """
        if source_type not in {None, "range", "src_range"} or link_source or destination:
            raise NotSupported("Tables.add", "a table is made of a range of its own sheet only")
        sheet = self.parent
        sheet.before_table()
        area: Area = source.impl.area
        self.check_place(area)
        if name is None:
            name = naming.free_name("Table", sheet.book.table_names())
        sheet.book.check_table_name(name)
        if not has_headers:
            sheet.insert_cells(Shift(True, area.row, 1, area.column, area.last_column))  # noqa: FBT003 - a record
            area = area._replace(rows=area.rows + 1)
        empty = area.rows == 1
        if empty:
            area = area._replace(rows=2)
            self.check_place(area)
        return self._make(name, area, table_style_name, empty=empty)
