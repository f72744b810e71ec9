"""What one cell can hold, and how it is spoken of."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from crm_workbook.lean import NamedTuple


class CellError(NamedTuple):
    """An error value standing in a cell, such as `#REF!`."""

    code: str


class Formula(NamedTuple):
    """A formula to be written into a cell, without the leading equals sign."""

    source: str


Cell = str | float | int | bool | date | datetime | timedelta | CellError | None
"""What one cell holds. Numbers arrive as floats, an empty cell is None."""


def letters(number: int) -> str:
    """Return the letters of a column number: 1 is A, 27 is AA."""
    name = ""
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(65 + rest) + name
    return name


def key_text(value: Cell) -> str:
    """Return a key cell as text: a number that stands for an id loses its `.0`, blanks go."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


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
