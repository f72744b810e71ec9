"""What Excel makes of a text that is written into a cell.

A program that writes text through `Range.Value` has it read as if it were typed. The rules below
are those Microsoft documents, each beside its case; where it documents nothing the reports of
users are named. They are worth imitating because data is lost here: a phone number its leading
zero, a code its last digits, a name that begins with a month everything.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Final, Literal, NamedTuple

from crm_workbook.engines import moments
from crm_workbook.engines.errors import ExcelError
from crm_workbook.engines.values import ERROR_CODES

MAX_TEXT: Final = 32_767  # "Excel specifications and limits": characters a cell can contain
MAX_FORMULA: Final = 8_192  # the same: characters of a formula
TEXT_FORMAT: Final = "@"
GENERAL: Final = "General"
DIGITS: Final = 15  # "Floating-point arithmetic may give inaccurate results in Excel"

_NUMBER = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,3})?", re.ASCII)
_GROUPED = re.compile(r"[+-]?\d{1,3}(?:,\d{3})+(?:\.\d*)?", re.ASCII)
_FRACTION = re.compile(r"([+-]?\d+) (\d{1,5})/(\d{1,5})", re.ASCII)
_OPERAND = re.compile(r'[\w"#{]')
_STRINGS = re.compile(r'"[^"]*"')

Kind = Literal["empty", "number", "text", "boolean", "error", "formula"]


class Locale(NamedTuple):
    """How dates and amounts are written.

    Attributes:
        day_first: Whether `1/2/2024` is the first of February.
        currency: The sign that makes a number an amount.
        currency_format: The number format it brings along.
    """

    day_first: bool
    currency: str
    currency_format: str


AMERICAN: Final = Locale(day_first=False, currency="$", currency_format="$#,##0.00")
"""What the object model reads, wherever Excel runs: users find their days and months swapped when
a program writes "1/11/2017" as text, and "13/1/2017" left as text."""

HEBREW: Final = Locale(day_first=True, currency="₪", currency_format="[$₪-40D] #,##0.00")
"""What is read when a person types in Israel."""


class Entry(NamedTuple):
    """What arrives in the cell.

    Attributes:
        kind: What it is.
        value: A float, a bool, a text, an error's text, a formula with its `=`, or None.
        number_format: The format a cell formatted General takes on, or None.
        prefixed: Whether an apostrophe was typed in front to keep it text.
    """

    kind: Kind
    value: float | str | bool | None
    number_format: str | None = None
    prefixed: bool = False


EMPTY: Final = Entry("empty", None)


def typed(
    text: str,
    *,
    number_format: str = GENERAL,
    locale: Locale = AMERICAN,
    today: dt.date | None = None,
) -> Entry:
    """Return what Excel stores when this text is written into a cell.

    Args:
        text: What is written.
        number_format: The cell's format; `@` is Text.
        locale: How dates and amounts are read.
        today: Gives the year of a date typed without one; None means today.

    Returns:
        What the cell then holds.

    Raises:
        ExcelError: The text is longer than a cell or a formula may be, or is a formula that
            cannot be one.
    """
    if len(text) > MAX_TEXT:
        raise ExcelError(
            f"A cell holds at most {MAX_TEXT:,} characters, this text has {len(text):,}."
        )
    if not text:
        return EMPTY
    # "Format numbers as text": a cell in the Text format keeps what is entered, also a formula.
    if number_format == TEXT_FORMAT:
        return Entry("text", text)
    # "Format numbers as text": an apostrophe in front keeps text; Range.PrefixCharacter tells.
    if text.startswith("'"):
        return Entry("text", text[1:], prefixed=True)
    if formula := _formula(text):
        return Entry("formula", formula)
    return _constant(text.strip(), locale, today) or Entry("text", text)


def _constant(text: str, locale: Locale, today: dt.date | None) -> Entry | None:
    upper = text.upper()
    if upper in {"TRUE", "FALSE"}:  # "TRUE function": the word may be typed straight into a cell
        return Entry("boolean", upper == "TRUE")
    if upper in ERROR_CODES:
        return Entry("error", upper)
    if entry := _number(text, locale):
        return entry
    # "Stop automatically changing numbers to dates": 12/2 changes to 2-Dec.
    moment = moments.typed(text, day_first=locale.day_first, today=today or _today())
    return Entry("number", moment.value, moment.number_format) if moment else None


def _number(text: str, locale: Locale) -> Entry | None:
    body, sign = text, 1.0
    # "Number format codes": parentheses are how accountants write a negative amount.
    if body.startswith("(") and body.endswith(")") and body[1:2] not in {"+", "-"}:
        body, sign = body[1:-1], -1.0
    form = None
    if locale.currency in body:
        body, form = _without_currency(body, locale), locale.currency_format
    elif body.endswith("%"):  # "Format numbers as percentages": 10% typed into General is 0.1
        body, sign = body[:-1].rstrip(), sign / 100
        form = "0.00%" if "." in body else "0%"
    elif match := _FRACTION.fullmatch(body):  # "Display numbers as fractions": 0 1/2
        return _fraction(match)
    if _GROUPED.fullmatch(body):
        form = form or ("#,##0.00" if "." in body else "#,##0")
        body = body.replace(",", "")
    if not _NUMBER.fullmatch(body):
        return None
    if "e" in body.lower():  # "Display numbers in scientific notation"
        form = form or "0.00E+00"
    value = fifteen_digits(body) * sign
    return None if value in {float("inf"), float("-inf")} else Entry("number", value, form)


def _without_currency(text: str, locale: Locale) -> str:
    sign = text[:1] if text[:1] in {"+", "-"} else ""
    rest = text[len(sign) :].strip()
    in_front = rest.startswith(locale.currency)
    bare = rest.removeprefix(locale.currency) if in_front else rest.removesuffix(locale.currency)
    return sign + bare.strip()


def _fraction(match: re.Match[str]) -> Entry | None:
    whole, over, under = int(match[1]), int(match[2]), int(match[3])
    if not under:
        return None
    part = over / under
    value = whole - part if match[1].startswith("-") else whole + part
    return Entry("number", value, "# ?/?" if under < 10 else "# ??/??")  # noqa: PLR2004 - digits


def fifteen_digits(text: str) -> float:
    """Return a number as Excel keeps it: digits after the fifteenth become zeros.

    From "Long numbers are displayed incorrectly in Excel"; a card number ends in 0.
    """
    mantissa, mark, exponent = text.lower().partition("e")
    kept, seen = [], 0
    for letter in mantissa:
        if letter.isdigit():
            seen += 1 if seen or letter != "0" else 0
            kept.append("0" if seen > DIGITS else letter)
        else:
            kept.append(letter)
    return float("".join(kept) + mark + exponent)


def _formula(text: str) -> str | None:
    """Return the formula a text is taken for, or None.

    "Overview of formulas in Excel": a formula begins with an equal sign. A plus or minus in front
    of what is no number does as well, which users meet when they write "-remark"; and "@name" is
    refused as a function that is not valid.
    """
    first = text[0]
    if first == "=" and len(text) > 1:
        formula = text
    elif first in "+-" and len(text) > 1 and not _number(text.strip(), AMERICAN):
        formula = "=" + text
    elif first == "@" and len(text) > 1:
        raise ExcelError("That function isn't valid.")
    else:
        return None
    if len(formula) > MAX_FORMULA:
        raise ExcelError(f"A formula holds at most {MAX_FORMULA:,} characters.")
    bare = _STRINGS.sub("", formula)
    balanced = '"' not in bare and bare.count("(") == bare.count(")")
    if not balanced or not _OPERAND.search(formula[1:]):
        raise ExcelError("There's a problem with this formula.")
    return formula


def _today() -> dt.date:
    return dt.date.today()  # noqa: DTZ011 - the user's own calendar, as Excel takes it
