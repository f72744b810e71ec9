"""The states in which Excel answers otherwise, brought about in memory."""

from __future__ import annotations

import pytest
import xlwings as xw

from crm_workbook import engines
from crm_workbook.engines.coercion import HEBREW
from crm_workbook.engines.errors import (
    RPC_E_CALL_REJECTED,
    RPC_E_DISCONNECTED,
    ExcelError,
    NotSupported,
)
from crm_workbook.engines.memory import simulate


@pytest.fixture
def open_book(memory):
    assert xw.engines.active == memory
    return xw.Book()


@pytest.mark.parametrize(
    "call",
    [
        lambda book: book.name,
        lambda book: book.fullname,
        lambda book: book.app.status_bar,
        lambda book: setattr(book.app, "screen_updating", False),
        lambda book: book.sheets[0],
        lambda book: book.names.add("a", "=1"),
        lambda book: book.save(),
        lambda _: xw.books.active,
    ],
)
def test_while_a_cell_is_edited_every_call_is_rejected(open_book, call):
    # 0x80010001, RPC_E_CALL_REJECTED: the application is in edit mode or shows a dialog.
    with simulate.editing(open_book.app), pytest.raises(ExcelError) as refused:
        call(open_book)
    assert refused.value.hresult == RPC_E_CALL_REJECTED
    assert refused.value.args[0] & 0xFFFFFFFF == 0x80010001
    assert open_book.app.screen_updating is True


def test_what_was_at_hand_is_rejected_too(open_book):
    sheet = open_book.sheets[0]
    sheet["A1"].value = [["a"], [1]]
    cell, table = sheet["A1"], sheet.tables.add(sheet["A1:A2"])
    calls = (
        lambda: cell.value,
        lambda: setattr(cell, "value", 1),
        lambda: cell.number_format,
        cell.expand,
        lambda: cell.api,
        lambda: table.range,
        table.rows.add,
        lambda: len(sheet.tables),
        lambda: list(sheet.tables),
    )
    with simulate.editing(open_book.app):
        for call in calls:
            with pytest.raises(ExcelError, match="rejected"):
                call()
    assert cell.value == "a"


def test_an_error_has_the_shape_pywin32_gives_it(open_book):
    with pytest.raises(ExcelError) as refused:
        open_book.sheets[0].range("no such name")
    hresult, strerror, excepinfo, argument = refused.value.args
    assert hresult & 0xFFFFFFFF == 0x80020009
    assert strerror == "Exception occurred."
    assert excepinfo[1] == "Microsoft Excel"
    assert "no such name" in excepinfo[2]
    assert excepinfo[5] & 0xFFFFFFFF == 0x800A03EC
    assert argument is None


def test_protected_view_is_for_looking_only(open_book):
    # Application.ProtectedViewWindows: such a workbook is in no list, and takes no change.
    sheet = open_book.sheets[0]
    sheet["A1"].value = 1
    with simulate.protected_view(open_book):
        assert sheet["A1"].value == 1
        assert len(open_book.app.books) == 0
        for change in (
            lambda: setattr(sheet["A1"], "value", 2),
            lambda: setattr(sheet["A1"], "color", (1, 2, 3)),
            lambda: open_book.sheets.add("new"),
            sheet["1:1"].delete,
            lambda: open_book.names.add("a", "=1"),
            lambda: sheet.tables.add(sheet["A1:A2"]),
            open_book.save,
        ):
            with pytest.raises(ExcelError, match="Protected View"):
                change()
    assert sheet["A1"].value == 1
    assert open_book.app.books.active == open_book


def test_a_read_only_book_may_be_changed_but_not_saved(open_book, tmp_path):
    simulate.read_only(open_book)
    open_book.sheets[0]["A1"].value = 1
    with pytest.raises(ExcelError, match="read-only"):
        open_book.save()
    open_book.save(tmp_path / "copy.xlsx")
    assert open_book.api.ReadOnly is False


def test_a_book_in_the_cloud_has_an_address(open_book):
    url = "https://d.docs.live.net/0123456789abcdef/Documents/חנות.xlsx"
    simulate.cloud(open_book, url)
    assert open_book.fullname == url
    assert open_book.name == "חנות.xlsx"
    assert open_book.api.Path == "https://d.docs.live.net/0123456789abcdef/Documents"
    open_book.sheets[0]["A1"].value = 1
    assert open_book.api.Saved is False
    open_book.save()
    assert open_book.api.Saved is True


