"""Finding cells."""

from __future__ import annotations

import pytest
import xlwings as xw

from crm_workbook.engines.errors import EngineError


@pytest.mark.parametrize("address", ["$A$1", "$B$2:$C$4", "$A:$C", "$2:$3"])
def test_an_address_names_itself(sheet, address):
    # Range.Address: whole columns and rows are written without the other part.
    assert sheet[address].address == address
    assert sheet[address.replace("$", "")].address == address


def test_an_address_in_other_forms(sheet):
    # Range.Address: absolute or relative, with book and sheet for elsewhere.
    cells = sheet["B2:C4"]
    assert cells.get_address(False, False) == "B2:C4"
    assert cells.get_address(row_absolute=True, column_absolute=False) == "B$2:C$4"
    external = cells.get_address(external=True)
    assert external.endswith("!$B$2:$C$4")
    assert f"[{sheet.book.name}]{sheet.name}" in external


def test_a_sheet_with_blanks_is_quoted_in_an_address(sheet):
    # Create an external reference: names with blanks stand in apostrophes.
    sheet.name = "לקוחות חדשים"
    assert sheet["A1"].get_address(include_sheetname=True) == "'לקוחות חדשים'!$A$1"


def test_rows_and_columns_are_counted_from_one(sheet):
    # Range.Cells: the first is 1.
    assert sheet.range((2, 3)).address == "$C$2"
    assert sheet.range((1, 1), (2, 2)).address == "$A$1:$B$2"
    with pytest.raises(IndexError):
        sheet.range((0, 1))


def test_python_counts_from_nought(sheet):
    # xlwings, syntax overview: sheet[0, 0], slices.
    assert sheet[0, 0].address == "$A$1"
    assert sheet[:2, 1:3].address == "$B$1:$C$2"
    assert sheet["A1:C3"][-1, -1].address == "$C$3"


def test_a_cell_of_a_range_may_lie_outside(sheet):
    # Range.Item: indices beyond the range reach cells beyond it.
    assert sheet["B2:C3"](5, 1).address == "$B$6"
    assert sheet["B2:C3"](3).address == "$B$3"


def test_offset_and_resize(sheet):
    # Range.Offset, Range.Resize.
    assert sheet["B2:C3"].offset(1, 2).address == "$D$3:$E$4"
    assert sheet["B2"].resize(3, 2).address == "$B$2:$C$4"


@pytest.mark.parametrize("address", ["A1048577", "XFE1"])
def test_a_cell_beyond_the_sheet_is_refused(sheet, address):
    # Excel specifications and limits: 1,048,576 rows by 16,384 columns.
    with pytest.raises(EngineError):
        sheet[address]


def test_the_last_cell_of_a_sheet(sheet):
    # Excel specifications and limits: 1,048,576 rows by 16,384 columns.
    assert sheet.cells.shape == (1_048_576, 16_384)
    sheet["XFD1048576"].value = 1
    assert sheet["XFD1048576"].value == 1


def test_offset_beyond_the_sheet_is_refused(sheet):
    # Range.Offset: a reference off the sheet is an error.
    with pytest.raises(EngineError):
        sheet["A1"].offset(-1, 0)


@pytest.mark.parametrize(
    ("start", "direction", "target"),
    [
        ("A1", "down", "$A$3"),
        ("A3", "down", "$A$6"),
        ("A6", "down", "$A$1048576"),
        ("A6", "up", "$A$3"),
        ("A1", "right", "$B$1"),
        ("B1", "right", "$XFD$1"),
        ("B1", "left", "$A$1"),
        ("C9", "up", "$C$1"),
    ],
)
def test_end_goes_where_ctrl_and_an_arrow_go(sheet, start, direction, target):
    # Range.End: as End with an arrow key.
    sheet["A1"].value = [[1, 2], [3, None], [4, None], [None, None], [None, None], [5, None]]
    assert sheet[start].end(direction).address == target


@pytest.mark.parametrize(
    ("mode", "target"), [("table", "$A$1:$B$3"), ("down", "$A$1:$A$3"), ("right", "$A$1:$B$1")]
)
def test_expand(sheet, mode, target):
    # xlwings, Range.expand.
    sheet["A1"].value = [[1, 2], [3, 4], [5, 6]]
    sheet["D5"].value = "apart"
    assert sheet["A1"].expand(mode).address == target


def test_the_current_region_ends_at_empty_rows_and_columns(sheet):
    # Range.CurrentRegion: bounded by blank rows and blank columns.
    sheet["B2"].value = [[1, None], [None, 2], [None, None], [3, None]]
    assert sheet["B2"].current_region.address == "$B$2:$C$3"


def test_the_used_range_begins_where_the_data_begins(sheet):
    # Worksheet.UsedRange.
    sheet["B3"].value = [[1, 2], [3, 4]]
    assert sheet.used_range.address == "$B$3:$C$4"


def test_the_used_range_of_an_empty_sheet_is_its_first_cell(sheet):
    # Worksheet.UsedRange.
    assert sheet.used_range.address == "$A$1"


def test_clearing_contents_leaves_formats(sheet):
    # Range.ClearContents: clears formulas and values, leaves the formats.
    sheet["A1"].number_format = "0.00"
    sheet["A1"].value = 5
    sheet["A1"].clear_contents()
    assert sheet["A1"].value is None
    assert sheet["A1"].number_format == "0.00"


def test_clearing_takes_formats_too(sheet):
    # Range.Clear.
    sheet["A1"].number_format = "0.00"
    sheet["A1"].value = 5
    sheet["A1"].clear()
    assert sheet["A1"].value is None
    assert sheet["A1"].number_format == "General"


def test_ranges_are_equal_where_they_lie_the_same(sheet):
    assert sheet["A1:B2"] == sheet.range((1, 1), (2, 2))
    assert sheet["A1"] != sheet["A2"]


def test_xlwings_finds_cells_of_the_active_sheet(sheet):
    # xlwings, syntax overview: xw.Range.
    sheet.activate()
    sheet["B2"].value = 5
    assert xw.Range("B2").value == 5
