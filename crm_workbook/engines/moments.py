"""Dates and times: what typed text means, and the numbers Excel keeps instead.

A date is a number of days; day 1 is 1 January 1900, or day 0 is 1 January 1904 in the other date
system ("Date systems in Excel"). The 1900 system counts a 29 February 1900 that never was.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Final, NamedTuple

LAST_SERIAL: Final = 2_958_466  # the first of January 10000, which is no date to Excel
_BEFORE_LEAP: Final = 60.0  # the day that never was
_MIDNIGHT: Final = dt.time()
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january",
            "feb february",
            "mar march",
            "apr april",
            "may",
            "jun june",
            "jul july",
            "aug august",
            "sep sept september",
            "oct october",
            "nov november",
            "dec december",
        ),
        1,
    )
    for name in names.split()
}
_NUMBERS = re.compile(r"(\d{1,4})([/-])(\d{1,4})(?:\2(\d{1,4}))?", re.ASCII)
_DAY_NAME = re.compile(r"(\d{1,2})[ -]?([A-Za-z]{3,9})(?:[ ,-]+(\d{4}|\d{2}))?", re.ASCII)
_NAME_DAY = re.compile(r"([A-Za-z]{3,9})[ -]?(\d{1,2})(?:, ?(\d{4}|\d{2}))?", re.ASCII)
_NAME_YEAR = re.compile(r"([A-Za-z]{3,9})[ -](\d{4})", re.ASCII)
_TIME = re.compile(
    r"(\d{1,4}):(\d{1,2})(?::(\d{1,2}(?:\.\d+)?))?(?: ?([AaPp])[Mm]?)?|(\d{1,2}) ([AaPp])[Mm]?",
    re.ASCII,
)


class Moment(NamedTuple):
    """What a typed date or time means: a number, and the format a General cell takes on."""

    value: float
    number_format: str


def to_serial(moment: dt.date, *, epoch_1904: bool = False) -> float | None:
    """Return the number of a date, or None when Excel has no number for it."""
    if isinstance(moment, dt.datetime):
        moment = moment.replace(tzinfo=None)
    else:
        moment = dt.datetime.combine(moment, _MIDNIGHT)
    start = dt.datetime(1904, 1, 1) if epoch_1904 else dt.datetime(1899, 12, 31)  # noqa: DTZ001 - cells know no zone
    days = (moment - start) / dt.timedelta(days=1)
    if not epoch_1904 and days >= _BEFORE_LEAP:
        days += 1
    return days if days >= 0 else None


def from_serial(days: float, *, epoch_1904: bool = False) -> dt.datetime:
    """Return the date of a number, as the object model hands it on.

    Its dates count from 30 December 1899, so the first two months of 1900, which Excel shows one
    day later, come out a day early: a known seam between the two (`xlrd` documents it as well).
    """
    start = dt.datetime(1904, 1, 1) if epoch_1904 else dt.datetime(1899, 12, 30)  # noqa: DTZ001 - cells know no zone
    exact = start + dt.timedelta(days=days)
    rounded = exact + dt.timedelta(microseconds=500)
    return rounded.replace(microsecond=rounded.microsecond // 1000 * 1000)


def full_year(year: int) -> int:
    """Return the year two digits stand for: 00 to 29 this century, 30 to 99 the last.

    From "How Excel works with two-digit year numbers".
    """
    if year > 99:  # noqa: PLR2004 - more than two digits
        return year
    return year + (2000 if year < 30 else 1900)  # noqa: PLR2004 - the documented turn


def typed(text: str, *, day_first: bool, today: dt.date) -> Moment | None:
    """Return the date or time a typed text means, or None when it means none.

    Args:
        text: Trimmed.
        day_first: Whether `1/2` is the first of February.
        today: Gives the year of a date typed without one.

    Returns:
        Number and format.
    """
    clock = _clock(text)
    if clock:
        return clock
    head, _, tail = text.partition(" ")
    date = _date(text, day_first=day_first, today=today)
    if date is None and tail:
        date, clock = _date(head, day_first=day_first, today=today), _clock(tail)
        if date is None or clock is None:
            return None
    if date is None:
        return None
    days = to_serial(date[0])
    if days is None:
        return None
    if clock:
        return Moment(days + clock.value, "m/d/yyyy h:mm")
    return Moment(days, date[1])


def _clock(text: str) -> Moment | None:
    match = _TIME.fullmatch(text)
    if not match:
        return None
    half = match[4] or match[6]
    hours, minutes = int(match[1] or match[5]), int(match[2] or 0)
    seconds = float(match[3] or 0)
    if minutes > 59 or seconds >= 60 or (half and not 0 <= hours <= 12):  # noqa: PLR2004 - a clock
        return None
    if half:
        hours = hours % 12 + (12 if half in "pP" else 0)
    form = "h:mm" + ":ss" * bool(match[3]) + " AM/PM" * bool(half)
    if hours > 23:  # noqa: PLR2004 - a clock
        form = "[h]:mm:ss"
    return Moment((hours * 3600 + minutes * 60 + seconds) / 86400, form)


def _date(text: str, *, day_first: bool, today: dt.date) -> tuple[dt.date, str] | None:
    if match := _NUMBERS.fullmatch(text):
        return _numbers(match, day_first=day_first, today=today)
    if match := _NAME_YEAR.fullmatch(text):
        return _named(match[1], 1, match[2], "mmm-yy", today)
    if match := _DAY_NAME.fullmatch(text):
        form = "d-mmm-yy" if match[3] else "d-mmm"
        return _named(match[2], int(match[1]), match[3], form, today)
    if match := _NAME_DAY.fullmatch(text):
        if not match[3] and int(match[2]) > 31:  # noqa: PLR2004 - no day, so a year: "Jan 98"
            return _named(match[1], 1, match[2], "mmm-yy", today)
        return _named(
            match[1], int(match[2]), match[3], "d-mmm-yy" if match[3] else "d-mmm", today
        )
    return None


def _numbers(
    match: re.Match[str], *, day_first: bool, today: dt.date
) -> tuple[dt.date, str] | None:
    first, second, third = match[1], match[3], match[4]
    if len(first) > 2:  # noqa: PLR2004 - a year in front, the international order
        return _made(int(first), int(second), int(third), "m/d/yyyy") if third else None
    if third:
        if len(second) > 2:  # noqa: PLR2004 - no year stands in the middle
            return None
        day, month = (first, second) if day_first else (second, first)
        return _made(full_year(int(third)), int(month), int(day), "m/d/yyyy")
    day, month = (first, second) if day_first else (second, first)
    within = _made(today.year, int(month), int(day), "d-mmm")
    return within or _made(full_year(int(second)), int(first), 1, "mmm-yy")


def _named(
    name: str, day: int, year: str | None, form: str, today: dt.date
) -> tuple[dt.date, str] | None:
    month = _MONTHS.get(name.lower())
    if month is None:
        return None
    return _made(full_year(int(year)) if year else today.year, month, day, form)


def _made(year: int, month: int, day: int, form: str) -> tuple[dt.date, str] | None:
    try:
        return dt.date(year, month, day), form
    except ValueError:
        return None
