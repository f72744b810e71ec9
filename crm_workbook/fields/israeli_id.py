"""An Israeli identity number. Meaning: nine digits as text.

| fault | meaning | safe cell |
|---|---|---|
| `lost-zero` | seven or eight digits that are right with the leading zeros put back | yes |
| `number-id` | a number where text belongs, or a `.0` left over; all digits are there | yes |
| `labelled-id` | a label before it: `ת.ז. 123456782` | yes |
| `invisible-marks` | direction marks around it | yes |
| `short-id` | fewer than nine digits that zeros do not make right | no |
| `long-id` | more than nine digits | no |
| `bad-check-digit` | nine digits whose last one does not fit the others: a slip in typing | no |
| `not-an-id` | anything else | no |
| `error-cell` | an error value such as `#REF!` | no |

Companies, associations and dealers have numbers of the same make (`fields.business_id`).
"""

from __future__ import annotations

from crm_workbook.fields import Field, Parsed
from crm_workbook.fields.normal import marked
from crm_workbook.fields.pattern import pattern
from crm_workbook.fields.reading import EMPTY, ERROR_CELL, bare, cellwise, digits_of, same
from crm_workbook.lean import TYPE_CHECKING, Final
from crm_workbook.model import CellError

if TYPE_CHECKING:
    from random import Random

    from crm_workbook.model import Cell

_LENGTH: Final = 9
_SHORTEST: Final = 7
"""One short number in ten fits its check digit by chance; people's have seven digits or more."""
_NINE: Final = r"[0-9]{9}"
_LABEL: Final = (
    r"(?:ת\.? ?[\"']?ז|ח\.? ?[\"']?פ|ע\.? ?[\"']?[מר]|עוסק(?: מורשה| פטור)?|חברה|id|il|vat|no)"
    r"[.:# ]*(?=[0-9])"
)
_FLOATED: Final = r"([0-9]+)\.0+"
_SET_BETWEEN: Final = str.maketrans("", "", " -/.")


def valid(digits: str) -> bool:
    """Return whether nine digits fit together.

    The Population Authority's rule: digits are weighted 1, 2, 1, 2 ... from the left, a product
    above 9 counts as the sum of its digits, and the total is a multiple of ten.
    """
    return (
        pattern(_NINE).fullmatch(digits) is not None
        and digits != "0" * _LENGTH
        and sum(_weighted(int(d), place) for place, d in enumerate(digits)) % 10 == 0
    )


def check_digit(eight: str) -> str:
    """Return the ninth digit for the first eight."""
    return str(-sum(_weighted(int(d), place) for place, d in enumerate(eight)) % 10)


def _weighted(digit: int, place: int) -> int:
    product = digit * (1 + place % 2)
    return product - 9 if product > 9 else product  # noqa: PLR2004 - 9 is the largest digit


def read(cell: Cell) -> Parsed:
    """Return the meaning of an id cell; see the module's table of faults."""
    if isinstance(cell, str):
        return _of(cell, "") if pattern(_NINE).fullmatch(cell) else _text(cell)
    if cell is None:
        return EMPTY
    if isinstance(cell, CellError):
        return ERROR_CELL
    if isinstance(cell, float | int) and not isinstance(cell, bool):
        digits = digits_of(cell)
        if digits is not None and digits.isdigit():
            return _of(digits, "number-id")
    return Parsed(None, "not-an-id")


def _text(cell: str) -> Parsed:
    text = bare(cell)
    if not text:
        return EMPTY
    fault = "invisible-marks" if marked(cell) else ""
    floated = pattern(_FLOATED).fullmatch(text)
    if floated:
        return _of(floated[1], "number-id")
    label = pattern(_LABEL).match(text)
    if label:
        text, fault = text[label.end() :], "labelled-id"
    digits = text.translate(_SET_BETWEEN)
    return _of(digits, fault) if digits.isdigit() else Parsed(None, "not-an-id")


def _of(digits: str, fault: str) -> Parsed:
    """Read bare digits; `fault` is what is wrong with them even when they are right."""
    if not digits.strip("0"):
        return Parsed(None, "not-an-id")
    padded = digits.zfill(_LENGTH)
    if len(digits) >= _SHORTEST and valid(padded):
        if len(digits) < _LENGTH:
            fault = "lost-zero"
        return Parsed(padded, fault, padded if fault else None)
    if len(digits) == _LENGTH:
        return Parsed(None, "bad-check-digit")
    return Parsed(None, "short-id" if len(digits) < _LENGTH else "long-id")


def _sample(random: Random) -> Cell:
    eight = f"{random.randrange(10_000_000, 100_000_000)}"
    return eight + check_digit(eight)


FIELD: Final = Field(
    "israeli_id", frozenset(), cellwise(read), same, _sample, number_format="@", width=12, ltr=True
)
