"""Calendar, gamma distribution and the standing of targets."""

from datetime import date, timedelta
from math import exp

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_workbook.analysis import gamma
from crm_workbook.analysis.calendar import ISRAEL
from crm_workbook.analysis.targets import Goal, Standing, Sum, effects, of_mean, of_share, of_sum

MAY = (date(2026, 5, 1), date(2026, 5, 31))
PHI = (700**2 + 600**2) / 700
"""The dispersion of amounts with mean 700 and standard deviation 600."""


def may(value=100_000.0, **more):
    return Goal(value, *MAY, **more)


def standing(goal, reached, as_of):
    return of_sum(goal, reached, as_of=as_of, week=ISRAEL)


class Fixed:
    """A calendar that gives the share of an example, whatever the day."""

    def __init__(self, share):
        self._share = share

    week = 5.5

    def share(self, *_):
        return self._share

    def weight(self, *_):
        return 23.5


# ------------------------------------------------------------------ calendar


def test_may_2026_is_further_along_than_its_date_says():
    assert ISRAEL.weight(MAY[0], date(2026, 5, 14)) == 11.0
    assert ISRAEL.weight(*MAY) == 23.5
    assert ISRAEL.share(*MAY, date(2026, 5, 14)) == pytest.approx(0.468, abs=0.0005)


def test_a_period_without_working_days_is_measured_in_days():
    saturday = date(2026, 5, 2)
    assert ISRAEL.weight(saturday, saturday) == 0
    assert ISRAEL.share(saturday, saturday, saturday) == 1.0


@given(st.dates(date(1900, 1, 1), date(2200, 1, 1)), st.integers(-3, 400))
def test_weights_are_the_sum_of_the_days(start, length):
    end = start + timedelta(length)
    walked = sum(
        {4: 0.5, 5: 0.0}.get((start + timedelta(i)).weekday(), 1.0) for i in range(length + 1)
    )
    assert ISRAEL.weight(start, end) == walked


# ------------------------------------------------------------------ gamma


def test_gamma_with_shape_one_is_exponential():
    for x in (0.01, 0.5, 1.0, 3.0, 40.0):
        assert gamma.cdf(x, 1.0) == pytest.approx(1 - exp(-x), rel=1e-12)


def test_gamma_is_the_tail_of_a_poisson_count():
    # P(Gamma(k) <= x) = P(Poisson(x) >= k), for whole k.
    for k in (2, 5, 30):
        for x in (0.5, 4.0, 30.0, 70.0):
            term, below = exp(-x), 0.0
            for i in range(k):
                below += term
                term *= x / (i + 1)
            assert gamma.cdf(x, k) == pytest.approx(1 - below, abs=1e-12)


def test_chi_square_tables():
    # Upper 5 % points of chi-square with 1, 10 and 100 degrees of freedom.
    for freedom, point in ((1, 3.841), (10, 18.307), (100, 124.342)):
        assert gamma.cdf(point, freedom / 2, 2.0) == pytest.approx(0.95, abs=5e-5)
        assert gamma.quantile(0.95, freedom / 2, 2.0) == pytest.approx(point, abs=1e-3)


def test_gaps_far_beyond_the_usual():
    # With a mean gap of 30 days, a gap of 60: coefficient of variation .5 and 1.
    assert 1 - gamma.cdf(60, 4, 30 / 4) == pytest.approx(0.042, abs=5e-4)
    assert 1 - gamma.cdf(60, 1, 30) == pytest.approx(0.135, abs=5e-4)


@given(st.floats(0.05, 1e7), st.floats(0.001, 0.999))
def test_quantile_undoes_cdf(shape, p):
    assert gamma.cdf(gamma.quantile(p, shape), shape) == pytest.approx(p, abs=1e-6)


# ------------------------------------------------------------------ worked examples


def test_example_behind_in_the_middle_of_may():
    now = standing(may(), Sum(42_000.0, PHI, 95_000.0), date(2026, 5, 14))
    assert round(now.expected) == 46_809
    assert round(now.actual / now.expected, 3) == 0.897
    assert round(now.forecast) == 90_704
    assert (round(now.low), round(now.high)) == (78_237, 104_075)
    assert round(now.chance, 2) == 0.18
    assert now.status == "behind"
    assert round(now.needed_per_week) == round(4_640 * 5.5)


def test_example_too_early_to_tell():
    now = of_sum(may(), Sum(9_000.0, PHI, 95_000.0), as_of=date(2026, 5, 3), week=Fixed(0.06))
    assert round(now.forecast) == 108_306
    assert (round(now.low), round(now.high)) == (81_302, 137_406)
    assert round(now.chance, 2) == 0.62
    assert now.status == "too_early"


def test_example_a_count_of_meetings():
    now = of_sum(Goal(30.0, *MAY), Sum(11.0, 1.0, 26.0), as_of=date(2026, 5, 17), week=Fixed(0.55))
    assert round(now.forecast) == 21
    assert (round(now.low), round(now.high)) == (16, 26)
    assert round(now.chance, 2) == 0.02


