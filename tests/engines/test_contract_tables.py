"""Tables."""

from __future__ import annotations

import pandas as pd
import pytest

from crm_workbook.engines.errors import EngineError


def test_a_table_is_found_by_name_in_any_case(sheet, customers):
    # Rename an Excel table: names are not case sensitive.
    assert sheet.tables["Customers"] == customers
    assert sheet.tables("customers").name == "Customers"
    assert "Customers" in sheet.tables
    assert len(sheet.tables) == 1


def test_the_parts_of_a_table(customers):
    # ListObject: Range, HeaderRowRange, DataBodyRange.
    assert customers.range.address == "$A$1:$C$4"
    assert customers.header_row_range.value == ["שם", "סכום", "טלפון"]
    assert customers.data_body_range.address == "$A$2:$C$4"
    assert customers.show_headers is True
    assert customers.totals_row_range is None


def test_a_cell_knows_its_table(sheet, customers):
    # Range.ListObject.
    assert sheet["B2"].table == customers
    assert sheet["E1"].table is None


@pytest.mark.usefixtures("customers")
@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("Customers", "$A$2:$C$4"),
        ("Customers[#All]", "$A$1:$C$4"),
        ("Customers[#Headers]", "$A$1:$C$1"),
        ("Customers[סכום]", "$B$2:$B$4"),
        ("Customers[[#All],[סכום]]", "$B$1:$B$4"),
        ("Customers[[שם]:[סכום]]", "$A$2:$B$4"),
    ],
)
def test_a_structured_reference_means_a_range(sheet, text, address):
    # Using structured references with Excel tables.
    assert sheet.range(text).address == address


def test_a_table_reads_as_a_frame(customers):
    # xlwings: table.range.options(pd.DataFrame).
    frame = customers.range.options(pd.DataFrame, index=False).value
    assert list(frame.columns) == ["שם", "סכום", "טלפון"]
    assert list(frame["טלפון"][:2]) == ["0501234567", "0527654321"]


def test_writing_below_needs_a_resize(sheet, customers):
    # ListObject.Resize.
    customers.resize(sheet["A1:C6"])
    sheet["A5"].value = [["מיכל", 1, None], ["רון", 2, None]]
    assert customers.data_body_range.shape == (5, 3)


def test_a_smaller_table_leaves_its_cells_behind(sheet, customers):
    # Resize a table: cells outside stay where they are.
    customers.resize(sheet["A1:C3"])
    assert sheet["A4"].value == "נועה"
    assert customers.data_body_range.shape == (2, 3)


@pytest.mark.parametrize("address", ["A2:C4", "A1:C1", "E1:G4"])
def test_a_resize_that_moves_the_headings_is_refused(sheet, customers, address):
    # ListObject.Resize: the header row must remain, with one row of data, overlapping the table.
    with pytest.raises(EngineError):
        customers.resize(sheet[address])
    assert customers.range.address == "$A$1:$C$4"


@pytest.mark.usefixtures("customers")
def test_a_table_does_not_overlap_another(sheet):
    # "A table cannot overlap another table."
    with pytest.raises(EngineError):
        sheet.tables.add(sheet["C4:E6"], name="Other")
    assert len(sheet.tables) == 1


@pytest.mark.usefixtures("customers")
def test_a_name_is_taken_once_in_a_book(book, sheet):
    # Rename an Excel table: each name is unique in the workbook, in whatever case.
    other = book.sheets.add("אחר", after=sheet)
    other["A1"].value = [["a"], [1]]
    with pytest.raises(EngineError):
        other.tables.add(other["A1:A2"], name="customers")


@pytest.mark.usefixtures("sheet")
@pytest.mark.parametrize("name", ["A1", "two words", "1st"])
def test_a_wrong_name_is_refused(customers, name):
    # Rename an Excel table: names begin with a letter, without spaces, and are no cell reference.
    with pytest.raises(EngineError):
        customers.name = name


def test_a_table_without_a_name_gets_one(sheet):
    # ListObjects.Add: Table1, Table2.
    sheet["A1"].value = [["a"], [1]]
    assert sheet.tables.add(sheet["A1:A2"]).name == "Table1"


def test_headings_become_unique_texts(sheet):
    # Overview of Excel tables: an empty heading becomes Column2, a second one gets a number.
    sheet["A1"].value = [["total", None, "total", 2024], [1, 2, 3, 4]]
    table = sheet.tables.add(sheet["A1:D2"])
    assert table.header_row_range.value == ["total", "Column2", "total2", "2024"]


def test_a_table_without_headings_gets_them_above(sheet):
    # ListObjects.Add: XlListObjectHasHeaders xlNo inserts headings and moves the data down.
    sheet["A1"].value = [[1, 2], [3, 4]]
    table = sheet.tables.add(sheet["A1:B2"], has_headers=False)
    assert table.header_row_range.value == ["Column1", "Column2"]
    assert table.data_body_range.value == [[1, 2], [3, 4]]


def test_a_row_is_added_at_the_end(customers):
    # ListRows.Add.
    customers.rows.add(["מיכל", 5, "03-1234567"])
    assert len(customers.rows) == 4
    assert customers.data_body_range[-1, :].value == ["מיכל", 5, "03-1234567"]


