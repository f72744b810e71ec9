"""What every store promises, asked of each of them."""

from __future__ import annotations

from datetime import date, datetime

import openpyxl
import pytest
import xlwings as xw

from crm_workbook import engines
from crm_workbook.errors import CrmError
from crm_workbook.model import (
    AddSheet,
    AppendRows,
    Change,
    Plan,
    Receipt,
    RemoveRows,
    RemoveSheet,
    ReplaceRows,
    SetCells,
)
from crm_workbook.schema import sheet
from crm_workbook.store import open_store
from crm_workbook.store.excel import ExcelStore
from crm_workbook.store.memory import MemoryStore
from crm_workbook.text import Text

CUSTOMERS = {
    "customer_id": ["C-0001", "C-0002", "C-0003"],
    "display_name": ["דנה", "יוסי", "Ruth & Co"],
    "phone": ["+972501234567", "050-7654321", None],
    "birth_date": [date(1980, 2, 29), None, date(1975, 12, 31)],
    "shelf": ["א", "ב", "ג"],
}
METRICS = {
    "customer_id": ["C-0001", "C-0002", "C-0003"],
    "frequency": [3.0, 1.0, 2.0],
    "monetary": [120.5, 80.0, 99.9],
    "my_note": ["keep one", "keep two", None],
}
TODAY = {
    "order": [1.0, 2.0, 3.0],
    "customer_id": ["C-0002", "C-0001", "C-0003"],
    "why_now": ["א", "ב", "ג"],
}
TABLES = {"customers": CUSTOMERS, "metrics": METRICS, "today": TODAY}


class InMemory:
    """A memory store, and a user who types into it."""

    def __init__(self, _folder, _build):
        self.store = MemoryStore(TABLES)

    def type(self, sheet_id, key, column, value):
        table = self.store.data[sheet_id]
        table[column][table[sheet(sheet_id).key].index(key)] = value

    def sort(self, sheet_id, column):
        table = self.store.data[sheet_id]
        order = sorted(range(len(table[column])), key=lambda i: table[column][i])
        for name, values in table.items():
            table[name] = [values[i] for i in order]


class InFile:
    """A file store, and a user who types into its file with another program."""

    def __init__(self, tmp_path, build):
        self.path = build(tmp_path / "shop.xlsx", TABLES)
        self.store = open_store(str(self.path))

    def _page(self, sheet_id):
        book = openpyxl.load_workbook(self.path)
        page = book[sheet(sheet_id).he]
        heads = [cell.value for cell in page[1]]
        return book, page, heads

    def type(self, sheet_id, key, column, value):
        book, page, heads = self._page(sheet_id)
        known = sheet(sheet_id)
        at = heads.index(known.column(known.key).he) + 1
        row = next(r for r in range(2, page.max_row + 1) if page.cell(r, at).value == key)
        found = known.column(column)
        page.cell(row, heads.index(found.he if found else column) + 1).value = value
        book.save(self.path)

    def sort(self, sheet_id, column):
        book, page, heads = self._page(sheet_id)
        rows = [[c.value for c in row] for row in page.iter_rows(min_row=2)]
        rows.sort(key=lambda row: row[heads.index(sheet(sheet_id).column(column).he)])
        for number, row in enumerate(rows, 2):
            for at, value in enumerate(row, 1):
                page.cell(number, at).value = value
        book.save(self.path)


class InProgram:
    """A store of an open workbook, and a user who types into it."""

    def __init__(self, tmp_path, build):
        path = build(tmp_path / "shop.xlsx", TABLES)
        self.book = xw.Book(str(path))
        self.store = ExcelStore(self.book)

    def _page(self, sheet_id):
        page = self.book.sheets[sheet(sheet_id).he]
        rows = page.tables[0].range.options(ndim=2).value
        return page, rows[0], rows[1:]

    def type(self, sheet_id, key, column, value):
        page, heads, rows = self._page(sheet_id)
        known = sheet(sheet_id)
        at = heads.index(known.column(known.key).he)
        found = known.column(column)
        number = heads.index(found.he if found else column) + 1
        row = next(r for r, row in enumerate(rows, 2) if row[at] == key)
        page.range((row, number)).value = value

    def sort(self, sheet_id, column):
        page, heads, rows = self._page(sheet_id)
        rows.sort(key=lambda row: row[heads.index(sheet(sheet_id).column(column).he)])
        page.range((2, 1)).value = rows


