"""Formulas: kept, filled, followed, and calculated where the engine calculates."""

from __future__ import annotations

import pytest

from crm_workbook.engines.errors import NotCalculated


def value_of(engine, cell):
    """Return a formula's value, or the text NotCalculated where the engine does not calculate."""
    if engine.impl.calculates:
        return cell.value
    with pytest.raises(NotCalculated, match=cell.address.replace("$", "")):
        _ = cell.value
    return "NotCalculated"


def test_a_formula_has_a_value_or_says_that_it_has_none(engine, sheet):
    # Overview of formulas in Excel.
    sheet["A1"].value = [[1], [2]]
    sheet["A3"].formula = "=SUM(A1:A2)"
    assert value_of(engine, sheet["A3"]) in {3.0, "NotCalculated"}


def test_a_formula_written_as_a_value_is_a_formula(engine, sheet):
    # Range.Value: text beginning with an equal sign is a formula.
    sheet["A1"].value = "=2*3"
    assert sheet["A1"].formula == "=2*3"
    assert value_of(engine, sheet["A1"]) in {6.0, "NotCalculated"}


def test_the_formula_of_a_constant_is_its_text(sheet):
    # Range.Formula: a constant returns the constant, an empty cell an empty text.
    sheet["A1"].value = ["text", 5, 2.5, None]
    assert [cell.formula for cell in sheet["A1:D1"]] == ["text", "5", "2.5", ""]


def test_a_formula_in_a_range_follows_its_cell(sheet):
    # Range.Formula: relative references are adjusted for each cell.
    sheet["B1:B3"].formula = "=A1*2"
    assert [cell.formula for cell in sheet["B1:B3"]] == ["=A1*2", "=A2*2", "=A3*2"]


def test_dollar_signs_hold_a_reference(sheet):
    # Switch between relative, absolute, and mixed references.
    sheet["B1:C2"].formula = "=$A1+A$1+$A$1"
    assert sheet["C2"].formula == "=$A2+B$1+$A$1"


def test_several_formulas_in_one_write(sheet):
    # Range.Formula takes a block.
    sheet["A1:B1"].formula = [["=1+1", "=2+2"]]
    assert sheet["B1"].formula == "=2+2"


def test_commas_in_texts_of_a_formula_stay(engine, sheet):
    # Range.Formula is in English, with commas between arguments.
    sheet["A1"].formula = '=CONCATENATE("a,b","c")'
    assert sheet["A1"].formula == '=CONCATENATE("a,b","c")'
    assert value_of(engine, sheet["A1"]) in {"a,bc", "NotCalculated"}


@pytest.mark.usefixtures("customers")
def test_a_formula_may_name_a_table(engine, sheet):
    # Using structured references with Excel tables.
    sheet["E1"].formula = "=SUM(Customers[סכום])"
    assert value_of(engine, sheet["E1"]) in {200.5, "NotCalculated"}


def test_a_formula_may_name_another_sheet(engine, book, sheet):
    # Create a reference to a cell on another sheet.
    other = book.sheets.add("רשימה", after=sheet)
    other["A1"].value = 4
    sheet["A1"].formula = "=רשימה!A1+1"
    assert value_of(engine, sheet["A1"]) in {5.0, "NotCalculated"}


def test_overwriting_a_formula_leaves_a_constant(sheet):
    sheet["A1"].formula = "=1+1"
    sheet["A1"].value = 9
    assert sheet["A1"].formula == "9"
    assert sheet["A1"].value == 9


def test_references_follow_inserted_rows(sheet):
    # Insert rows: references to what moved follow it.
    sheet["A1"].value = [[1], [2], [3]]
    sheet["C1"].formula = "=SUM(A1:A3)+A3"
    sheet["2:2"].insert("down")
    assert sheet["C1"].formula == "=SUM(A1:A4)+A4"


def test_references_to_deleted_cells_break(sheet):
    # How to correct a #REF! error.
    sheet["C1"].formula = "=A3*2"
    sheet["3:3"].delete()
    assert sheet["C1"].formula == "=#REF!*2"


def test_references_follow_a_renamed_sheet(book, sheet):
    # Rename a worksheet: formulas that refer to it are updated.
    other = book.sheets.add("old", after=sheet)
    sheet["A1"].formula = "=old!B2"
    other.name = "new name"
    assert sheet["A1"].formula == "='new name'!B2"


def test_references_follow_a_renamed_table(sheet, customers):
    # Rename an Excel table.
    sheet["E1"].formula = "=ROWS(Customers)+SUM(Customers[סכום])"
    customers.name = "Buyers"
    assert sheet["E1"].formula == "=ROWS(Buyers)+SUM(Buyers[סכום])"


@pytest.mark.usefixtures("customers")
def test_references_follow_a_renamed_heading(sheet):
    # Using structured references: a changed heading changes the references.
    sheet["E1"].formula = "=SUM(Customers[סכום])"
    sheet["B1"].value = "סך הכול"
    assert sheet["E1"].formula == "=SUM(Customers[סך הכול])"
