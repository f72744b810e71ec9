"""Where data ends: what Ctrl with an arrow, and Ctrl with an asterisk, lead to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from crm_workbook.engines.addresses import MAX_COLUMNS, MAX_ROWS, Area
from crm_workbook.engines.libreoffice.reading import area_of, filled

if TYPE_CHECKING:
    from crm_workbook.engines.libreoffice.sheet import Sheet

_STEPS: Final = {"d": (1, 0), "u": (-1, 0), "r": (0, 1), "l": (0, -1)}


def end(sheet: Sheet, start: Area, direction: str) -> Area:
    """Return the last filled cell before an empty one, the next filled one, or the sheet's edge.

    Args:
        sheet: Where.
        start: One cell.
        direction: `down`, `up`, `right`, `left`, or its first letter.

    Returns:
        One cell.
    """
    down, right = _STEPS[direction[0]]
    step = down + right
    line, across = (start.row, start.column) if down else (start.column, start.row)
    edge = (MAX_ROWS if down else MAX_COLUMNS) if step > 0 else 1
    runs = _filled(sheet, Area(1, across, MAX_ROWS) if down else Area(across, 1, 1, MAX_COLUMNS))
    for first, last in runs if step > 0 else reversed(runs):
        near, far = (first, last) if step > 0 else (last, first)
        if (far - line) * step <= 0:
            continue  # it lies behind, or we stand at its end
        line = far if (line - near) * step >= 0 else near
        break
    else:
        line = edge
    return Area(line, across) if down else Area(across, line)


def _filled(sheet: Sheet, line: Area) -> list[tuple[int, int]]:
    """Return the runs of filled cells in a row or a column, first and last, in order."""
    found: list[tuple[int, int]] = []
    vertical = line.columns == 1
    for first, last in sorted(
        (part.row, part.last_row) if vertical else (part.column, part.last_column)
        for part in filled(sheet, line)
    ):
        if found and found[-1][1] == first - 1:
            found[-1] = (found[-1][0], last)
        else:
            found.append((first, last))
    return found


def current_region(sheet: Sheet, start: Area) -> Area:
    """Return the block of cells around one, bounded by empty rows and columns."""
    cursor = sheet.uno.createCursorByRange(sheet.cells_of(start))
    cursor.collapseToCurrentRegion()
    return area_of(cursor.RangeAddress)
