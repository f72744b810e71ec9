from __future__ import annotations

from crm_workbook import reports
from crm_workbook.model import (
    AddSheet,
    AppendRows,
    Change,
    Formula,
    Plan,
    RemoveRows,
    RemoveSheet,
    ReplaceRows,
    SetCells,
)
from crm_workbook.reports._direction import LRM
from crm_workbook.rules import example
from crm_workbook.rules.page import samples
from crm_workbook.text import Text

BOOK = example.book(
    samples("`customers`\n| customer_id | phone |\n|---|---|\n| C-0001 | '050 123' |\n")
)
WHY = Text("בדיקה", "a test")


def said(*edits, lang="en", limit=50):
    return reports.preview(Plan("x", WHY, edits), BOOK, lang, limit).splitlines()


def change(old, new, row=2, column="phone"):
    return SetCells("customers", (Change(row, "C-0001", column, old, new),))


def test_a_cell_shows_what_it_was_and_will_be():
    assert said(change("050 123", "+97250123")) == ["customers!B2: '050 123' -> '+97250123'"]


def test_texts_numbers_and_empty_cells_can_be_told_apart():
    assert said(change("5", 5.0)) == ["customers!B2: '5' -> 5"]
    assert said(change(None, Formula("A1+1"))) == ["customers!B2: (empty) -> =A1+1"]


def test_invisible_marks_become_visible():
    assert said(change("\u200fדנה", "דנה")) == [f"customers!B2: '<U+200F>דנה'{LRM} -> 'דנה'{LRM}"]


def test_long_previews_are_counted_and_none_is_hidden_when_asked_for_all():
    many = SetCells("customers", tuple(Change(r, "", "phone", "a", "b") for r in range(2, 102)))
    assert len(said(many)) == 51
    assert said(many)[-1] == "and 50 more cells"
    assert len(said(many, limit=0)) == 100


def test_blocks_of_rows_are_counted():
    edits = (
        AppendRows("purchases", ("amount",), ((1.0,), (2.0,))),
        ReplaceRows("customers", ("phone",), (("a",),) * 3),
        RemoveRows("purchases", ("L-1", "L-2")),
        AddSheet("metrics", "he", ()),
        RemoveSheet("metrics", "מדדים"),
    )
    assert said(*edits) == [
        "purchases: 2 rows added",
        "customers: 3 rows written in place of 1",
        "purchases: 2 rows removed: L-1, L-2",
        "metrics: new sheet, 0 rows",
        "metrics: sheet removed",
    ]


def test_without_a_book_the_column_is_named():
    made = reports.preview(Plan("x", WHY, (change("a", "b"),)), None, "en")
    assert made == "customers!phone/2: 'a' -> 'b'"
