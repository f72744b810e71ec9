"""How an open workbook is changed: what goes along with the cells, and what stays as it was."""

from __future__ import annotations

from datetime import date

import openpyxl
import pytest
import xlwings as xw
from openpyxl.styles import Font, PatternFill
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.table import Table

from crm_workbook.errors import CrmError
from crm_workbook.model import (
    AddSheet,
    AppendRows,
    Change,
    RemoveRows,
    ReplaceRows,
    SetCells,
)

APPEND = AppendRows("customers", ("customer_id", "phone"), (("C-0008", "050"), ("C-0009", "=1")))
REMOVE = RemoveRows("customers", ("C-0002",))
PHONE = SetCells("customers", (Change(3, "C-0002", "phone", None, "0521234567"),))


def everything(store):
    """Return what stands anywhere on any sheet, and every table's place."""
    cells = {
        sheet.name: sheet.range((1, 1), sheet.used_range.last_cell).options(ndim=2).formula
        for sheet in store.book.sheets
    }
    tables = {table.name: table.range.address for s in store.book.sheets for table in s.tables}
    return cells, tables


def column(store, name):
    return store.read().tables["customers"].columns[name]


def test_the_table_grows_by_being_resized_and_new_rows_look_like_the_row_above(opened, small, do):
    def dress(page, _):
        page["B4"].font = Font(bold=True)
        page["E4"].fill = PatternFill("solid", fgColor="FFFF00")
        page["D4"].number_format = "yyyy-mm-dd"

    store = opened(small(dress))
    do(store, APPEND)
    page = store.book.sheets[0]
    assert page.tables["Customers"].range.address == "$A$1:$E$6"
    assert page["B6"].font.bold
    assert page["E5"].color == (255, 255, 0)
    assert page["D5"].number_format == "yyyy-mm-dd"
    assert column(store, "phone")[3:] == ["050", "=1"]
    assert page["C6"].number_format == "@"


def below(page, _table):
    page["B8"] = "הערה מתחת"
    page["G9"] = "=B8"
    page["G3"] = None


@pytest.mark.parametrize("edit", [APPEND, REMOVE, ReplaceRows("customers", ("customer_id",), ())])
def test_what_stands_below_stays_where_it_is(opened, small, do, undo, edit):
    store = opened(small(below))
    before = everything(store)
    do(store, edit)
    page = store.book.sheets[0]
    assert (page["B8"].value, page["G9"].formula) == ("הערה מתחת", "=B8")
    undo(store)
    assert everything(store) == before


def test_a_table_below_goes_along_and_comes_back(opened, small, do, undo):
    def another(page, _):
        page["A8"], page["B8"], page["A9"], page["B9"] = "א", "ב", 1, 2
        page.add_table(Table(displayName="Other", ref="A8:B9"))

    store = opened(small(another))
    before = everything(store)
    do(store, REMOVE)
    do(store, APPEND)
    assert everything(store)[1] == {"Customers": "$A$1:$E$5", "Other": "$A$8:$B$9"}
    undo(store)
    undo(store)
    assert everything(store) == before


def test_a_wider_table_below_stops_rows_from_closing_up(opened, small, do):
    def wider(page, _):
        for at, cell in enumerate("ABCDEFG", 1):
            page[f"{cell}8"], page[f"{cell}9"] = f"k{at}", at
        page.add_table(Table(displayName="Other", ref="A8:G9"))

    store = opened(small(wider))
    before = everything(store)
    with pytest.raises(CrmError) as caught:
        do(store, REMOVE)
    assert caught.value.code == "table-below"
    assert everything(store) == before
    do(store, APPEND)
    assert everything(store)[1] == {"Customers": "$A$1:$E$6", "Other": "$A$8:$G$9"}


