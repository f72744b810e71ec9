"""How wide and high rows and columns are, and which are hidden."""

from __future__ import annotations

from typing import Final

from crm_workbook.engines.memory.place import Place
from crm_workbook.engines.shared.sizes import MAX_WIDTH, AnySizes

STANDARD_WIDTH: Final = 8.43  # "Change the column width and row height"
STANDARD_HEIGHT: Final = 15.0


class Sizes(AnySizes, Place):
    """Sizes of the rows and columns of a range. What they do not share is None."""

    __slots__ = ()

    def _width(self) -> float | None:
        widths = {
            self._grid.page.column_dimensions[self._grid.column(c).index].width
            if self._grid.column(c).customWidth
            else STANDARD_WIDTH
            for c in self._columns
        }
        return widths.pop() if len(widths) == 1 else None

    def _set_width(self, characters: float) -> None:
        for column in self._columns:
            self._grid.column(column).width = characters

    def _height(self) -> float | None:
        dimensions = self._grid.page.row_dimensions
        heights = {
            dimensions[row].height or STANDARD_HEIGHT if row in dimensions else STANDARD_HEIGHT
            for row in self._rows
        }
        return heights.pop() if len(heights) == 1 else None

    def _set_height(self, points: float) -> None:
        for row in self._rows:
            self._grid.page.row_dimensions[row].height = points

    def _rows_hidden(self) -> bool | None:
        dimensions = self._grid.page.row_dimensions
        found = {row in dimensions and bool(dimensions[row].hidden) for row in self._rows}
        return found.pop() if len(found) == 1 else None

    def _hide_rows(self, *, hidden: bool) -> None:
        for row in self._rows:
            self._grid.page.row_dimensions[row].hidden = hidden

    def _columns_hidden(self) -> bool | None:
        found = {bool(self._grid.column(column).hidden) for column in self._columns}
        return found.pop() if len(found) == 1 else None

    def _hide_columns(self, *, hidden: bool) -> None:
        for column in self._columns:
            self._grid.column(column).hidden = hidden

    def autofit(self, axis: str | None = None) -> None:
        """Fit columns to their longest text, at a character a letter: no font is measured here."""
        if axis in {"rows", "r"}:
            return
        self.sheet.before_format("formatColumns")
        longest: dict[int, int] = {}
        for cell in self._cells:
            if cell.value is not None and cell.data_type != "f":
                lines = str(cell.value).split("\n")
                longest[cell.column] = max(longest.get(cell.column, 0), *map(len, lines))
        for column, length in longest.items():
            self._grid.column(column).width = min(float(length) + 1, MAX_WIDTH)

    @property
    def _rows(self) -> range:
        return range(self.area.row, self.area.last_row + 1)

    @property
    def _columns(self) -> range:
        return range(self.area.column, self.area.last_column + 1)
