"""What the metrics sheet says about each customer, and what is usual among all of them."""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING, Final, NamedTuple

from crm_workbook.schema.columns import day, keys_in
from crm_workbook.schema.typed import typed

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from crm_workbook.model import Book, Cell

FEW_RETURNED: Final = 10
"""When fewer customers came back, their usual gap says nothing about the next one."""


class Figures(NamedTuple):
    """One customer's row of the metrics sheet."""

    values: Mapping[str, Cell]
    days: int
    """Days since the last purchase, counted to the day the drafts are made for."""
    frequency: int
    last: date

    def number(self, column: str) -> float | None:
        """Return a figure, None when the sheet has none."""
        value = self.values.get(column)
        return float(value) if isinstance(value, float | int) else None


class Base(NamedTuple):
    """All customers together."""

    figures: Mapping[str, Figures]
    """Of everyone who has bought, by customer id."""
    usual_gap: int | None
    """Days after which those who come back mostly do, None when too few have."""
    lapse_days: float
    computed_on: date | None = None
    """The day for which the sheet was computed."""


def base(book: Book, as_of: date) -> Base:
    """Return the figures of every customer who has bought by `as_of`, and what is usual.

    The usual gap is the median over customers with two purchases or more of their mean gap, which
    for those with exactly two is the time from the first to the second.
    """
    figures: dict[str, Figures] = {}
    gaps = []
    computed_on = None
    table = typed(book, "metrics")
    if table is not None:
        columns = [placed.column.id for placed in table.table.placed]
        rows = zip(*(table.values(column) for column in columns), strict=True)
        for customer, row in zip(keys_in(table, "customer_id"), rows, strict=True):
            values = dict(zip(columns, row, strict=True))
            computed_on = computed_on or day(values.get("as_of"))
            last = day(values.get("last_purchase"))
            count = values.get("frequency")
            if last is None or last > as_of or not isinstance(count, float) or count < 1:
                continue
            figures[customer] = Figures(values, (as_of - last).days, int(count), last)
            first = day(values.get("first_purchase"))
            if count > 1 and first is not None:
                gaps.append((last - first).days / (count - 1))
    lapse = book.settings.get("lapse_days")
    return Base(
        figures,
        round(median(gaps)) if len(gaps) >= FEW_RETURNED else None,
        lapse if isinstance(lapse, float) else 180.0,
        computed_on,
    )
