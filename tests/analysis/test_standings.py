"""Targets measured from the rows of a workbook."""

from datetime import date, timedelta

import pytest

from crm_workbook import schema
from crm_workbook.analysis import metrics, standings, telling_targets
from crm_workbook.schema.lists import LISTS
from crm_workbook.store.memory import MemoryStore

TODAY = date(2026, 6, 30)


def workbook(sheets, **settings):
    """A workbook given as rows by sheet."""
    rows = {
        "settings": [{"key": key, "value": value} for key, value in settings.items()],
        **sheets,
    }
    data = {
        sheet_id: {c.id: [row.get(c.id) for row in given] for c in schema.sheet(sheet_id).columns}
        for sheet_id, given in rows.items()
    }
    return MemoryStore({**data, "lists": {"staff": ["רות"]}}).read()


def told(sheets, **settings):
    """The targets of a workbook given as rows by sheet."""
    book = workbook(sheets, **settings)
    return standings.targets_of(book, metrics.read(book, as_of=TODAY))


def busy_shop(**more):
    """An equal sale every day for half a year, and some contacts beside them."""
    sales = [
        {"customer_id": f"C{i % 20}", "date": date(2026, 1, 4) + timedelta(i), "amount": 100.0,
         "product_id": "rose" if i % 2 else "lily", "quantity": 2.0, "seller": "רות",
         "sales_channel": "אתר" if i % 4 == 0 else "חנות"}
        for i in range(178)
    ]  # fmt: skip
    return {
        "customers": [
            {"customer_id": f"C{i}", "display_name": f"שם {i}"} for i in range(20)
        ],
        "purchases": sales,
        "products": [{"product_id": "rose", "name": "ורד", "cost": 10.0},
                     {"product_id": "lily", "name": "שושן", "cost": 20.0}],
        "interactions": [
            {"customer_id": "C1", "when": date(2026, 6, 2), "channel": "טלפון",
             "direction": "יוצא", "satisfaction": 5.0},
            {"customer_id": "C1", "when": date(2026, 6, 3), "channel": "טלפון",
             "direction": "נכנס", "kind": "תלונה", "satisfaction": 3.0,
             "due": date(2026, 6, 10), "closed_on": date(2026, 6, 9)},
            {"customer_id": "C2", "when": date(2026, 6, 4), "kind": "ביקור",
             "direction": "יזום"},
            {"customer_id": "C3", "when": date(2026, 6, 5), "channel": "וואטסאפ",
             "direction": "יוצא", "outreach_id": "9"},
            {"customer_id": "C2", "when": date(2026, 6, 6), "kind": "תלונה",
             "direction": "נכנס", "due": date(2026, 6, 20)},
        ],
        "outreach": [
            {"outreach_id": "9", "customer_id": "C3", "planned_on": date(2026, 6, 5),
             "sent_on": date(2026, 6, 5), "status": "נשלח", "channel": "וואטסאפ"},
            {"outreach_id": "10", "customer_id": "C3", "planned_on": date(2026, 6, 5),
             "status": "טיוטה", "channel": "וואטסאפ"},
        ],
        **more,
    }  # fmt: skip


def goal(measure, value=10.0, **more):
    return {"target_id": measure, "measure": measure, "value": value, "kind": "תוצאה",
            "start": date(2026, 6, 1), "end": date(2026, 7, 31)} | more  # fmt: skip


@pytest.mark.parametrize(
    ("measure", "actual"),
    [
        ("revenue", 3000.0),
        ("purchases", 30.0),
        ("margin", 30 * 100 - 15 * 20 - 15 * 40),
        ("new_customers", 0.0),
        ("reactivated", 0.0),
        ("repeat_rate", 100.0),
        ("calls", 1.0),
        ("messages", 1.0),
        ("visits", 1.0),
        ("proactive_services", 1.0),
        ("contacts", 3.0),
        ("satisfaction", 4.0),
        ("complaints_in_time", 50.0),
    ],
)
def test_every_measure_counts_what_it_says(measure, actual):
    aim = 4.5 if measure == "satisfaction" else 50.0
    assert told(busy_shop(targets=[goal(measure, aim)]))[0].standing.actual == actual


@pytest.mark.parametrize(
    ("level", "value", "actual"),
    [
        ("לקוח", "C5", 100.0),
        ("customer", "שם 5", 100.0),
        ("מוצר", "rose", 1500.0),
        ("product", "ורד", 1500.0),
        ("ערוץ", "אתר", 800.0),
        ("owner", "רות", 3000.0),
    ],
)
def test_a_target_can_be_for_one_customer_product_channel_or_person(level, value, actual):
    found = goal("revenue", 900.0, level=level, level_value=value)
    assert told(busy_shop(targets=[found]))[0].standing.actual == actual


