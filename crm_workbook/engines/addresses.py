"""Cell addresses: A1 and R1C1 notation, the size of a sheet, the sheet named in front."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

MAX_ROWS: Final = 1_048_576  # "Excel specifications and limits"
MAX_COLUMNS: Final = 16_384

_CELL = re.compile(r"\$?([A-Za-z]{1,3})\$?([1-9]\d{0,6})")
_COLUMNS = re.compile(r"\$?([A-Za-z]{1,3}):\$?([A-Za-z]{1,3})")
_ROWS = re.compile(r"\$?([1-9]\d{0,6}):\$?([1-9]\d{0,6})")
_R1C1 = re.compile(r"[Rr](\d+|\[-?\d+\])?[Cc](\d+|\[-?\d+\])?")
_PLAIN_SHEET = re.compile(r"[^\W\d]\w*")


class Area(NamedTuple):
    """A rectangle of cells, counted from 1. It may be empty, as a slice of a range may be."""

    row: int
    column: int
    rows: int = 1
    columns: int = 1

    @property
    def last_row(self) -> int:
        """The lowest row in it."""
        return self.row + self.rows - 1

    @property
    def last_column(self) -> int:
        """The last column in it."""
        return self.column + self.columns - 1

    @property
    def size(self) -> int:
        """How many cells."""
        return self.rows * self.columns

    @property
    def on_sheet(self) -> bool:
        """Whether a sheet reaches that far."""
        return (
            self.row >= 1
            and self.column >= 1
            and self.last_row <= MAX_ROWS
            and self.last_column <= MAX_COLUMNS
        )

    @property
    def ref(self) -> str:
        """The address by its corners, as files have it: `A1:B2`."""
        start = f"{letters(self.column)}{self.row}"
        return start if self.size == 1 else f"{start}:{letters(self.last_column)}{self.last_row}"

    def overlaps(self, other: Area) -> bool:
        """Whether the two share a cell."""
        return (
            self.row <= other.last_row
            and other.row <= self.last_row
            and self.column <= other.last_column
            and other.column <= self.last_column
        )

    def covers(self, other: Area) -> bool:
        """Whether the other lies inside this one."""
        return (
            self.row <= other.row
            and other.last_row <= self.last_row
            and self.column <= other.column
            and other.last_column <= self.last_column
        )

    def around(self, other: Area) -> Area:
        """Return the smallest area with both inside."""
        row, column = min(self.row, other.row), min(self.column, other.column)
        return Area(
            row,
            column,
            max(self.last_row, other.last_row) - row + 1,
            max(self.last_column, other.last_column) - column + 1,
        )

    def text(self, *, row_absolute: bool = True, column_absolute: bool = True) -> str:
        """Return the address as Excel writes it: `$A$1:$B$2`, `$A:$B`, `$1:$2`."""
        r, c = "$" * row_absolute, "$" * column_absolute
        first, last = letters(self.column), letters(self.last_column)
        if self.rows == MAX_ROWS:
            return f"{c}{first}:{c}{last}"
        if self.columns == MAX_COLUMNS:
            return f"{r}{self.row}:{r}{self.last_row}"
        start = f"{c}{first}{r}{self.row}"
        return start if self.size == 1 else f"{start}:{c}{last}{r}{self.last_row}"


SHEET: Final = Area(1, 1, MAX_ROWS, MAX_COLUMNS)


def letters(column: int) -> str:
    """Return the name of a column, counted from 1."""
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def column_number(name: str) -> int:
    """Return the number of a column, counted from 1; the case of the letters is no matter."""
    number = 0
    for letter in name.upper():
        number = number * 26 + ord(letter) - 64
    return number


def parse_a1(text: str) -> Area | None:
    """Return the area an A1 address means, or None when it is no such address on a sheet."""
    if match := _COLUMNS.fullmatch(text):
        ends = sorted(column_number(name) for name in match.groups())
        area = Area(1, ends[0], MAX_ROWS, ends[1] - ends[0] + 1)
    elif match := _ROWS.fullmatch(text):
        ends = sorted(int(row) for row in match.groups())
        area = Area(ends[0], 1, ends[1] - ends[0] + 1, MAX_COLUMNS)
    else:
        cells = [_CELL.fullmatch(part) for part in text.split(":")]
        if len(cells) not in {1, 2}:
            return None
        corners = [Area(int(c[2]), column_number(c[1])) for c in cells if c]
        if len(corners) != len(cells):
            return None
        area = corners[0].around(corners[-1])
    return area if area.on_sheet else None


def parse_r1c1(text: str, base: Area = Area(1, 1)) -> Area | None:  # noqa: B008 - immutable
    """Return the area an R1C1 address means, or None when it is no such address on a sheet.

    Args:
        text: As in `R2C3`, `R[-1]C:R[1]C`.
        base: The cell from which numbers in brackets count.

    Returns:
        The area.
    """
    corners = []
    for part in text.split(":"):
        match = _R1C1.fullmatch(part)
        if not match:
            return None
        corners.append(Area(_r1c1_number(match[1], base.row), _r1c1_number(match[2], base.column)))
    area = corners[0].around(corners[-1])
    return area if len(corners) <= 2 and area.on_sheet else None  # noqa: PLR2004 - two corners


def _r1c1_number(text: str | None, base: int) -> int:
    if not text:
        return base
    return base + int(text[1:-1]) if text.startswith("[") else int(text)


def quote_sheet(name: str) -> str:
    """Return a sheet's name as a formula has it: in quotes unless it is a plain word."""
    looks_like_a_cell = parse_a1(name) or parse_r1c1(name)
    if _PLAIN_SHEET.fullmatch(name) and not looks_like_a_cell:
        return name
    return "'" + name.replace("'", "''") + "'"


def split_sheet(text: str) -> tuple[str | None, str]:
    """Return the sheet named in front of an address, or None, and the address itself."""
    sheet, mark, address = text.rpartition("!")
    if not mark:
        return None, text
    if sheet.startswith("'") and sheet.endswith("'"):
        sheet = sheet[1:-1].replace("''", "'")
    return sheet, address
