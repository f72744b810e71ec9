"""What a foreign purchase needs, and what is said when it cannot be had."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from crm_workbook.importers import said
from crm_workbook.importers.mapping import Target
from crm_workbook.schema import sheet

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from crm_workbook.importers.records import Records
    from crm_workbook.importers.understood import Understood
    from crm_workbook.model import Cell, Finding
    from crm_workbook.text import Text


_CODES: Final = ("doc_no", "product_id")
"""By these a purchase is known again."""
_LONGEST: Final = 200
"""No number of a document is longer; what is comes out of another column."""


class Checked(NamedTuple):
    """What can be said of the rows before anything is known of their customers."""

    amounts: list[Cell]
    faults: dict[int, Finding]
    """Rows that cannot be imported, and why."""
    computed: int
    """How many amounts were multiplied from quantity and price."""


def check(
    records: Records, columns: Mapping[str, Understood], foreign: Mapping[int, Finding]
) -> Checked:
    """Return the amount of every row and which rows lack what a purchase needs.

    Args:
        records: The source, for places.
        columns: Column id of the purchases sheet to what was read.
        foreign: The rows in another currency, and what to say of each.
    """
    amounts, computed = _amounts(columns, records.size)
    faults = {**foreign, **_endless(records, columns)}
    for column in ("date", "doc_type"):
        read = columns.get(column)
        if read is None:
            continue
        for row, value in enumerate(read.values):
            if value is not None or row in faults:
                continue
            if read.raw[row] is not None:
                faults[row] = _unreadable(records, read, row, column)
            elif column == "date":
                faults[row] = _missing(records, row, column)
    given = columns.get("amount")
    for row, amount in enumerate(amounts):
        if amount is None and row not in faults:
            unreadable = given is not None and given.raw[row] is not None
            faults[row] = (
                _unreadable(records, given, row, "amount")
                if given is not None and unreadable
                else _missing(records, row, "amount")
            )
    return Checked(amounts, faults, computed)


def _endless(records: Records, columns: Mapping[str, Understood]) -> dict[int, Finding]:
    """Return the rows with a number or code that is none."""
    found: dict[int, Finding] = {}
    for column in _CODES:
        read = columns.get(column)
        for row, value in enumerate(read.raw if read is not None else ()):
            if isinstance(value, str) and len(value) > _LONGEST:
                ref = records.ref(row, records.place(Target("purchases", column)))
                found[row] = said.TOO_LONG.at(
                    ref, column=heading(column), value=value, limit=_LONGEST
                )
    return found


def _amounts(columns: Mapping[str, Understood], rows: int) -> tuple[list[Cell], int]:
    """Return the amount of each row and how many were computed.

    An empty amount is quantity times unit price less discount, as far as those can be read.
    """
    given = columns.get("amount")
    amounts: list[Cell] = [None] * rows if given is None else list(given.values)
    prices = columns.get("unit_price")
    if prices is None:
        return amounts, 0
    computed = 0
    for row, price in enumerate(prices.values):
        if amounts[row] is not None or (given is not None and given.raw[row] is not None):
            continue
        quantity = _number(columns.get("quantity"), row, 1.0)
        discount = _number(columns.get("discount"), row, 0.0)
        if isinstance(price, float) and quantity is not None and discount is not None:
            amounts[row] = round(quantity * price - discount, 2)
            computed += 1
    return amounts, computed


def cleared(value: Cell) -> Cell:
    """Return a figure without the dust of its last digits: 3 times 10.1 is 30.299999999999997."""
    return round(value, 6) if isinstance(value, float) else value


def _number(read: Understood | None, row: int, default: float) -> float | None:
    """Return a number, the default for an empty cell, None when it cannot be read."""
    if read is None or read.raw[row] is None:
        return default
    value = read.values[row]
    return value if isinstance(value, float) else None


def _unreadable(records: Records, read: Understood, row: int, column: str) -> Finding:
    raw, fault = read.raw[row], read.fault(row)
    ref = records.ref(row, records.place(Target("purchases", column)))
    if fault == "ambiguous-date":
        return said.AMBIGUOUS_DATE.at(ref, value=raw)
    return said.UNREADABLE.at(ref, column=heading(column), value=raw, why=said.why(fault))


def kept_as_text(
    records: Records, columns: Mapping[str, Understood], rows: Sequence[int]
) -> Iterator[Finding]:
    """Report values that cannot be read in columns a purchase can do without."""
    for column, read in columns.items():
        if not read.unread or column == "amount":
            continue
        place = records.place(Target("purchases", column))
        for row in rows:
            fault = read.fault(row)
            if fault:
                yield said.KEPT_AS_TEXT.at(
                    records.ref(row, place), column=heading(column), value=read.raw[row],
                    why=said.why(fault),
                )  # fmt: skip


def _missing(records: Records, row: int, column: str) -> Finding:
    ref = records.ref(row, records.place(Target("purchases", column)))
    return said.MISSING.at(ref, column=heading(column))


def heading(column_id: str) -> Text | str:
    """Return how a column of purchases is called in messages."""
    found = sheet("purchases").column(column_id)
    return found.heading if found is not None else column_id