def test_a_segments_target_adds_up_its_customers():
    names = [choice.he for choice in LISTS["segment"].choices if choice.id != "prospect"]
    start = date(2026, 1, 1)
    whole = told(busy_shop(targets=[goal("revenue", start=start)]))[0].standing.actual
    each = [goal("revenue", start=start, level="מגזר", level_value=name) for name in names]
    parts = [target.standing.actual for target in told(busy_shop(targets=each))]
    assert sum(parts) == whole == 17_800.0
    assert 0 < max(parts) < whole


def test_pace_and_baseline_of_a_steady_shop():
    # 61 days of which half are over; a sale of 100 every day, so 6,100 is what it will bring.
    now = told(busy_shop(targets=[goal("revenue", 6100.0)]))[0].standing
    assert now.baseline == pytest.approx(6100, rel=0.02)
    assert now.forecast == pytest.approx(6100, rel=0.02)
    assert now.expected == pytest.approx(3000, rel=0.03)
    assert now.gap == now.actual - now.expected
    assert now.needed_per_week == pytest.approx(700, rel=0.03)


def test_a_result_is_told_per_action_of_its_pair():
    action, result = told(
        busy_shop(
            targets=[
                goal("contacts", 20.0, kind="פעולה", target_id="A"),
                goal("revenue", 9000.0, target_id="R", paired_with="A"),
            ]
        )
    )
    assert action.result_per_action is None
    assert result.result_per_action == 1000.0  # 3,000 from three contacts
    volume, yield_ = result.effects
    planned = 9000.0 / 20.0
    assert volume == pytest.approx((3 - action.standing.expected) * planned)
    assert volume + yield_ == pytest.approx(result.standing.gap)


def test_a_pair_of_two_results_or_with_nobody_tells_nothing():
    alone, same = told(
        busy_shop(
            targets=[
                goal("revenue", target_id="A", paired_with="gone"),
                goal("purchases", target_id="B", paired_with="A"),
            ]
        )
    )
    assert alone.result_per_action is same.result_per_action is None


def test_customers_who_come_back_after_a_long_time_are_reactivated():
    sales = [
        {"customer_id": who, "date": day, "amount": 50.0}
        for who, day in (
            ("C1", date(2025, 11, 1)), ("C1", date(2026, 6, 10)), ("C1", date(2026, 6, 12)),
            ("C2", date(2026, 5, 1)), ("C2", date(2026, 6, 2)), ("C3", date(2026, 6, 3)),
        )
    ]  # fmt: skip
    names = ("reactivated", "new_customers", "repeat_rate")
    found = told(busy_shop(purchases=sales, targets=[goal(name, 50.0) for name in names]))
    assert [target.standing.actual for target in found] == [1.0, 1.0, pytest.approx(200 / 3)]


def test_without_costs_there_is_no_margin_and_with_a_usual_rate_there_is():
    sheets = busy_shop(products=[], targets=[goal("margin")])
    assert told(sheets)[0].why == "not_measured"
    assert told(sheets, margin=0.25)[0].standing.actual == 750.0


def test_without_the_sheets_of_contacts_actions_cannot_be_measured():
    sheets = busy_shop(targets=[goal("calls"), goal("satisfaction", 4.5)])
    del sheets["interactions"], sheets["outreach"]
    assert [target.why for target in told(sheets)] == ["not_measured"] * 2


# ------------------------------------------------------------------ in words


def said(lang="en", **row):
    book = workbook(busy_shop(targets=[goal("repeat_rate") | row]))
    seen = metrics.read(book, as_of=TODAY)
    return list(telling_targets.words(book, standings.targets_of(book, seen), lang))


@pytest.mark.parametrize(
    ("row", "why", "word"),
    [
        ({"start": date(2026, 8, 1)}, "ends before it starts", "מסתיים לפני"),
        ({"value": 500.0}, "cannot come to such a value", "לא יכול להגיע"),
        ({"value": -1.0}, "cannot come to such a value", "לא יכול להגיע"),
        ({"measure": "satisfaction", "value": 45.0}, "'Satisfaction' cannot", "'שביעות רצון'"),
        ({"value": None}, "is missing", "חסרים"),
    ],
)
def test_a_target_that_cannot_be_computed_says_what_is_wrong_with_it(row, why, word):
    [line] = said(**row)
    assert why in line
    [line] = said("he", **row)
    assert word in line


def test_shares_are_told_as_per_cent_whichever_way_the_target_is_written():
    assert "100% of 35%" in said(value=35.0)[0]
    assert "100% of 35%" in said(value=0.35)[0]


@pytest.mark.parametrize(
    ("value", "text"),
    [(0.04077892799, "0.041"), (0.4077, "0.41"), (4.077, "4.1"), (40.7, "40.7"), (407.7, "408"),
     (12345.6, "12,346"), (3.0, "3"), (0.0, "0"), (0.0001, "0")],
)  # fmt: skip
def test_a_rate_has_the_digits_that_say_something(value, text):
    assert telling_targets.rate(value) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [(1 / 3, "0.33"), (24000.0, "24,000"), (268176.5, "268,176.5"), (1e12, "1,000,000,000,000")],
)  # fmt: skip
def test_an_amount_is_money(value, text):
    assert telling_targets.amount(value) == text
