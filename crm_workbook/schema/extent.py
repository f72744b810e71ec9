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
_INITIALS: Final = frozenset("סמgsta")
"""With what the words for a total begin."""
_BEFORE: Final = " \t\n\xa0\u200e\u200f\u202a\u202b\u202c\u202d\u202e\ufeff"
_FIGURE: Final = r"[\s₪$€(\u2212-]*\d[\d.,]*[\s₪%)\u200e\u200f-]*"
_COUNTED: Final = r"[:=]\W*\d[\d.,]*\W*\Z"
"""A label that gives its figure itself: `Customers in all: 57`."""
_COUNT: Final = 6
"""So many digits are a count, more are somebody's phone."""
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
        return self.is_labelled_total(index) or self._is_bare_total(index)

    def is_labelled_total(self, index: int) -> bool:
        """Return whether a row's first filled cell calls it a total and nothing names anybody."""
        value = next(self.filled(index), (None, None))[1]
        if not isinstance(value, str) or value.lstrip(_BEFORE)[:1].lower() not in _INITIALS:
            return False  # as nearly every row
        cells = list(self.filled(index))
        text = plain(value[:_LONG])
        said = pattern(_TOTAL).match(text)
        if said is None:
            return False
        rest = text[said.end() :]
        others = cells[1:]
        if not any(map(str.isalpha, rest)) or pattern(_COUNTED).search(rest):
            return not any(map(_names, others))
        if any(map(_names, others)) or any(
            p.column.kind in _NAMING - {"phone"} and isinstance(v, str) for p, v in others
        ):
            return False
        counting = _AMOUNTS | {"phone"}
        return any(
            isinstance(v, float) or (p.column.kind in counting and _is_figure(v))
            for p, v in others
        )

    def _is_bare_total(self, index: int) -> bool:
        cells = list(self.filled(index))
        return (
            bool(cells)
            and all(p.column.kind in _AMOUNTS and _is_figure(v) for p, v in cells)
            and any(p.column.kind in _NAMING or p.column.required for p in self._placed)
            and sum(p.column.kind not in _FIGURES for p in self._placed) > 0
        )


def _is_figure(value: Cell) -> bool:
    """Return whether a cell is a sum or a count, be it written as text."""
    if isinstance(value, str):
        return len(value) < _LONG and pattern(_FIGURE).fullmatch(value) is not None
    return isinstance(value, float)


def _names(cell: tuple[Placed, Cell]) -> bool:
    """Return whether a cell says whom or what its row is about: no sum, no count."""
    placed, value = cell
    if placed.column.kind not in _NAMING or not isinstance(value, (str, date, float)):
        return False
    if placed.column.kind == "phone":
        return not _is_figure(value) or sum(map(str.isdigit, str(value))) > _COUNT
    return not _is_figure(value)
