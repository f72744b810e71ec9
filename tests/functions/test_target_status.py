"""CRM_TARGET_STATUS. Working days were counted on a calendar: June 2026 has 24, Fridays half."""

from __future__ import annotations

import time
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_workbook.analysis import targets
from crm_workbook.analysis.calendar import ISRAEL

JUNE = (2026, 6, 1), (2026, 6, 30)


@pytest.fixture
def status(excel):
    def ask(actual, target, as_of, *more):
        first, last = (excel.date(*day) for day in JUNE)
        when = excel.date(2026, 6, as_of) if isinstance(as_of, int) else as_of
        return excel("CRM_TARGET_STATUS", actual, target, first, last, when, *more, lang="en")

    return ask


@pytest.mark.parametrize(
    ("actual", "as_of", "answer"),
    [
        (9.0, 7, "Too early to tell"),  # 5.5 of 24 days have passed, less than a quarter
        (90.0, 8, "On track"),  # 6.5 of 24: the pace makes 332
        (110.0, 14, "At risk"),  # 11 of 24, and 110 is 11/24 of 240: even odds
        (150.0, 14, "On track"),
        (80.0, 14, "Behind"),
        (240.0, 14, "Reached"),
        (239.0, 30, "Missed"),
        (240.0, 30, "Reached"),
        (None, 14, "Behind"),
    ],
)
def test_a_target_of_240_in_june(status, actual, as_of, answer):
    actual = "" if actual is None else actual
    found = status(actual, 240.0, as_of)
    # With nothing done at all there is no pace, so nothing is foretold.
    assert found == ("Too early to tell" if actual == "" else answer)


def test_before_the_period_it_has_not_started(status, excel):
    assert status(0.0, 240.0, excel.date(2026, 5, 31)) == "Not started"


def test_large_single_sales_make_the_end_less_certain(status):
    # 52 % of the goal at 46 % of the time: sure for small sales, anybody's guess for a few large.
    assert status(52_000.0, 100_000.0, 14, 100.0) == "On track"
    assert status(52_000.0, 100_000.0, 14, 20_000.0) == "At risk"


def test_at_most_turns_it_round(status):
    assert status(80.0, 240.0, 14, 1.0, "At most") == "On track"
    assert status(150.0, 240.0, 14, 1.0, "לכל היותר") == "Behind"
    assert status(250.0, 240.0, 14, 1.0, "<=") == "Missed"


@pytest.mark.parametrize("when", ["14/06/2026", 46187.0, "2026-06-14"])
def test_a_day_may_be_a_text_or_the_number_excel_has_for_it(status, when):
    assert status(150.0, 240.0, when) == "On track"


def test_without_a_day_it_is_today(excel):
    today = date.today()  # noqa: DTZ011 - the day on the user's own calendar
    first, last = today - timedelta(300), today + timedelta(30)
    days = [excel.date(d.year, d.month, d.day) for d in (first, last)]
    assert excel("CRM_TARGET_STATUS", 1.0, 240.0, *days, lang="en") == "Behind"
    assert excel("CRM_TARGET_STATUS", 239.0, 240.0, *days, lang="en") == "On track"


def test_the_rows_of_a_table_spill(excel):
    first, last = (excel.date(*day) for day in JUNE)
    found = excel(
        "CRM_TARGET_STATUS",
        excel.column(150.0, "many", None, 1.0, 1.0, -2146826246),
        excel.column(240.0, 240.0, None, 240.0, -5.0, 240.0),
        excel.column(first, first, None, last, first, first),
        excel.column(last, last, None, first, last, last),
        excel.date(2026, 6, 14),
        lang="en",
    )
    assert [answer for (answer,) in found] == [
        "On track", "not a number", "", "it ends before it starts", "a negative target", "#N/A",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("arguments", "answer"),
    [
        ((1.0, 240.0, "soon", "31/12/2026"), "no clear date"),
        ((1.0, 240.0, "03/04/2026", "31/12/2026"), "no clear date"),  # March or April
        ((1.0, 240.0, "01/01/2026", ""), "a value is missing"),
        ((1.0, 240.0, "01/01/2026", "31/12/2026", "then"), "no clear date"),
        ((1.0, 240.0, "01/01/2026", "31/12/2026", "01/06/2026", "much"), "not a number"),
        ((1.0, 240.0, "01/01/2026", "31/12/2026", "01/06/2026", 1.0, "sideways"),
         "direction: At least or At most"),
        ((1e300, 1e307, "01/01/2026", "31/12/2026", "13/06/2026", 1e307), "Behind"),
    ],
)  # fmt: skip
def test_odd_rows(excel, arguments, answer):
    assert excel("CRM_TARGET_STATUS", *arguments, lang="en") == answer


def test_many_targets_take_seconds(excel):
    first, last = (excel.date(*day) for day in JUNE)
    actual = excel.column(*map(float, range(10_000)))
    began = time.perf_counter()
    found = excel(
        "CRM_TARGET_STATUS", actual, 5_000.0, first, last, excel.date(2026, 6, 14), lang="en"
    )
    assert time.perf_counter() - began < 20
    # From behind to reached, and never back again.
    order = ["Behind", "At risk", "On track", "Reached"]
    places = [order.index(status) for (status,) in found if status != "Too early to tell"]
    assert places == sorted(places)
    assert set(places) == {0, 1, 2, 3}


@given(
    st.floats(0, 1e6), st.floats(0, 1e6), st.integers(1, 30), st.floats(0.01, 1e4), st.booleans()
)
def test_a_status_does_not_hang_on_the_interval(actual, aim, day, size, at_most):
    goal = targets.Goal(aim, date(*JUNE[0]), date(*JUNE[1]), at_most)
    reached = targets.Sum(actual, size, None)
    as_of = date(2026, 6, day)
    whole = targets.of_sum(goal, reached, as_of=as_of, week=ISRAEL)
    short = targets.of_sum(goal, reached, as_of=as_of, week=ISRAEL, interval=False)
    assert (short.status, short.chance, short.forecast) == (
        whole.status, whole.chance, whole.forecast,
    )  # fmt: skip
