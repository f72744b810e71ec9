"""Cell addresses and ranges, and formulas whose cell moves."""

from __future__ import annotations

from crm_workbook.fields.pattern import pattern
from crm_workbook.lean import TYPE_CHECKING, Final, NamedTuple
from crm_workbook.model import column_number, letters

if TYPE_CHECKING:
    import re

MAX_ROWS: Final = 1_048_576
MAX_COLUMNS: Final = 16_384

_RANGE: Final = r"\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?\Z"
_TOKENS: Final = (
    r'("(?:[^"]|"")*"'  # a text
    r"|'(?:[^']|'')*'!?"  # the name of a sheet
    r"|\[[^\[\]]*(?:\[[^\[\]]*\][^\[\]]*)*\])"  # a part of a table, another workbook
    r"|(?<![\w.$\\])(\$?)([A-Z]{1,3})(\$?)(\d{1,7})(?![\w.(!])"  # a cell
)


class Box(NamedTuple):
    """A rectangle of cells, borders included, counted from 1."""

    left: int
    top: int
    right: int
    bottom: int

    def __str__(self) -> str:
        """Return it as a range, `B2:D9`; a single cell as `B2`."""
        corner = f"{letters(self.left)}{self.top}"
        if self.left == self.right and self.top == self.bottom:
            return corner
        return f"{corner}:{letters(self.right)}{self.bottom}"

    @property
    def area(self) -> str:
        """The range with both corners, as tables and filters want it even for one cell."""
        return f"{letters(self.left)}{self.top}:{letters(self.right)}{self.bottom}"

    def meets(self, other: Box) -> bool:
        """Tell whether the two have a cell in common."""
        return (
            self.left <= other.right
            and other.left <= self.right
            and self.top <= other.bottom
            and other.top <= self.bottom
        )

    def holds(self, other: Box) -> bool:
        """Tell whether the other lies inside."""
        return (
            self.left <= other.left
            and other.right <= self.right
            and self.top <= other.top
            and other.bottom <= self.bottom
        )


def box(text: str) -> Box | None:
    """Return the rectangle a range means, or None when it is none (whole columns, names)."""
    found = pattern(_RANGE).match(text)
    if found is None:
        return None
    left, top = column_number(found[1]), int(found[2])
    right, bottom = (column_number(found[3]), int(found[4])) if found[3] else (left, top)
    return Box(left, top, right, bottom)


def shifted(formula: str, rows: int, columns: int = 0) -> str:
    """Return a formula as it reads when its cell moves: relative references go along.

    This is what Excel does when cells are sorted or copied. A reference that would leave the
    sheet becomes `#REF!`.
    """

    def move(match: re.Match[str]) -> str:
        if match[1] is not None:
            return match[1]
        column, row = column_number(match[3]), int(match[5])
        if column > MAX_COLUMNS or row > MAX_ROWS:
            return match[0]  # a name such as FY2026 that only looks like a cell
        if not match[2]:
            column += columns
        if not match[4]:
            row += rows
        if not (1 <= column <= MAX_COLUMNS and 1 <= row <= MAX_ROWS):
            return "#REF!"
        return f"{match[2]}{letters(column)}{match[4]}{row}"

    return pattern(_TOKENS).sub(move, formula)
