"""A table: a database range of LibreOffice's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xlwings import base_classes

from crm_workbook.engines import naming
from crm_workbook.engines.errors import NotSupported, gone
from crm_workbook.engines.libreoffice import bridge, following, reading
from crm_workbook.engines.libreoffice.autofilter import AutoFilter
from crm_workbook.engines.libreoffice.gaps import GAPS
from crm_workbook.engines.members import fills, internal
from crm_workbook.engines.shared.table import AnyTable
from crm_workbook.engines.structured import escape

if TYPE_CHECKING:
    from crm_workbook.engines.addresses import Area
    from crm_workbook.engines.libreoffice.bridge import Uno
    from crm_workbook.engines.libreoffice.sheet import Sheet


@bridge.translated
@fills(base_classes.Table, GAPS)
class Table(AnyTable):
    """A table."""

    parent: Sheet

    def __init__(self, sheet: Sheet, name: str) -> None:
        """Take the sheet and the name."""
        super().__init__(sheet)
        self._name = name

    def answer(self) -> None:
        """Raise when the sheet or the table is gone."""
        super().answer()
        if not self.parent.book.all_tables.hasByName(self._name):
            raise gone("The table")

    @property
    @internal
    def record(self) -> Uno:
        """UNO's database range."""
        return self.parent.book.table_record(self._name)

    def _own_name(self) -> str:
        return self._name

    def _rename(self, name: str) -> None:
        following.rename_table(self.parent.book, self._name, name)
        self._name = name

    @property
    @internal
    def area(self) -> Area:
        """All of it."""
        return reading.area_of(self.record.DataArea)

    @internal
    def place(self, area: Area) -> None:
        """Let the table lie over another area."""
        self.record.DataArea = self.parent.address_of(area)

    @property
    @internal
    def waits(self) -> bool:
        """Whether the only row is empty, there to be filled."""
        body = self.body
        if body is None or body.rows > 1:
            return False
        return not self.parent.filled(body)

    @internal
    def headings(self) -> list[str]:
        """Return the headings, whether shown or not."""
        head = self.headers
        if head is None:
            return naming.unique_headings([""] * self.area.columns)
        [texts] = reading.read_formulas(self.parent, head)
        return texts

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

    def _has_headers(self) -> bool:
        return bool(self.record.ContainsHeader)

    def _has_totals(self) -> bool:
        return bool(self.record.TotalsRow)

    def _set_totals(self, *, shown: bool) -> None:
        self.record.TotalsRow = shown

    @property
    def table_style(self) -> str | None:
        """None: LibreOffice has no styles of tables."""
        return None

    @table_style.setter
    def table_style(self, value: str) -> None:
        del value
        raise NotSupported("Table.table_style", "LibreOffice has no styles of tables")

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

    def _resize(self, area: Area) -> None:
        self.place(area)
        self.renew()

    def _widen(self, area: Area, place: int) -> None:
        del place
        self._resize(area._replace(columns=area.columns + 1))

    @internal
    def drop(self) -> None:
        """Be no more; the cells are deleted, and references to the table break."""
        following.drop_table(self.parent.book, self._name)
