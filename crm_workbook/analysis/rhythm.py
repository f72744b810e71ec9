"""Each customer's rhythm: how far apart the purchases lie, and when the next would be due.

Two purchases say little about a rhythm, so a customer's mean gap is drawn towards the mean gap
of all customers, by the weight of one gap. How much gaps scatter is pooled over everyone.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

import numpy as np

from crm_workbook.analysis import gamma

if TYPE_CHECKING:
    from crm_workbook.analysis.summary import Summary

FEW_CUSTOMERS: Final = 30
FEW_REPEATS: Final = 20
"""With fewer customers or repeat purchases than this there is history, but no forecast."""

OVERDUE: Final = 0.98
"""Once this share of gaps would have ended, no next purchase is promised any more."""

_REGULAR: Final = 0.1
"""The least coefficient of variation believed: even a monthly order moves by a few days."""


def windows(summary: Summary) -> list[tuple[date, date] | None]:
    """Return when each customer's next purchase is due if the rhythm holds.

    The window spans the middle half of the gamma distribution of that customer's gaps. A window
    may lie in the past: the purchase is overdue. None for customers who bought once, for those
    overdue beyond belief, and for everyone while the base is too small.
    """
    x, t_x = summary.repeat_count, summary.t_x
    repeats = int(x.sum())
    if len(x) < FEW_CUSTOMERS or repeats < FEW_REPEATS:
        return [None] * len(x)
    usual = t_x.sum() / repeats
    gaps = (t_x + usual) / (x + 1)
    shape = 1 / scatter(summary) ** 2
    early, late, gone = (gamma.quantile(p, shape) / shape for p in (0.25, 0.75, OVERDUE))
    since = summary.days_since_last
    return [
        (_day(last + gap * early), _day(last + gap * late))
        if count and age <= gap * gone
        else None
        for last, gap, count, age in zip(
            summary.last.tolist(), gaps.tolist(), x.tolist(), since.tolist(), strict=True
        )
    ]


def scatter(summary: Summary) -> float:
    """Return the coefficient of variation of a customer's gaps, pooled over all customers.

    Each customer's gaps are taken relative to their own mean, so that slow and quick customers
    count alike. Without a customer of three purchases it is 1: purchases at random.
    """
    x, t_x = summary.repeat_count, summary.t_x
    many = x > 1
    freedom = int((x[many] - 1).sum())
    if not freedom:
        return 1.0
    mean = t_x[many] / x[many]
    squares = summary.gap_squares[many] / mean**2 - x[many]
    return max(_REGULAR, float(np.sqrt(max(0.0, squares.sum()) / freedom)))


def _day(ordinal: float) -> date:
    return date.fromordinal(min(round(ordinal), date.max.toordinal()))
