"""Workbooks and the application."""

# ruff: noqa: DTZ001 - cells know no zone

from __future__ import annotations

import datetime as dt

import openpyxl
import pytest
import xlwings as xw

from crm_workbook.engines.errors import EngineError


@pytest.fixture
def mock_caller(book):
    book.set_mock_caller()
    yield book
    del xw.Book._mock_caller


def test_the_caller_is_the_book_that_was_set(mock_caller):
    # xlwings, debugging: Book.set_mock_caller.
    xw.Book.caller().sheets[0]["A1"].value = 5
    assert mock_caller.sheets[0]["A1"].value == 5


def test_a_new_book_was_never_saved(book):
    # Workbook.FullName: just the name, before the first save.
    assert book.name.startswith("Book") or "." not in book.name
    assert book.fullname == book.name
    assert len(book.sheets) == 1


def test_a_book_is_saved_and_opened_again(book, tmp_path, customers):
    # Workbook.SaveAs, Workbooks.Open.
    path = tmp_path / "חנות.xlsx"
    customers.parent["E1"].value = dt.date(2024, 1, 5)
    book.save(path)
    assert book.name == "חנות.xlsx"
    assert book.fullname == str(path)
    book.close()
    again = xw.Book(path)
    sheet = again.sheets[0]
    assert sheet.tables["Customers"].range.address == "$A$1:$C$4"
    assert sheet["A2:C2"].value == ["דנה", 120.5, "0501234567"]
    assert sheet["E1"].value == dt.datetime(2024, 1, 5)


def test_a_saved_book_is_read_by_others(book, sheet, tmp_path):
    # ECMA-376: the file says the same to another program.
    sheet["A2"].number_format = "@"
    sheet["A1"].value = [["טלפון"], ["0501234567"], [12.5]]
    book.save(tmp_path / "a.xlsx")
    page = openpyxl.load_workbook(tmp_path / "a.xlsx").active
    assert [cell.value for cell in page["A"]] == ["טלפון", "0501234567", 12.5]
    assert page["A2"].number_format == "@"


def test_a_book_is_opened_once(book, tmp_path):
    # xlwings: Book(path) finds the book that is open.
    book.save(tmp_path / "a.xlsx")
    assert xw.Book(tmp_path / "a.xlsx") == book


@pytest.mark.usefixtures("book")
def test_a_missing_file_is_said_so(tmp_path):
    with pytest.raises(FileNotFoundError):
        xw.Book(tmp_path / "missing.xlsx")


def test_books_are_found_by_name(book):
    # Workbooks.Item.
    assert xw.books[book.name] == book
    assert xw.books.active == book


def test_a_book_opened_read_only_is_not_saved_over(book, sheet, tmp_path):
    # Workbook.ReadOnly: it is saved under another name only.
    sheet["A1"].value = 1
    book.save(tmp_path / "a.xlsx")
    book.close()
    again = xw.apps.active.books.open(tmp_path / "a.xlsx", read_only=True)
    again.sheets[0]["A1"].value = 2
    with pytest.raises(EngineError):
        again.save()
    again.save(tmp_path / "b.xlsx")
    assert openpyxl.load_workbook(tmp_path / "a.xlsx").active["A1"].value == 1
    assert openpyxl.load_workbook(tmp_path / "b.xlsx").active["A1"].value == 2


def test_settings_are_kept_and_restored(book):
    # Application.ScreenUpdating and its like; xlwings, App.properties.
    app = book.app
    with app.properties(screen_updating=False, enable_events=False, display_alerts=False):
        assert (app.screen_updating, app.enable_events, app.display_alerts) == (False,) * 3
    assert (app.screen_updating, app.enable_events, app.display_alerts) == (True,) * 3


def test_calculation_is_automatic_until_set(book):
    # Application.Calculation.
    assert book.app.calculation == "automatic"
    book.app.calculation = "manual"
    assert book.app.calculation == "manual"
    book.app.calculation = "automatic"
    with pytest.raises(EngineError):
        book.app.calculation = "sometimes"


def test_the_status_bar_says_what_it_is_told(book):
    # Application.StatusBar: False gives it back to Excel.
    book.app.status_bar = "בודק…"
    assert book.app.status_bar == "בודק…"
    book.app.status_bar = False
    assert book.app.status_bar is False


def test_the_version_is_one_that_programs_compare(book):
    # Application.Version: 16.0 since 2016.
    assert book.app.version >= 16


@pytest.mark.usefixtures("book")
def test_a_closed_book_answers_no_more():
    # A closed workbook's object has disconnected.
    extra = xw.books.add()
    extra.close()
    with pytest.raises(EngineError):
        extra.sheets[0]["A1"].value = 1
