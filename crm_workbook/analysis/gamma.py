"""The gamma distribution, from the standard library alone.

What remains of a period, and the gap to a next purchase, are waiting times and sums of waiting
times; a gamma distribution with their mean and variance describes both.
"""

from __future__ import annotations

from math import exp, inf, lgamma, log, sqrt
from typing import Final

_TINY: Final = 1e-300
_CLOSE: Final = 1e-15
_NORMAL: Final = 1e6
"""Beyond this shape the normal distribution is right to more digits than are ever shown."""
_STEEPEST: Final = 1e12
_FLATTEST: Final = 1e-3


def cdf(x: float, shape: float, scale: float = 1.0) -> float:
    """Return the probability that a gamma variable is at most `x`.

    The regularised lower incomplete gamma function: its power series left of the bulk, its
    continued fraction right of it (Abramowitz & Stegun 6.5.29 and 6.5.31, evaluated by Lentz's
    method).
    """
    if x <= 0:
        return 0.0
    z = x / scale
    if z == inf:
        return 1.0
    if shape > _NORMAL:
        return _wilson_hilferty(z, shape)
    weight = exp(shape * log(z) - z - lgamma(shape))
    if z < shape + 1:
        return min(1.0, weight * _series(z, shape))
    return max(0.0, 1.0 - weight * _fraction(z, shape))


def quantile(p: float, shape: float, scale: float = 1.0) -> float:
    """Return the value below which a gamma variable falls with probability `p` (0 < p < 1)."""
    low, high = 0.0, max(1.0, shape)
    while cdf(high, shape) < p:
        low, high = high, 2 * high
    for _ in range(1100):  # enough to halve 1 down to the least float
        middle = (low + high) / 2
        if middle in (low, high):
            break
        if cdf(middle, shape) < p:
            low = middle
        else:
            high = middle
    return high * scale


def by_moments(mean: float, variance: float) -> tuple[float, float]:
    """Return shape and scale of the gamma distribution with this mean (above 0) and variance.

    The shape is kept where the functions above can follow it: beyond, a sum is all but certain,
    or all but one single amount.
    """
    shape = min(_STEEPEST, max(_FLATTEST, mean / variance * mean)) if variance else _STEEPEST
    return shape, mean / shape


def _series(z: float, shape: float) -> float:
    term = total = 1.0 / shape
    n = shape
    while term > total * _CLOSE:
        n += 1
        term *= z / n
        total += term
    return total


def _fraction(z: float, shape: float) -> float:
    b = z + 1 - shape
    c = 1 / _TINY
    d = 1 / (b or _TINY)
    value = d
    for i in range(1, 10_000 + int(4 * sqrt(shape))):
        a = -i * (i - shape)
        b += 2
        d = 1 / (a * d + b or _TINY)
        c = b + a / c or _TINY
        step = d * c
        value *= step
        if abs(step - 1) < _CLOSE:
            break
    return value


def _wilson_hilferty(z: float, shape: float) -> float:
    from statistics import NormalDist

    spread = 1 / (9 * shape)
    return NormalDist().cdf(((z / shape) ** (1 / 3) - (1 - spread)) / sqrt(spread))
