"""Where a note stands beside its cell: the columns and rows of a sheet in pixels."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Final

from crm_workbook.store.package.markup import first, tags
from crm_workbook.store.ranges import MAX_COLUMNS, MAX_ROWS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from crm_workbook.store.package.markup import Tag
    from crm_workbook.store.package.sheet_markup import SheetMarkup

PIXELS: Final = 96 / 72
"""In a point."""
_COLUMN: Final = 64
_ROW: Final = 20
"""Pixels of a column and of a row where a sheet says nothing."""
_FURTHEST: Final = 200
"""Columns or rows that a note reaches across at the most; hidden ones take no room."""
_GAP: Final = 15
"""Pixels between a cell and its note."""


class Grid:
    """How wide and high the columns and rows of a sheet are, in pixels."""

    def __init__(self, markup: SheetMarkup) -> None:
        """Take the measures that the sheet gives; those of its rows are looked up when needed."""
        self._markup = markup
        self._starts: list[int] = []
        self._ends: list[int] = []
        self._widths: list[int] = []
        for tag in tags(markup.head, "col"):
            hidden = tag.get("hidden") in {"1", "true"}
            width = 0 if hidden else round(_number(tag, "width", 8.43) * 7 + 5)
            self._starts.append(int(tag.get("min") or 1))
            self._ends.append(int(tag.get("max") or 1))
            self._widths.append(width)
        usual = first(markup.head, "sheetFormatPr")
        self._row = round(_number(usual, "defaultRowHeight", _ROW / PIXELS) * PIXELS) or _ROW

    def anchor(self, row: int, column: int, width: int, height: int) -> tuple[int, ...]:
        """Return where a note beside a cell stands: its first and last column and row, from 0.

        Each is followed by pixels into it.
        """
        left = column + 1 if column < MAX_COLUMNS - 10 else column - 10
        top = max(1, row - 1) if row < MAX_ROWS - 50 else row - 50
        corner = (left - 1, _GAP, top - 1, 4)
        return *corner, *self.reach(corner, width, height)

    def reach(self, corner: Sequence[int], width: int, height: int) -> tuple[int, ...]:
        """Return where a note ends that begins at a corner: column and row, each with pixels."""
        left, aside, top, under = corner
        right, across = _reached(left + 1, aside + width, self._width)
        bottom, down = _reached(top + 1, under + height, self._height)
        return right - 1, across, bottom - 1, down

    def _width(self, column: int) -> int:
        at = bisect_right(self._starts, column) - 1
        return self._widths[at] if at >= 0 and column <= self._ends[at] else _COLUMN

    def _height(self, row: int) -> int:
        tag = first(self._markup.row(row), "row")
        if tag is not None and tag.get("hidden") in {"1", "true"}:
            return 0
        return round(_number(tag, "ht", self._row / PIXELS) * PIXELS)


def _reached(start: int, pixels: int, size: Callable[[int], int]) -> tuple[int, int]:
    """Return the column or row that lies so many pixels from the edge of another, and the rest."""
    number = start
    while number < start + _FURTHEST and (here := size(number)) <= pixels:
        pixels -= here
        number += 1
    return number, min(pixels, max(0, size(number) - 1))


def _number(tag: Tag | None, name: str, usual: float) -> float:
    try:
        return float((tag.get(name) if tag is not None else None) or usual)
    except ValueError:
        return usual
