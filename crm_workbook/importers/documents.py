"""Rows that continue a document: its amount stands on one of its rows only.

Some shops export one row a line of an order and give the order's total once. Adding line prices
to it would count money twice, so the rows of such a document become one purchase. A row continues
a document if it has the same number, the same customer and the same day, or says nothing of them;
one that says something else is a row of its own.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections import defaultdict
from typing import TYPE_CHECKING, Final

from crm_workbook.importers.keys import comparable, moment
from crm_workbook.importers.mapping import Target

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crm_workbook.importers.records import Records
    from crm_workbook.model import Cell

_LINE: Final = ("quantity", "unit_price", "product_id", "discount")
"""What says something about one line and nothing about a whole document."""
_NEAR: Final = 100
"""Among how many documents of one number that of a row is looked for: bounded time."""
_TIME: Final = re.compile(r"[Tt ]+\d{1,2}:\d{2}.*")


def fold(records: Records) -> tuple[Records, int]:
    """Return the records with continued documents as one row each, and how many rows went in.

    Amounts count as the document's own only if no document of the whole file has two of them.
    """
    number = records.place(Target("purchases", "doc_no"))
    amount = records.place(Target("purchases", "amount"))
    if number < 0 or amount < 0:
        return records, 0
    lines = _lines_of(records, number, amount)
    if not lines:
        return records, 0
    columns = [list(column) for column in records.columns]
    about_lines = [p for p in (records.place(Target("purchases", c)) for c in _LINE) if p >= 0]
    described = records.place(Target("purchases", "description"))
    for first, rows in lines.items():
        for place, column in enumerate(columns):
            if not column:
                continue
            if place in about_lines:
                column[first] = None
            elif place == described:
                column[first] = _joined(column[first], [column[row] for row in rows])
            elif column[first] is None:
                column[first] = next((column[r] for r in rows if column[r] is not None), None)
    gone = {row for rows in lines.values() for row in rows}
    kept = [row for row in range(records.size) if row not in gone]
    return records._replace(columns=tuple(columns)).keep(kept), len(gone)


def _lines_of(records: Records, number: int, amount: int) -> dict[int, list[int]]:
    """Return the rows that continue each row, by the row that has the amount.

    Nothing if some document has two amounts: then each is that of its line.
    """
    numbers, amounts = comparable(records.columns[number]), records.columns[amount]
    about = _Documents(records)
    firsts: dict[str, list[int]] = defaultdict(list)
    for row, text in enumerate(numbers):
        if text and amounts[row] is not None:
            if about.first(row, firsts[text]) >= 0:
                return {}
            firsts[text].append(row)
    lines: dict[int, list[int]] = defaultdict(list)
    for row, text in enumerate(numbers):
        if text in firsts and amounts[row] is None:
            first = about.first(row, firsts[text])
            if first >= 0:
                lines[first].append(row)
    return lines


class _Documents:
    """What rows say of their documents, besides the number."""

    def __init__(self, records: Records) -> None:
        self._who: list[list[str]] = []
        self._what: list[list[str]] = []
        for target, cells in zip(records.targets, records.columns, strict=True):
            if target is None:
                continue
            if target.sheet == "customers" or target.column == "customer_id":
                self._who.append(comparable(cells))
            elif target.column == "date":
                self._what.append(_days(cells))
            elif target.column == "doc_type":
                self._what.append(comparable(cells))

    def first(self, row: int, firsts: Sequence[int]) -> int:
        """Return which of these a row continues, the last before it or the next; -1 if none."""
        place = bisect(firsts, row)
        near = (*reversed(firsts[max(place - _NEAR, 0) : place]), *firsts[place : place + _NEAR])
        return next((first for first in near if self._continues(row, first)), -1)

    def _continues(self, row: int, first: int) -> bool:
        if any(texts[row] not in {"", texts[first]} for texts in self._what):
            return False
        told = [(texts[row], texts[first]) for texts in self._who if texts[row]]
        if any(theirs not in {"", mine} for mine, theirs in told):
            return False
        return not told or any(mine == theirs for mine, theirs in told)


def _days(cells: Sequence[Cell]) -> list[str]:
    """Return dates as far as they say the day, whatever their form."""
    return [
        moment(c)[0] or _TIME.sub("", t) for c, t in zip(cells, comparable(cells), strict=True)
    ]


def _joined(first: Cell, others: Sequence[Cell]) -> Cell:
    """Return the descriptions of all lines, the same whatever order the file has them in."""
    rest = sorted(str(other) for other in others if other is not None)
    return ", ".join(rest if first is None else [str(first), *rest]) or None
