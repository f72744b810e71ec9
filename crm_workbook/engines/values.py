"""Cell values on their way between Python and a cell.

`Range.Value` knows floats, text, booleans, dates and errors; it knows no whole numbers. A number
in a currency format comes as a `Decimal` rounded to four places, since Excel hands it on in COM's
own type for money ("Range.Value2 property"; xlwings issues 65 and 640), and a `Decimal` written
arrives rounded to two places in the currency format (xlwings issues 2130, 2131 and 2634).
"""

from __future__ import annotations

import datetime as dt
import re
import sys
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

_CVERR_BASE: Final = -2146828288
# The numbers of VBA's `xlErr...` constants ("XlCVError enumeration").
_CVERR = {
    "#NULL!": 2000,
    "#DIV/0!": 2007,
    "#VALUE!": 2015,
    "#REF!": 2023,
    "#NAME?": 2029,
    "#NUM!": 2036,
    "#N/A": 2042,
    "#GETTING_DATA": 2043,
    "#SPILL!": 2045,
    "#CONNECT!": 2046,
    "#BLOCKED!": 2047,
    "#UNKNOWN!": 2048,
    "#FIELD!": 2049,
    "#CALC!": 2050,
}
ERROR_CODES: Final = {text: _CVERR_BASE + number for text, number in _CVERR.items()}
ERROR_TEXTS: Final = {code: text for text, code in ERROR_CODES.items()}

_LITERALS = re.compile(r'"[^"]*"|\\.|_.|\*.')
_DATE_LETTERS = re.compile(r"[ymdhs]|am/pm|a/p", re.IGNORECASE)
_BRACKETS = re.compile(r"\[(?!h+\]|m+\]|s+\])[^\]]*\]", re.IGNORECASE)
_LOCALE = re.compile(r"\[\$-[^\]]*\]")
_CURRENCY = re.compile(r"\[\$[^\]-]+[^\]]*\]|[$€£¥₪]")


def is_date_format(number_format: str) -> bool:
    """Whether numbers in this format are dates or times ("Number format codes")."""
    if number_format == "General":
        return False
    first = number_format.partition(";")[0]
    bare = _BRACKETS.sub("", _LITERALS.sub("", first))
    return bool(_DATE_LETTERS.search(bare)) and "general" not in bare.lower()


def is_currency_format(number_format: str) -> bool:
    """Whether numbers in this format are amounts of money."""
    return bool(_CURRENCY.search(_LOCALE.sub("", number_format)))


def prepare(value: Any, _options: Mapping[str, Any] | None = None) -> Any:  # noqa: ANN401 - any cell value
    """Turn what Python has into what a cell takes, as xlwings does on Windows.

    Missing values (None, nan, NaT, NA) empty the cell; the zone of a time is cut off, not applied.

    Raises:
        TypeError: The value has no counterpart in a cell, such as a list or a time of day.
    """
    if value is None or _missing(value):
        return ""
    if type(value).__module__ == "numpy":
        value = (
            value.astype("datetime64[us]")
            if hasattr(value, "astype") and value.dtype.kind == "M"
            else value
        )
        value = value.item()
    if hasattr(value, "to_pydatetime"):
        value = value.to_pydatetime(warn=False)
    if isinstance(value, dt.datetime):
        return value.replace(tzinfo=None)
    if isinstance(value, (str, bool, int, float, dt.date, Decimal)):
        return value
    raise TypeError(
        f"Objects of type '{type(value).__name__}' can not be converted to a cell's value"
    )


def _missing(value: Any) -> bool:  # noqa: ANN401 - any cell value
    pandas = sys.modules.get("pandas")
    if pandas is not None and value is pandas.NA:
        return True
    try:
        return bool(value != value)  # noqa: PLR0124 - only nan and NaT differ from themselves
    except (TypeError, ValueError):
        return False


def clean(
    data: Sequence[Sequence[Any]],
    dates: Callable[..., Any],
    empty: Any,  # noqa: ANN401 - whatever the caller wants in place of nothing
    numbers: Callable[[float], Any] | None,
    err_to_str: bool,  # noqa: FBT001 - xlwings passes it by position
) -> list[list[Any]]:
    """Turn what cells hold into what the caller asked for with `Range.options`.

    Args:
        data: Rows of raw values.
        dates: Makes a date of its parts, given by name.
        empty: Stands for an empty cell, and for a formula that yields no text.
        numbers: Makes a number of a float; None leaves the float.
        err_to_str: Whether an error comes as its text; otherwise it comes as None.

    Returns:
        Rows of values.
    """

    def one(value: Any) -> Any:  # noqa: ANN401 - any cell value
        if value is None or value == "":
            return empty
        if isinstance(value, dt.datetime):
            return dates(
                year=value.year,
                month=value.month,
                day=value.day,
                hour=value.hour,
                minute=value.minute,
                second=value.second,
                microsecond=value.microsecond,
                tzinfo=None,
            )
        if isinstance(value, float):
            return numbers(value) if numbers else value
        if isinstance(value, int) and not isinstance(value, bool):
            return ERROR_TEXTS.get(value) if err_to_str else None
        return value

    return [[one(value) for value in row] for row in data]


def amount(value: float) -> Decimal:
    """Return a number in a currency format as Excel hands it on."""
    return round(Decimal(repr(value)), 4)


def constant(value: float | str | bool | None) -> str:  # noqa: FBT001 - a cell's value
    """Return the text that would enter a value into a cell."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    return value if isinstance(value, str) else general_text(value)


def general_text(value: float) -> str:
    """Return a number as Excel writes it in a formula or into a cell of the Text format."""
    if value == int(value) and abs(value) < 1e15:  # noqa: PLR2004 - fifteen digits
        return str(int(value))
    text = f"{value:.15g}".upper()
    mantissa, mark, exponent = text.partition("E")
    return f"{mantissa}E{exponent[0]}{int(exponent[1:]):02d}" if mark else text
