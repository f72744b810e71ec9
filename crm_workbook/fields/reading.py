"""What the readers of all kinds share."""

from __future__ import annotations

from crm_workbook.fields import Parsed
from crm_workbook.fields.normal import ascii_digits, plain
from crm_workbook.lean import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from crm_workbook.fields import Context
    from crm_workbook.model import Cell

EMPTY: Final = Parsed(None)
ERROR_CELL: Final = Parsed(None, "error-cell")
"""A cell that holds an error value such as `#REF!`."""

_EXACT: Final = 1e15
"""Below this a number cell still has all the digits that were typed."""

_LONGEST: Final = 400
"""Characters of text a reader looks at: nothing but text is longer, and patterns stay quick."""


def cellwise(
    read: Callable[[Cell], Parsed],
) -> Callable[[Context, Iterable[Cell]], Callable[[Cell], Parsed]]:
    """Return the `reader` of a kind whose cells mean the same in every column."""

    def reader(_context: Context, _values: Iterable[Cell]) -> Callable[[Cell], Parsed]:
        return read

    return reader


def bare(text: str) -> str:
    """Return a text cell as figures are read in it: `plain`, digits 0 to 9, no leading apostrophe.

    What is cut off leaves three dots, so that half a text is never taken for the whole.
    """
    text = text.strip()
    if len(text) > _LONGEST:
        text = f"{text[:_LONGEST]}..."
    return ascii_digits(plain(text)).removeprefix("'").lstrip()


def same(value: Cell) -> Cell:
    """Return the value itself: the `write` of a kind whose values stand in cells as they are."""
    return value


def digits_of(number: float) -> str | None:
    """Return a number cell as it would have been typed, or None when its digits are not known.

    Excel keeps 15 digits of a number, so a longer code that was typed as a number is damaged.
    """
    if not abs(number) < _EXACT:  # true for NaN as well
        return None
    return str(int(number)) if number == int(number) else repr(number)
