"""What a target measures, taken from the workbook's own rows.

Three kinds of figure: amounts that add up day by day (money, counts), shares, and averages. What
the workbook cannot support is None, never a zero that looks like a result.
"""

from __future__ import annotations

from datetime import date
from math import fsum
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from crm_workbook.analysis import purchases, touches
from crm_workbook.analysis.segments import PROSPECT
from crm_workbook.model import key_text
from crm_workbook.schema.typed import typed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from crm_workbook.analysis.metrics import Analysis
    from crm_workbook.analysis.purchases import Days, Ints, Lines
    from crm_workbook.analysis.scopes import Scope
    from crm_workbook.analysis.touches import Touch
    from crm_workbook.model import Book, Cell

_FIRST: Final = -1
_NOTHING: Final = -2


class Amounts(NamedTuple):
    """Single amounts and the ordinals of their days, all of the past."""

    day: Ints
    amount: NDArray[np.float64]
    since: int
    """The first day of which the workbook knows anything of the kind; 0 when of none."""
    counts: bool = False

    def between(self, start: int, end: int) -> NDArray[np.float64]:
        """Return the amounts from one ordinal to another, both included."""
        return self.amount[(self.day >= start) & (self.day <= end)]


class Share(NamedTuple):
    """So many out of so many."""

    hits: int
    out_of: int


class Answers(NamedTuple):
    """Scores that were given."""

    scores: list[float]


