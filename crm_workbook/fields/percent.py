"""A share of a whole. Meaning: a float, 0.18 for 18%.

| fault | meaning | safe cell |
|---|---|---|
| `text-percent` | a share kept as text: `18%`, `18 אחוז`, `0.18` | yes |
| `whole-percent` | `18` where `18%` is meant | yes, unless the column mixes both ways |
| `ambiguous-percent` | `0.5` in a column of whole per cents: 50% or half of 1% | no |
| `ambiguous-number` | `12.345%` or `0,345%`: the separator may be either | no |
| `date-cell`, `time-cell` | Excel has turned it into a date or a time | no |
| `not-a-percent` | anything else, and shares above 100 whole per cents | no |
| `error-cell` | an error value such as `#REF!` | no |

A share cannot exceed 1 unless the column's `high` says so; that is how `18` is known to be 18%. In
a column whose `high` is above 1, growth for one, every number means itself.
"""

from __future__ import annotations

from crm_workbook.fields import Field, Parsed
from crm_workbook.fields.number import amount, native_number, write
from crm_workbook.fields.pattern import pattern
from crm_workbook.fields.reading import EMPTY, bare
from crm_workbook.lean import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from random import Random

    from crm_workbook.fields import Context
    from crm_workbook.model import Cell

_MARKED: Final = (
    r"(?P<sign>-?)(?:% ?(?P<after>.*)|(?P<before>.*?) ?(?:%|אחוזים|אחוז|percent|pct\.?))"
    r"(?P<late>-?)"
)
_WHOLE: Final = 100


class _Scale(NamedTuple):
    """How the numbers of a column are meant."""

    itself: bool
    """Every number means itself, 1.5 is 150%."""
    wholes: bool
    """Some numbers can only be whole per cents."""
    mixed: bool
    """Some can be whole per cents or shares."""


def reader(context: Context, values: Iterable[Cell]) -> Callable[[Cell], Parsed]:
    """Return the function that reads a cell of this column; see the module's table of faults."""
    high = context.column.high
    sizes = [abs(number) for number in map(_number_in, values) if number]
    wholes = any(1 < size <= _WHOLE for size in sizes)
    scale = _Scale(
        itself=high is not None and high > 1,
        wholes=wholes,
        mixed=wholes and any(size <= 1 for size in sizes),
    )

    def read(cell: Cell) -> Parsed:
        if isinstance(cell, str):
            return _text(cell, scale)
        found = native_number(cell, "not-a-percent")
        return _number(found.value, scale) if isinstance(found.value, float) else found

    return read


def _text(cell: str, scale: _Scale) -> Parsed:
    text = bare(cell)
    if not text:
        return EMPTY
    share = pattern(_MARKED).fullmatch(text)
    if share is not None:
        text = share["sign"] + (share["after"] or share["before"] or "") + share["late"]
    found = amount(text)
    if not isinstance(found, float):
        return Parsed(None, "ambiguous-number" if found == "ambiguous" else "not-a-percent")
    if share is not None:
        if abs(found) > _WHOLE and not scale.itself:
            return Parsed(None, "not-a-percent")
        return Parsed(found / _WHOLE, "text-percent", found / _WHOLE)
    meant = _number(found, scale)
    return meant if meant.fault else Parsed(meant.value, "text-percent", meant.value)


def _number(number: float, scale: _Scale) -> Parsed:
    size = abs(number)
    if scale.itself or not size or (size <= 1 and not scale.wholes):
        return Parsed(number)
    if size <= 1:
        return Parsed(None, "ambiguous-percent")
    if size > _WHOLE:
        return Parsed(None, "not-a-percent")
    return Parsed(number / _WHOLE, "whole-percent", None if scale.mixed else number / _WHOLE)


def _number_in(cell: Cell) -> float | None:
    """Return the number of a cell that says nothing of per cent, None for any other cell."""
    found = amount(bare(cell)) if isinstance(cell, str) else cell
    return found if isinstance(found, float) else None


def _sample(random: Random) -> Cell:
    return random.randrange(1, 20) * 5 / 100


FIELD: Final = Field("percent", frozenset(), reader, write, _sample, "0.0%", width=9)