def test_a_never_saved_book_is_saved_where_the_program_runs(open_book, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert (open_book.fullname, open_book.api.Path) == ("Book1", "")
    open_book.save()
    assert open_book.fullname == str(tmp_path / "Book1.xlsx")


def test_a_locked_structure_holds_its_sheets(open_book):
    # Protect a workbook: its structure.
    sheet = open_book.sheets[0]
    security = open_book.impl.opened.workbook.security
    security.lockStructure = True
    for change in (
        lambda: open_book.sheets.add("new"),
        lambda: setattr(sheet, "name", "other"),
        sheet.copy,
    ):
        with pytest.raises(ExcelError, match="structure"):
            change()
    assert open_book.sheet_names == ["Sheet1"]


def test_what_a_protected_sheet_allows(open_book):
    # Worksheet.Protect: AllowSorting and its like.
    sheet = open_book.sheets[0]
    sheet["A1"].value = [[2], [1]]
    sheet["A1:A2"].api.Locked = False
    sheet.api.Protect(AllowFormattingCells=True, AllowInsertingRows=True)
    sheet["A1"].color = (1, 2, 3)
    sheet["1:1"].insert("down")
    with pytest.raises(ExcelError):
        sheet["1:1"].delete()
    with pytest.raises(ExcelError):
        sheet["A2:A3"].sort(1)
    sheet.api.Protect(AllowSorting=True)
    sheet["A2:A3"].sort(1)
    assert sheet["A2:A3"].value == [1, 2]
    with pytest.raises(NotSupported, match="AllowEverything"):
        sheet.api.Protect(AllowEverything=True)


def test_a_macro_is_noted_and_may_be_stood_for(open_book):
    # Application.Run.
    simulate.macro(open_book.app, "Greet", lambda name: f"שלום {name}")
    assert open_book.macro("Module1.Greet")("דנה") == "שלום דנה"
    (call,) = simulate.macro_calls(open_book.app)
    assert call == ("Book1", "Module1.Greet", ("דנה",))


def test_a_book_without_macros_has_none_to_run(open_book):
    # "Cannot run the macro … The macro may not be available in this workbook."
    with pytest.raises(ExcelError, match="Cannot run the macro"):
        open_book.macro("Missing")()
    assert simulate.macro_calls(open_book.app) == []


def test_a_deleted_sheet_answers_no_more(open_book):
    extra = open_book.sheets.add("extra")
    cell = extra["A1"]
    extra.delete()
    with pytest.raises(ExcelError) as refused:
        _ = cell.value
    assert refused.value.hresult == RPC_E_DISCONNECTED


def test_amounts_are_rounded_as_excel_rounds_them(open_book):
    # Range.Value: Currency has four places; xlwings issue 640.
    from decimal import Decimal

    sheet = open_book.sheets[0]
    sheet["A1"].number_format = "$#,##0.00"
    sheet["A1"].value = 0.9407596136
    assert sheet["A1"].value == Decimal("0.9408")
    assert isinstance(sheet["A1"].value, Decimal)
    assert sheet["A1"].api.Value2 == 0.9407596136
    # xlwings issue 2634: a Decimal arrives as an amount of two places.
    sheet["A2"].value = Decimal("0.038")
    assert sheet["A2"].number_format == "$#,##0.00"
    assert sheet["A2"].api.Value2 == 0.04


@pytest.mark.usefixtures("memory")
def test_typed_by_a_person_in_israel():
    engines.use_memory(locale=HEBREW)
    sheet = xw.Book().sheets[0]
    sheet["A1"].value = ["1/2/2024", "₪12.50", "$12.50"]
    assert sheet["A1"].value.isoformat() == "2024-02-01T00:00:00"
    assert sheet["B1"].value == 12.5
    assert sheet["C1"].value == "$12.50"


@pytest.mark.usefixtures("memory")
def test_two_applications_do_not_know_each_other():
    first, second = xw.App(), xw.App()
    first.books[0].sheets[0]["A1"].value = "first"
    assert second.books[0].sheets[0]["A1"].value is None
    assert first.pid != second.pid
    assert xw.apps.active == second
    second.quit()
    assert xw.apps.active == first
    with pytest.raises(ExcelError):
        _ = second.books


def test_what_would_take_forever_is_refused(open_book):
    sheet = open_book.sheets[0]
    with pytest.raises(NotSupported, match="5,000,000"):
        sheet.cells.value = 1
    with pytest.raises(NotSupported, match="5,000,000"):
        _ = sheet.cells.impl.raw_value
    sheet["XFD1048576"].value = "last"
    sheet.cells.clear_contents()
    assert sheet["XFD1048576"].value is None


def test_several_areas_are_refused_by_name(open_book):
    with pytest.raises(NotSupported, match=r"Sheet\.range"):
        open_book.sheets[0].range("A1:B2,D4")