class Measures:
    """Measures the figures of one workbook on one day; what is read is read once."""

    def __init__(self, book: Book, seen: Analysis) -> None:
        """Take a workbook and its analysis."""
        self._book = book
        self._seen = seen
        self._days = purchases.days(seen.lines)
        self._gaps = _gaps(self._days)
        self._done = touches.done(book, seen.as_of)
        self._served = touches.served(book)

    def measure(
        self, name: str, scope: Scope, start: date, end: date
    ) -> Amounts | Share | Answers | None:
        """Return a measure: shares and averages of the period, amounts of all time.

        Args:
            name: The id of a value of the list `measure`.
            scope: Whose.
            start: The first day of the period.
            end: The last; what lies after the day of the analysis does not count.

        Returns:
            None when the workbook has nothing to measure it by.
        """
        period = (start.toordinal(), min(end, self._seen.as_of).toordinal())
        if name in touches.ACTIONS:
            return self._actions(name, scope)
        if name == "satisfaction":
            return self._satisfaction(scope, period)
        if name == "complaints_in_time":
            return self._complaints(scope, period)
        rows = self._rows(scope)
        return None if rows is None else self._purchased(name, rows, period)

    def _purchased(
        self, name: str, rows: Lines, period: tuple[int, int]
    ) -> Amounts | Share | None:
        """Return a measure of the purchases, of those to which some of their rows belong."""
        if name == "revenue":
            days = purchases.days(rows)
            return self._amounts(days.day, days.money / days.scale)
        if name == "margin":
            return self._margin(rows)
        mine = np.isin(_pairs(self._days), _pairs(rows.where(rows.money > 0)))
        bought = mine & (self._gaps != _NOTHING)
        if name == "repeat_rate":
            now = bought & (self._days.day >= period[0]) & (self._days.day <= period[1])
            buyers, again = (self._days.code[m] for m in (now, now & (self._gaps != _FIRST)))
            return Share(len(np.unique(again)), len(np.unique(buyers)))
        lapse = self._book.settings.get("lapse_days")
        counted = {
            "purchases": bought,
            "new_customers": mine & (self._gaps == _FIRST),
            "reactivated": mine & (self._gaps >= (lapse if isinstance(lapse, float) else 180)),
        }.get(name)
        return None if counted is None else self._counts(self._days.day[counted])

    def _rows(self, scope: Scope) -> Lines | None:
        """Return the purchase rows of a scope; None when no column tells them."""
        lines, seen = self._seen.lines, self._seen
        if not scope.level:
            return lines
        if scope.level == "segment":
            wanted = [seen.segment.get(name) == scope.value for name in lines.customers]
            return lines.where(np.array(wanted, dtype=bool)[lines.code])
        column = {
            "customer": "customer_id", "product": "product_id", "channel": "sales_channel",
            "owner": "seller",
        }[scope.level]  # fmt: skip
        table = typed(self._book, "purchases")
        if table is None or column not in table:
            return None
        hits = _equal(table.values(column), scope.value)
        if scope.level == "customer":
            if "buyer_id" in table:
                hits |= _equal(table.values("buyer_id"), scope.value)
            if scope.value in lines.customers:
                hits[lines.row[lines.code == lines.customers.index(scope.value)]] = True
        return lines.where(hits[lines.row])

    def _margin(self, rows: Lines) -> Amounts | None:
        """Return each row's gross margin: by its product's cost, else by the usual rate."""
        rate = self._book.settings.get("margin")
        sold, products = typed(self._book, "purchases"), typed(self._book, "products")
        cost: dict[str, float] = {}
        if products is not None:
            named = zip(products.values("product_id"), products.values("cost"), strict=True)
            cost = {key_text(p): c for p, c in named if p is not None and isinstance(c, float)}
        if sold is None:
            return None
        product_ids, quantities = sold.values("product_id"), sold.values("quantity")
        gained = []
        for row, money in zip(rows.row.tolist(), (rows.money / rows.scale).tolist(), strict=True):
            product, quantity = product_ids[row], quantities[row]
            each = None if product is None else cost.get(key_text(product))
            if each is not None:
                count = abs(quantity) if isinstance(quantity, float) else 1.0
                gained.append(money - (count if money >= 0 else -count) * each)
            elif isinstance(rate, float):
                gained.append(money * rate)
            else:
                return None
        return self._amounts(rows.day, np.array(gained, dtype=np.float64))

    def _amounts(self, day: Ints, amount: NDArray[np.float64]) -> Amounts:
        known = self._seen.lines.day
        return Amounts(day, amount, int(known.min()) if len(known) else 0)

    def _counts(self, day: Ints) -> Amounts:
        return self._amounts(day, np.ones(len(day)))._replace(counts=True)

    def _actions(self, name: str, scope: Scope) -> Amounts | None:
        if self._done is None:
            return None
        wanted = touches.ACTIONS[name]
        days = [t.day for t in self._done if wanted(t) and self._concerns(t, scope)]
        since = min((t.day for t in self._done), default=0)
        return Amounts(np.array(days, dtype=np.int64), np.ones(len(days)), since, counts=True)

    def _satisfaction(self, scope: Scope, period: tuple[int, int]) -> Answers | None:
        if self._served is None:
            return None
        return Answers(
            [
                one.satisfaction
                for one in self._served
                if isinstance(one.satisfaction, float)
                and period[0] <= one.touch.day <= period[1]
                and self._concerns(one.touch, scope)
            ]
        )

    def _complaints(self, scope: Scope, period: tuple[int, int]) -> Share | None:
        """Return how many complaints due in the period were closed by the day they were due."""
        if self._served is None:
            return None
        in_time = [
            isinstance(one.closed_on, date) and one.closed_on.toordinal() <= one.due.toordinal()
            for one in self._served
            if one.touch.kind == "complaint"
            and isinstance(one.due, date)
            and period[0] <= one.due.toordinal() <= period[1]
            and self._concerns(one.touch, scope)
        ]
        return Share(sum(in_time), len(in_time))

    def _concerns(self, touch: Touch, scope: Scope) -> bool:
        if not scope.level:
            return True
        unit = self._seen.unit_of(touch.customer)
        if scope.level == "customer":
            return scope.value in {touch.customer, unit}
        if scope.level == "segment":
            return self._seen.segment.get(unit, PROSPECT) == scope.value
        told = {"product": touch.product, "channel": touch.channel, "owner": touch.staff}
        found = told[scope.level]
        return found is not None and key_text(found) == scope.value


def dispersion(amounts: NDArray[np.float64]) -> float:
    """Return Σz² / Σ|z|, by which single amounts make their sum uncertain; 0 without amounts."""
    size = fsum(np.abs(amounts).tolist())
    return fsum((amounts**2).tolist()) / size if size else 0.0


def _gaps(days: Days) -> Ints:
    """Return per customer-day the days since the purchase before, `_FIRST` or `_NOTHING`."""
    gaps = np.full(len(days.day), _NOTHING, dtype=np.int64)
    bought = np.flatnonzero(days.money > 0)
    code, day = days.code[bought], days.day[bought]
    since = np.diff(day, prepend=day[:1])
    since[np.diff(code, prepend=-1) != 0] = _FIRST
    gaps[bought] = since
    return gaps


def _equal(values: Sequence[Cell], wanted: str) -> NDArray[np.bool_]:
    return np.fromiter(
        (value is not None and key_text(value) == wanted for value in values), bool, len(values)
    )


def _pairs(of: Days | Lines) -> Ints:
    """Return customer and day as one number."""
    return of.code * (date.max.toordinal() + 1) + of.day
