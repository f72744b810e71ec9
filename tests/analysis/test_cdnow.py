"""The CDNOW sample against figures others have published about it."""

import csv
from datetime import date
from math import exp, lgamma, log
from pathlib import Path

import numpy as np
import pytest

from crm_workbook.analysis import purchases, summary

HERE = Path(__file__).parent
PURCHASES = HERE.parent.parent / "examples" / "cdnow_purchases.csv"
END_OF_CALIBRATION = date(1997, 9, 30)


@pytest.fixture(scope="module")
def rows():
    with PURCHASES.open(newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.fixture(scope="module")
def found(rows):
    return summarise(rows, as_of=END_OF_CALIBRATION)


@pytest.fixture(scope="module")
def published():
    """The summary as distributed with the lifetimes package (MIT), customer by customer."""
    with (HERE / "cdnow_summary.csv").open(newline="") as stream:
        return {row["ID"]: row for row in csv.DictReader(stream)}


def lines_of(rows, as_of):
    return purchases.lines(
        [row["customer_id"] for row in rows],
        [date.fromisoformat(row["date"]) for row in rows],
        [float(row["dollars"]) for row in rows],
        as_of=as_of,
    )


def summarise(rows, as_of):
    days = purchases.days(lines_of(rows, as_of))
    return summary.summarise(days, as_of=as_of, zero_days=True)


def test_the_whole_file_is_there(rows):
    lines = lines_of(rows, date(1998, 6, 30))
    assert len(rows) == 6919
    assert len(lines.customers) == 2357
    assert not any(lines.dropped.values())


def test_every_customer_equals_the_published_summary(found, published):
    assert len(found.customers) == 2357
    weeks = found.T / 7
    for name, x, t_x, age in zip(
        found.customers,
        found.repeat_count.tolist(),
        (found.t_x / 7).tolist(),
        weeks.tolist(),
        strict=True,
    ):
        row = published[name]
        assert x == int(row["x"])
        assert f"{t_x:.2f}" == f"{float(row['t_x']):.2f}"
        assert f"{age:.2f}" == f"{float(row['T']):.2f}"


def test_the_published_totals(found):
    # Fader, Hardie & Lee (2005): 2,357 customers, 946 of them buy again in the 39 weeks.
    assert int((found.repeat_count > 0).sum()) == 946
    assert (found.T / 7).max() == pytest.approx(38.86, abs=0.005)


def test_the_mean_repeat_spend_is_the_published_one_to_the_cent(found, published):
    again = found.repeat_count > 0
    mean = found.amount(found.m_sum - found.m_first)[again] / found.repeat_count[again]
    names = np.array(found.customers)[again]
    for name, amount in zip(names.tolist(), mean.tolist(), strict=True):
        assert amount == pytest.approx(float(published[name]["zbar"]), abs=0.0101)


def test_rows_after_the_day_of_the_analysis_are_counted_as_left_out(rows):
    lines = lines_of(rows, END_OF_CALIBRATION)
    later = sum(row["date"] > "1997-09-30" for row in rows)
    assert lines.dropped["after_as_of"] == later
    assert len(lines.row) == len(rows) - later


def test_the_likelihood_of_the_published_model_is_the_published_one(found):
    """BG/NBD, Fader, Hardie & Lee (2005), equation 6, at their estimates: LL = -9582.4."""
    r, alpha, a, b = 0.24259, 4.41360, 0.79292, 2.42591
    total = 0.0
    for x, t_x, age in zip(
        found.repeat_count.tolist(),
        (found.t_x / 7).tolist(),
        (found.T / 7).tolist(),
        strict=True,
    ):
        a1 = lgamma(r + x) - lgamma(r) + r * log(alpha)
        a2 = lgamma(a + b) + lgamma(b + x) - lgamma(b) - lgamma(a + b + x)
        a3 = -(r + x) * log(alpha + age)
        a4 = log(a) - log(b + x - 1) - (r + x) * log(alpha + t_x) if x else -1e9
        total += a1 + a2 + a3 + log(1 + exp(a4 - a3))
    assert total == pytest.approx(-9582.4292, abs=0.0005)


def test_days_of_free_goods_are_no_purchases_unless_asked_for(rows):
    # Eight rows of the file cost nothing; each is the only calibration purchase of its customer.
    days = purchases.days(lines_of(rows, END_OF_CALIBRATION))
    paid = summary.summarise(days, as_of=END_OF_CALIBRATION)
    assert len(paid.customers) == 2357 - 8
