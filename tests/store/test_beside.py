"""What stands beside a table stays with its row, or the plan is refused."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table

import crm_workbook
from crm_workbook.build.workbook import build
from crm_workbook.errors import CrmError
from crm_workbook.model import (
    AddSheet,
    AppendRows,
    Change,
    Plan,
    RemoveRows,
    ReplaceRows,
    SetCells,
)
from crm_workbook.store import open_store
from crm_workbook.store.memory import MemoryStore
from crm_workbook.text import Text

AS_OF = date(2026, 1, 15)
REMOVE = RemoveRows("customers", ("C-0002",))


def plan(*edits, undoes=""):
    return Plan("test", Text("בדיקה", "a test"), edits, undoes)


def do(path, *edits):
    store = open_store(str(path))
    return store.apply(plan(*edits), store.read())


def refused(path, *edits):
    before = path.read_bytes()
    with pytest.raises(CrmError) as caught:
        do(path, *edits)
    assert path.read_bytes() == before
    return caught.value


def edited(path, change, sheet="לקוחות"):
    book = load_workbook(path)
    change(book[sheet])
    book.save(path)


def metrics_with_notes(path, gap, on=("C-0001", "C-0002", "C-0003")):
    """Build a shop of three, write notes behind the metrics, and remove the first customer."""
    names = {"C-0001": "Ann", "C-0002": "Bob", "C-0003": "Cid"}
    rows = [{"customer_id": key, "display_name": name} for key, name in names.items()]
    path.write_bytes(build("en", rows={"customers": rows}))
    crm_workbook.refresh(str(path), as_of=AS_OF)
    book = load_workbook(path)
    metrics = book["Customer metrics"]
    beside = metrics.max_column + 1 + gap
    metrics.cell(1, beside, "My note")
    for row in (2, 3, 4):
        if metrics.cell(row, 1).value in on:
            metrics.cell(row, beside, f"on {metrics.cell(row, 1).value}")
    customers = book["Customers"]
    customers.delete_rows(2)
    table = customers.tables["Customers"]
    table.ref = table.ref[:-1] + "3"
    table.autoFilter.ref = table.ref
    book.save(path)
    return beside


def test_notes_beside_the_metrics_stay_with_their_customers_when_one_leaves(tmp_path):
    path = tmp_path / "shop.xlsx"
    beside = metrics_with_notes(path, gap=0, on=("C-0002", "C-0003"))
    crm_workbook.refresh(str(path), as_of=AS_OF)
    metrics = load_workbook(path)["Customer metrics"]
    shown = [(metrics.cell(r, 1).value, metrics.cell(r, beside).value) for r in (2, 3, 4)]
    assert shown == [("C-0002", "on C-0002"), ("C-0003", "on C-0003"), (None, None)]


def test_a_note_on_a_customer_who_leaves_is_named_and_nothing_is_written(tmp_path):
    path = tmp_path / "shop.xlsx"
    beside = metrics_with_notes(path, gap=0)
    before = path.read_bytes()
    with pytest.raises(CrmError) as caught:
        crm_workbook.refresh(str(path), as_of=AS_OF)
    assert caught.value.code == "own-cells-in-the-way"
    place = f"{openpyxl.utils.get_column_letter(beside)}2"
    assert f"in them: {place}. Nothing was written." in caught.value.say("en")
    assert f"משהו: {place}. דבר לא נכתב." in caught.value.say("he")
    assert path.read_bytes() == before
    edited(path, lambda page: page.__setitem__(place, None), "Customer metrics")
    crm_workbook.refresh(str(path), as_of=AS_OF)
    metrics = load_workbook(path)["Customer metrics"]
    assert [metrics.cell(r, beside).value for r in (2, 3, 4)] == ["on C-0002", "on C-0003", None]


def test_a_note_on_this_month_of_a_customer_who_leaves_is_kept_from_the_history(tmp_path):
    path = tmp_path / "shop.xlsx"
    sold = [
        {"customer_id": key, "date": date(2026, 1, day), "amount": 100.0}
        for day, key in enumerate(("C-0001", "C-0002"), 2)
    ]
    people = [{"customer_id": key, "display_name": key} for key in ("C-0001", "C-0002")]
    path.write_bytes(build("en", rows={"customers": people, "purchases": sold}))
    crm_workbook.refresh(str(path), as_of=AS_OF)

    def write(page):
        beside = page.max_column + 1
        page.cell(1, beside, "My note")
        page.cell(2, beside, "ask why")

    edited(path, write, "Segment history")

    def given_to_another(page):
        for cell in page[2]:
            if cell.value == "C-0001":
                cell.value = "C-0002"

    edited(path, given_to_another, "Purchases")
    before = path.read_bytes()
    with pytest.raises(CrmError) as caught:
        crm_workbook.refresh(str(path), as_of=AS_OF)
    assert caught.value.code == "own-cells-in-the-way"
    assert path.read_bytes() == before


def test_notes_behind_a_gap_stop_the_refresh_that_would_tear_them_off(tmp_path):
    path = tmp_path / "shop.xlsx"
    beside = metrics_with_notes(path, gap=1)
    before = path.read_bytes()
    with pytest.raises(CrmError) as caught:
        crm_workbook.refresh(str(path), as_of=AS_OF)
    assert caught.value.code == "cells-outside"
    place = openpyxl.utils.get_column_letter(beside)
    assert f"{place}2, {place}3, {place}4" in caught.value.say("en")
    assert f"{place}2, {place}3, {place}4" in caught.value.say("he")
    assert path.read_bytes() == before


def test_an_undo_cell_by_cell_is_stopped_as_well(shop):
    receipt = do(shop, AppendRows("customers", ("customer_id",), (("C-0008",), ("C-0009",))))
    edited(shop, lambda page: page.__setitem__("G7", "on C-0009"))
    store = open_store(str(shop))
    with pytest.raises(CrmError) as caught:
        store.apply(plan(undoes=receipt.entry), store.read())
    assert caught.value.code == "cells-outside"


@pytest.mark.parametrize("noted", [False, True])
def test_a_sheet_with_notes_outside_its_table_is_not_removed(shop, noted):
    edit = AddSheet("targets", "he", ("target_id", "name"), (("T-1", "יעד"),))
    receipt = do(shop, edit)

    def write(page):
        if noted:
            page["B2"].comment = Comment("ask her", "me")
        else:
            page["F2"] = "mine"

    edited(shop, write, "יעדים")
    before = shop.read_bytes()
    store = open_store(str(shop))
    with pytest.raises(CrmError) as caught:
        store.apply(plan(undoes=receipt.entry), store.read())
    assert caught.value.code == "sheet-written-on"
    assert ("B2" if noted else "F2") in caught.value.say("he")
    assert shop.read_bytes() == before


@pytest.mark.parametrize("place", ["G3", "G4", "AA5"])
def test_what_is_beside_rows_that_move_or_go(shop, place):
    edited(shop, lambda page: page.__setitem__(place, "=1+1"))
    assert place in refused(shop, REMOVE).say("he")


def test_what_is_beside_rows_that_stay_is_no_hindrance(shop):
    edited(shop, lambda page: page.__setitem__("G2", "mine"))
    do(shop, REMOVE)
    assert load_workbook(shop)["לקוחות"]["G2"].value == "mine"


def test_what_is_left_of_a_table_counts_too(tmp_path):
    path = tmp_path / "shop.xlsx"
    book = openpyxl.Workbook()
    page = book.active
    page.title = "לקוחות"
    for row in (["", "", "מזהה לקוח", "שם"], *[["", "", f"C-{i}", "ש"] for i in range(3)]):
        page.append([value or None for value in row])
    page["A4"] = "about C-2"
    page.add_table(Table(displayName="Customers", ref="C1:D4"))
    book.save(path)
    assert refused(path, RemoveRows("customers", ("C-0",))).code == "cells-outside"


def test_appending_and_setting_cells_leave_what_is_outside_alone(shop):
    edited(shop, lambda page: page.__setitem__("G3", "on C-0002"))
    do(
        shop,
        AppendRows("customers", ("customer_id",), (("C-0008",),)),
        SetCells("customers", (Change(3, "C-0002", "display_name", None, "x"),)),
    )
    page = load_workbook(shop)["לקוחות"]
    assert (page["A3"].value, page["B3"].value, page["G3"].value) == ("C-0002", "x", "on C-0002")


def test_another_table_in_the_same_rows_is_a_thing_of_its_own(shop):
    def add(page):
        for row, value in enumerate(["רשימה", 1, 2, 3], 1):
            page.cell(row, 8, value)
        page.row_dimensions[4].hidden = True
        page.add_table(Table(displayName="Mine", ref="H1:H4"))

    edited(shop, add)
    do(shop, REMOVE)
    page = load_workbook(shop)["לקוחות"]
    assert [page.cell(row, 8).value for row in range(1, 5)] == ["רשימה", 1, 2, 3]
    assert page["A3"].value == "C-0003"
    assert page.row_dimensions[4].hidden  # the rows are that table's as well, so they stay


@pytest.mark.parametrize("place", ["B4", "H4"])
def test_a_note_on_or_beside_a_row_that_moves(shop, place):
    edited(shop, lambda page: setattr(page[place], "comment", Comment("call her mother", "me")))
    problem = refused(shop, REMOVE)
    assert problem.code == "note-in-the-way"
    assert place in problem.say("en")


def test_a_note_on_the_totals_is_not_left_to_a_new_customer(tmp_path):
    path = tmp_path / "shop.xlsx"
    book = openpyxl.Workbook()
    page = book.active
    page.title = "מדדי לקוח"
    for row in (["מזהה לקוח", "סך הקניות"], ["C-1", 5], ["סך הכול", 5]):
        page.append(row)
    page["B3"].comment = Comment("without VAT", "me")
    page.add_table(Table(displayName="Metrics", ref="A1:B3", totalsRowCount=1))
    book.save(path)
    edit = AppendRows("metrics", ("customer_id",), (("C-2",),))
    assert refused(path, edit).code == "note-in-the-way"


def test_how_a_row_is_shown_goes_along_with_it(shop):
    """Height, hiding, outline and colours move; rules for single cells stay where they are."""
    yellow = PatternFill("solid", fgColor="FFFF00")

    def dress(page):
        page.row_dimensions[4].height = 44
        page.row_dimensions[4].fill = yellow
        page["B4"].fill = yellow
        page.row_dimensions[5].hidden = True
        page.row_dimensions[5].outlineLevel = 1
        whole, single = (DataValidation(type="list", formula1='"א,ב"') for _ in range(2))
        whole.add("B2:B5")
        single.add("C4")
        page.add_data_validation(whole)
        page.add_data_validation(single)

    edited(shop, dress)
    do(shop, REMOVE)
    page = load_workbook(shop)["לקוחות"]
    assert [page.cell(row, 1).value for row in range(2, 6)] == ["C-0001", "C-0003", "C-0004", None]
    assert [page.row_dimensions[row].height for row in (2, 3, 4, 5)] == [None, 44, None, None]
    assert page.row_dimensions[3].fill.fgColor.rgb == "00FFFF00"
    assert page["B3"].fill.fgColor.rgb == "00FFFF00"
    assert page["B4"].fill.fgColor.rgb != "00FFFF00"
    hidden = [page.row_dimensions[row].hidden for row in (2, 3, 4, 5)]
    assert hidden == [False, False, True, False]
    assert page.row_dimensions[4].outlineLevel == 1
    ranges = [str(rule.sqref) for rule in page.data_validations.dataValidation]
    assert ranges == ["B2:B4", "C4"]


def test_rows_without_a_key_are_not_changed_under_a_column_of_the_users():
    store = MemoryStore({"today": {"order": [1.0, 2.0], "my_note": ["first", None]}})
    with pytest.raises(CrmError) as caught:
        store.apply(plan(ReplaceRows("today", ("order",), ((2.0,),))), store.read())
    assert caught.value.code == "no-key-to-stay-with"


# ------------------------------------------------------------------ any plan at all

KEYS = [f"C-{i}" for i in range(6)]
OUTSIDE = [2, 7, 9]  # left of the table, behind a gap, and farther off
edits = st.one_of(
    st.sets(st.sampled_from(KEYS), min_size=1, max_size=3).map(
        lambda keys: RemoveRows("metrics", tuple(sorted(keys)))
    ),
    st.lists(st.sampled_from([*KEYS, "N-1", "N-2"]), unique=True, max_size=7).map(
        lambda keys: ReplaceRows("metrics", ("customer_id",), tuple((key,) for key in keys))
    ),
    st.lists(st.sampled_from(["N-3", "N-4", "N-5"]), unique=True, max_size=3).map(
        lambda keys: AppendRows("metrics", ("customer_id",), tuple((key,) for key in keys))
    ),
    st.sampled_from(KEYS).map(
        lambda key: SetCells("metrics", (Change(0, key, "monetary", None, 7.0),))
    ),
)


def made(noted, totals):
    """Return a sheet with a table in D:E, its own column in F, and notes outside of it."""
    book = openpyxl.Workbook()
    page = book.active
    page.title = "מדדי לקוח"
    for at, heading in enumerate(["מזהה לקוח", "סך הקניות", "שלי"], 4):
        page.cell(1, at, heading)
    for row, key in enumerate(KEYS, 2):
        page.cell(row, 4, key)
        page.cell(row, 6, f"on {key}")
    for at, row in noted:
        page.cell(row, OUTSIDE[at], f"on {page.cell(row, 4).value}")
    last = len(KEYS) + 1 + totals
    if totals:
        page.cell(last, 4, "סך הכול")
    table = Table(displayName="Metrics", ref=f"D1:E{last}", totalsRowCount=totals)
    page.add_table(table)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    noted=st.sets(st.tuples(st.integers(0, 2), st.integers(2, len(KEYS) + 1)), max_size=4),
    planned=st.lists(edits, min_size=1, max_size=3),
    totals=st.integers(0, 1),
)
def test_whatever_is_planned_every_note_stays_with_its_key(tmp_path, noted, planned, totals):
    path = tmp_path / "shop.xlsx"
    before = made(noted, totals)
    path.write_bytes(before)
    refusal = ""
    try:
        do(path, *planned)
    except CrmError as error:
        refusal = error.code
    if refusal:
        assert refusal in {"cells-outside", "no-such-row"}
        assert path.read_bytes() == before
        return
    page = load_workbook(path)["מדדי לקוח"]
    seen = 0
    for row in range(2, page.max_row + 1):
        for column in (6, *OUTSIDE):
            note = page.cell(row, column).value
            if note is not None:
                assert note == f"on {page.cell(row, 4).value}"
                seen += column != 6
    assert seen == len(noted)
