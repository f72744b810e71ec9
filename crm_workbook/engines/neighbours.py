"""Where data ends: what Ctrl with an arrow leads to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from crm_workbook.engines.addresses import MAX_COLUMNS, MAX_ROWS, Area

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_STEPS: Final = {"d": (1, 0), "u": (-1, 0), "r": (0, 1), "l": (0, -1)}


def end(filled: Callable[[Area], Iterable[Area]], start: Area, direction: str) -> Area:
    """Return the last filled cell before an empty one, the next filled one, or the sheet's edge.

    Args:
        filled: Finds the blocks of cells in an area that hold something.
        start: One cell.
        direction: `down`, `up`, `right`, `left`, or its first letter.

    Returns:
        One cell.
    """
    down, right = _STEPS[direction[0]]
    step = down + right
    line, across = (start.row, start.column) if down else (start.column, start.row)
    edge = (MAX_ROWS if down else MAX_COLUMNS) if step > 0 else 1
    whole = Area(1, across, MAX_ROWS) if down else Area(across, 1, 1, MAX_COLUMNS)
    runs = _runs(
        (part.row, part.last_row) if down else (part.column, part.last_column)
        for part in filled(whole)
    )
    for first, last in runs if step > 0 else reversed(runs):
        near, far = (first, last) if step > 0 else (last, first)
        if (far - line) * step <= 0:
            continue  # it lies behind, or we stand at its end
        line = far if (line - near) * step >= 0 else near
        break
    else:
        line = edge
    return Area(line, across) if down else Area(across, line)


def _runs(blocks: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join blocks that stand side by side, and return them in order."""
    found: list[tuple[int, int]] = []
    for first, last in sorted(blocks):
        if found and found[-1][1] == first - 1:
            found[-1] = (found[-1][0], last)
        else:
            found.append((first, last))
    return found
