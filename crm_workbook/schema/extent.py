"""Where the body of a table ends: what below it is a total, a footnote or nothing."""

from __future__ import annotations

from datetime import date

from crm_workbook.fields.normal import plain
from crm_workbook.fields.pattern import pattern
from crm_workbook.lean import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from crm_workbook.model import Cell, Placed

_TAIL: Final = 30
"""How many rows from the bottom may be totals and footnotes."""
_TOTAL: Final = (
    r"""(?x)(?: סה"כ | סהכ | סה'כ | סך[ -]הכל | סך[ -]הכול | סיכום | grand\ total"""
    r"""| sub-?\ ?totals? | totals? | sum | average | ממוצע )(?: \W | \Z )"""
)
_FOOTNOTE: Final = (
    r"\*|הערות?\b|הופק|נכון ל|מקור:|עמוד \d|notes?\b|source:|printed|generated|exported|as of"
    r"|page \d"
)
_LONG: Final = 60
"""A lone text of this length below a table is a footnote, not a name."""
_AMOUNTS: Final = frozenset({"money", "number", "percent"})
_FIGURES: Final = frozenset({*_AMOUNTS, "boolean"})
_NAMING: Final = frozenset({"id", "reference", "date", "phone", "email", "monthday"})
"""Kinds whose value says that a row is about somebody or something, not about all rows."""


class Extent(NamedTuple):
    """Rows of a grid, counted from 0."""

    stop: int
    """One past the last row of the body."""
    totals: int = -1
    """The first row of totals below the body, or -1."""


def is_blank(cell: Cell) -> bool:
    """Return whether there is nothing to see in a cell."""
    return cell is None or (isinstance(cell, str) and not cell.strip())


class Body:
    """The grid below a heading row, seen through the columns of its table."""

    __slots__ = ("_left", "_placed", "_rows", "_spots")

    def __init__(
        self, rows: Sequence[Sequence[Cell]], placed: Sequence[Placed], first_column: int
    ) -> None:
        """Look at `rows` through `placed`; the grid's first column has number `first_column`."""
        self._rows = rows
        self._placed = placed
        self._spots = [p.number - first_column for p in placed]

    def filled(self, index: int) -> Iterator[tuple[Placed, Cell]]:
        """Yield the filled cells of a row."""
        row = self._rows[index]
        for placed, spot in zip(self._placed, self._spots, strict=True):
            if spot < len(row) and not is_blank(row[spot]):
                yield placed, row[spot]

    def blank(self, index: int) -> bool:
        """Return whether a row is empty across the table."""
        return next(self.filled(index), None) is None

    def end(self, start: int, stop: int, *, footnotes: bool) -> Extent:
        """Return where the body ends that begins at `start` and reaches at most to `stop`.

        Only the bottom is looked at, whatever the length of the body.

        Args:
            start: The first row below the headings.
            stop: One past the last row that may belong to the body.
            footnotes: Whether lone texts below a blank row may be footnotes.
        """
        totals = -1
        last = self._above_blanks(stop, start)
        for _ in range(_TAIL):
            if last < start:
                break
            if self._is_total(last):
                totals = last
                last = self._above_blanks(last, start)
            elif footnotes and (above := self._above_footnotes(last, start)) < last:
                last = above
            else:
                break
        return Extent(last + 1, totals)

    def continued(self, stop: int, limit: int) -> Extent:
        """Return where rows typed right below a declared table end, or its totals.

        Not every program widens a table when somebody types below it, and whoever typed there
        believes the row to be in. A single cell there is taken for a remark and left out.

        Args:
            stop: One past the last row of the declared table.
            limit: The first row that belongs to something else.
        """
        index = stop
        while index < limit:
            if self._is_total(index):
                return Extent(index, index)
            if sum(1 for _ in self.filled(index)) < min(2, len(self._placed)):
                break
            index += 1
        return Extent(index)

    def _above_blanks(self, stop: int, start: int) -> int:
        """Return the last filled row before `stop`, `start - 1` when there is none."""
        index = stop - 1
        while index >= start and self.blank(index):
            index -= 1
        return index

    def _above_footnotes(self, last: int, start: int) -> int:
        """Return the last filled row above the blank row that sets footnotes apart."""
        index = last
        while index > max(start, last - _TAIL) and self._is_footnote(index):
            index -= 1
        if index == last or not self.blank(index):
            return last
        return self._above_blanks(index, start)

    def _is_footnote(self, index: int) -> bool:
        cells = [value for _, value in self.filled(index)]
        if len(cells) != 1 or not isinstance(cells[0], str):
            return False
        text = plain(cells[0])
        return len(text) > _LONG or pattern(_FOOTNOTE).match(text) is not None

    def _is_total(self, index: int) -> bool:
        """Return whether a row sums up the others.

        Either its first filled cell says so and nothing in it names anybody, or it holds figures
        only while the table has columns that say whose figures they are.
        """
        cells = list(self.filled(index))
        if not cells:
            return False
        first, value = cells[0]
        if isinstance(value, str) and (said := pattern(_TOTAL).match(plain(value))):
            figures = sum(isinstance(v, float) for _, v in cells)
            named = any(
                isinstance(v, (str, date)) and p.column.kind in _NAMING
                for p, v in cells
                if p is not first
            )
            rest = plain(value)[said.end() :]
            return not named and (figures > 0 or not any(map(str.isalpha, rest)))
        return (
            all(p.column.kind in _AMOUNTS and isinstance(v, float) for p, v in cells)
            and any(p.column.kind in _NAMING or p.column.required for p in self._placed)
            and sum(p.column.kind not in _FIGURES for p in self._placed) > 0
        )
