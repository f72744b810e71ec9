"""Who counts as a customer: the one recorded, the household, or the person who bought."""

from datetime import date

import pytest

from crm_workbook import schema
from crm_workbook.analysis import metrics
from crm_workbook.store.memory import MemoryStore

TODAY = date(2026, 6, 30)

FAMILY = [
    {"customer_id": "H", "unit_type": "household", "display_name": "כהן"},
    {"customer_id": "A", "parent_id": "H"},
    {"customer_id": "B", "parent_id": "H"},
    {"customer_id": "S"},
]
BOUGHT = [
    {"customer_id": who, "date": date(2026, 6, day), "amount": 10.0, "buyer_id": buyer}
    for who, day, buyer in (("A", 1, None), ("B", 1, None), ("B", 5, None), ("H", 9, "A"))
]


def counted(unit, customers=FAMILY, purchases=BOUGHT):
    """The metrics and the grey columns of the customers, counted by a unit."""
    given = {
        "customers": customers,
        "purchases": purchases,
        "settings": [{"key": "unit", "value": unit}],
    }
    data = {
        sheet_id: {c.id: [row.get(c.id) for row in rows] for c in schema.sheet(sheet_id).columns}
        for sheet_id, rows in given.items()
    }
    book = MemoryStore(data).read()
    seen = metrics.read(book, as_of=TODAY)
    grey = metrics.beside_customers(book, seen, lambda start, end: f"{start} {end}")
    return metrics.columns(book, seen), grey


def test_as_recorded_everyone_is_herself():
    rows, _ = counted("כפי שנרשם")
    assert rows["customer_id"] == ["H", "A", "B", "S"]
    assert rows["frequency"] == [1.0, 1.0, 2.0, 0.0]


def test_a_household_counts_as_one_and_its_revenue_stands_once():
    rows, grey = counted("משק הבית או העסק")
    assert rows["customer_id"] == ["H", "S"]
    assert rows["frequency"] == [3.0, 0.0]
    assert rows["unit_members"] == [3.0, 1.0]
    assert grey["revenue_12m"] == [40.0, None, None, 0.0]
    assert grey["last_purchase"] == [date(2026, 6, 9)] * 3 + [None]
    assert len(set(grey["segment"][:3])) == 1
    assert grey["segment"][3] == "prospect"


def test_a_household_counts_only_for_what_no_person_is_named_for():
    rows, _ = counted("person")
    assert rows["customer_id"] == ["A", "B", "S"]
    assert rows["monetary"] == [20.0, 20.0, 0.0]
    unnamed = [*BOUGHT, {"customer_id": "H", "date": date(2026, 6, 2), "amount": 5.0}]
    rows, _ = counted("person", purchases=unnamed)
    assert dict(zip(rows["customer_id"], rows["monetary"], strict=True))["H"] == 5.0


@pytest.mark.parametrize("parents", [("gone", "B", "D", "C"), (None, None, None, None)])
def test_who_belongs_to_nobody_listed_or_to_herself_counts_alone(parents):
    people = [
        {"customer_id": name, "parent_id": parent}
        for name, parent in zip("ABCD", parents, strict=True)
    ]
    bought = [
        {"customer_id": who, "date": date(2026, 6, 1), "amount": 10.0} for who in ("A", "B", "C")
    ]
    rows, _ = counted("top", people, bought)
    assert rows["customer_id"] == list("ABCD")
    assert rows["monetary"] == [10.0, 10.0, 10.0, 0.0]
