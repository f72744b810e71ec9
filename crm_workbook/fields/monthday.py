"""A day of the year without its year: birthdays. Meaning: the text `MM-DD`.

| fault | meaning | safe cell |
|---|---|---|
| `ambiguous-date` | `3/4` in a column that does not show whether the day comes first; `15.1` as \
a number, which may have been `15.10` | no |
| `impossible-date` | a day that no year has: `31/02` | no |
| `partial-date` | the day or the month is missing | no |
| `number-date` | a bare number: the serial of a day, or `15.3` typed as a number | yes |
| `swapped-date` | a true date whose day and month were most likely swapped on pasting | no |
| `time-only` | a time of day or a length of time | no |
| `not-a-date` | anything else | no |
| `error-cell` | an error value such as `#REF!` | no |

Days with their year, true dates among them, are understood as in `fields.date` and lose the year.
In cells it stands as `15.03`: with a dot the day comes first for everybody. `03-15` is the
canonical text as well, unless the column has a text such as `15-03`.
"""

from __future__ import annotations

from datetime import date

from crm_workbook.fields import Field, Parsed
from crm_workbook.fields import date as full_date
from crm_workbook.fields.months import without_weekday, worded
from crm_workbook.fields.order import day_month, order_of, pairs_in
from crm_workbook.fields.pattern import pattern
from crm_workbook.fields.reading import bare
from crm_workbook.lean import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from random import Random

    from crm_workbook.fields import Context
    from crm_workbook.fields.order import Order
    from crm_workbook.model import Cell

_PAIR: Final = r"([0-9]{1,2}) ?([./-]) ?([0-9]{1,2})\.?"
_SLASHED: Final = r"(?<![0-9./:-])([0-9]{1,2})(/)([0-9]{1,2})(?![0-9.:-])"
_DASHED: Final = r"(?<![0-9./:-])([0-9]{1,2})(-)([0-9]{1,2})(?![0-9./:-])"
_LEAP_YEAR: Final = 2000


def reader(context: Context, values: Iterable[Cell]) -> Callable[[Cell], Parsed]:
    """Return the function that reads a cell of this column; see the module's table of faults."""
    values = list(values)
    with_year = full_date.reader(context, values)
    slashed = order_of(pairs_in(values, _SLASHED))
    dashes = pairs_in(values, _DASHED)
    dashed: Order = "month" if order_of(dashes) == "month" or not _day_first(dashes) else "unknown"
    told = context.order
    orders: dict[str, Order] = {".": "day", "/": told or slashed, "-": told or dashed}

    def read(cell: Cell) -> Parsed:
        if isinstance(cell, str):
            text = without_weekday(bare(cell))
            pair = pattern(_PAIR).fullmatch(text)
            if pair:
                return _of_pair(int(pair[1]), int(pair[3]), orders[pair[2]], dots=pair[2] == ".")
            words = worded(text)
            if words and words.day is not None:
                return _of(words.day, words.month)
        elif isinstance(cell, float):
            typed = _typed_with_dot(cell)
            if typed:
                return typed
        return _without_year(with_year(cell))

    return read


def _day_first(pairs: set[tuple[int, int]]) -> bool:
    return any(first > 12 >= second for first, second in pairs)  # noqa: PLR2004 - months


def _of_pair(first: int, second: int, order: Order, *, dots: bool) -> Parsed:
    split = (first, second) if dots else day_month(first, second, order)
    return full_date.AMBIGUOUS if split is None else _of(*split)


def _of(day: int, month: int) -> Parsed:
    try:
        return Parsed(f"{date(_LEAP_YEAR, month, day):%m-%d}")
    except ValueError:
        return full_date.IMPOSSIBLE


def _typed_with_dot(number: float) -> Parsed | None:
    """Read 15.3, which Excel took for a number; None when it looks like no day and month."""
    day, _, month = repr(number).partition(".")
    if number < 1 or len(day) > 2 or len(month) > 2 or month == "0":  # noqa: PLR2004 - digits
        return None
    if month == "1":
        return full_date.AMBIGUOUS
    found = _of(int(day), int(month))
    return found if found.fault else Parsed(found.value, "number-date", write(found.value))


def _without_year(found: Parsed) -> Parsed:
    day = found.value
    if not isinstance(day, date):
        return full_date.NO_DATE if found.fault == "before-1900-03" else found
    text = f"{day:%m-%d}"
    if found.fault in {"number-date", "swapped-date"}:
        return Parsed(text, found.fault, write(text) if found.fault == "number-date" else None)
    return Parsed(text)


def write(value: Cell) -> Cell:
    """Return `MM-DD` as it stands in a cell: `DD.MM`."""
    month, dash, day = str(value).partition("-")
    return f"{day}.{month}" if dash else value


def _sample(random: Random) -> Cell:
    return f"{random.randrange(1, 13):02}-{random.randrange(1, 29):02}"


FIELD: Final = Field("monthday", frozenset(), reader, write, _sample, number_format="@", width=9)