def test_a_row_is_added_in_between(customers):
    # ListRows.Add(Position).
    customers.rows.add(["מיכל", 5, None], index=1)
    assert [row[0] for row in customers.data_body_range.value] == ["מיכל", "דנה", "יוסי", "נועה"]


def test_a_row_is_deleted(customers):
    # ListRow.Delete.
    customers.rows[0].delete()
    assert [row[0] for row in customers.data_body_range.value] == ["יוסי", "נועה"]


def test_a_column_is_added(customers):
    # ListColumns.Add.
    customers.columns.add("עיר")
    assert customers.range.address == "$A$1:$D$4"
    assert [column.name for column in customers.columns] == ["שם", "סכום", "טלפון", "עיר"]


def test_a_column_is_deleted(customers):
    # ListColumn.Delete.
    customers.columns["סכום"].delete()
    assert customers.header_row_range.value == ["שם", "טלפון"]
    assert customers.range.shape == (4, 2)


def test_a_table_is_sorted_with_its_rows_whole(sheet, customers):
    # Sort data in a table; empty cells come last.
    customers.sort(2)
    assert [row[0] for row in customers.data_body_range.value] == ["יוסי", "דנה", "נועה"]
    assert sheet["C2"].value == "0527654321"


def test_filtered_rows_are_hidden_and_still_written(sheet, customers):
    # Range.AutoFilter hides rows; Range.Value reaches them all the same.
    customers.autofilter.apply_values(1, ["דנה"])
    assert [sheet[f"A{row}"].rows.hidden for row in (2, 3, 4)] == [False, True, True]
    customers.data_body_range[:, 1].options(transpose=True).value = [1, 2, 3]
    assert sheet["B2:B4"].value == [1, 2, 3]
    customers.autofilter.clear()
    assert sheet["2:4"].rows.hidden is False


def test_a_filter_compares(sheet, customers):
    # Range.AutoFilter with criteria.
    customers.autofilter.apply_comparison(2, "greater_than", 100)
    assert [sheet[f"A{row}"].rows.hidden for row in (2, 3, 4)] == [False, True, True]
    assert customers.autofilter.criteria[1].operator == "greater_than"


def test_an_update_from_a_frame_fits_the_table(customers):
    # xlwings, Table.update.
    frame = pd.DataFrame({"שם": ["א", "ב"], "סכום": [1.0, 2.0], "טלפון": ["050", "051"]})
    customers.update(frame, index=False)
    assert customers.range.shape == (3, 3)
    assert customers.data_body_range.value == [["א", 1, "050"], ["ב", 2, "051"]]


@pytest.mark.usefixtures("customers")
def test_tables_are_not_merged(sheet):
    # Merge and unmerge cells: not inside a table.
    with pytest.raises(EngineError):
        sheet["A2:B2"].merge()


def test_a_row_of_totals(customers):
    # Total the data in an Excel table.
    customers.show_totals = True
    assert customers.range.shape == (5, 3)
    assert customers.totals_row_range.address == "$A$5:$C$5"
    assert customers.data_body_range.shape == (3, 3)
    customers.show_totals = False
    assert customers.range.shape == (4, 3)


def test_a_table_without_rows_has_no_body(sheet, customers):
    # ListObject.DataBodyRange is Nothing once all rows are gone; the next row takes their place.
    sheet["A9"].value = "below"
    customers.data_body_range.delete("up")
    assert customers.data_body_range is None
    assert customers.range.address == "$A$1:$C$2"
    assert len(customers.rows) == 0
    customers.rows.add(["מיכל", 5, None])
    assert customers.data_body_range.value == ["מיכל", 5, None]
    assert sheet["A7"].value == "below"


def test_a_table_goes_with_its_cells(sheet, customers):
    # Range.Delete over a whole table.
    sheet["E1"].formula = "=SUM(Customers[סכום])"
    customers.range.delete("up")
    assert len(sheet.tables) == 0
    assert sheet["A1:C4"].value == [[None] * 3] * 4
    assert sheet["E1"].formula == "=SUM(#REF!)"


def test_several_tables_share_a_sheet(sheet, customers):
    # Tables beside each other move apart from each other.
    sheet["E1"].value = [["a"], [1], [2]]
    beside = sheet.tables.add(sheet["E1:E3"], name="Beside")
    customers.data_body_range[0, :].delete("up")
    assert customers.range.address == "$A$1:$C$3"
    assert beside.range.address == "$E$1:$E$3"
    assert beside.data_body_range.value == [1, 2]


def test_showing_all_leaves_tables_without_a_filter_alone(sheet, customers):
    # Worksheet.ShowAllData.
    sheet["F1"].value = [["n"], [1], [2]]
    plain = sheet.tables.add(sheet["F1:F3"])
    plain.show_autofilter = False
    customers.autofilter.apply_values(1, ["דנה"])
    sheet.api.ShowAllData()
    assert not sheet["3:3"].rows.hidden
    assert plain.show_autofilter is False
    assert sheet.api.FilterMode is False
