"""Findings gathered by the cells they are about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_workbook.model import SEVERITY_RANKS
from crm_workbook.store.ranges import Box, box

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from crm_workbook.model.marks import Mark, Marks

Place = tuple[int, int]
"""Row and column of a cell."""
Places = dict[Place, list["Mark"]]
"""What was found in each cell of a tab, the gravest first."""


def by_tab(marks: Marks) -> dict[str, Places]:
    """Return the marks of cells by tab and cell; a range is marked at its first cell."""
    found: dict[str, Places] = {}
    for mark in marks.marks:
        area = box(mark.cell) if mark.tab else None
        if area is not None:
            cells = found.setdefault(mark.tab, {})
            cells.setdefault((area.top, area.left), []).append(mark)
    return found


def gravest(places: Mapping[str, Places], limit: int) -> dict[str, set[Place]]:
    """Return the cells that get a note, by tab: all of them, or the gravest up to a limit."""
    every = [
        (SEVERITY_RANKS[marks[0].severity], number, place, title)
        for number, (title, cells) in enumerate(places.items())
        for place, marks in cells.items()
    ]
    chosen: dict[str, set[Place]] = {}
    for _, _, place, title in sorted(every)[:limit]:
        chosen.setdefault(title, set()).add(place)
    return chosen


def covered(places: Collection[Place], merges: Iterable[str]) -> dict[Place, Place]:
    """Return where to mark places that merged cells hide: only the first of these is shown.

    Args:
        places: Cells of a tab.
        merges: Its merged ranges.
    """
    waiting = sorted(filter(None, map(box, merges)), key=lambda area: -area.top)
    around: list[Box] = []
    moved: dict[Place, Place] = {}
    for row, column in sorted(places) if waiting else ():
        while waiting and waiting[-1].top <= row:
            around.append(waiting.pop())
        around = [area for area in around if area.bottom >= row]
        for area in around:
            if area.left <= column <= area.right:
                moved[row, column] = (area.top, area.left)
    return moved
