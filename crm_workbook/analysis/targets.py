"""Where a target stands: its pace, its likely end, and how sure that is.

Adding up to a goal (money, counts) is judged by a forecast whose remainder is gamma distributed;
for counts this is the negative binomial predictive distribution of a Poisson process with a
gamma prior, to the third digit. Shares and averages have no pace: they are judged against the
goal by the score test that Wilson's interval inverts.
"""

from __future__ import annotations

from math import sqrt
from statistics import NormalDist
from typing import TYPE_CHECKING, Final, NamedTuple

from crm_workbook.analysis import gamma

if TYPE_CHECKING:
    from datetime import date

    from crm_workbook.analysis.calendar import WorkingWeek

PRIOR_WEIGHT: Final = 0.25
"""What is known beforehand counts as much as a quarter of the period."""

EARLY: Final = 0.1
"""Before a tenth of the period nothing is said; a quarter when nothing is known beforehand."""

ON_TRACK: Final = 0.7
AT_RISK: Final = 0.4

FEW_ANSWERS: Final = 5
"""Fewer answers than this make no share and no average."""

_TAIL: Final = 0.1
_NOTHING: Final = 1e-9
"""A remainder below a billionth of the unit is none."""


class Goal(NamedTuple):
    """What is aimed at."""

    value: float
    start: date
    end: date
    at_most: bool = False


class Sum(NamedTuple):
    """What has been added up towards a goal."""

    actual: float
    dispersion: float
    """Σz² / Σz over the single amounts z: 1 for counts; 0 when nothing is known of it."""
    prior: float | None
    """What the whole period would bring if it went like the time before; None when unknown."""


class Standing(NamedTuple):
    """Where a target stands. None is for what cannot be said."""

    status: str
    actual: float | None
    expected: float | None = None
    """What should have been reached by now."""
    gap: float | None = None
    """Actual less expected: negative is behind."""
    needed_per_week: float | None = None
    forecast: float | None = None
    low: float | None = None
    """The forecast's 80 % interval."""
    high: float | None = None
    chance: float | None = None
    """The probability of meeting the goal."""
    baseline: float | None = None


def of_sum(
    goal: Goal, reached: Sum, *, as_of: date, week: WorkingWeek, interval: bool = True
) -> Standing:
    """Return where a target stands that is reached by adding up.

    With s the share of working time passed, A the actual sum, μ the prior and κ its weight, a
    whole period is expected to bring m = (A + κμ) / (s + κ), so the end is A + (1 - s)m. The
    remainder has variance (1 - s)φm + (1 - s)²φm / (s + κ), φ being the dispersion. Without a
    prior κ is 0, which makes it the run rate.

    Args:
        goal: What is aimed at.
        reached: What there is by now.
        as_of: The day to judge by.
        week: The working week.
        interval: Whether the forecast's interval is wanted too: it takes nearly all of the time.
    """
    actual, prior = reached.actual, reached.prior
    share = week.share(goal.start, goal.end, as_of)
    if as_of < goal.start:
        return Standing("not_started", None, baseline=prior)
    expected = goal.value * share
    standing = Standing("", actual, expected, actual - expected, baseline=prior)
    if as_of >= goal.end:
        met = actual <= goal.value if goal.at_most else actual >= goal.value
        return standing._replace(status="done" if met else "missed", forecast=actual)
    standing = _foresee(standing, goal, reached, share, interval=interval)
    if not goal.at_most:
        standing = standing._replace(needed_per_week=_needed(goal, actual, as_of, week))
    if goal.at_most and actual > goal.value:
        return standing._replace(status="missed", chance=0.0)
    if not goal.at_most and actual >= goal.value:
        return standing._replace(status="done", chance=1.0)
    early = EARLY if prior is not None else PRIOR_WEIGHT
    if share < early or standing.chance is None:
        return standing._replace(status="too_early")
    return standing._replace(status=_judge(standing.chance))


