"""What kind of value a column of the user's own holds, guessed from a few of its cells."""

from __future__ import annotations

from datetime import date, datetime

from crm_workbook.fields import Context, field
from crm_workbook.fields.pattern import pattern
from crm_workbook.lean import TYPE_CHECKING, Final
from crm_workbook.model import CellError, Column

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crm_workbook.fields import Parsed
    from crm_workbook.model import Cell

_ENOUGH: Final = 0.8
"""The share of the cells that must be of a kind: own columns have gaps and slips, too."""
_LOOKED_AT: Final = 60
_NATIVE: Final = {
    "boolean": frozenset({bool}),
    "date": frozenset({date, datetime}),
    "number": frozenset({float, int}),
}
_WRITTEN: Final = ("email", "date", "phone", "boolean", "number", "money")
"""Kinds that a text may be a way of writing, the most telling first."""
_CODE: Final = r"\s*(?:0\d+|\d{7,})\s*\Z"
"""Digits that name something: a leading zero or this length is no count of anything."""
_BARE: Final = r"\s*[1-9]\d*\s*\Z"
"""Digits without a leading zero: a code as likely as a phone that lost its zero."""
_DAY: Final = r"\D*\d{1,4}\D+\d|\D*\d.*[^\W\d]"
"""A day has at least two parts; digits alone are a code or a number."""


def guess_kind(values: Sequence[Cell]) -> str:
    """Return the kind of filled cells, `text` when there are none or they do not agree.

    Cells that are no text decide by themselves. Texts are read by each kind in turn, so that a
    column of dates typed as text is a column of dates with faults that can be mended.
    """
    cells = [v for v in values[:_LOOKED_AT] if not isinstance(v, CellError)]
    enough = max(1.0, _ENOUGH * len(cells))
    for kind, types in _NATIVE.items():
        if sum(type(v) in types for v in cells) >= enough:
            return kind
    texts = [v for v in cells if isinstance(v, str)]
    if len(texts) < enough:
        return "text"
    return next((kind for kind in _WRITTEN if _written(kind, texts) >= enough), "text")


def _written(kind: str, texts: list[str]) -> int:
    """Return how many of the texts are a way of writing a value of this kind."""
    read = field(kind).reader(Context(Column(kind, kind, kind, kind)), texts)
    return sum(1 for text in texts if _may_be(kind, text) and _means_one(read(text)))


def _may_be(kind: str, text: str) -> bool:
    if kind == "date":
        return pattern(_DAY).match(text) is not None
    if kind == "phone":
        return pattern(_BARE).match(text) is None
    return kind not in {"number", "money"} or pattern(_CODE).match(text) is None


def _means_one(parsed: Parsed) -> bool:
    return parsed.value is not None or parsed.fault == "ambiguous-date"
