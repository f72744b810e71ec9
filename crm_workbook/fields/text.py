"""Free text: names, notes, addresses. Meaning: the text without marks and odd blanks.

| fault | meaning | safe cell |
|---|---|---|
| `invisible-marks` | direction, zero-width or control characters nobody sees | yes |
| `odd-blanks` | hard or doubled blanks, blanks at an end | yes |
| `error-cell` | an error value such as `#REF!` | no |

Line breaks and vowel points are the writer's own and stay. Numbers and dates are read as the text
that shows them. A cell of blanks only is empty.
"""

from __future__ import annotations

from datetime import date, timedelta
from itertools import filterfalse

from crm_workbook.fields import Field, Parsed
from crm_workbook.fields.normal import marked, scrambled, tidy
from crm_workbook.fields.pattern import pattern
from crm_workbook.fields.reading import EMPTY, ERROR_CELL, cellwise, digits_of, same
from crm_workbook.lean import TYPE_CHECKING, Final
from crm_workbook.model import CellError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from random import Random

    from crm_workbook.model import Cell

TIDY: Final = r"[!-~א-ת]+(?:[ \n][!-~א-ת]+)*"
"""Ordinary letters and signs with single blanks between: nothing to mend.

A third range of signs, such as the shekel's, would make compiling this five times as long.
"""


def unusual(texts: Iterable[str]) -> Iterable[str]:
    """Return the texts that need a closer look."""
    return filterfalse(pattern(TIDY).fullmatch, texts)


def read(cell: Cell) -> Parsed:
    """Return the meaning of a text cell; see the module's table of faults."""
    if not isinstance(cell, str):
        return EMPTY if cell is None else _not_text(cell)
    if pattern(TIDY).fullmatch(cell):
        return Parsed(cell)
    clean = tidy(cell)
    if not clean:
        return EMPTY
    if clean == cell or scrambled(cell):
        return Parsed(cell)
    return Parsed(clean, "invisible-marks" if marked(cell) else "odd-blanks", clean)


def _not_text(cell: Cell) -> Parsed:
    if isinstance(cell, CellError):
        return ERROR_CELL
    if isinstance(cell, bool):
        return Parsed(str(cell).upper())
    if isinstance(cell, int | float):
        return Parsed(digits_of(cell) or repr(cell))
    if isinstance(cell, date):
        return Parsed(str(cell))
    return Parsed(clock(cell)) if isinstance(cell, timedelta) else ERROR_CELL


def clock(span: timedelta) -> str:
    """Return a time of day or a length of time as `HH:MM`, with seconds where there are any."""
    seconds = round(abs(span).total_seconds())
    minutes, seconds = divmod(seconds, 60)
    sign = "-" if span < timedelta() else ""
    shown = f"{sign}{minutes // 60:02}:{minutes % 60:02}"
    return f"{shown}:{seconds:02}" if seconds else shown


def _sample(random: Random) -> Cell:
    return random.choice(("מעדיפה בשעות הבוקר", "הגיעה דרך המלצה", "Prefers e-mail", "לקוח ותיק"))


FIELD: Final = Field("text", frozenset(), cellwise(read), same, _sample, width=22, unusual=unusual)
