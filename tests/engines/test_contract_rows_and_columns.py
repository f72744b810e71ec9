"""Inserting and deleting cells."""

from __future__ import annotations

import pytest

from crm_workbook.engines.errors import EngineError


@pytest.fixture
def block(sheet):
    sheet["A1"].value = [[1, 2, 3], [4, 5, 6], [7, 8, 9]]
    return sheet


def test_a_row_is_inserted(block):
    # Insert or delete rows and columns.
    block["2:2"].insert("down")
    assert block["A1:A4"].value == [1, None, 4, 7]


def test_a_column_is_inserted(block):
    # Insert or delete rows and columns.
    block["B:B"].insert("right")
    assert block["A1:D1"].value == [1, None, 2, 3]


def test_rows_are_deleted(block):
    # Insert or delete rows and columns.
    block["1:2"].delete("up")
    assert block["A1:C1"].value == [7, 8, 9]


def test_cells_are_inserted_in_one_column_only(block):
    # Range.Insert: Shift says where the others go.
    block["B2"].insert("down")
    assert block["A1:C4"].value == [[1, 2, 3], [4, None, 6], [7, 5, 9], [None, 8, None]]


def test_cells_are_deleted_to_the_left(block):
    # Range.Delete.
    block["A2"].delete("left")
    assert block["A2:C2"].value == [5, 6, None]


def test_an_inserted_row_looks_like_the_one_above(block):
    # Range.Insert: CopyOrigin, from left or above.
    block["A1:C1"].number_format = "0.00"
    block["2:2"].insert("down")
    assert block["A2"].number_format == "0.00"


def test_names_follow(book, block):
    # Define and use names: a reference follows its cells.
    book.names.add("total", f"={block.name}!$B$2:$B$3")
    block["1:1"].insert("down")
    assert book.names["total"].refers_to_range.address == "$B$3:$B$4"


def test_a_table_grows_by_a_row_inserted_in_it(sheet, customers):
    # Resize a table by adding or removing rows and columns.
    customers.data_body_range[1, :].insert("down")
    assert customers.range.address == "$A$1:$C$5"
    assert sheet["A2:A5"].value == ["דנה", None, "יוסי", "נועה"]


def test_a_table_shrinks_by_a_row_deleted_in_it(sheet, customers):
    # Resize a table by adding or removing rows and columns.
    sheet["3:3"].delete("up")
    assert customers.range.address == "$A$1:$C$3"
    assert sheet["A2:A3"].value == ["דנה", "נועה"]


def test_a_table_moves_with_rows_inserted_above(sheet, customers):
    # Insert or delete rows and columns.
    sheet["1:2"].insert("down")
    assert customers.range.address == "$A$3:$C$6"


def test_a_table_is_not_torn_apart(sheet, customers):
    # "This operation is not allowed. The operation is attempting to shift cells in a table."
    with pytest.raises(EngineError):
        sheet["A2"].insert("down")
    assert customers.range.address == "$A$1:$C$4"


def test_cells_below_a_table_move_in_its_columns_only(sheet, customers):
    # ListRows.Add: the cells below move down.
    sheet["A7"].value = ["below", None, None, "beside"]
    customers.rows.add(["מיכל", 5, None])
    assert sheet["A8"].value == "below"
    assert sheet["D7"].value == "beside"


def test_what_would_fall_off_the_sheet_is_refused(sheet):
    # "To prevent possible loss of data, Excel cannot shift nonblank cells off of the worksheet."
    sheet["A1048576"].value = "last"
    with pytest.raises(EngineError):
        sheet["1:1"].insert("down")
    assert sheet["A1048576"].value == "last"


def test_tables_side_by_side_keep_one_row_each(sheet):
    # ListObject: a table that loses all its rows keeps one, empty; so do two at a time.
    sheet["A1"].value = [["a", None, "b"], [1, None, 2], [3, None, 4], [5, None, 6]]
    tables = [sheet.tables.add(sheet[address]) for address in ("A1:A4", "C1:C4")]
    sheet["A6"].value = "below"
    sheet["2:4"].delete("up")
    assert [table.range.address for table in tables] == ["$A$1:$A$2", "$C$1:$C$2"]
    assert [table.data_body_range for table in tables] == [None, None]
    assert sheet["A4"].value == "below"
