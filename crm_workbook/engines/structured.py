"""Structured references: `Customers[Total]`, `Customers[[#All],[First]:[Last]]`.

The notation is described under "Using structured references with Excel tables".
"""

from __future__ import annotations

import re
from typing import NamedTuple

_TABLE = re.compile(r"([^\W\d][\w.\\]*)(\[.*\])?", re.DOTALL)
_INNER = re.compile(r"\[((?:'.|[^'\[\]])*)\]", re.DOTALL)
_PARTS = re.compile(r"\[(?:'.|[^'\[\]])*\](?:\s*[,:]\s*\[(?:'.|[^'\[\]])*\])*", re.DOTALL)
_TO = re.compile(r"\]\s*:\s*\[")
_ITEMS = {"#all": "all", "#data": "data", "#headers": "headers", "#totals": "totals"}
_ESCAPED = re.compile(r"'(.)", re.DOTALL)
_SPECIAL = re.compile(r"(['#\[\]@])")


class Structured(NamedTuple):
    """A part of a table.

    Attributes:
        table: The name of the table.
        item: `data`, `all`, `headers` or `totals`.
        first: The heading of the first column meant; None means every column.
        last: The heading of the last one.
    """

    table: str
    item: str = "data"
    first: str | None = None
    last: str | None = None


def parse(text: str) -> Structured | None:
    """Return what a structured reference means, or None when it is none.

    `[@Column]` and `[#This Row]` mean another row in every cell and are none here; neither are
    columns that do not stand side by side.
    """
    match = _TABLE.fullmatch(text)
    if not match:
        return None
    inside = (match[2] or "[]")[1:-1]
    if not inside:
        return Structured(match[1])
    if "[" not in _ESCAPED.sub("", inside):
        inside = f"[{inside}]"
    if not _PARTS.fullmatch(inside):
        return None
    return _parts(match[1], inside)


def _parts(table: str, inside: str) -> Structured | None:
    item, columns = "data", list[str]()
    for raw in _INNER.findall(inside):
        if raw.lower() in _ITEMS:
            item = _ITEMS[raw.lower()]
        elif raw[:1] in {"#", "@"}:
            return None
        else:
            columns.append(_ESCAPED.sub(r"\1", raw))
    if not columns:
        return Structured(table, item)
    together = len(_TO.findall(inside)) == len(columns) - 1 <= 1
    return Structured(table, item, columns[0], columns[-1]) if together else None


def escape(heading: str) -> str:
    """Return a heading as it stands between brackets."""
    return _SPECIAL.sub(r"'\1", heading)
