"""A range: its contents, and everything the other parts of the class add."""

from __future__ import annotations

from typing import Any, Final

from xlwings import base_classes

from crm_workbook.engines.coercion import TEXT_FORMAT, typed
from crm_workbook.engines.errors import ExcelError
from crm_workbook.engines.libreoffice import bridge, formulas, reading, writing
from crm_workbook.engines.libreoffice.attached import Attached
from crm_workbook.engines.libreoffice.autofilter import AutoFilter
from crm_workbook.engines.libreoffice.gaps import GAPS
from crm_workbook.engines.libreoffice.looks import Looks
from crm_workbook.engines.libreoffice.sizes import Sizes
from crm_workbook.engines.members import fills

_LOOKS: Final = 32 | 64 | 256  # com.sun.star.sheet.CellFlags: hard attributes, styles, text
_EVERYTHING: Final = 1023


@bridge.translated
@fills(base_classes.Range, GAPS)
class Range(Looks, Sizes, Attached):
    """Cells of a sheet."""

    def _values(self, *, plain: bool) -> Any:  # noqa: ANN401 - a value, or rows of values
        return self._one_or_rows(reading.read(self.sheet, self.area, plain=plain))

    def _formulas(self) -> Any:  # noqa: ANN401 - a text, or rows of texts
        return self._one_or_rows(reading.read_formulas(self.sheet, self.area))

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
        [[value]] = reading.read(self.sheet, self._cell, plain=True)
        if not isinstance(value, str) or self.sheet.at(self._cell).number_format == TEXT_FORMAT:
            return ""
        try:
            return "" if typed(value).kind == "text" and value[:1] != "'" else "'"
        except ExcelError:
            return "'"

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

    @property
    def autofilter(self) -> AutoFilter:
        """The filter over this range."""
        return AutoFilter(self.sheet, self.area)
