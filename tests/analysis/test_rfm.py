"""Scores and segments."""

import csv
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_workbook.analysis import purchases, rfm, segments
from crm_workbook.analysis.summary import summarise
from crm_workbook.schema.lists import LISTS

TODAY = date(2026, 6, 30)


@pytest.fixture(scope="module")
def orders():
    """What R's package rfm (MIT) publishes of its example data: 995 customers and their scores."""
    with (Path(__file__).parent / "rfm_orders.csv").open(newline="") as stream:
        rows = list(csv.DictReader(stream))
    return {name: np.array([int(row[name]) for row in rows]) for name in rows[0]}


def test_compatible_scores_are_those_of_r_for_every_customer(orders):
    assert (
        rfm.score_r(orders["recency_days"], smaller_is_better=True).tolist()
        == orders["r"].tolist()
    )
    assert rfm.score_r(orders["orders"]).tolist() == orders["f"].tolist()
    assert rfm.score_r(orders["amount"]).tolist() == orders["m"].tolist()


def test_our_scores_differ_from_those_of_r_only_at_ties_and_edges(orders):
    # R gives a tie on a recency edge the better score, we the lower; never by more than one.
    for values, theirs, share in (
        (-orders["recency_days"], orders["r"], 0.988),
        (orders["orders"], orders["f"], 1.0),
        (orders["amount"], orders["m"], 0.998),
    ):
        off = rfm.score(values) - theirs
        assert np.abs(off).max() <= 1
        assert round(float((off == 0).mean()), 3) >= share


def test_type_7_edges_plus_one_as_documented_by_r():
    # The inner edges of mtcars$mpg in the tests of R's rfm: 16.20, 18.92, 22.00, 25.08.
    mpg = [21, 21, 22.8, 21.4, 18.7, 18.1, 14.3, 24.4, 22.8, 19.2, 17.8, 16.4, 17.3, 15.2, 10.4,
           10.4, 14.7, 32.4, 30.4, 33.9, 21.5, 15.5, 15.2, 13.3, 19.2, 27.3, 26, 30.4, 15.8, 19.7,
           15, 21.4]  # fmt: skip
    edges = (16.20, 18.92, 22.00, 25.08)
    expected = [1 + sum(value >= edge for edge in edges) for value in mpg]
    assert rfm.score_r(np.array(mpg)).tolist() == expected


def test_a_score_says_how_many_are_strictly_worse():
    assert rfm.score(np.arange(10)).tolist() == [1, 1, 2, 2, 3, 3, 4, 4, 5, 5]
    assert rfm.score(np.array([7, 7, 7])).tolist() == [1, 1, 1]
    # Of ten customers six are equal and worst: the others begin above 60 %.
    assert rfm.score(np.array([0] * 6 + [1, 2, 3, 4])).tolist() == [1] * 6 + [4, 4, 5, 5]
    assert rfm.score(np.array([])).tolist() == []
    assert rfm.score(np.array([3])).tolist() == [1]
    assert rfm.score(np.array([3, 9])).tolist() == [1, 3]


def test_three_bins_use_the_ends_and_the_middle_of_the_grid():
    assert rfm.score(np.arange(6), bins=3).tolist() == [1, 1, 3, 3, 5, 5]


def of(amounts_by_customer, bins=None):
    who, when, much = [], [], []
    for number, amounts in enumerate(amounts_by_customer):
        for back, amount in enumerate(amounts):
            who.append(f"c{number}")
            when.append(TODAY - timedelta(number + 7 * back))
            much.append(float(amount))
    rows = purchases.lines(who, when, much, as_of=TODAY)
    return rfm.scores(summarise(purchases.days(rows), as_of=TODAY), bins=bins)


def test_few_customers_are_put_in_three_bins_unless_told_otherwise():
    assert of([[10]] * 49).bins == 3
    assert of([[10]] * 50).bins == 5
    assert of([[10]] * 10, bins=5).bins == 5
    assert set(of([[10]] * 49).r.tolist()) == {1, 3, 5}


def test_the_cuts_are_the_least_good_values_of_each_score():
    found = of([[i + 1] for i in range(50)])
    assert found.cuts["m"] == [(1, 1.0), (2, 11.0), (3, 21.0), (4, 31.0), (5, 41.0)]
    assert found.cuts["r"] == [(1, 49.0), (2, 39.0), (3, 29.0), (4, 19.0), (5, 9.0)]
    assert found.cuts["f"] == [(1, 1.0)]


values = st.lists(st.integers(0, 30), max_size=80)


@given(values, st.randoms(use_true_random=False), st.sampled_from([3, 5]))
def test_scores_do_not_know_the_order_of_the_rows(numbers, seed, bins):
    places = list(range(len(numbers)))
    seed.shuffle(places)
    plain = rfm.score(np.array(numbers, dtype=np.int64), bins=bins)
    mixed = rfm.score(np.array([numbers[p] for p in places], dtype=np.int64), bins=bins)
    assert [plain[p] for p in places] == mixed.tolist()


@given(values, st.integers(1, 10**6), st.integers(-(10**6), 10**6))
def test_scores_do_not_know_the_unit(numbers, factor, shift):
    plain = np.array(numbers, dtype=np.int64)
    assert rfm.score(plain).tolist() == rfm.score(plain * factor + shift).tolist()


@given(values)
def test_scores_are_monotone_equal_for_equals_and_mean_what_they_say(numbers):
    scores = rfm.score(np.array(numbers, dtype=np.int64)).tolist()
    n = len(numbers)
    for number, score in zip(numbers, scores, strict=True):
        worse = sum(other < number for other in numbers)
        assert 20 * (score - 1) * n <= 100 * worse < 20 * score * n


def test_every_cell_of_the_grid_is_in_exactly_one_segment():
    covered = Counter(
        (r, f)
        for block in segments.GRID
        for r in range(block.r[0], block.r[1] + 1)
        for f in range(block.f[0], block.f[1] + 1)
    )
    assert covered == dict.fromkeys(((r, f) for r in range(1, 6) for f in range(1, 6)), 1)


def test_the_grid_is_the_known_one():
    rows = {
        5: "new potential_loyalist potential_loyalist champions champions",
        4: "promising potential_loyalist potential_loyalist loyal loyal",
        3: "about_to_sleep about_to_sleep need_attention loyal loyal",
        2: "hibernating hibernating at_risk at_risk cant_lose",
        1: "hibernating hibernating at_risk at_risk cant_lose",
    }
    for r, names in rows.items():
        assert [segments.segment(r, f) for f in range(1, 6)] == names.split()


def test_the_lost_are_split_off_on_demand_only():
    assert segments.segment(1, 1) == "hibernating"
    assert segments.segment(1, 1, lost=True) == "lost"
    assert segments.segment(1, 2, lost=True) == "hibernating"


def test_the_workbook_has_a_name_for_every_segment():
    assert set(segments.ORDER) == {choice.id for choice in LISTS["segment"].choices}


def test_movement_counts_everyone_once_and_who_is_new_was_a_prospect():
    before = {"a": "new", "b": "new", "c": "loyal"}
    after = {"a": "at_risk", "b": "new", "d": "new"}
    assert segments.movement(before, after) == {
        ("new", "at_risk"): 1,
        ("new", "new"): 1,
        ("loyal", "prospect"): 1,
        ("prospect", "new"): 1,
    }