@pytest.fixture(
    params=[
        InMemory,
        InFile,
        pytest.param("memory", id="program"),
        pytest.param("libreoffice", id="libreoffice", marks=pytest.mark.office),
    ],
    ids=["memory", "file", None, None],
)
def case(request, tmp_path, build):
    if not isinstance(request.param, str):
        yield request.param(tmp_path, build)
        return
    if request.param == "memory":
        engines.use_memory()
    else:
        request.getfixturevalue("office").activate()
    opened = InProgram(tmp_path, build)
    yield opened
    opened.book.close()


def plan(*edits, undoes=""):
    return Plan("test", Text("בדיקה", "a test"), edits, undoes)


def do(case, *edits):
    return case.store.apply(plan(*edits), case.store.read())


def undo(case, entry):
    book = case.store.read()
    found = next(e for e in book.journal if e.id == entry)
    taken_back = Plan("undo", Text("ביטול", "undo"), found.inverse.edits, found.id)
    return case.store.apply(taken_back, book)


def columns(case, sheet_id):
    return case.store.read().tables[sheet_id].columns


def everything(case):
    return {name: table.columns for name, table in case.store.read().tables.items()}


def change(case, sheet_id, key, column, new):
    table = case.store.read().tables[sheet_id]
    index = table.columns[table.sheet.key].index(key)
    return Change(table.rows[index], key, column, table.columns[column][index], new)


def test_reads_what_it_was_given(case):
    book = case.store.read()
    assert list(book.tables) == ["customers", "metrics", "today"]
    assert book.tables["customers"].columns == CUSTOMERS
    assert [p.own for p in book.tables["customers"].placed] == [False] * 4 + [True]


def test_cells_change_and_nothing_else_does(case):
    before = everything(case)
    receipt = do(
        case,
        SetCells(
            "customers",
            (
                change(case, "customers", "C-0002", "phone", "+972507654321"),
                change(case, "customers", "C-0003", "birth_date", date(1976, 1, 1)),
                change(case, "customers", "C-0001", "shelf", None),
            ),
        ),
    )
    before["customers"]["phone"][1] = "+972507654321"
    before["customers"]["birth_date"][2] = date(1976, 1, 1)
    before["customers"]["shelf"][0] = None
    assert everything(case) == before
    assert receipt.changed == 3


def test_every_kind_of_value_comes_back(case):
    values = [
        "=HYPERLINK(1)", "+972", "@x", "-5", " blank ", "שורה\nשנייה", "<&>\"'", "_x0041_", "007",
        True, 12345678901.25, -0.1, 1e-9, date(2024, 2, 29), datetime(2024, 2, 29, 13, 45, 10),  # noqa: DTZ001 - cells know no zones
    ]  # fmt: skip
    rows = tuple((f"C-1{i:03}", value) for i, value in enumerate(values))
    do(case, AppendRows("customers", ("customer_id", "shelf"), rows))
    back = columns(case, "customers")["shelf"][3:]
    assert [str(v).strip() for v in back] == [str(v).strip() for v in values]
    assert list(map(type, back)) == list(map(type, values))


def test_rows_are_appended(case):
    receipt = do(
        case,
        AppendRows("customers", ("customer_id", "phone"), (("C-4", "05"), ("C-5", None))),
    )
    after = columns(case, "customers")
    assert after["customer_id"] == [*CUSTOMERS["customer_id"], "C-4", "C-5"]
    assert after["phone"][3:] == ["05", None]
    assert after["shelf"] == ["א", "ב", "ג", None, None]
    assert receipt.changed == 3


def test_replaced_rows_keep_their_place_and_what_stands_beside_them(case):
    do(
        case,
        ReplaceRows(
            "metrics",
            ("customer_id", "frequency"),
            (("C-0009", 9.0), ("C-0003", 33.0), ("C-0001", 3.0)),
        ),
    )
    assert columns(case, "metrics") == {
        "customer_id": ["C-0001", "C-0003", "C-0009"],
        "frequency": [3.0, 33.0, 9.0],
        "monetary": [120.5, 99.9, None],
        "my_note": ["keep one", None, None],
    }


def test_rows_without_a_key_are_replaced_by_position(case):
    do(case, ReplaceRows("today", ("order", "customer_id"), ((1.0, "C-0003"), (2.0, "C-0002"))))
    assert columns(case, "today") == {
        "order": [1.0, 2.0],
        "customer_id": ["C-0003", "C-0002"],
        "why_now": ["א", "ב"],
    }
    rows = tuple((float(i), f"C-000{i}") for i in range(5))
    do(case, ReplaceRows("today", ("order", "customer_id"), rows))
    assert columns(case, "today")["order"] == [0.0, 1.0, 2.0, 3.0, 4.0]
    assert columns(case, "today")["why_now"] == ["א", "ב", None, None, None]


