"""A range: its contents, and everything the other parts of the class add."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from xlwings import base_classes

from crm_workbook.engines import com
from crm_workbook.engines.addresses import Area
from crm_workbook.engines.coercion import TEXT_FORMAT, typed
from crm_workbook.engines.errors import ExcelError
from crm_workbook.engines.libreoffice import bridge, formulas, moving, reading, sorting, writing
from crm_workbook.engines.libreoffice.attached import Attached
from crm_workbook.engines.libreoffice.autofilter import AutoFilter
from crm_workbook.engines.libreoffice.gaps import GAPS
from crm_workbook.engines.libreoffice.looks import Looks
from crm_workbook.engines.libreoffice.neighbours import current_region, end
from crm_workbook.engines.libreoffice.sizes import Sizes
from crm_workbook.engines.members import fills

if TYPE_CHECKING:
    from collections.abc import Sequence

_LOOKS: Final = 32 | 64 | 256  # com.sun.star.sheet.CellFlags: hard attributes, styles, text
_EVERYTHING: Final = 1023


@bridge.translated
@fills(base_classes.Range, GAPS)
class Range(Looks, Sizes, Attached):
    """Cells of a sheet."""

    @property
    def api(self) -> com.Range | None:
        """The face of the range; None for an empty one."""
        return com.Range(self) if self.area.size else None

    @property
    def raw_value(self) -> Any:  # noqa: ANN401 - a value, or rows of values
        """The values as Excel hands them on: one for one cell, rows of them otherwise."""
        return self._one_or_rows(reading.read(self.sheet, self.area, plain=False))

    @raw_value.setter
    def raw_value(self, value: Any) -> None:  # noqa: ANN401 - as it is read
        self._write(value)

    @property
    def raw_value2(self) -> Any:  # noqa: ANN401 - a value, or rows of values
        """The values with dates and amounts as plain numbers ("Range.Value2 property")."""
        return self._one_or_rows(reading.read(self.sheet, self.area, plain=True))

    @property
    def formula(self) -> Any:  # noqa: ANN401 - a text, or rows of texts
        """The formulas; a constant as the text that would enter it."""
        return self._one_or_rows(reading.read_formulas(self.sheet, self.area))

    @formula.setter
    def formula(self, value: Any) -> None:  # noqa: ANN401 - as it is read
        self._write(value)

    @property
    def formula2(self) -> Any:  # noqa: ANN401 - a text, or rows of texts
        """The same: nothing spills in LibreOffice."""
        return self._one_or_rows(reading.read_formulas(self.sheet, self.area))

    @formula2.setter
    def formula2(self, value: Any) -> None:  # noqa: ANN401 - as it is read
        self._write(value)

    @property
    def has_array(self) -> bool:
        """Whether the first cell holds an array formula."""
        return bool(self._first.getArrayFormula())

    @property
    def has_formula(self) -> bool | None:
        """Whether all cells hold formulas; None when some do."""
        cells = reading.formula_cells(self.sheet, self.area)
        count = sum(formulas.constant(formula) is None for *_, formula in cells)
        if not count:
            return False
        return True if count == self.area.size else None

    @property
    def prefix(self) -> str:
        """The apostrophe that keeps the first cell a text.

        LibreOffice does not keep it; it is there where the text would otherwise be read as
        something else.
        """
        first = Area(self.area.row, self.area.column)
        [[value]] = reading.read(self.sheet, first, plain=True)
        if not isinstance(value, str) or self.sheet.at(first).number_format == TEXT_FORMAT:
            return ""
        try:
            return "" if typed(value).kind == "text" and value[:1] != "'" else "'"
        except ExcelError:
            return "'"

    @property
    def locked(self) -> bool | None:
        """Whether the cells are locked once the sheet is protected; None when some are."""
        locked: bool | None = self.sheet.locked(self.area)
        return locked

    def lock(self, *, locked: bool) -> None:
        """Lock the cells, or free them, for when the sheet is protected."""
        self.sheet.before_format()
        self._cells.CellProtection = bridge.struct("util.CellProtection", IsLocked=locked)

    def clear_contents(self) -> None:
        """Take the contents out and leave the formats."""
        self.sheet.before_write(self.area)
        self._cells.clearContents(reading.CONTENT)
        self._after_write()

    def clear_formats(self) -> None:
        """Take the formats off and leave the contents."""
        self.sheet.before_format()
        self._cells.clearContents(_LOOKS)

    def clear(self) -> None:
        """Take contents, formats, notes and links out."""
        self.sheet.before_write(self.area)
        self._cells.clearContents(_EVERYTHING)
        self._after_write()

    def _write(self, value: Any) -> None:  # noqa: ANN401 - a value, or rows of values
        if not self.area.size:
            return
        if value is None or (isinstance(value, str) and not value):
            self.clear_contents()
            return
        self.sheet.before_write(self.area)
        writing.write(self.sheet, self.area, value)
        self._after_write()

    def _after_write(self) -> None:
        """Let tables follow their headings."""
        for table in self.sheet.tables:
            if table.headers and table.headers.overlaps(self.area):
                table.renew()

    def _one_or_rows(self, rows: list[list[Any]]) -> Any:  # noqa: ANN401 - a value, or rows of values
        if not self.area.size:
            return None
        return rows[0][0] if self.area.size == 1 else rows

    def end(self, direction: str) -> Range:
        """Return the cell Ctrl with an arrow leads to: the end of the data, or of the sheet.

        ("Range.End property".)
        """
        return self._at(end(self.sheet, Area(self.area.row, self.area.column), direction))

    @property
    def current_region(self) -> Range:
        """The block of cells around, up to empty rows and columns ("Range.CurrentRegion")."""
        return self._at(current_region(self.sheet, Area(self.area.row, self.area.column)))

    def _at(self, area: Area) -> Range:
        found: Range = self.sheet.at(area)
        return found

    @property
    def autofilter(self) -> AutoFilter:
        """The filter over this range."""
        return AutoFilter(self.sheet, self.area)

    def sort(self, keys: Sequence[int], ascending: Sequence[bool], has_headers: bool) -> None:  # noqa: FBT001 - as xlwings has it
        """Sort the rows by columns counted from 1."""
        skip = int(has_headers)
        body = self.area._replace(row=self.area.row + skip, rows=self.area.rows - skip)
        sorting.sort(self.sheet, body, keys, ascending)

    def insert(self, shift: str | None = None, copy_origin: str | None = None) -> None:
        """Insert cells and move what is there down or to the right."""
        behind = copy_origin == "format_from_right_or_below"
        moving.insert(self.sheet, self.shift(down=shift in {None, "down"}, sign=1), behind=behind)

    def delete(self, shift: str | None = None) -> None:
        """Delete the cells and move what is beyond up or to the left."""
        moving.delete(self.sheet, self.shift(down=shift in {None, "up"}, sign=-1))
