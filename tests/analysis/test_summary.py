"""From rows to one summary a customer."""

from datetime import date, datetime, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_workbook.analysis.purchases import REASONS, days, lines, tops_of
from crm_workbook.analysis.summary import summarise

TODAY = date(2026, 6, 30)
FIGURES = ("n", "first", "last", "m_sum", "m_first", "n_365", "m_365", "gap_squares")


def of(*rows, as_of=TODAY, **more):
    """The summary of rows (customer, day, amount), as a dictionary a customer."""
    who, when, much = ([row[i] for row in rows] for i in range(3))
    found = summarise(days(lines(who, when, much, as_of=as_of, **more)), as_of=as_of)
    return {
        name: {
            "n": int(found.n[i]),
            "first": date.fromordinal(int(found.first[i])),
            "last": date.fromordinal(int(found.last[i])),
            "money": float(found.amount(found.m_sum)[i]),
            "year": float(found.amount(found.m_365)[i]),
            "n_365": int(found.n_365[i]),
            "first_money": float(found.amount(found.m_first)[i]),
        }
        for i, name in enumerate(found.customers)
    }


def test_a_day_is_one_purchase_however_many_rows_it_has():
    found = of(
        ("a", date(2026, 5, 1), 10.0), ("a", date(2026, 5, 1), 5.5),
        ("a", datetime(2026, 5, 1, 18, 30), 1.0),  # noqa: DTZ001 - cells have no zone
        ("a", date(2026, 5, 9), 4.0),
    )  # fmt: skip
    assert found["a"]["n"] == 2
    assert found["a"]["money"] == 20.5
    assert found["a"]["first_money"] == 16.5


def test_goods_given_back_on_another_day_reduce_the_money_not_the_count():
    found = of(("a", date(2026, 5, 1), 100.0), ("a", date(2026, 5, 9), -30.0))
    assert (found["a"]["n"], found["a"]["money"]) == (1, 70.0)
    assert found["a"]["last"] == date(2026, 5, 1)


def test_a_day_that_nets_to_nothing_is_no_purchase():
    assert of(("a", date(2026, 5, 1), 100.0), ("a", date(2026, 5, 1), -100.0)) == {}


@pytest.mark.parametrize("written", [30.0, -30.0])
def test_a_credit_subtracts_whichever_sign_it_bears(written):
    found = of(
        ("a", date(2026, 5, 1), 100.0), ("a", date(2026, 5, 2), written),
        doc_type=["sale", "credit"],
    )  # fmt: skip
    assert found["a"]["money"] == 70.0


def test_orders_quotes_and_receipts_are_no_sales_and_are_counted():
    kinds = ["sale", "order", "receipt", "quote", None]
    rows = lines(["a"] * 5, [date(2026, 5, 1)] * 5, [10.0] * 5, as_of=TODAY, doc_type=kinds)
    assert rows.dropped["not_a_sale"] == 3
    assert rows.money.sum() == 20 * rows.scale


def test_a_cancellation_undoes_the_purchase_it_names():
    found = of(
        ("a", date(2026, 5, 1), 100.0), ("a", date(2026, 5, 20), 100.0),
        ("a", date(2026, 6, 3), 80.0),
        doc_type=["sale", "cancel", "sale"], doc_no=["17", "17", "18"],
    )  # fmt: skip
    assert found["a"]["n"] == 1
    assert found["a"]["first"] == date(2026, 6, 3)
    assert found["a"]["money"] == 80.0


def test_a_cancellation_touches_no_other_customers_document_of_that_number():
    found = of(
        ("a", date(2026, 5, 1), 100.0), ("b", date(2026, 5, 20), 40.0),
        ("b", date(2026, 6, 1), 90.0),
        doc_type=["sale", "cancel", "sale"], doc_no=["17", "17", "18"],
    )  # fmt: skip
    assert found["a"]["n"] == 1
    assert found["b"]["money"] == 50.0


def test_each_unusable_row_is_counted_once_under_its_first_fault():
    rows = lines(
        ["a", None, "a", "a", "a", "a", None, "a"],
        [date(2026, 5, 1), date(2026, 5, 1), None, date(2026, 7, 1), date(2025, 1, 1),
         date(2026, 5, 2), None, date(2026, 5, 3)],
        [1.0, 1.0, 1.0, 1.0, 1.0, None, None, 1e300],
        as_of=TODAY, since=date(2026, 1, 1),
    )  # fmt: skip
    assert rows.dropped == {
        "not_a_sale": 0, "no_customer": 2, "no_date": 1, "after_as_of": 1, "before_window": 1,
        "no_amount": 2,
    }  # fmt: skip
    assert rows.row.tolist() == [0]


