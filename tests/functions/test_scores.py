"""CRM_SCORE and CRM_SEGMENT, against published scores and the grid as drawn."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

PUBLISHED = Path(__file__).resolve().parents[1] / "analysis" / "rfm_orders.csv"
GRID = """
5 | new     potential potential champions champions
4 | promise potential potential loyal     loyal
3 | sleep   sleep     attention loyal     loyal
2 | hiber   hiber     risk      risk      cant
1 | hiber   hiber     risk      risk      cant
"""
NAMES = {
    "new": "New", "potential": "Potential loyalists", "champions": "Champions",
    "promise": "Promising", "loyal": "Loyal", "sleep": "About to sleep",
    "attention": "Need attention", "hiber": "Hibernating", "risk": "At risk", "cant": "Can't lose",
}  # fmt: skip


@pytest.fixture(scope="module")
def orders():
    """What R's package rfm publishes of its example data: 995 customers and their scores."""
    with PUBLISHED.open(newline="") as stream:
        return list(csv.DictReader(stream))


def test_a_column_is_scored_as_published(excel, orders):
    column = excel.column(*(float(row["orders"]) for row in orders))
    found = excel("CRM_SCORE", column, column)
    assert [score for (score,) in found] == [float(row["f"]) for row in orders]


def test_smaller_is_better_when_told(excel, orders):
    column = excel.column(*(float(row["recency_days"]) for row in orders))
    found = [score for (score,) in excel("CRM_SCORE", column, column, True)]
    theirs = [float(row["r"]) for row in orders]
    # R gives a tie on an edge the better score, we the lower: 1.2 % of customers, by one.
    off = [ours - other for ours, other in zip(found, theirs, strict=True)]
    assert set(off) == {0.0, -1.0}
    assert round(off.count(0.0) / len(off), 3) == 0.988


@pytest.mark.parametrize(
    ("value", "score"),
    # Of ten values n - 1 are worse than the n-th; between two as many as below the next.
    [(1.0, 1.0), (2.0, 1.0), (3.0, 2.0), (10.0, 5.0), (2.5, 2.0), (-7.0, 1.0), (99.0, 5.0)],
)
def test_a_value_need_not_be_among_them(excel, value, score):
    among = excel.column(*map(float, range(1, 11)))
    assert excel("CRM_SCORE", value, among, None, 5.0) == score


def test_few_values_are_put_in_three_grades(excel):
    among = excel.column(*map(float, range(1, 50)))
    scores = {excel("CRM_SCORE", float(n), among) for n in range(1, 50)}
    assert scores == {1.0, 3.0, 5.0}


def test_what_is_no_number_in_the_column_does_not_count(excel):
    among = excel.column("סכום", 10.0, None, 20.0, "1,000", True, "אין")
    assert excel("CRM_SCORE", 1000.0, among, None, 5.0) == 4.0  # two of three are worse
    assert excel("CRM_SCORE", "1,000", among, None, 5.0) == 4.0


def test_faults_are_said_of_the_cell_they_are_in(excel):
    values = excel.column(10.0, "abc", None, -2146826246)
    found = excel("CRM_SCORE", values, excel.column(5.0, 10.0), None, 5.0)
    assert found == [[3.0], ["לא מספר"], [""], ["#N/A"]]


@pytest.mark.parametrize(
    ("arguments", "answer"),
    [
        ((1.0, None), "אין מספרים בטווח"),
        ((1.0, (("א",), (None,))), "אין מספרים בטווח"),
        ((1.0, ((1.0,), (2.0,)), None, 4.0), "מספר הדרגות הוא 3 או 5"),
        ((1.0, ((1.0,), (2.0,)), None, "חמש"), "מספר הדרגות הוא 3 או 5"),
        ((1.0, ((1.0,), (2.0,)), "בערך"), "'בערך' אינו אחד מ: TRUE, FALSE"),
        ((1.0, ((1.0,), (-2146826281,))), "#DIV/0!"),
    ],
)
def test_what_spoils_all_of_it_is_one_answer(excel, arguments, answer):
    assert excel("CRM_SCORE", *arguments) == answer


def test_the_grid_is_the_one_that_is_drawn(excel):
    for line in GRID.strip().splitlines():
        recency, _, row = line.partition("|")
        frequencies = excel.range((1.0, 2.0, 3.0, 4.0, 5.0))
        found = excel("CRM_SEGMENT", float(recency), frequencies, lang="en")
        assert found == [NAMES[word] for word in row.split()]


def test_segments_by_values_are_those_of_their_scores(excel):
    days = excel.column(2.0, 40.0, 400.0, None)
    times = excel.column(12.0, 3.0, 1.0, 0.0)
    found = excel("CRM_SEGMENT", days, times, days, times, lang="en")
    # Three customers in three grades: 5 and 5, 3 and 3, 1 and 1; the fourth never bought.
    assert found == [["Champions"], ["Need attention"], ["Hibernating"], ["Prospects"]]
    apart = excel("CRM_SEGMENT", 400.0, 1.0, days, times, True, lang="en")
    assert apart == "Lost"


@pytest.mark.parametrize(
    ("recency", "frequency", "answer"),
    [
        (6.0, 1.0, "scores are 1 to 5"),
        (2.5, 1.0, "scores are 1 to 5"),
        ("five", 1.0, "not a number"),
        (5.0, "", "a value is missing"),
        ("", "", ""),
        (-2146826265, 1.0, "#REF!"),
    ],
)
def test_scores_that_are_none(excel, recency, frequency, answer):
    assert excel("CRM_SEGMENT", recency, frequency, lang="en") == answer


def test_ranges_of_different_sizes_are_refused(excel):
    two, three = excel.column(1.0, 2.0), excel.column(1.0, 2.0, 3.0)
    assert excel("CRM_SEGMENT", two, three, lang="en") == "the ranges are not of one size"