def test_totals_stay_at_the_end_of_their_table(opened, small, do, undo):
    def total(page, table):
        page["A5"] = 'סה"כ'
        table.ref, table.totalsRowCount, table.totalsRowShown = "A1:E5", 1, True
        page["B9"] = "הערה"

    store = opened(small(total))
    before = everything(store)
    do(store, APPEND)
    page = store.book.sheets[0]
    assert (page["A7"].value, page["B9"].value) == ('סה"כ', "הערה")
    assert page.tables[0].range.address == "$A$1:$E$7"
    do(store, REMOVE)
    assert (page["A6"].value, page["B9"].value) == ('סה"כ', "הערה")
    assert column(store, "customer_id") == ["C-0001", "C-0003", "C-0008", "C-0009"]
    undo(store)
    undo(store)
    assert everything(store) == before


def calculated(page, table):
    page["F1"] = "קוד"
    for row in (2, 3, 4):
        page[f"F{row}"] = f'=A{row}&"-"&$H$1'
    table.ref = "A1:F4"


def test_a_calculated_column_fills_new_rows(opened, small, do):
    store = opened(small(calculated))
    do(store, APPEND)
    page = store.book.sheets[0]
    assert page["F5"].formula == '=A5&"-"&$H$1'
    assert page["F6"].formula == '=A6&"-"&$H$1'
    assert page.tables[0].range.address == "$A$1:$F$6"


def test_nobodys_formula_is_overwritten(opened, small, do):
    store = opened(small(calculated))
    before = everything(store)
    with pytest.raises(CrmError) as caught:
        do(store, SetCells("customers", (Change(3, "C-0002", "קוד", None, "x"),)))
    assert (caught.value.code, caught.value.values["cell"]) == ("formula-in-the-way", "F3")
    assert everything(store) == before


def test_names_of_the_body_follow_it(opened, small, do):
    path = small()
    book = openpyxl.load_workbook(path)
    book.defined_names["names"] = DefinedName("names", attr_text="'לקוחות'!$B$2:$B$4")
    book.save(path)
    store = opened(path)
    do(store, APPEND)
    assert store.book.names["names"].refers_to == "='לקוחות'!$B$2:$B$6"
    do(store, REMOVE)
    assert store.book.names["names"].refers_to.replace("'", "") == "=לקוחות!$B$2:$B$5"


def test_a_live_filter_goes_where_rows_move_and_stays_where_cells_change(opened, small, do):
    store = opened(small())
    page = store.book.sheets[0]
    page.tables[0].autofilter.apply_values(2, ["דנה"])
    do(store, PHONE)
    assert page.range("A3").rows.hidden
    assert column(store, "phone")[1] == "0521234567"
    do(store, REMOVE)
    assert not page.range("A2:A4").rows.hidden
    assert column(store, "customer_id") == ["C-0001", "C-0003"]


def test_a_row_hidden_by_hand_stays_the_one_that_is_hidden(opened, small, do):
    store = opened(small())
    page = store.book.sheets[0]
    page.range("A4").rows.hidden = True
    page.range("C1").columns.hidden = True
    do(store, REMOVE)
    assert [page.range((row, 1)).rows.hidden for row in (2, 3, 4)] == [False, True, False]
    do(store, PHONE._replace(changes=(Change(3, "C-0003", "phone", None, "03"),)))
    assert column(store, "phone") == ["+972501234567", "03"]


def test_links_open_what_their_cells_say(opened, small, do):
    store = opened(small())
    link = "https://wa.me/972501234567?text=%D7%A9"
    rows = (("A-1", link), ("A-2", "javascript:alert(1)"))
    do(store, AddSheet("outreach", "he", ("outreach_id", "link"), rows))
    page = store.book.sheets["פניות"]
    assert page["B2"].hyperlink == link
    with pytest.raises(Exception, match="hyperlink"):
        page["B3"].hyperlink  # noqa: B018 - asking is the test
    do(store, SetCells("outreach", (Change(3, "A-2", "link", None, link + "a"),)))
    assert page["B3"].hyperlink == link + "a"
    look = page["B2"].number_format
    do(store, SetCells("outreach", (Change(2, "A-1", "link", link, None),)))
    assert page["B2"].api.Hyperlinks.Count == 0
    assert page["B2"].number_format == look
    assert page["B3"].hyperlink == link + "a"


