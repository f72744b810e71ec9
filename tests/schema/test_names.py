"""A customer whose names stand in two columns is known by both, wherever names are told."""

from __future__ import annotations

from datetime import date

import openpyxl
import pytest
from openpyxl import load_workbook

import crm_workbook
from crm_workbook.analysis.scopes import Scope, scope
from crm_workbook.schema.names import full_name
from crm_workbook.store import open_store

AS_OF = date(2026, 6, 30)


@pytest.fixture
def two_columns(tmp_path):
    """A shop that never had a column for whole names."""
    book = openpyxl.Workbook()
    people = book.active
    people.title = "לקוחות"
    people.append(["מזהה לקוח", "שם פרטי", "שם משפחה", "טלפון"])
    people.append(["C-1", "דנה", "כהן", "054-765-4321"])
    people.append(["C-2", "רות", None, "054-765-4322"])
    people.append(["C-3", "דנה", "כהן", "054-765-4321"])
    sales = book.create_sheet("רכישות")
    sales.append(["מזהה לקוח", "תאריך", "סכום"])
    for key in ("C-1", "C-2", "רות"):
        sales.append([key, date(2026, 6, 1), 100])
    path = tmp_path / "shop.xlsx"
    book.save(path)
    return path


def test_metrics_name_everybody(two_columns):
    people = load_workbook(two_columns)
    people["רכישות"].delete_rows(4)
    people.save(two_columns)
    crm_workbook.refresh(str(two_columns), as_of=AS_OF)
    metrics = load_workbook(two_columns)["מדדי לקוח"]
    assert [(row[0].value, row[1].value) for row in metrics.iter_rows(min_row=2)] == [
        ("C-1", "דנה כהן"),
        ("C-2", "רות"),
        ("C-3", "דנה כהן"),
    ]


def test_the_same_customer_twice_is_found_by_both_names(two_columns):
    found = crm_workbook.check(str(two_columns)).findings
    assert [str(each.ref) for each in found if each.code == "CRM205"] == ["customers!B4"]


def test_a_name_in_place_of_an_id_is_known(two_columns):
    (found,) = (
        each for each in crm_workbook.check(str(two_columns)).findings if each.code == "CRM201"
    )
    assert str(found.ref) == "purchases!A4"
    assert "C-2" in found.say("en")


def test_a_target_may_name_a_customer_by_both(two_columns):
    book = open_store(str(two_columns)).read()
    assert scope(book, "customer", "רות", "result") == Scope("customer", "C-2")
    assert scope(book, "customer", "דנה כהן", "result") is None, "two bear this name"


@pytest.mark.parametrize(
    ("name", "first", "last", "known"),
    [
        ("Dana C.", "Dana", "Cohen", "Dana C."),
        ("", "Dana", "Cohen", "Dana Cohen"),
        ("", "Dana", "", "Dana"),
        ("", "", "Cohen", "Cohen"),
        ("", "", "", ""),
    ],
)
def test_the_name_someone_is_known_by(name, first, last, known):
    assert full_name(name, first, last) == known
