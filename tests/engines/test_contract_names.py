"""Defined names."""

from __future__ import annotations

import pytest

from crm_workbook.engines.errors import EngineError


def test_a_name_means_a_range(book, sheet):
    # Names.Add.
    book.names.add("rate", f"={sheet.name}!$B$2")
    assert book.names["rate"].refers_to == f"={sheet.name}!$B$2"
    assert book.names["rate"].refers_to_range == sheet["B2"]
    assert sheet.range("rate").address == "$B$2"


def test_a_range_gets_a_name(book, sheet):
    # Range.Name.
    sheet["A1:B2"].name = "block"
    assert "block" in book.names
    assert sheet["A1:B2"].name.name == "block"
    assert sheet["A1"].name is None


def test_names_are_counted_and_deleted(book, sheet):
    # Name.Delete.
    sheet["A1"].name = "one"
    sheet["A2"].name = "two"
    assert len(book.names) == 2
    book.names["one"].delete()
    assert [name.name for name in book.names] == ["two"]


def test_a_hebrew_name(book, sheet):
    # Use names in formulas: letters of any script.
    sheet["A1"].name = "שער_הדולר"
    assert book.names["שער_הדולר"].refers_to_range == sheet["A1"]


@pytest.mark.parametrize("name", ["A1", "R1C1", "two words", "1a", "a-b"])
def test_a_wrong_name_is_refused(sheet, name):
    # Use names in formulas: the rules for names.
    with pytest.raises(EngineError):
        sheet["A1"].name = name


def test_a_name_on_another_sheet_is_no_range_here(book, sheet):
    # Worksheet.Range: the name must mean cells of this sheet.
    other = book.sheets.add("other", after=sheet)
    other["A1"].name = "elsewhere"
    with pytest.raises(EngineError):
        sheet.range("elsewhere")


def test_a_quoted_sheet_in_a_name(book, sheet):
    # Create a reference: names of sheets with blanks stand in apostrophes.
    sheet.name = "my data"
    sheet["C3"].name = "here"
    assert book.names["here"].refers_to == "='my data'!$C$3"
    assert book.names["here"].refers_to_range == sheet["C3"]
