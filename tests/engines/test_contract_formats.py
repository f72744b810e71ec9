"""Formats and sizes."""

from __future__ import annotations

import pytest


def test_a_new_cell_is_general(sheet):
    # Range.NumberFormat.
    assert sheet["A1"].number_format == "General"


@pytest.mark.parametrize("form", ["0.00", "#,##0", "@", "0%", "dd/mm/yyyy"])
def test_a_number_format_is_kept(sheet, form):
    # Range.NumberFormat.
    sheet["A1:B2"].number_format = form
    assert sheet["A1:B2"].number_format == form


def test_cells_that_differ_have_no_common_format(sheet):
    # Range.NumberFormat is Null when the cells differ.
    sheet["A1"].number_format = "0.00"
    assert sheet["A1:A2"].number_format is None


def test_a_percentage_typed_brings_its_format(sheet):
    # Format numbers as percentages.
    sheet["A1"].value = "12%"
    assert sheet["A1"].number_format == "0%"


def test_colours(sheet):
    # Interior.Color; xlwings takes three numbers or a hexadecimal text.
    assert sheet["A1"].color is None
    sheet["A1"].color = (31, 111, 139)
    assert sheet["A1"].color == (31, 111, 139)
    sheet["A1"].color = "#ff8000"
    assert sheet["A1"].color == (255, 128, 0)
    sheet["A1"].color = None
    assert sheet["A1"].color is None


def test_letters(sheet):
    # Font object.
    sheet["A1:B1"].font.bold = True
    sheet["A1"].font.size = 14
    sheet["A1"].font.color = (255, 0, 0)
    assert sheet["A1:B1"].font.bold is True
    assert sheet["A2"].font.bold is False
    assert sheet["A1"].font.size == 14
    assert sheet["A1"].font.color == (255, 0, 0)


def test_lines_and_sides(sheet):
    # Range.WrapText, Range.HorizontalAlignment.
    sheet["A1"].wrap_text = True
    sheet["A1"].horizontal_alignment = "right"
    sheet["A1"].vertical_alignment = "top"
    assert sheet["A1"].wrap_text is True
    assert sheet["A1"].horizontal_alignment == "right"
    assert sheet["A1"].vertical_alignment == "top"


def test_widths_and_heights(sheet):
    # Range.ColumnWidth in characters, Range.RowHeight in points.
    sheet["B1"].column_width = 20
    sheet["A3"].row_height = 30
    assert sheet["B5"].column_width == pytest.approx(20, abs=0.3)
    assert sheet["F3"].row_height == pytest.approx(30, abs=0.3)


def test_a_column_fits_its_longest_text(sheet):
    # Range.AutoFit.
    sheet["A1"].value = "a text that is quite a bit longer than a column is wide"
    before = sheet["A1"].column_width
    sheet["A1"].columns.autofit()
    assert sheet["A1"].column_width > before


def test_rows_and_columns_are_hidden(sheet):
    # Range.Hidden.
    sheet["2:3"].rows.hidden = True
    sheet["B:B"].columns.hidden = True
    assert sheet["A2"].rows.hidden is True
    assert sheet["A1"].rows.hidden is False
    assert sheet["B9"].columns.hidden is True


def test_hidden_cells_are_read_and_written_like_others(sheet):
    # Range.Value does not ask whether cells are shown.
    sheet["2:2"].rows.hidden = True
    sheet["A1"].value = [[1], [2], [3]]
    assert sheet["A1:A3"].value == [1, 2, 3]


def test_merged_cells_keep_the_first_value(sheet):
    # Merge and unmerge cells: only the upper-left cell's content is kept.
    sheet["A1"].value = [[1, 2]]
    sheet["A1:B1"].merge()
    assert sheet["A1"].merge_cells is True
    assert sheet["B1"].merge_area.address == "$A$1:$B$1"
    assert sheet["A1"].value == 1
    sheet["A1:B1"].unmerge()
    assert sheet["A1"].merge_cells is False


def test_a_link_has_an_address_and_a_text(sheet):
    # Hyperlinks.Add.
    sheet["A1"].add_hyperlink("https://example.org/a", "open")
    assert sheet["A1"].value == "open"
    assert sheet["A1"].hyperlink == "https://example.org/a"


def test_a_note_is_read_and_deleted(sheet):
    # Range.AddComment, Comment.Delete.
    assert sheet["A1"].note is None
    sheet["A1"].add_note("שיחה ביום ראשון")
    assert sheet["A1"].note.text == "שיחה ביום ראשון"
    assert [note.location.address for note in sheet.notes] == ["$A$1"]
    sheet["A1"].note.delete()
    assert sheet["A1"].note is None


def test_the_formats_of_a_whole_sheet_are_cleared(sheet):
    # Range.ClearFormats, of all cells: those of whole columns and rows are among them.
    sheet["B:B"].number_format = "0.00"
    sheet["A1"].value = 1
    sheet.clear_formats()
    assert sheet["B9"].number_format == "General"
    assert sheet["A1"].value == 1
