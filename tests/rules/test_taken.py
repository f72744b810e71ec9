"""A check of a workbook that is not ours says what it took for what."""

from __future__ import annotations

from datetime import date

import openpyxl
import pytest

import crm_workbook
from crm_workbook.build.workbook import build


@pytest.fixture
def foreign(tmp_path):
    book = openpyxl.Workbook()
    people = book.active
    people.title = "Clients"
    people.append(["Client no.", "Full name", "Tel.", "Shoe size"])
    people.append([1, "Ann Baker", "054-7654321", 38])
    orders = book.create_sheet("Orders")
    orders.append(["Client no.", "Order date", "Total"])
    orders.append([1, date(2026, 6, 1), 100])
    orders.append([9, date(2026, 6, 2), 100])
    path = tmp_path / "clients.xlsx"
    book.save(path)
    return str(path)


def test_headings_are_told_as_far_as_they_differ(foreign):
    people, orders = crm_workbook.check(foreign, lang="en").data["told"]
    assert people == (
        "'Clients' was read as Customers: Client no. = Customer ID, Full name = Name, "
        "Tel. = Phone · not known, not checked: Shoe size"
    )
    assert orders == (
        "'Orders' was read as Purchases: Client no. = Customer ID, Order date = Date, "
        "Total = Amount"
    )


def test_in_hebrew_the_name_that_findings_use_stands_beside(foreign):
    people, _ = crm_workbook.check(foreign, lang="he").data["told"]
    assert people.replace("\u200e", "").startswith("הגיליון 'Clients' נקרא כ'לקוחות' (customers)")


def test_a_sale_may_be_dated_when(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["Client", "When", "Total"])
    book.active.append(["Ann Baker", date(2026, 6, 1), 100])
    book.save(tmp_path / "sales.xlsx")
    sales = crm_workbook.check(str(tmp_path / "sales.xlsx")).data["sheets"][0]
    assert [each["column"] for each in sales["columns"]] == ["customer_id", "date", "amount"]


def test_programs_get_every_heading(foreign):
    people, orders = crm_workbook.check(foreign).data["sheets"]
    assert [(each["heading"], each["column"]) for each in people["columns"]] == [
        ("Client no.", "customer_id"), ("Full name", "display_name"), ("Tel.", "phone"),
        ("Shoe size", None),
    ]  # fmt: skip
    assert orders["columns"][0] == {"heading": "Client no.", "column": "customer_id"}


def test_a_customer_bears_the_same_heading_wherever_one_is_named(foreign):
    found = crm_workbook.check(foreign).findings
    assert [(each.code, str(each.ref)) for each in found] == [("CRM201", "purchases!A3")]


def test_a_workbook_of_ours_needs_no_telling(tmp_path):
    path = tmp_path / "shop.xlsx"
    path.write_bytes(build("he"))
    assert "told" not in crm_workbook.check(str(path)).data
