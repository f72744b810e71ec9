"""A table: a database range of LibreOffice's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from xlwings import base_classes

from crm_workbook.engines import naming
from crm_workbook.engines.errors import ExcelError, NotSupported, gone
from crm_workbook.engines.libreoffice import bridge, following, moving, reading, sorting
from crm_workbook.engines.libreoffice.autofilter import AutoFilter
from crm_workbook.engines.libreoffice.extent import Extent
from crm_workbook.engines.libreoffice.gaps import GAPS
from crm_workbook.engines.members import fills
from crm_workbook.engines.shifts import Shift
from crm_workbook.engines.structured import escape
from crm_workbook.engines.table_parts import TableColumns, TableRows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crm_workbook.engines.addresses import Area
    from crm_workbook.engines.libreoffice.book import Book


def check_table_name(book: Book, name: str, own: str | None = None) -> None:
    """Raise when a table may not be called that: wrong, or taken by a table or a name."""
    naming.check_name(name)
    taken = [*book.all_tables.ElementNames, *book.doc.NamedRanges.ElementNames]
    if any(other.lower() == name.lower() for other in taken if other != own):
        raise ExcelError(f"The name {name!r} is already taken.")


@bridge.translated
@fills(base_classes.Table, GAPS)
class Table(Extent):
    """A table."""

    __slots__ = ()

    def answer(self) -> None:
        """Raise when the sheet or the table is gone."""
        self.parent.answer()
        if not self.parent.book.all_tables.hasByName(self._name):
            raise gone("The table")

    @property
    def api(self) -> None:
        """Nothing: a table has no face."""

    @property
    def name(self) -> str:
        """The name formulas use."""
        return self._name

    @name.setter
    def name(self, value: str) -> None:
        self.parent.before_table()
        check_table_name(self.parent.book, value, self._name)
        following.rename_table(self.parent.book, self._name, value)
        self._name = value

    @property
    def display_name(self) -> str:
        """The same."""
        return self._name

    @display_name.setter
    def display_name(self, value: str) -> None:
        self.name = value

    @property
    def table_style(self) -> str | None:
        """None: LibreOffice has no styles of tables."""
        return None

    @table_style.setter
    def table_style(self, value: str) -> None:
        del value
        raise NotSupported("Table.table_style", "LibreOffice has no styles of tables")

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
            shift = Shift(True, area.last_row + 1, 1, area.column, area.last_column)  # noqa: FBT003 - a record
            moving.insert(self.parent, shift)
            self.place(area._replace(rows=area.rows + 1))
            self.record.TotalsRow = True
            self._write_totals()
        else:
            self.record.TotalsRow = False
            shift = Shift(True, area.last_row, -1, area.column, area.last_column)  # noqa: FBT003 - a record
            moving.delete(self.parent, shift)

    def _write_totals(self) -> None:
        """Fill a new row of totals as Excel does: a label first, a sum or a count last."""
        totals, body = self.totals, self.body
        if totals is None:
            return
        self.parent.at(totals._replace(columns=1)).raw_value = "Total"
        if totals.columns == 1 or body is None:
            return
        last = body._replace(column=body.last_column, columns=1)
        values = reading.read(self.parent, last, plain=True)
        numeric = all(value is None or isinstance(value, float) for [value] in values)
        heading = escape(self.headings()[-1])
        formula = f"=SUBTOTAL({109 if numeric else 103},{self.name}[{heading}])"
        self.parent.at(totals._replace(column=totals.last_column, columns=1)).formula = formula

    @property
    def show_autofilter(self) -> bool:
        """Whether the headings have filter buttons."""
        return bool(self.record.AutoFilter)

    @show_autofilter.setter
    def show_autofilter(self, value: bool) -> None:
        self.parent.before_table()
        if not value:
            self.autofilter.clear(None)
        self.record.AutoFilter = bool(value)

    @property
    def autofilter(self) -> AutoFilter:
        """The filter."""
        area, totals = self.area, self.totals
        return AutoFilter(self.parent, area._replace(rows=area.rows - int(totals is not None)))

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
        area, record = self.area, self.record
        outside = int(record.ContainsHeader) + int(record.TotalsRow)
        if new.row != area.row or not new.overlaps(area) or new.rows <= outside:
            raise ExcelError(
                "The headers must remain in the same row, and the resulting table range must "
                "overlap the original table range."
            )
        self.parent.tables.check_place(new, self)
        self.place(new)
        self.renew()

    def add_row(self, place: int) -> None:
        """Make room for a row of data; the empty row of a table without data is room already."""
        self.parent.before_table()
        if self.waits:
            return
        area, body = self.area, self.body
        row = body.row + place - 1 if body else area.last_row + 1
        moving.insert(self.parent, Shift(True, row, 1, area.column, area.last_column))  # noqa: FBT003 - a record
        self.place(area._replace(rows=area.rows + 1))

    def add_column(self, place: int) -> None:
        """Make room for a column, with a heading of its own."""
        self.parent.before_table()
        area = self.area
        column = area.column + place - 1
        moving.insert(self.parent, Shift(False, column, 1, area.row, area.last_row))  # noqa: FBT003 - a record
        self.place(area._replace(columns=area.columns + 1))
        self.renew()

    def drop(self) -> None:
        """Be no more; the cells are deleted."""
        following.drop_table(self.parent.book, self._name)
