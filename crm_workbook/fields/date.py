"""A calendar day, or a moment when the cell has a time. Meaning: a `date` or `datetime`.

| fault | meaning | safe cell |
|---|---|---|
| `text-date` | a date kept as text that can be read in one way only | yes |
| `ambiguous-date` | `03/04/2026` in a column that does not show whether the day comes first | no |
| `impossible-date` | a day or an hour that does not exist: `31/02/2026`; a year far off | no |
| `partial-date` | the day, the month or the year is missing: `15/3`, `מרץ 2026`, `2026` | no |
| `number-date` | a bare number: the serial of a day in 1920 to 2099, or `20260315` | yes |
| `before-1900-03` | before 1 March 1900, where Excel counts a day that never was | no |
| `swapped-date` | a true date whose day and month were most likely swapped on pasting | no |
| `time-only` | a time of day or a length of time | no |
| `not-a-date` | anything else | no |
| `error-cell` | an error value such as `#REF!` | no |

Whether the day or the month comes first belongs to the column: one text with a first number above
12 shows that the day does, one with a second above 12 that the month does. With both kinds, or
neither, a text that could be either is asked about. Who says which comes first (`Context.order`)
decides for all of them, and what cannot be read so is `impossible-date`. With dots the day always
comes first, and `2026-03-15` is always year, month, day.

When every text of a column begins with a number above 12 and all true dates, eight or more, lie
on the first twelve days of a month, then a program has turned the texts that it could read the
American way into dates: those are `swapped-date`. Honest dates look so once in 1,600 columns.

A year of two digits is read as Excel reads it: 00 to 29 are 2000 to 2029, 30 to 99 are 1930 to
1999. An offset from UTC is left out: what counts in a shop is the time on its own clock.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from crm_workbook.fields import Field, Parsed
from crm_workbook.fields.order import Order, day_month, order_of, pairs_in, swapped_dates
from crm_workbook.fields.pattern import pattern
from crm_workbook.fields.reading import EMPTY, ERROR_CELL, bare, same
from crm_workbook.lean import TYPE_CHECKING, Final, NamedTuple
from crm_workbook.model import CellError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from random import Random

    from crm_workbook.fields import Context
    from crm_workbook.model import Cell

_PAIR: Final = r"(?<![0-9./:-])([0-9]{1,2})([/-])([0-9]{1,2})\2[0-9]{2}(?:[0-9]{2})?(?![0-9])"
_FIGURES: Final = r"([0-9]{1,2})([./ -])([0-9]{1,2})\2([0-9]{4}|'?[0-9]{2})"
_YEAR_FIRST: Final = r"([0-9]{4})([./ -])([0-9]{1,2})\2([0-9]{1,2})"
_COMPACT: Final = r"((?:19|20)[0-9]{2})([0-9]{2})([0-9]{2})"
_SERIAL: Final = r"[0-9]{4,5}(?:\.0+)?"
_PARTIAL: Final = (
    r"[0-9]{1,2}[./-](?:[0-9]{1,2}|(?:19|20)[0-9]{2})|(?:19|20)[0-9]{2}(?:[./-][0-9]{1,2})?"
)
_TIME: Final = (
    r"(?:^|[ ,]+|(?<=[0-9])t)(?:בשעה |at |- )?"
    r"([0-9]{1,2}):([0-9]{2})(?::([0-9]{2})(?:[.,][0-9]+)?)?"
    r"(?: ?(am|pm|a\.m\.|p\.m\.|לפנה\"צ|אחה\"צ))?"
    r"(?: ?(?:z|utc|gmt|[+-][0-9]{2}:?[0-9]{2}))?(?:$|(?= ))"
)  # fmt: skip
_AFTERNOON: Final = frozenset({"pm", "p.m.", 'אחה"צ'})
_TIGHT: Final = r" ?([./-]) ?(?=[0-9])"

_REAL_FROM: Final = date(1900, 3, 1)
_MAC_FROM: Final = date(1904, 1, 1)
_PLAUSIBLE: Final = (date(1920, 1, 1), date(2099, 12, 31))
_YEARS: Final = range(1800, 2200)
_PIVOT: Final = 30

IMPOSSIBLE: Final = Parsed(None, "impossible-date")
AMBIGUOUS: Final = Parsed(None, "ambiguous-date")
_PARTIAL_DATE: Final = Parsed(None, "partial-date")
NO_DATE: Final = Parsed(None, "not-a-date")


class _Day(NamedTuple):
    year: int
    month: int
    day: int


def reader(context: Context, values: Iterable[Cell]) -> Callable[[Cell], Parsed]:
    """Return the function that reads a cell of this column; see the module's table of faults."""
    values = list(values)
    pairs = pairs_in(values, _PAIR)
    told = context.order
    order = told or order_of(pairs)
    swapped = swapped_dates(values, pairs)
    epoch = context.epoch

    def read(cell: Cell) -> Parsed:
        if isinstance(cell, str):
            if told and order_of(pairs_in((cell,), _PAIR)) not in {told, "unknown"}:
                return IMPOSSIBLE
            return _text(cell, order, epoch)
        if isinstance(cell, date):
            if (cell.date() if isinstance(cell, datetime) else cell) < _REAL_FROM:
                return Parsed(cell, "before-1900-03")
            return Parsed(cell, "swapped-date") if cell in swapped else Parsed(cell)
        if isinstance(cell, float | int) and not isinstance(cell, bool):
            return _number(cell, epoch)
        return _neither(cell)

    return read


def _neither(cell: Cell) -> Parsed:
    if cell is None:
        return EMPTY
    if isinstance(cell, CellError):
        return ERROR_CELL
    return Parsed(None, "time-only") if isinstance(cell, timedelta) else NO_DATE


