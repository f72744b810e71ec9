"""How wide and high rows and columns may be, and what a protected sheet leaves of it."""

from __future__ import annotations

from abc import abstractmethod
from typing import Final

from crm_workbook.engines.errors import ExcelError
from crm_workbook.engines.shared.range import AnyRange

MAX_WIDTH: Final = 255  # "Excel specifications and limits"
_MAX_HEIGHT: Final = 409.5


class AnySizes(AnyRange):
    """Sizes of the rows and columns of a range. What they do not share is None."""

    @abstractmethod
    def _width(self) -> float | None: ...

    @abstractmethod
    def _set_width(self, characters: float) -> None: ...

    @abstractmethod
    def _height(self) -> float | None: ...

    @abstractmethod
    def _set_height(self, points: float) -> None: ...

    @abstractmethod
    def _rows_hidden(self) -> bool | None: ...

    @abstractmethod
    def _hide_rows(self, *, hidden: bool) -> None: ...

    @abstractmethod
    def _columns_hidden(self) -> bool | None: ...

    @abstractmethod
    def _hide_columns(self, *, hidden: bool) -> None: ...

    @property
    def column_width(self) -> float | None:
        """The width of the columns, in characters."""
        return self._width()

    @column_width.setter
    def column_width(self, value: float) -> None:
        if not 0 <= value <= MAX_WIDTH:
            raise ExcelError("Unable to set the ColumnWidth property of the Range class")
        self.sheet.before_format("formatColumns")
        self._set_width(value)

    @property
    def row_height(self) -> float | None:
        """The height of the rows, in points."""
        return self._height()

    @row_height.setter
    def row_height(self, value: float) -> None:
        if not 0 <= value <= _MAX_HEIGHT:
            raise ExcelError("Unable to set the RowHeight property of the Range class")
        self.sheet.before_format("formatRows")
        self._set_height(value)

    @property
    def row_hidden(self) -> bool | None:
        """Whether the rows are hidden, by hand or by a filter."""
        return self._rows_hidden()

    @row_hidden.setter
    def row_hidden(self, value: bool) -> None:
        self.sheet.before_format("formatRows")
        self._hide_rows(hidden=bool(value))

    @property
    def column_hidden(self) -> bool | None:
        """Whether the columns are hidden."""
        return self._columns_hidden()

    @column_hidden.setter
    def column_hidden(self, value: bool) -> None:
        self.sheet.before_format("formatColumns")
        self._hide_columns(hidden=bool(value))
