"""The block of data around a cell: what Ctrl with an asterisk leads to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_workbook.engines.addresses import Area

if TYPE_CHECKING:
    from crm_workbook.engines.memory.grid import Grid


def current_region(grid: Grid, start: Area) -> Area:
    """Return the block of cells around one, bounded by empty rows and columns.

    A filled cell that touches the block at a corner belongs to it.
    """
    filled = {place for place in grid.cells if grid.holds(*place)}
    top, left, bottom, right = start.row, start.column, start.row, start.column

    def row_holds(row: int) -> bool:
        return any((row, column) in filled for column in range(left - 1, right + 2))

    def column_holds(column: int) -> bool:
        return any((row, column) in filled for row in range(top - 1, bottom + 2))

    size = 0
    while size != (size := (bottom - top + 1) * (right - left + 1)):
        while row_holds(bottom + 1):
            bottom += 1
        while row_holds(top - 1):
            top -= 1
        while column_holds(right + 1):
            right += 1
        while column_holds(left - 1):
            left -= 1
    return Area(top, left, bottom - top + 1, right - left + 1)
