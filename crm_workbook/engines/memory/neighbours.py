"""Where data ends: what Ctrl with an arrow, and Ctrl with an asterisk, lead to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from crm_workbook.engines.addresses import MAX_COLUMNS, MAX_ROWS, Area

if TYPE_CHECKING:
    from crm_workbook.engines.memory.grid import Grid

_STEPS: Final = {"d": (1, 0), "u": (-1, 0), "r": (0, 1), "l": (0, -1)}


def end(grid: Grid, start: Area, direction: str) -> Area:
    """Return the last filled cell before an empty one, the next filled one, or the sheet's edge.

    Args:
        grid: The cells.
        start: One cell.
        direction: `down`, `up`, `right`, `left`, or its first letter.

    Returns:
        One cell.
    """
    down, right = _STEPS[direction[0]]
    step = down + right
    line, across = (start.row, start.column) if down else (start.column, start.row)
    filled = {
        (row if down else column)
        for row, column in grid.cells
        if (column if down else row) == across and grid.holds(row, column)
    }
    edge = (MAX_ROWS if down else MAX_COLUMNS) if step > 0 else 1
    if line in filled and line + step in filled:
        while line + step in filled:
            line += step
    elif line != edge:
        beyond = [place for place in filled if (place - line) * step > 0]
        line = (min(beyond) if step > 0 else max(beyond)) if beyond else edge
    return Area(line, across) if down else Area(across, line)


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