def test_rows_are_removed_by_key(case):
    do(case, RemoveRows("customers", ("C-0001", "C-0003")))
    assert columns(case, "customers") == {name: [v[1]] for name, v in CUSTOMERS.items()}


def test_all_rows_may_go_and_others_come(case):
    do(case, ReplaceRows("metrics", ("customer_id",), ()))
    assert columns(case, "metrics")["customer_id"] == []
    do(case, ReplaceRows("metrics", ("customer_id", "monetary"), (("C-0002", 5.0),)))
    assert columns(case, "metrics")["customer_id"] == ["C-0002"]
    assert columns(case, "metrics")["monetary"] == [5.0]


def test_a_sheet_is_added_and_used_by_the_same_plan(case):
    do(
        case,
        AddSheet("targets", "he", ("target_id", "name", "start"), (("T-1", "יעד", None),)),
        AppendRows("targets", ("target_id", "start"), (("T-2", date(2024, 1, 1)),)),
        SetCells("targets", (Change(0, "T-1", "name", "יעד", "יעד אחר"),)),
    )
    assert columns(case, "targets") == {
        "target_id": ["T-1", "T-2"],
        "name": ["יעד אחר", None],
        "start": [None, date(2024, 1, 1)],
    }


def test_edits_of_one_sheet_compose_and_rows_are_those_of_the_reading(case):
    do(
        case,
        RemoveRows("customers", ("C-0001",)),
        SetCells("customers", (change(case, "customers", "C-0003", "shelf", "חדש"),)),
        AppendRows("customers", ("customer_id", "shelf"), (("C-0007", "ז"),)),
    )
    after = columns(case, "customers")
    assert after["customer_id"] == ["C-0002", "C-0003", "C-0007"]
    assert after["shelf"] == ["ב", "חדש", "ז"]


def test_a_plan_that_changes_nothing_leaves_no_trace(case):
    same = tuple(zip(*METRICS.values(), strict=True))
    receipt = do(
        case,
        ReplaceRows("metrics", tuple(METRICS), same),
        SetCells("customers", (change(case, "customers", "C-0001", "phone", "+972501234567"),)),
    )
    assert receipt == Receipt("", 0)
    assert len(case.store.read().journal) == 0


def test_a_book_that_is_no_longer_so_is_refused(case):
    book = case.store.read()
    case.type("customers", "C-0001", "display_name", "אחרת")
    with pytest.raises(CrmError) as caught:
        case.store.apply(plan(RemoveRows("customers", ("C-0001",))), book)
    assert caught.value.code == "changed-since-read"
    assert columns(case, "customers")["display_name"][0] == "אחרת"


@pytest.mark.parametrize(
    ("edit", "code"),
    [
        (AppendRows("products", ("product_id",), (("1",),)), "no-such-sheet"),
        (AppendRows("metrics", ("customer_id", "segment"), (("C", "x"),)), "no-such-column"),
        (SetCells("customers", (Change(99, "C-0099", "shelf", None, "x"),)), "no-such-row"),
        (AddSheet("metrics", "he", ("customer_id",)), "sheet-exists"),
    ],
)
def test_what_is_not_there_is_refused_by_name(case, edit, code):
    before = everything(case)
    with pytest.raises(CrmError) as caught:
        do(case, RemoveRows("today", ()), edit)
    assert caught.value.code == code
    assert everything(case) == before


def test_a_missing_column_that_would_stay_empty_is_no_fault(case):
    do(case, AppendRows("metrics", ("customer_id", "segment"), (("C-0008", None),)))
    assert columns(case, "metrics")["customer_id"][-1] == "C-0008"


# ------------------------------------------------------------------ journal and undo

