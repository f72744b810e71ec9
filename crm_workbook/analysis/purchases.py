"""Purchase rows to customer-days: the first stage of the one GROUP BY.

A purchase is a customer's day, not a row: an invoice of five lines, or two tills on one morning,
are one visit. Money is kept as whole parts of the currency unit, so no sum depends on the order
of the rows.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from crm_workbook.model import key_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from crm_workbook.model import Cell

    Ints = NDArray[np.int64]

SIGN: Final = {"sale": 1, "credit": -1, "cancel": -1}
"""What a document does to revenue. Any other kind of document (an order, a receipt) is no sale."""

REASONS: Final = (
    "not_a_sale", "no_customer", "no_date", "after_as_of", "before_window", "no_amount",
)  # fmt: skip
"""Why a row is left out. A row with several faults is counted under the first."""

LARGEST: Final = 1e10
"""An amount beyond ten billion in one row is a slip of the keyboard, and would not add exactly."""

_ROOM: Final = 4e18
"""How large a sum of int64 may safely become."""


class Lines(NamedTuple):
    """The rows that count, column by column, in the order of the table."""

    customers: list[str]
    """The distinct customers, sorted."""
    code: Ints
    """Per row: the place of its customer in `customers`."""
    day: Ints
    """Per row: the proleptic ordinal of its day (`date.toordinal`)."""
    money: Ints
    """Per row: the amount, negative for what was given back, in 1/`scale` of the unit."""
    row: Ints
    """Per row: its index in the table it came from."""
    scale: int
    dropped: Mapping[str, int]
    """How many rows were left out, by reason; every name of `REASONS` is there."""

    def where(self, keep: NDArray[np.bool_]) -> Lines:
        """Return the rows of `keep` only."""
        return self._replace(
            code=self.code[keep], day=self.day[keep], money=self.money[keep], row=self.row[keep]
        )


class Days(NamedTuple):
    """What each customer's days brought, sorted by customer, then day."""

    customers: list[str]
    code: Ints
    day: Ints
    money: Ints
    scale: int


def lines(  # noqa: PLR0913 - one argument a column of the purchases
    customer: Sequence[Cell],
    day: Sequence[Cell],
    amount: Sequence[Cell],
    *,
    as_of: date,
    since: date | None = None,
    doc_type: Sequence[Cell] | None = None,
    doc_no: Sequence[Cell] | None = None,
    buyer: Sequence[Cell] | None = None,
    tops: Mapping[str, str] | None = None,
) -> Lines:
    """Return the purchase rows that count, and how many do not and why.

    Args:
        customer: Who the document names.
        day: Dates; a time of day is ignored.
        amount: Money in the workbook's currency.
        as_of: The day of the analysis; later rows are left out.
        since: The first day of the window; None for all time.
        doc_type: `sale`, `credit`, `cancel` or another kind of document; empty means a sale.
            A credit or a cancellation subtracts, whichever sign its amount bears.
        doc_no: Document numbers. A `cancel` that bears the number of one of the customer's sales
            counts on the day of that sale, so that a wholly cancelled purchase is none.
        buyer: Who really bought; where it is filled it takes the place of `customer`.
        tops: Customer to household or account, for counting those as one (`tops_of`).
    """
    names = _names(customer, buyer, tops or {})
    sign = _signs(doc_type, len(names))
    days = np.fromiter((0 if d is None else _ordinal(d) for d in day), np.int64, len(names))
    value = np.array(amount, dtype=np.float64)
    readable = np.abs(np.nan_to_num(value, nan=np.inf)) <= LARGEST

    customers = sorted(set(names) - {""})
    place = {name: number for number, name in enumerate(customers)}
    code = np.fromiter((place.get(name, -1) for name in names), np.int64, len(names))

    effective = days
    if doc_type is not None and doc_no is not None:
        effective = _cancelled_on(doc_type, doc_no, code, days, sign)
    first = since.toordinal() if since else 0
    keep = np.ones(len(names), dtype=bool)
    dropped = dict.fromkeys(REASONS, 0)
    for reason, fine in (
        ("not_a_sale", sign != 0),
        ("no_customer", code >= 0),
        ("no_date", days > 0),
        ("after_as_of", days <= as_of.toordinal()),
        ("before_window", effective >= first),
        ("no_amount", readable),
    ):
        dropped[reason] = int(np.count_nonzero(keep & ~fine))
        keep &= fine

    row = np.flatnonzero(keep)
    value, sign = value[keep], sign[keep]
    peak = float(np.abs(value).max(initial=1.0))
    scale = 1_000_000 if peak * len(value) * 1e6 < _ROOM else 100
    money = np.rint(value * scale).astype(np.int64)
    money = np.where(sign < 0, -np.abs(money), money)
    return Lines(customers, code[keep], effective[keep], money, row, scale, dropped)


def days(rows: Lines) -> Days:
    """Return one entry a customer and calendar day, its money added up exactly."""
    if not len(rows.code):
        return Days(rows.customers, rows.code, rows.day, rows.money, rows.scale)
    order = np.lexsort((rows.day, rows.code))
    code, day = rows.code[order], rows.day[order]
    starts = np.flatnonzero(
        np.concatenate(([True], (code[1:] != code[:-1]) | (day[1:] != day[:-1])))
    )
    money = np.add.reduceat(rows.money[order], starts)
    return Days(rows.customers, code[starts], day[starts], money, rows.scale)


def tops_of(customer: Sequence[Cell], parent: Sequence[Cell]) -> dict[str, str]:
    """Return for every customer with a parent the household or account at the top.

    A customer that is its own ancestor by mistake stays by itself.
    """
    parents = {
        key_text(child): key_text(above)
        for child, above in zip(customer, parent, strict=True)
        if child is not None and above is not None
    }
    tops = {}
    for child in parents:
        seen, top = {child}, child
        while (above := parents.get(top)) is not None:
            if above in seen:
                top = child
                break
            seen.add(above)
            top = above
        tops[child] = top
    return tops


def _names(
    customer: Sequence[Cell], buyer: Sequence[Cell] | None, tops: Mapping[str, str]
) -> list[str]:
    names = ["" if c is None else c if isinstance(c, str) else key_text(c) for c in customer]
    if buyer is not None:
        names = [
            name if who is None else key_text(who) for name, who in zip(names, buyer, strict=True)
        ]
    return [tops.get(name, name) for name in names] if tops else names


def _signs(doc_type: Sequence[Cell] | None, count: int) -> Ints:
    if doc_type is None:
        return np.ones(count, dtype=np.int64)
    return np.fromiter(
        (1 if d is None else SIGN.get(str(d), 0) for d in doc_type), np.int64, count
    )


def _ordinal(day: Cell) -> int:
    return day.toordinal() if isinstance(day, date) else 0


def _cancelled_on(
    doc_type: Sequence[Cell], doc_no: Sequence[Cell], code: Ints, days: Ints, sign: Ints
) -> Ints:
    """Return the days of the rows, each cancellation on the day of the sale it cancels."""
    cancels = [i for i, kind in enumerate(doc_type) if kind == "cancel" and doc_no[i] is not None]
    if not cancels:
        return days
    wanted = {(int(code[i]), doc_no[i]) for i in cancels}
    sold: dict[tuple[int, Cell], int] = {}
    for i in np.flatnonzero((sign > 0) & (days > 0)).tolist():
        document = (int(code[i]), doc_no[i])
        if document in wanted:
            sold[document] = min(sold.get(document, int(days[i])), int(days[i]))
    moved = days.copy()
    for i in cancels:
        moved[i] = sold.get((int(code[i]), doc_no[i]), int(days[i]))
    return moved
