"""Rows that continue a document: its amount stands on its first row only.

Some shops export one row a line of an order and give the order's total once. Adding line prices
to it would count money twice, so the rows of such a document become one purchase.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from crm_workbook.importers.mapping import Target

if TYPE_CHECKING:
    from crm_workbook.importers.records import Records
    from crm_workbook.model import Cell

_LINE: Final = ("quantity", "unit_price", "product_id", "discount")
"""What says something about one line and nothing about a whole document."""


def fold(records: Records) -> tuple[Records, int]:
    """Return the records with continued documents as one row each, and how many rows went in.

    Amounts count as the document's own only if no continuing row of the whole file has one.
    """
    number = records.place(Target("purchases", "doc_no"))
    amount = records.place(Target("purchases", "amount"))
    if number < 0 or amount < 0:
        return records, 0
    numbers, amounts = records.columns[number], records.columns[amount]
    continuing = [
        row for row in range(1, len(numbers))
        if numbers[row] is not None and numbers[row] == numbers[row - 1]
    ]  # fmt: skip
    if not continuing or any(amounts[row] is not None for row in continuing):
        return records, 0
    columns = [list(column) for column in records.columns]
    about_lines = [p for p in (records.place(Target("purchases", c)) for c in _LINE) if p >= 0]
    described = records.place(Target("purchases", "description"))
    first = -1
    before = -2
    for row in continuing:
        first = first if row == before + 1 else row - 1
        before = row
        for place, column in enumerate(columns):
            if not column:
                continue
            if place in about_lines:
                column[first] = None
            elif place == described:
                column[first] = _joined(column[first], column[row])
            elif column[first] is None:
                column[first] = column[row]
    gone = set(continuing)
    kept = [row for row in range(len(numbers)) if row not in gone]
    folded = records._replace(columns=tuple(columns)).keep(kept)
    return folded, len(continuing)


def _joined(one: Cell, other: Cell) -> Cell:
    return ", ".join(str(text) for text in (one, other) if text is not None) or None