def _text(cell: str, order: Order, epoch: int) -> Parsed:
    found = _figures(cell, order)
    if found is not None:
        return _finish(found, None, epoch)
    text = bare(cell)
    if not text:
        return EMPTY
    clock: time | None = None
    timed = pattern(_TIME).search(text)
    if timed:
        clock = _clock(timed[1], timed[2], timed[3], timed[4])
        if clock is None:
            return IMPOSSIBLE
        text = f"{text[: timed.start()]} {text[timed.end() :]}".strip(" ,")
        if not text:
            return Parsed(None, "time-only")
    from crm_workbook.fields.months import without_weekday  # true dates need no words

    text = pattern(_TIGHT).sub(r"\1", without_weekday(text).replace("\\", "/"))
    return _finish(_figures(text, order) or _other(text), clock, epoch)


def _figures(text: str, order: Order) -> _Day | Parsed | None:
    """Read three numbers with the same sign between them, None when they are no such thing."""
    found = pattern(_FIGURES).fullmatch(text)
    if found is None:
        iso = pattern(_YEAR_FIRST).fullmatch(text)
        return _Day(int(iso[1]), int(iso[3]), int(iso[4])) if iso else None
    first, second, year = int(found[1]), int(found[3]), _year(found[4])
    if found[2] == ".":
        # The day comes first even where only the other way round would be a date.
        return _Day(year, second, first)
    split = day_month(first, second, order)
    return AMBIGUOUS if split is None else _Day(year, split[1], split[0])


def _other(text: str) -> _Day | Parsed:
    """Read a date in words, without signs between its figures, or in part."""
    compact = pattern(_COMPACT).fullmatch(text)
    if compact:
        return _Day(int(compact[1]), int(compact[2]), int(compact[3]))
    from crm_workbook.fields.months import worded

    words = worded(text)
    if words:
        if words.day is None or not words.year:
            return _PARTIAL_DATE
        return _Day(_year(words.year), words.month, words.day)
    if pattern(_PARTIAL).fullmatch(text):
        return _PARTIAL_DATE
    return Parsed(float(text)) if pattern(_SERIAL).fullmatch(text) else NO_DATE


def _finish(found: _Day | Parsed, clock: time | None, epoch: int) -> Parsed:
    """Return what a text means, given the day or the fault that was found in it."""
    if isinstance(found, Parsed):
        return _number(found.value, epoch) if isinstance(found.value, float) else found
    if found.year not in _YEARS:
        return IMPOSSIBLE
    try:
        day = date(*found)
    except ValueError:
        return IMPOSSIBLE
    value = day if clock is None or clock == time() else datetime.combine(day, clock)
    if day < (_MAC_FROM if epoch == _MAC_FROM.year else _REAL_FROM):
        return Parsed(value, "before-1900-03")
    return Parsed(value, "text-date", value)


def _year(digits: str) -> int:
    digits = digits.lstrip("'")
    year = int(digits)
    return year if len(digits) > 2 else year + (2000 if year < _PIVOT else 1900)  # noqa: PLR2004


def _clock(hours: str, minutes: str, seconds: str | None, half: str | None) -> time | None:
    hour = int(hours)
    if half:
        hour = hour % 12 + (12 if half in _AFTERNOON else 0)
    try:
        return time(hour, int(minutes), int(seconds or 0))
    except ValueError:
        return None


def _number(number: float, epoch: int) -> Parsed:
    """Read a bare number as the serial of a day, or as a day written in eight figures."""
    compact = pattern(_COMPACT).fullmatch(str(int(number))) if abs(number) < 1e8 else None  # noqa: PLR2004
    if compact and number == int(number):
        found = _finish(_Day(int(compact[1]), int(compact[2]), int(compact[3])), None, epoch)
        return Parsed(found.value, "number-date", found.cell) if found.value else NO_DATE
    value = from_serial(number, epoch)
    if value is None:
        return NO_DATE
    day = value.date() if isinstance(value, datetime) else value
    if _PLAUSIBLE[0] <= day <= _PLAUSIBLE[1]:
        return Parsed(value, "number-date", value)
    if number == int(number) and int(number) in range(1900, 2100):
        return _PARTIAL_DATE
    return Parsed(None, "before-1900-03") if day < _REAL_FROM <= _MAC_FROM else NO_DATE


def from_serial(number: float, epoch: int) -> date | None:
    """Return the day, or the moment to the second, that a serial number of Excel stands for.

    In the 1900 system, serials from 61 on count from 30 December 1899; below, one is off by the
    29 February 1900 that never was. None when it lies outside Excel's calendar.
    """
    if not 0 <= number < 2_958_466:  # noqa: PLR2004 - 1 January 10000
        return None
    base = datetime(1904, 1, 1) if epoch == _MAC_FROM.year else datetime(1899, 12, 30)  # noqa: DTZ001
    try:
        moment = base + timedelta(seconds=round(number * 86_400))
    except OverflowError:
        return None
    return moment if moment.time() != time() else moment.date()


def shown(day: date, lang: str) -> str:
    """Return a day as a sentence writes it: `31/12/2026` in Hebrew, `2026-12-31` in English."""
    return f"{day:%d/%m/}{day.year}" if lang == "he" else f"{day.year:04}-{day:%m-%d}"


def _sample(random: Random) -> Cell:
    return date(2024, 1, 1) + timedelta(days=random.randrange(730))


FIELD: Final = Field(
    "date", frozenset({date, datetime}), reader, same, _sample, "dd/mm/yyyy", width=12
)
