"""The rhythm of purchases, and when the next would be due."""

from datetime import date, timedelta
from random import Random

import pytest

from crm_workbook.analysis.purchases import days, lines
from crm_workbook.analysis.rhythm import scatter, windows
from crm_workbook.analysis.summary import summarise

TODAY = date(2026, 6, 30)


def of(*gaps_of_customers, since_last=0):
    """The summary of customers given by their gaps, the last purchase so many days ago."""
    who, when = [], []
    for number, gaps in enumerate(gaps_of_customers):
        day = TODAY - timedelta(since_last)
        for gap in (0, *reversed(gaps)):
            day -= timedelta(gap)
            who.append(f"c{number:04}")
            when.append(day)
    rows = lines(who, when, [10.0] * len(who), as_of=TODAY)
    return summarise(days(rows), as_of=TODAY)


def test_clockwork_is_due_after_its_own_gap():
    found = windows(of(*[[30] * 5] * 40))
    for start, end in found:
        assert start < TODAY + timedelta(30) < end
        assert (end - start).days <= 6


def test_a_rhythm_of_two_purchases_is_drawn_halfway_to_the_usual_one():
    # One gap of 10 days among gaps of 30: the mean of 10 and (nearly) 30.
    found = windows(of([10], *[[30] * 5] * 200))
    start, end = found[0]
    middle = TODAY + timedelta(20)
    assert start <= middle <= end
    assert (end - start).days <= 4


def test_who_bought_once_has_no_rhythm():
    found = windows(of([], *[[30] * 5] * 40))
    assert found[0] is None
    assert all(found[1:])


def test_a_late_customer_is_shown_as_overdue_and_a_gone_one_not_at_all():
    late = windows(of(*[[30] * 5] * 40, since_last=35))
    assert all(end < TODAY for _, end in late)
    assert windows(of(*[[30] * 5] * 40, since_last=90)) == [None] * 40


@pytest.mark.parametrize(
    "small", [of(), of([5]), of(*[[30] * 5] * 29), of(*[[]] * 60), of(*[[3]] * 19, *[[]] * 30)]
)
def test_a_small_base_has_history_but_no_forecast(small):
    assert windows(small) == [None] * len(small.customers)


def test_purchases_at_random_scatter_like_an_exponential():
    random = Random(11)
    gaps = [[1 + round(random.expovariate(1 / 200)) for _ in range(30)] for _ in range(300)]
    assert scatter(of(*gaps)) == pytest.approx(1.0, abs=0.05)


def test_regular_gaps_hardly_scatter_and_are_never_believed_perfect():
    assert scatter(of(*[[30] * 9] * 5)) == 0.1
    assert scatter(of(*[[20, 40] * 8] * 50)) == pytest.approx(1 / 3, abs=0.02)
    assert scatter(of([5], [7])) == 1.0
