"""Recency, frequency, monetary: each customer's place among the others, from 1 to 5.

The score is `1 + floor(5 * (number of customers strictly worse) / n)`. So score s means that at
least 20 * (s - 1) per cent of the customers are strictly worse. Equal customers always get equal
scores, and neither the order of the rows nor the unit of money can change one: quintiles by
`ntile` or by rank with ties broken by position fail at the first, fixed steps at the second.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from crm_workbook.analysis.purchases import Ints
    from crm_workbook.analysis.summary import Summary

FEW: Final = 50
"""With fewer customers than this a fifth is a handful: three bins say what can be said."""


class Scores(NamedTuple):
    """The three scores of every customer of a summary, in its order."""

    r: Ints
    f: Ints
    m: Ints
    bins: int
    """Five, or three: then the scores are 1, 3 and 5."""
    cuts: dict[str, list[tuple[int, float]]]
    """For each of `r`, `f` and `m`: the scores that occur, each with the least good value that
    earns it (days, purchases, money)."""


def scores(summary: Summary, *, bins: int | None = None) -> Scores:
    """Return the scores of a summary.

    Args:
        summary: Customers with at least one purchase; those without are prospects, not scored.
        bins: 5 or 3; None takes 3 with fewer than `FEW` customers, otherwise 5.
    """
    chosen = bins or (3 if len(summary.customers) < FEW else 5)
    recency, money = summary.days_since_last, summary.amount(summary.m_sum)
    r = score(-recency, bins=chosen)
    f = score(summary.n, bins=chosen)
    m = score(summary.m_sum, bins=chosen)
    cuts = {
        "r": _cuts(r, recency, largest=True),
        "f": _cuts(f, summary.n),
        "m": _cuts(m, money),
    }
    return Scores(r, f, m, chosen, cuts)


def score(goodness: NDArray[np.generic], *, bins: int = 5) -> Ints:
    """Return the score of every value among all of them; larger is better.

    Integer arithmetic throughout: the floor of a product of floats is wrong at the edges.

    Args:
        goodness: Numbers of any one unit.
        bins: 5, or 3 for scores 1, 3 and 5.
    """
    worse = np.searchsorted(np.sort(goodness), goodness, side="left").astype(np.int64)
    step = 1 if bins == 5 else 2  # noqa: PLR2004 - five bins are the scale itself
    return 1 + step * (bins * worse // max(1, len(goodness)))


def score_r(
    values: NDArray[np.generic], *, bins: int = 5, smaller_is_better: bool = False
) -> Ints:
    """Return scores as R's package `rfm` (0.3.0) gives them, for comparison with older work.

    Its edges are type-7 quantiles plus one unit, and a value on an edge belongs above it. The
    plus one makes scores depend on the unit of money, which is why this is not the default.

    Args:
        values: Days since the last purchase, purchases, or money.
        bins: How many scores there are.
        smaller_is_better: True for days since the last purchase.
    """
    numbers = values.astype(np.float64)
    edges = np.quantile(numbers, np.arange(1, bins) / bins) + 1
    above = np.searchsorted(edges, numbers, side="right").astype(np.int64)
    return bins - above if smaller_is_better else 1 + above


def _cuts(
    found: Ints, values: NDArray[np.generic], *, largest: bool = False
) -> list[tuple[int, float]]:
    edge = np.max if largest else np.min
    return [(s, float(edge(values[found == s]))) for s in np.unique(found).tolist()]