@pytest.mark.parametrize("lang", ["he", "en"])
def test_an_added_sheet_reads_in_the_direction_of_its_language(opened, small, do, lang):
    store = opened(small())
    do(store, AddSheet("targets", lang, ("target_id",), (("T-1",),)))
    page = next(s for s in store.book.sheets if s.name in {"יעדים", "Targets"})
    assert page.api.DisplayRightToLeft is (lang == "he")
    assert store.read().facts.tab(page.name).rtl is (lang == "he")


def test_an_added_sheet_has_its_table_widths_formats_and_protection(opened, small, do):
    store = opened(small())
    store.book.sheets.add("אחר")
    store.book.sheets["לקוחות"].activate()
    metrics = AddSheet("metrics", "he", ("customer_id", "monetary"), (("0001", 5.0),))
    targets = AddSheet("targets", "he", ("target_id", "start"), (("T-1", date(2024, 1, 2)),))
    do(store, metrics, targets)
    page = store.book.sheets["מדדי לקוח"]
    assert page.tables[0].range.address == "$A$1:$B$2"
    assert page["A2"].value == "0001"
    assert page["A1"].font.bold
    assert page.api.ProtectContents
    assert page.api.Protection.AllowSorting
    other = store.book.sheets["יעדים"]
    assert not other.api.ProtectContents
    assert other["B2"].number_format == "dd/mm/yyyy"
    assert [sheet.name for sheet in store.book.sheets][-2:] == ["מדדי לקוח", "יעדים"]
    assert store.book.sheets.active.name == "לקוחות"
    assert store.read().tables["targets"].columns["start"] == [date(2024, 1, 2)]


def test_protection_without_a_password_is_put_back_as_it_was(opened, small, do):
    store = opened(small())
    page = store.book.sheets[0]
    page.api.Protect(AllowSorting=True, AllowInsertingRows=True)
    do(store, APPEND, REMOVE)
    assert page.api.ProtectContents
    assert page.api.Protection.AllowSorting
    assert page.api.Protection.AllowInsertingRows
    assert not page.api.Protection.AllowFiltering


def test_a_password_is_not_gone_around(opened, small, do):
    store = opened(small())
    page = store.book.sheets[0]
    page.api.Protect("secret", AllowSorting=True)
    before = everything(store)
    with pytest.raises(CrmError) as caught:
        do(store, APPEND)
    assert caught.value.code == "protected-sheet"
    assert everything(store) == before
    assert len(store.read().journal) == 0
    page.api.Unprotect("secret")
    assert not page.api.ProtectContents


def test_each_column_is_written_in_one_piece(opened, small, do, monkeypatch):
    store = opened(small())
    written = []
    setter = xw.Range.value.fset

    def count(cells, value):
        written.append(cells.address)
        setter(cells, value)

    monkeypatch.setattr(xw.Range, "value", xw.Range.value.setter(count))
    rows = tuple((f"C-1{i:03}", "שם", "א") for i in range(500))
    do(store, AppendRows("customers", ("customer_id", "display_name", "מדף"), rows))
    assert written == ["$A$5:$B$504", "$E$5:$E$504"]


def test_under_a_filter_no_block_mixes_rows_that_show_and_rows_that_do_not(
    opened, small, do, monkeypatch
):
    store = opened(small())
    store.book.sheets[0].tables[0].autofilter.apply_values(2, ["דנה", "Ruth & Co"])
    written = []
    setter = xw.Range.value.fset

    def note(cells, value):
        written.append(cells.address)
        setter(cells, value)

    monkeypatch.setattr(xw.Range, "value", xw.Range.value.setter(note))
    keys = enumerate(("C-0001", "C-0002", "C-0003"), 2)
    do(store, SetCells("customers", tuple(Change(r, k, "מדף", None, "חדש") for r, k in keys)))
    assert written == ["$E$2", "$E$4", "$E$3"]
    assert column(store, "מדף") == ["חדש"] * 3
