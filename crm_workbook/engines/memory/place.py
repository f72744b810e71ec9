"""A range as a place: what all parts of the range class stand on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from crm_workbook.engines.shared.range import AnyRange

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crm_workbook.engines.memory.grid import Grid
    from crm_workbook.engines.memory.sheet import Sheet


class Place(AnyRange):
    """Cells of a sheet."""

    __slots__ = ()

    if TYPE_CHECKING:
        sheet: Sheet

    @property
    def _grid(self) -> Grid:
        return self.sheet.grid

    @property
    def _cells(self) -> Iterator[Any]:
        """The cells that exist, in no order."""
        return self.sheet.grid.within(self.area)

    @property
    def _first(self) -> Any:  # noqa: ANN401 - Cell, MergedCell or None
        return self.sheet.grid.at(self.area.row, self.area.column)