def test_the_year_is_the_365_days_that_end_with_the_day_of_the_analysis():
    found = of(
        ("a", TODAY, 1.0), ("a", TODAY - timedelta(364), 2.0), ("a", TODAY - timedelta(365), 4.0)
    )
    assert (found["a"]["year"], found["a"]["n_365"], found["a"]["n"]) == (3.0, 2, 3)


def test_numbers_that_stand_for_customers_are_their_digits():
    assert set(of((17.0, date(2026, 5, 1), 1.0), ("17", date(2026, 5, 2), 1.0))) == {"17"}


def test_members_can_be_counted_as_their_household():
    tops = tops_of(["dad", "mum", "home", "x", "y"], ["home", "home", None, "y", "x"])
    assert tops == {"dad": "home", "mum": "home", "x": "x", "y": "y"}
    found = of(("dad", date(2026, 5, 1), 1.0), ("mum", date(2026, 5, 1), 2.0), tops=tops)
    assert found["home"]["n"] == 1
    assert found["home"]["money"] == 3.0


def test_the_person_who_bought_can_take_the_place_of_the_account():
    found = of(
        ("firm", date(2026, 5, 1), 1.0), ("firm", date(2026, 5, 2), 2.0), buyer=["dana", None]
    )
    assert {name: row["money"] for name, row in found.items()} == {"dana": 1.0, "firm": 2.0}


def test_nothing_and_one_row():
    assert of() == {}
    assert of(("a", TODAY, 5.0))["a"] == {
        "n": 1, "first": TODAY, "last": TODAY, "money": 5.0, "year": 5.0, "n_365": 1,
        "first_money": 5.0,
    }  # fmt: skip


def test_tenths_add_up_exactly():
    found = of(*[("a", TODAY - timedelta(i), 0.1) for i in range(30)])
    assert found["a"]["money"] == 3.0


def test_very_large_books_stay_exact():
    found = of(*[("a", TODAY - timedelta(i % 9), 9_999_999_999.99) for i in range(1000)])
    assert found["a"]["money"] == 9_999_999_999_990.0


row = st.tuples(
    st.sampled_from(["a", "b", "c", "d"]),
    st.dates(date(2025, 1, 1), date(2026, 6, 30)),
    st.integers(-5000, 50_000).map(lambda agorot: agorot / 100),
)


@given(rows=st.lists(row, max_size=40), seed=st.randoms(use_true_random=False))
def test_the_order_of_the_rows_changes_nothing(rows, seed):
    shuffled = list(rows)
    seed.shuffle(shuffled)
    assert of(*rows) == of(*shuffled)


@given(rows=st.lists(row, max_size=40), factor=st.sampled_from([1000, 100, 0.001]))
def test_the_unit_of_money_changes_nothing_but_the_money(rows, factor):
    plain = of(*rows)
    other = of(*[(who, when, much * factor) for who, when, much in rows])
    assert plain.keys() == other.keys()
    for name, figures in plain.items():
        assert other[name]["n"] == figures["n"]
        assert other[name]["money"] == pytest.approx(figures["money"] * factor)


@given(rows=st.lists(row, max_size=60))
def test_every_row_is_counted_or_accounted_for(rows):
    who, when, much = ([r[i] for r in rows] for i in range(3))
    found = lines(who, when, much, as_of=date(2026, 1, 1), since=date(2025, 3, 1))
    assert set(found.dropped) == set(REASONS)
    assert len(found.row) + sum(found.dropped.values()) == len(rows)


@given(rows=st.lists(row, min_size=1, max_size=40))
def test_a_plain_count_in_python_agrees(rows):
    per_day = {}
    for who, when, much in rows:
        per_day[who, when] = per_day.get((who, when), 0) + round(much * 100)
    expected = {}
    for (who, when), money in sorted(per_day.items()):
        if money > 0:
            expected.setdefault(who, []).append(when)
    found = of(*rows)
    assert found.keys() == expected.keys()
    for who, bought in expected.items():
        assert (found[who]["n"], found[who]["first"], found[who]["last"]) == (
            len(bought), bought[0], bought[-1],
        )  # fmt: skip
        everything = sum(m for (name, _), m in per_day.items() if name == who)
        assert round(found[who]["money"] * 100) == everything


@given(rows=st.lists(row, max_size=40))
def test_no_figure_is_ever_not_a_number(rows):
    who, when, much = ([r[i] for r in rows] for i in range(3))
    found = summarise(days(lines(who, when, much, as_of=TODAY)), as_of=TODAY)
    for name in FIGURES:
        assert len(getattr(found, name)) == len(found.customers)
        assert np.isfinite(getattr(found, name)).all()
    assert (found.t_x <= found.T).all()
    assert (found.days_since_last >= 0).all()
