"""A value as it is handed to the program, so that what arrives in the cell is that value.

Whatever is written as text is read as if it were typed: "0501234567" would lose its zero, "5-6"
become a date, "=A1" a formula. A cell in the Text format takes a text as it is; in any other, an
apostrophe in front does the same.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from math import isfinite
from typing import TYPE_CHECKING, Final

from crm_workbook.errors import CrmError
from crm_workbook.model import Cell, CellError, Formula, Ref
from crm_workbook.store.package.cells import EARLY_DATE, LONG_TEXT, NOT_A_NUMBER
from crm_workbook.store.package.markup import MAX_TEXT
from crm_workbook.store.package.styles import GENERAL, TEXT, better_format, shows_dates

if TYPE_CHECKING:
    from crm_workbook.store.package.cells import Value

_SIGNS: Final = tuple("=+-@'#/\\(")
"""With what a formula, an error or a number may begin."""
_WORDS: Final = frozenset({"TRUE", "FALSE"})
_LETTERS: Final = re.compile(r"[^\W\d_]+")
_MONTH: Final = 9
"""Letters of the longest name of a month; no longer word is part of a date."""
_FEW: Final = 2
"""So many words may be in a date or an amount: a month and a half of the day, or a currency."""
_FIRST_DAY: Final = date(1900, 1, 1)
_SECONDS: Final = 86_400


def converts(text: str) -> bool:
    """Tell whether a program may take a text for something else; in doubt it may."""
    if text.startswith(_SIGNS):
        return True
    bare = text.strip()
    if bare.upper() in _WORDS:
        return True
    if not any(map(str.isdigit, bare)):
        return False
    words = _LETTERS.findall(bare)
    return len(words) <= _FEW and all(len(word) <= _MONTH for word in words)


def guard_value(value: Value, place: Ref) -> None:
    """Refuse what no cell can hold.

    Raises:
        CrmError: A text is too long, a number none, a date too early.
    """
    if isinstance(value, str) and len(value) > MAX_TEXT:
        raise CrmError(LONG_TEXT, cell=place, length=len(value))
    if isinstance(value, (int, float)) and not isfinite(value):
        raise CrmError(NOT_A_NUMBER, cell=place)
    if isinstance(value, date):
        day = value.date() if isinstance(value, datetime) else value
        if day < _FIRST_DAY:
            raise CrmError(EARLY_DATE, cell=place, value=value)


def format_for(value: Value, code: str, wanted: str) -> str | None:
    """Return the number format a cell needs before a value is written, None for the one it has.

    Args:
        value: What will be written.
        code: The cell's number format.
        wanted: The number format of the column's kind.
    """
    if value is None or value == "":
        return None
    if isinstance(value, str):
        return TEXT if code != TEXT and (wanted == TEXT or converts(value)) else None
    if code == TEXT and not isinstance(value, (date, timedelta)):
        # There it would arrive as text.
        return GENERAL if wanted == TEXT or isinstance(value, (bool, CellError)) else wanted
    if isinstance(value, (Formula, CellError)):
        return None
    return better_format(code, value, wanted, dated=shows_dates(code))


def typed(value: Cell, code: str) -> object:
    """Return what to hand over, so that a cell of the number format `code` holds the value."""
    if isinstance(value, str):
        text = f"'{value}" if code != TEXT and converts(value) else value
        return text or None
    if isinstance(value, timedelta):
        return value.total_seconds() / _SECONDS
    if isinstance(value, date) and not isinstance(value, datetime):
        return datetime(value.year, value.month, value.day)  # noqa: DTZ001 - cells know no zones
    if isinstance(value, CellError):
        return value.code
    return float(value) if type(value) is int else value
