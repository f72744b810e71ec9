"""How wide and high rows and columns are, and which are hidden."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeVar

from crm_workbook.engines.addresses import MAX_COLUMNS, MAX_ROWS
from crm_workbook.engines.errors import ExcelError
from crm_workbook.engines.libreoffice.cells import Cells
from crm_workbook.engines.libreoffice.reading import area_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from crm_workbook.engines.addresses import Area
    from crm_workbook.engines.libreoffice.bridge import Uno

# "Description of how column widths are determined in Excel": seven pixels a digit of the standard
# typeface and five around them, at 96 pixels to an inch; LibreOffice counts hundredths of a mm.
_PIXEL: Final = 2540 / 96
_DIGIT: Final = 7
_AROUND: Final = 5
_POINT: Final = 2540 / 72
_MAX_WIDTH: Final = 255  # "Excel specifications and limits"
_MAX_HEIGHT: Final = 409.5
_MAX_LOOKED_AT: Final = 2_000  # rows or columns asked one by one; a sheet has a million

T = TypeVar("T")


class Sizes(Cells):
    """Sizes of the rows and columns of a range. What they do not share is None."""

    @property
    def column_width(self) -> float | None:
        """The width of the columns, in characters."""
        return _common(self._cells.Columns, lambda column: _characters(column.Width))

    @column_width.setter
    def column_width(self, value: float) -> None:
        if not 0 <= value <= _MAX_WIDTH:
            raise ExcelError("Unable to set the ColumnWidth property of the Range class")
        self.sheet.before_format("formatColumns")
        pixels = value * _DIGIT + _AROUND if value >= 1 else value * (_DIGIT + _AROUND)
        self._cells.Columns.Width = round(pixels * _PIXEL)

    @property
    def row_height(self) -> float | None:
        """The height of the rows, in points."""
        return _common(self._cells.Rows, lambda row: round(row.Height / _POINT, 2))

    @row_height.setter
    def row_height(self, value: float) -> None:
        if not 0 <= value <= _MAX_HEIGHT:
            raise ExcelError("Unable to set the RowHeight property of the Range class")
        self.sheet.before_format("formatRows")
        self._cells.Rows.Height = round(value * _POINT)

    @property
    def row_hidden(self) -> bool | None:
        """Whether the rows are hidden, by hand or by a filter."""
        area = self.area
        shown = self._shown(area._replace(column=1, columns=MAX_COLUMNS))
        return _hidden(area.row, area.last_row, [(a.row, a.last_row) for a in shown])

    @row_hidden.setter
    def row_hidden(self, value: bool) -> None:
        self.sheet.before_format("formatRows")
        self._cells.Rows.IsVisible = not value

    @property
    def column_hidden(self) -> bool | None:
        """Whether the columns are hidden."""
        area = self.area
        shown = self._shown(area._replace(row=1, rows=MAX_ROWS))
        return _hidden(area.column, area.last_column, [(a.column, a.last_column) for a in shown])

    @column_hidden.setter
    def column_hidden(self, value: bool) -> None:
        self.sheet.before_format("formatColumns")
        self._cells.Columns.IsVisible = not value

    def _shown(self, area: Area) -> list[Area]:
        """Return the parts of an area that are shown."""
        found = self.sheet.cells_of(area).queryVisibleCells().RangeAddresses
        return [area_of(address) for address in found]

    def autofit(self, axis: str | None = None) -> None:
        """Fit columns and rows to what is in them, or one of both."""
        self.sheet.before_format("formatColumns")
        if axis not in {"rows", "r"}:
            self._cells.Columns.OptimalWidth = True
        if axis not in {"columns", "c"}:
            self._cells.Rows.OptimalHeight = True


def _hidden(first: int, last: int, shown: list[tuple[int, int]]) -> bool | None:
    """Return whether lines are hidden of which the runs given are shown; None when some are."""
    # Other lines cut what is shown across, so that a run may come more than once.
    count = sum(end - start + 1 for start, end in set(shown))
    if not count:
        return True
    return None if count <= last - first else False


def _characters(width: int) -> float:
    pixels = width / _PIXEL
    if pixels < _DIGIT + _AROUND:
        return round(pixels / (_DIGIT + _AROUND), 2)
    return round((pixels - _AROUND) / _DIGIT, 2)


def _common(lines: Uno, read: Callable[[Uno], T]) -> T | None:
    """Return what all rows (or columns) have in common, or None.

    Of very many the first ones are looked at: a sheet's end is as its standard is.
    """
    first = read(lines.getByIndex(0))
    count = min(lines.Count, _MAX_LOOKED_AT)
    same = all(read(lines.getByIndex(index)) == first for index in range(1, count))
    return first if same else None
