"""How wide and high rows and columns are, and which are hidden."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeVar

from crm_workbook.engines.addresses import MAX_COLUMNS, MAX_ROWS
from crm_workbook.engines.libreoffice.cells import Cells
from crm_workbook.engines.libreoffice.reading import area_of
from crm_workbook.engines.shared.sizes import AnySizes

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
_MAX_LOOKED_AT: Final = 2_000  # rows or columns asked one by one; a sheet has a million

T = TypeVar("T")


class Sizes(AnySizes, Cells):
    """Sizes of the rows and columns of a range. What they do not share is None."""

    def _width(self) -> float | None:
        return _common(self._cells.Columns, lambda column: _characters(column.Width))

    def _set_width(self, characters: float) -> None:
        narrow = characters < 1
        pixels = characters * (_DIGIT + _AROUND) if narrow else characters * _DIGIT + _AROUND
        self._cells.Columns.Width = round(pixels * _PIXEL)

    def _height(self) -> float | None:
        return _common(self._cells.Rows, lambda row: round(row.Height / _POINT, 2))

    def _set_height(self, points: float) -> None:
        self._cells.Rows.Height = round(points * _POINT)

    def _rows_hidden(self) -> bool | None:
        area = self.area
        shown = self._shown(area._replace(column=1, columns=MAX_COLUMNS))
        return _hidden(area.row, area.last_row, [(a.row, a.last_row) for a in shown])

    def _hide_rows(self, *, hidden: bool) -> None:
        self._cells.Rows.IsVisible = not hidden

    def _columns_hidden(self) -> bool | None:
        area = self.area
        shown = self._shown(area._replace(row=1, rows=MAX_ROWS))
        return _hidden(area.column, area.last_column, [(a.column, a.last_column) for a in shown])

    def _hide_columns(self, *, hidden: bool) -> None:
        self._cells.Columns.IsVisible = not hidden

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
