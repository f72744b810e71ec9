"""A number: quantities, days, scores. Meaning: a float.

| fault | meaning | safe cell |
|---|---|---|
| `text-number` | a number kept as text: `1,234.5`, `12-`, `(12)` | yes |
| `ambiguous-number` | `12.345` or `0,345`: the separator may be either | no |
| `date-cell` | Excel has turned it into a date (`3/4` became 3 April) | no |
| `time-cell` | a time of day or a length of time | no |
| `not-a-number` | anything else | no |
| `error-cell` | an error value such as `#REF!` | no |

`1,234` is read as thousands, as Israel and English write it; `1.234,5` and `1.234.567` can only be
the continental way. `amount` does this for money and per cent as well.
"""

from __future__ import annotations

from datetime import date, timedelta

from crm_workbook.fields import Field, Parsed
from crm_workbook.fields.pattern import pattern
from crm_workbook.fields.reading import EMPTY, ERROR_CELL, bare, cellwise
from crm_workbook.lean import TYPE_CHECKING, Final, Literal
from crm_workbook.model import CellError

if TYPE_CHECKING:
    from random import Random

    from crm_workbook.model import Cell

_PLAIN: Final = r"[0-9]{1,15}(?:\.[0-9]{1,2}|\.[0-9]{4,15})?"
_SIGNED: Final = r"\(([^()]*)\)|([-+]?)([^-+()]*?)(-?)"
_FORMS: Final = (
    r"(?P<comma>(?:0|[1-9][0-9]{0,14}|[1-9][0-9]{0,2}(?:[ ,'][0-9]{3})+)(?:\.[0-9]{1,15})?)"
    r"|(?P<point>(?:0|[1-9][0-9]{0,14}|[1-9][0-9]{0,2}(?:[ .'][0-9]{3})+)(?:,[0-9]{1,15})?)"
    r"|(?P<bare>[0-9]*\.?[0-9]+)"
)
_EITHER: Final = r"[1-9][0-9]{0,2}\.[0-9]{3}|0,[0-9]{3}"
_GAPS: Final = str.maketrans("", "", " ,'")
_POINTS: Final = str.maketrans(",", ".", " .'")
_DIGITS: Final = 15
_LARGEST: Final = 9.99999999999999e307
"""The largest number a workbook can hold; NaN and infinity are none."""


def amount(text: str) -> float | Literal["ambiguous", "not"]:
    """Return the number written in `text`, already `plain`; else the reason: `ambiguous`, `not`.

    Understood: thousands by comma, point, blank or apostrophe; either decimal separator; a minus
    before or after; brackets for a negative. More digits than a float keeps are no number.
    """
    if pattern(_PLAIN).fullmatch(text):
        return float(text)
    signed = pattern(_SIGNED).fullmatch(text)
    if signed is None or (signed[2] and signed[4]):
        return "not"
    bracketed, before, body, after = signed.groups()
    body = (body if bracketed is None else bracketed).strip()
    if pattern(_EITHER).fullmatch(body):
        return "ambiguous"
    form = pattern(_FORMS).fullmatch(body)
    if form is None or sum(map(str.isdigit, body)) > _DIGITS:
        return "not"
    size = float(body.translate(_POINTS if form["point"] else _GAPS))
    negative = bracketed is not None or before == "-" or after == "-"
    return -size if negative and size else size


def read(cell: Cell) -> Parsed:
    """Return the meaning of a number cell; see the module's table of faults."""
    if not isinstance(cell, str):
        return native_number(cell, "not-a-number")
    text = bare(cell)
    if not text:
        return EMPTY
    found = amount(text)
    if isinstance(found, float):
        return Parsed(found, "text-number", found)
    return Parsed(None, "ambiguous-number" if found == "ambiguous" else "not-a-number")


def native_number(cell: Cell, otherwise: str) -> Parsed:
    """Return the meaning of a cell without text; `otherwise` is the fault of what is no number."""
    if isinstance(cell, float | int) and not isinstance(cell, bool):
        return Parsed(float(cell)) if abs(cell) <= _LARGEST else Parsed(None, otherwise)
    if cell is None:
        return EMPTY
    if isinstance(cell, CellError):
        return ERROR_CELL
    if isinstance(cell, date):
        return Parsed(None, "date-cell")
    return Parsed(None, "time-cell" if isinstance(cell, timedelta) else otherwise)


def write(value: Cell) -> Cell:
    """Return a number as it stands in a cell: a float."""
    return float(value) if isinstance(value, int) else value


def _sample(random: Random) -> Cell:
    return float(random.randrange(1, 50))


_FORMAT: Final = "[<1000]General;#,##0"
"""Excel shows `#,##0.##` with a bare point behind whole numbers: 60."""
FIELD: Final = Field(
    "number", frozenset({float, int}), cellwise(read), write, _sample, _FORMAT, width=11
)
