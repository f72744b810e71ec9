"""What one cell can hold, and how it is spoken of."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import lru_cache

from crm_workbook.lean import NamedTuple


class CellError(NamedTuple):
    """An error value standing in a cell, such as `#REF!`."""

    code: str


class Formula(NamedTuple):
    """A formula to be written into a cell, without the leading equals sign."""

    source: str
    result: Cell = None
    """What it gives, if that is known; shown until the formula is calculated."""


Cell = str | float | int | bool | date | datetime | timedelta | CellError | None
"""What one cell holds. Numbers arrive as floats, an empty cell is None."""


def letters(number: int) -> str:
    """Return the letters of a column number: 1 is A, 27 is AA."""
    name = ""
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(65 + rest) + name
    return name


@lru_cache(maxsize=4096)
def column_number(name: str) -> int:
    """Return the number of a column's letters: A is 1, AA is 27."""
    number = 0
    for letter in name:
        number = number * 26 + ord(letter) - 64
    return number


def key_text(value: Cell) -> str:
    """Return a key cell as text: a number that stands for an id loses its `.0`, blanks go."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


def same_key(value: Cell) -> str:
    """Return what keys that are the same have in common: `k1` finds `K1` in Excel, too."""
    return key_text(value).casefold()


def shown(value: Cell, limit: int = 40) -> str:
    """Return a cell as a report quotes it: one line, no control characters, cut when long."""
    if isinstance(value, CellError):
        return value.code
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:  # noqa: PLR2004 - exact
        return str(int(value))
    text = "" if value is None else str(value)
    if not text.isprintable():
        text = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return text if len(text) <= limit else f"{text[: limit - 3]}..."
