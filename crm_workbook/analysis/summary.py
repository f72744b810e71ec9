"""The summary a customer, on which every other number rests: the second stage of the GROUP BY.

Two families of models count the same purchases differently and call different things by the same
name. Here each has its own: RFM speaks of `days_since_last`, `n` and `m_sum`, the
buy-till-you-die models of `repeat_count`, `t_x` and `T`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from datetime import date

    from numpy.typing import NDArray

    from crm_workbook.analysis.purchases import Days, Ints

YEAR: Final = 365


class Summary(NamedTuple):
    """One entry a customer who bought at least once; arrays of equal length, days as integers."""

    customers: list[str]
    """Sorted."""
    n: Ints
    """Purchases: days on which the customer bought."""
    first: Ints
    """The ordinal of the first of them."""
    last: Ints
    m_sum: Ints
    """All money, returns subtracted, in 1/`scale` of the unit."""
    m_first: Ints
    """What the first purchase brought."""
    n_365: Ints
    """Purchases in the 365 days that end with `as_of`."""
    m_365: Ints
    gap_squares: NDArray[np.float64]
    """The sum of the squared gaps between consecutive purchases, in days squared."""
    scale: int
    as_of: date

    @property
    def days_since_last(self) -> Ints:
        """Recency: days from the last purchase to `as_of`."""
        return self.as_of.toordinal() - self.last

    @property
    def repeat_count(self) -> Ints:
        """Purchases after the first: the x of the buy-till-you-die models."""
        return self.n - 1

    @property
    def t_x(self) -> Ints:
        """Days from the first purchase to the last, which is also the sum of all gaps."""
        return self.last - self.first

    @property
    def T(self) -> Ints:  # noqa: N802 - the literature's own name
        """Days from the first purchase to `as_of`: how long the customer has been observed."""
        return self.as_of.toordinal() - self.first

    def amount(self, money: Ints) -> NDArray[np.float64]:
        """Return money of this summary in units of the currency."""
        return money / self.scale


def summarise(bought: Days, *, as_of: date, zero_days: bool = False) -> Summary:
    """Return the summary of every customer with at least one purchase.

    A day is a purchase when what was bought that day is worth more than what was given back.
    Money counts on every day: goods given back a week later reduce `m_sum`, not `n`.

    Args:
        bought: Customer-days up to `as_of`.
        as_of: The day of the analysis.
        zero_days: Count days whose worth is exactly nothing too, as the published analyses of
            the CDNOW data do.
    """
    total = np.zeros(len(bought.customers), dtype=np.int64)
    year = np.zeros_like(total)
    recent = bought.day > as_of.toordinal() - YEAR
    np.add.at(total, bought.code, bought.money)
    np.add.at(year, bought.code[recent], bought.money[recent])

    event = bought.money >= 0 if zero_days else bought.money > 0
    code, day, money = bought.code[event], bought.day[event], bought.money[event]
    starts = np.flatnonzero(np.concatenate(([True], code[1:] != code[:-1])))[: len(code)]
    who = code[starts]
    n = np.diff(np.append(starts, len(code)))
    gaps = np.diff(day, prepend=day[:1]).astype(np.float64)
    gaps[starts] = 0
    squares = np.add.reduceat(gaps**2, starts) if len(code) else gaps
    return Summary(
        customers=[bought.customers[i] for i in who.tolist()],
        n=n,
        first=day[starts],
        last=day[starts + n - 1],
        m_sum=total[who],
        m_first=money[starts],
        n_365=np.bincount(code[recent[event]], minlength=len(total))[who],
        m_365=year[who],
        gap_squares=squares,
        scale=bought.scale,
        as_of=as_of,
    )
