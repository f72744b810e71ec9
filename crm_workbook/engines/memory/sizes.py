"""How wide and high rows and columns are, and which are hidden."""

from __future__ import annotations

from typing import Final

from crm_workbook.engines.errors import ExcelError
from crm_workbook.engines.memory.place import Place

STANDARD_WIDTH: Final = 8.43  # "Change the column width and row height"
STANDARD_HEIGHT: Final = 15.0
_MAX_WIDTH: Final = 255
_MAX_HEIGHT: Final = 409.5


class Sizes(Place):
    """Sizes of the rows and columns of a range. What they do not share is None."""

    __slots__ = ()

    @property
    def column_width(self) -> float | None:
        """The width of the columns, in characters."""
        widths = {
            self._grid.page.column_dimensions[self._grid.column(c).index].width
            if self._grid.column(c).customWidth
            else STANDARD_WIDTH
            for c in self._columns
        }
        return widths.pop() if len(widths) == 1 else None

    @column_width.setter
    def column_width(self, value: float) -> None:
        if not 0 <= value <= _MAX_WIDTH:
            raise ExcelError("Unable to set the ColumnWidth property of the Range class")
        self.sheet.before_format(self.area, "formatColumns")
        for column in self._columns:
            self._grid.column(column).width = value

    @property
    def row_height(self) -> float | None:
        """The height of the rows, in points."""
        dimensions = self._grid.page.row_dimensions
        heights = {
            dimensions[row].height or STANDARD_HEIGHT if row in dimensions else STANDARD_HEIGHT
            for row in self._rows
        }
        return heights.pop() if len(heights) == 1 else None

    @row_height.setter
    def row_height(self, value: float) -> None:
        if not 0 <= value <= _MAX_HEIGHT:
            raise ExcelError("Unable to set the RowHeight property of the Range class")
        self.sheet.before_format(self.area, "formatRows")
        for row in self._rows:
            self._grid.page.row_dimensions[row].height = value

    @property
    def row_hidden(self) -> bool | None:
        """Whether the rows are hidden, by hand or by a filter."""
        dimensions = self._grid.page.row_dimensions
        found = {row in dimensions and bool(dimensions[row].hidden) for row in self._rows}
        return found.pop() if len(found) == 1 else None

    @row_hidden.setter
    def row_hidden(self, value: bool) -> None:
        self.sheet.before_format(self.area, "formatRows")
        for row in self._rows:
            self._grid.page.row_dimensions[row].hidden = bool(value)

    @property
    def column_hidden(self) -> bool | None:
        """Whether the columns are hidden."""
        found = {bool(self._grid.column(column).hidden) for column in self._columns}
        return found.pop() if len(found) == 1 else None

    @column_hidden.setter
    def column_hidden(self, value: bool) -> None:
        self.sheet.before_format(self.area, "formatColumns")
        for column in self._columns:
            self._grid.column(column).hidden = bool(value)

    def autofit(self, axis: str | None = None) -> None:
        """Fit columns to their longest text, at a character a letter: no font is measured here."""
        if axis in {"rows", "r"}:
            return
        self.sheet.before_format(self.area, "formatColumns")
        longest: dict[int, int] = {}
        for cell in self._cells:
            if cell.value is not None and cell.data_type != "f":
                lines = str(cell.value).split("\n")
                longest[cell.column] = max(longest.get(cell.column, 0), *map(len, lines))
        for column, length in longest.items():
            self._grid.column(column).width = min(float(length) + 1, _MAX_WIDTH)

    @property
    def _rows(self) -> range:
        return range(self.area.row, self.area.last_row + 1)

    @property
    def _columns(self) -> range:
        return range(self.area.column, self.area.last_column + 1)
