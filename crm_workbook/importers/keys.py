"""The name by which a purchase is known again when its file is imported a second time.

A line of a document is known by the document's kind, number and date and by its place in it. A
purchase without a document number is known by what it says: when, who, how much, what. Of
purchases that say the same, each is counted: two equal ones on one day are two purchases, and a
longer export of the same sales adds only the third.
"""

from __future__ import annotations

from collections import Counter
from hashlib import blake2b
from typing import TYPE_CHECKING

from crm_workbook.fields.normal import plain
from crm_workbook.model import key_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from crm_workbook.model import Cell

_SAID = ("product_id", "description", "quantity", "unit_price", "payment_method", "seller")
"""What tells apart purchases of one day, customer and amount."""


def import_keys(
    columns: Mapping[str, Sequence[Cell]], who: Sequence[str], amounts: Sequence[Cell]
) -> list[str]:
    """Return the key of every row of a source.

    Args:
        columns: Column id of the purchases sheet to meanings.
        who: What each row says about its customer, as the source says it: a key must not change
            when the workbook learns that two customers are one.
        amounts: The amount of each row.
    """
    nothing: Sequence[Cell] = [None] * len(who)
    dates = comparable(columns.get("date", nothing))
    numbers = comparable(columns.get("doc_no", nothing))
    kinds = columns.get("doc_type", nothing)
    said = [comparable(columns[c]) for c in _SAID if c in columns]
    whole = map("\x1f".join, zip(dates, who, comparable(amounts), *said, strict=True))
    seen: Counter[str] = Counter()
    keys = []
    for date, number, kind, what in zip(dates, numbers, kinds, whole, strict=True):
        base = f"{kind or 'sale'}:{number}:{date[:10]}" if number else _digest(what)
        seen[base] += 1
        keys.append(f"{base}:{seen[base]}")
    return keys


def _digest(what: str) -> str:
    return blake2b(what.encode("utf-8", "replace"), digest_size=8).hexdigest()


def comparable(values: Sequence[Cell]) -> list[str]:
    """Return meanings as comparable texts, each different one made once."""
    known = {value: "" if value is None else plain(key_text(value)) for value in set(values)}
    return [known[value] for value in values]
