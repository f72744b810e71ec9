"""Where an area lies after cells were inserted or deleted."""

from __future__ import annotations

from typing import NamedTuple

from crm_workbook.engines.addresses import MAX_COLUMNS, MAX_ROWS, Area


class Shift(NamedTuple):
    """Cells inserted or deleted, and those beyond them moved along.

    Attributes:
        down: Whether cells move between rows; otherwise between columns.
        first: The first row (or column) inserted or deleted.
        by: How many; negative when they were deleted.
        low: The first column (or row) of the band that moves.
        high: Its last.
    """

    down: bool
    first: int
    by: int
    low: int
    high: int

    @property
    def band(self) -> Area:
        """Everything that moves or goes, to the end of the sheet."""
        width = self.high - self.low + 1
        if self.down:
            return Area(self.first, self.low, MAX_ROWS - self.first + 1, width)
        return Area(self.low, self.first, width, MAX_COLUMNS - self.first + 1)

    @property
    def touched(self) -> Area:
        """The cells that are inserted or deleted."""
        count = abs(self.by)
        return self.band._replace(rows=count) if self.down else self.band._replace(columns=count)

    @property
    def whole(self) -> bool:
        """Whether whole rows or columns of the sheet are meant."""
        return (self.low, self.high) == (1, MAX_COLUMNS if self.down else MAX_ROWS)

    def moved(self, area: Area) -> Area | None:
        """Return where an area lies afterwards; None when all of it was deleted.

        An area that the band cuts lengthwise stays: some of its cells moved and some did not,
        and Excel leaves a reference to such an area as it is.
        """
        start, length, across, width = (
            (area.row, area.rows, area.column, area.columns)
            if self.down
            else (area.column, area.columns, area.row, area.rows)
        )
        if across < self.low or across + width - 1 > self.high:
            return area
        if (length == MAX_ROWS) if self.down else (length == MAX_COLUMNS):
            return area
        start, length = self._moved(start, length)
        length = min(length, (MAX_ROWS if self.down else MAX_COLUMNS) - start + 1)
        if length <= 0:
            return None
        if self.down:
            return Area(start, area.column, length, area.columns)
        return Area(area.row, start, area.rows, length)

    def _moved(self, start: int, length: int) -> tuple[int, int]:
        last = start + length - 1
        if self.by > 0:
            if start >= self.first:
                return start + self.by, length
            return start, length + (self.by if last >= self.first else 0)
        gone = -self.by
        beyond = self.first + gone
        taken = max(0, min(last, beyond - 1) - max(start, self.first) + 1)
        if start >= beyond:
            return start - gone, length
        return min(start, self.first), length - taken