EDITS = {
    "cells": lambda case: SetCells(
        "customers", (change(case, "customers", "C-0002", "phone", "+972507654321"),)
    ),
    "append": lambda _: AppendRows("customers", ("customer_id",), (("C-0008",),)),
    "replace": lambda _: ReplaceRows(
        "metrics", ("customer_id", "monetary"), (("C-0002", 1.0), ("C-0008", 2.0))
    ),
    "positions": lambda _: ReplaceRows("today", ("order",), ((7.0,),)),
    "remove": lambda _: RemoveRows("metrics", ("C-0002",)),
    "add": lambda _: AddSheet("targets", "he", ("target_id", "name"), (("T-1", "יעד"),)),
}


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
def test_undo_is_exact(case, edit):
    before, fingerprint = everything(case), case.store.read().fingerprint
    receipt = do(case, edit(case))
    assert everything(case) != before
    undo(case, receipt.entry)
    assert everything(case) == before
    assert case.store.read().fingerprint == fingerprint


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
def test_undo_leaves_what_the_user_changed_since(case, edit):
    before = everything(case)
    receipt = do(case, edit(case))
    case.type("customers", "C-0001", "display_name", "דנה כהן")
    undo(case, receipt.entry)
    after = everything(case)
    assert after["customers"]["display_name"][0] == "דנה כהן"
    before["customers"]["display_name"][0] = "דנה כהן"
    rows = {
        name: sorted(zip(*table.values(), strict=True), key=str) for name, table in after.items()
    }
    assert rows == {
        name: sorted(zip(*table.values(), strict=True), key=str) for name, table in before.items()
    }


def test_undo_finds_its_rows_after_sorting(case):
    receipt = do(
        case, SetCells("metrics", (change(case, "metrics", "C-0003", "frequency", 50.0),))
    )
    case.sort("metrics", "monetary")
    undo(case, receipt.entry)
    after = columns(case, "metrics")
    assert after["customer_id"] == ["C-0002", "C-0003", "C-0001"]
    assert after["frequency"] == [1.0, 2.0, 3.0]


def test_undo_refuses_to_touch_what_the_user_changed_there(case):
    receipt = do(
        case,
        SetCells("customers", (change(case, "customers", "C-0002", "phone", "+972507654321"),)),
    )
    case.type("customers", "C-0002", "phone", "03-5555555")
    before = everything(case)
    with pytest.raises(CrmError) as caught:
        undo(case, receipt.entry)
    assert caught.value.code == "changed-since"
    assert "customers!C3" in str(caught.value)
    assert everything(case) == before


def test_undo_does_not_throw_away_a_row_the_user_wrote_into(case):
    receipt = do(case, AppendRows("customers", ("customer_id",), (("C-0008",),)))
    case.type("customers", "C-0008", "shelf", "שלי")
    with pytest.raises(CrmError) as caught:
        undo(case, receipt.entry)
    assert caught.value.code == "changed-since"
    assert "customers!E5" in str(caught.value)


def test_undoing_twice_goes_back_two_steps(case):
    start = everything(case)
    one = do(case, RemoveRows("customers", ("C-0001",)))
    middle = everything(case)
    two = do(case, ReplaceRows("today", ("why_now",), (("אחר",),)))
    undo(case, two.entry)
    assert everything(case) == middle
    undo(case, one.entry)
    assert everything(case) == start
    with pytest.raises(CrmError) as caught:
        undo(case, two.entry)
    assert caught.value.code == "nothing-to-undo"


def test_the_journal_tells_what_was_done(case):
    do(case, AppendRows("customers", ("customer_id", "shelf"), (("C-0008", "ח"),)))
    two = do(case, RemoveRows("metrics", ("C-0002",)))
    undo(case, two.entry)
    journal = case.store.read().journal
    assert [(e.job, e.reason, e.changed) for e in journal] == [
        ("test", "בדיקה", 2), ("test", "בדיקה", 4), ("undo", "ביטול", 4),
    ]  # fmt: skip
    assert [e.id for e in journal if not e.undone] == [journal[0].id]
    assert journal[1].inverse.edits == (
        AppendRows("metrics", tuple(METRICS), (("C-0002", 1.0, 80.0, "keep two"),)),
    )


def test_an_unknown_entry_cannot_be_undone(case):
    with pytest.raises(CrmError) as caught:
        case.store.apply(plan(undoes="never"), case.store.read())
    assert caught.value.code == "nothing-to-undo"


def test_a_sheet_that_was_added_and_filled_by_its_user_stays(case):
    receipt = do(case, AddSheet("targets", "he", ("target_id", "name"), (("T-1", "יעד"),)))
    case.type("targets", "T-1", "name", "היעד שלי")
    with pytest.raises(CrmError) as caught:
        undo(case, receipt.entry)
    assert caught.value.code == "changed-since"
    assert columns(case, "targets")["name"] == ["היעד שלי"]


def test_only_an_undo_removes_a_sheet(case):
    with pytest.raises(CrmError) as caught:
        do(case, RemoveSheet("customers", "לקוחות"))
    assert caught.value.code == "not-our-sheet"
