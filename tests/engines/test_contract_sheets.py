"""Sheets."""

from __future__ import annotations

import pytest

from crm_workbook.engines.errors import EngineError


def test_a_sheet_is_found_by_name_and_place(book, sheet):
    # Worksheets.Item; names are not case sensitive.
    sheet.name = "Data"
    assert book.sheets["data"] == sheet
    assert book.sheets[0] == sheet
    assert sheet.index == 1
    with pytest.raises(KeyError):
        book.sheets["no such sheet"]


def test_sheets_stand_where_they_are_put(book, sheet):
    # Sheets.Add: Before, After.
    sheet.name = "b"
    book.sheets.add("a", before=sheet)
    book.sheets.add("c", after=sheet)
    assert book.sheet_names == ["a", "b", "c"]


def test_a_new_sheet_is_the_active_one(book):
    # Sheets.Add: the new sheet becomes the active sheet.
    added = book.sheets.add("new")
    assert book.sheets.active == added


def test_a_sheet_is_deleted(book, sheet):
    # Worksheet.Delete.
    book.sheets.add("extra", after=sheet).delete()
    assert book.sheet_names == [sheet.name]


def test_the_last_visible_sheet_stays(book, sheet):
    # "A workbook must contain at least one visible worksheet."
    with pytest.raises(EngineError):
        sheet.delete()
    with pytest.raises(EngineError):
        sheet.visible = False
    assert len(book.sheets) == 1


@pytest.mark.parametrize("name", ["a" * 32, "a/b", "a\\b", "a?", "a*", "[a]", "a:b", "", "'a"])
def test_a_wrong_name_is_refused(sheet, name):
    # Rename a worksheet: the rules for names.
    before = sheet.name
    with pytest.raises((EngineError, ValueError)):  # xlwings looks at some of it first
        sheet.name = name
    assert sheet.name == before


@pytest.mark.parametrize("name", ["לקוחות", "a" * 31, "O'Neil & co", "2024 סיכום"])
def test_a_good_name_is_taken(book, sheet, name):
    # Rename a worksheet: up to 31 characters.
    sheet.name = name
    assert book.sheets[name]["A1"].sheet.name == name


def test_two_sheets_do_not_share_a_name(book, sheet):
    # Rename a worksheet: unique, in whatever case.
    sheet.name = "data"
    other = book.sheets.add("other", after=sheet)
    with pytest.raises(EngineError):
        other.name = "DATA"


def test_a_sheet_is_hidden_and_shown(book, sheet):
    # Worksheet.Visible.
    other = book.sheets.add("other", after=sheet)
    other.visible = False
    assert not other.visible
    other["A1"].value = 1
    assert other["A1"].value == 1
    other.visible = True
    assert other.visible


def test_a_sheet_is_copied_with_what_is_on_it(book, sheet):
    # Worksheet.Copy: the copy is called "name (2)".
    sheet.name = "a"
    sheet["A1"].value = [[1, "x"]]
    sheet["A1"].color = (1, 2, 3)
    copied = sheet.copy(after=sheet)
    assert book.sheet_names == ["a", "a (2)"]
    assert copied["A1:B1"].value == [1, "x"]
    assert copied["A1"].color == (1, 2, 3)
    copied["A1"].value = 2
    assert sheet["A1"].value == 1


def test_a_copied_table_has_a_name_of_its_own(sheet, customers):
    # Worksheet.Copy: names of tables stay unique.
    copied = sheet.copy(after=sheet)
    assert len(copied.tables) == 1
    assert copied.tables[0].name != customers.name
    assert copied.tables[0].range.address == customers.range.address


def test_a_sheet_is_moved(book, sheet):
    # Worksheet.Move.
    sheet.name = "a"
    book.sheets.add("b", after=sheet)
    sheet.move(after=book.sheets["b"])
    assert book.sheet_names == ["b", "a"]


def test_clearing_a_sheet(sheet):
    # Range.ClearContents over all cells.
    sheet["B2"].value = [[1, 2], [3, 4]]
    sheet.clear_contents()
    assert sheet["B2:C3"].value == [[None, None], [None, None]]