def of_share(goal: Goal, hits: int, out_of: int, *, as_of: date) -> Standing:
    """Return where a target stands that is a share, such as customers who bought again.

    A goal above 1 is taken as per cent, and the actual value is then given in per cent too.
    """
    unit = 100.0 if goal.value > 1 else 1.0
    aim = goal.value / unit
    if as_of < goal.start or not out_of:
        return Standing("not_started" if as_of < goal.start else "too_early", None)
    value = hits / out_of
    spread = sqrt(aim * (1 - aim) / out_of) if 0 < aim < 1 else 0.0
    return _level(goal, value * unit, out_of, (value - aim, spread), as_of)


def of_mean(goal: Goal, answers: list[float], *, as_of: date) -> Standing:
    """Return where a target stands that is an average of scores, such as satisfaction."""
    n = len(answers)
    if as_of < goal.start or not n:
        return Standing("not_started" if as_of < goal.start else "too_early", None)
    mean = sum(answers) / n
    variance = sum((a - mean) ** 2 for a in answers) / max(1, n - 1)
    return _level(goal, mean, n, (mean - goal.value, sqrt(variance / n)), as_of)


def effects(planned: tuple[float, float], done: tuple[float, float]) -> tuple[float, float] | None:
    """Split a gap in results into doing more or less, and its bringing more or less.

    Args:
        planned: Actions and results that were planned.
        done: Actions performed and results achieved.

    Returns:
        The volume effect (a - a*)·y* and the yield effect a·(y - y*), y being results per
        action; their sum is the gap. None when no yield can be had: no action planned or done.
    """
    (actions_planned, results_planned), (actions, results) = planned, done
    if not actions_planned or not actions:
        return None
    usual = results_planned / actions_planned
    return (actions - actions_planned) * usual, results - actions * usual


def _foresee(
    standing: Standing, goal: Goal, reached: Sum, share: float, *, interval: bool
) -> Standing:
    actual, phi, prior = reached
    weight = PRIOR_WEIGHT if prior is not None else 0.0
    if not share + weight:
        return standing
    left = 1 - share
    whole = max(0.0, (actual + weight * (prior or 0.0)) / (share + weight))
    mean = left * whole
    standing = standing._replace(forecast=actual + mean)
    missing = goal.value - actual
    if mean < _NOTHING:
        known = prior is not None
        chance = float(goal.at_most) if known else None
        return standing._replace(low=actual, high=actual, chance=chance)
    if phi <= 0:
        return standing
    variance = left * phi * whole + left * left * phi * whole / (share + weight)
    shape, scale = gamma.by_moments(mean, variance)
    within = gamma.cdf(missing, shape, scale)
    standing = standing._replace(chance=within if goal.at_most else 1 - within)
    if not interval:
        return standing
    return standing._replace(
        low=actual + gamma.quantile(_TAIL, shape, scale),
        high=actual + gamma.quantile(1 - _TAIL, shape, scale),
    )


def _needed(goal: Goal, actual: float, as_of: date, week: WorkingWeek) -> float | None:
    """Return what each week must bring; the whole remainder when less than a week is left."""
    missing = goal.value - actual
    left = week.weight(goal.start, goal.end) * (1 - week.share(goal.start, goal.end, as_of))
    return max(0.0, missing) * min(1.0, week.week / left) if left > 0 else None


def _level(
    goal: Goal, value: float, n: int, distance: tuple[float, float], as_of: date
) -> Standing:
    above, spread = distance
    standing = Standing("", value, gap=value - goal.value, forecast=value)
    if as_of >= goal.end:
        met = value <= goal.value if goal.at_most else value >= goal.value
        return standing._replace(status="done" if met else "missed")
    if n < FEW_ANSWERS:
        return standing._replace(status="too_early")
    chance = NormalDist().cdf(above / spread) if spread else float(above >= 0)
    if goal.at_most:
        chance = 1 - chance if spread else float(above <= 0)
    return standing._replace(status=_judge(chance), chance=chance)


def _judge(chance: float) -> str:
    return "on_track" if chance >= ON_TRACK else "at_risk" if chance >= AT_RISK else "behind"