def test_example_worked_less_converted_better():
    volume, yield_ = effects((40, 8), (30, 9))
    assert volume == pytest.approx(-2.0)
    assert yield_ == pytest.approx(3.0)
    assert effects((0, 8), (30, 9)) is None
    assert effects((40, 8), (0, 0)) is None


# ------------------------------------------------------------------ statuses


def test_statuses_from_before_the_start_to_after_the_end():
    reached = Sum(60_000.0, PHI, 100_000.0)
    assert standing(may(), reached, date(2026, 4, 30)).status == "not_started"
    assert standing(may(), reached, date(2026, 5, 31)).status == "missed"
    assert standing(may(60_000.0), reached, date(2026, 6, 20)).status == "done"
    assert standing(may(50_000.0), reached, date(2026, 5, 14)).status == "done"
    assert standing(may(), reached, date(2026, 5, 14)).status == "on_track"
    assert standing(may(119_000.0), reached, date(2026, 5, 14)).status == "at_risk"
    assert standing(may(140_000.0), reached, date(2026, 5, 14)).status == "behind"


def test_nothing_is_needed_once_it_is_reached_or_over():
    assert standing(may(50.0), Sum(60.0, 1.0, None), date(2026, 5, 14)).needed_per_week == 0
    assert standing(may(), Sum(60.0, 1.0, None), date(2026, 5, 31)).needed_per_week is None


def test_with_less_than_a_week_left_the_whole_remainder_is_needed():
    now = standing(may(), Sum(90_000.0, PHI, None), date(2026, 5, 29))
    assert now.needed_per_week == 10_000.0


def test_without_a_past_the_run_rate_speaks_later_and_never_claims_a_baseline():
    early = standing(may(), Sum(20_000.0, PHI, None), date(2026, 5, 6))  # 4.5 of 23.5 days
    assert early.status == "too_early"
    assert early.baseline is None
    later = standing(may(), Sum(42_000.0, PHI, None), date(2026, 5, 14))
    assert round(later.forecast) == 89_727
    assert later.status == "behind"


def test_nothing_known_and_nothing_done_is_no_forecast_of_failure():
    now = standing(may(), Sum(0.0, 0.0, None), date(2026, 5, 14))
    assert now.status == "too_early"
    assert now.chance is None


def test_at_most_is_the_mirror():
    reached = Sum(11.0, 1.0, 26.0)
    above = of_sum(Goal(20.0, *MAY), reached, as_of=date(2026, 5, 17), week=Fixed(0.55))
    below = of_sum(
        Goal(20.0, *MAY, at_most=True), reached, as_of=date(2026, 5, 17), week=Fixed(0.55)
    )
    assert above.chance + below.chance == pytest.approx(1.0)
    over = Goal(10.0, *MAY, at_most=True)
    assert standing(over, reached, date(2026, 5, 14)).status == "missed"
    assert standing(over._replace(value=11.0), reached, date(2026, 6, 14)).status == "done"


def test_shares_are_judged_by_wilsons_interval():
    # 81 of 263: the interval is .255 to .366, so .2 is met, .4 is not, .31 cannot be told.
    for aim, status in ((0.2, "on_track"), (0.4, "behind"), (0.31, "at_risk")):
        assert of_share(may(aim), 81, 263, as_of=date(2026, 5, 14)).status == status
    # At its ends the chance is that of the interval's own tail.
    end = of_share(may(0.255), 81, 263, as_of=date(2026, 5, 14))
    assert end.chance == pytest.approx(0.975, abs=0.002)


def test_a_share_aimed_at_in_per_cent_is_told_in_per_cent():
    assert of_share(may(30.0), 1, 4, as_of=date(2026, 6, 14)).actual == 25.0
    assert of_share(may(0.3), 1, 4, as_of=date(2026, 6, 14)).actual == 0.25


def test_few_answers_say_nothing():
    assert of_mean(may(4.0), [5.0] * 4, as_of=date(2026, 5, 14)).status == "too_early"
    assert of_mean(may(4.0), [5.0] * 5, as_of=date(2026, 5, 14)).status == "on_track"
    assert of_mean(may(4.0), [5.0, 4.0], as_of=date(2026, 6, 14)).status == "done"
    assert of_mean(may(4.0), [], as_of=date(2026, 5, 14)) == Standing("too_early", None)
    assert of_share(may(0.3), 0, 0, as_of=date(2026, 4, 14)).status == "not_started"


@given(
    goal=st.floats(0.01, 1e9),
    actual=st.floats(-1e6, 1e9),
    phi=st.floats(0, 1e6),
    prior=st.none() | st.floats(-1e6, 1e9),
    day=st.dates(date(2026, 4, 1), date(2026, 6, 30)),
    at_most=st.booleans(),
)
def test_every_target_has_a_status_and_finite_figures(goal, actual, phi, prior, day, at_most):
    now = standing(Goal(goal, *MAY, at_most=at_most), Sum(actual, phi, prior), day)
    assert now.status in {
        "not_started", "done", "missed", "too_early", "on_track", "at_risk", "behind",
    }  # fmt: skip
    for figure in now[1:]:
        assert figure is None or abs(figure) < 1e13
    assert now.chance is None or 0 <= now.chance <= 1
    if now.low is not None:
        assert now.low <= now.high
