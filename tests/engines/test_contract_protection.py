"""Protected sheets."""

from __future__ import annotations

import pytest

from crm_workbook.engines.errors import EngineError


@pytest.fixture
def guarded(sheet):
    """Cell A1 is locked, B1 is free, the sheet is protected."""
    sheet["A1"].value = ["locked", "free"]
    sheet["B1"].api.Locked = False
    sheet.api.Protect()
    return sheet


def test_a_locked_cell_refuses(guarded):
    # Lock or unlock specific areas of a protected worksheet.
    with pytest.raises(EngineError):
        guarded["A1"].value = "new"
    assert guarded["A1"].value == "locked"


def test_a_free_cell_does_not(guarded):
    # Lock or unlock specific areas of a protected worksheet.
    guarded["B1"].value = "new"
    assert guarded["B1"].value == "new"


def test_a_block_with_a_locked_cell_is_refused_whole(guarded):
    # One call of Range.Value fails as a whole.
    with pytest.raises(EngineError):
        guarded["A1"].value = ["x", "y"]
    assert guarded["A1:B1"].value == ["locked", "free"]


def test_cells_are_locked_unless_freed(guarded):
    # Range.Locked: every cell is locked to begin with.
    assert guarded["A1"].api.Locked is True
    assert guarded["B1"].api.Locked is False
    with pytest.raises(EngineError):
        guarded["Z99"].value = 1


def test_formats_and_rows_refuse_too(guarded):
    # Worksheet.Protect: what is not allowed is refused.
    with pytest.raises(EngineError):
        guarded["B1"].number_format = "0.00"
    with pytest.raises(EngineError):
        guarded["2:2"].insert("down")


def test_a_table_on_a_protected_sheet_does_not_grow(sheet, customers):
    # Protect a worksheet: tables cannot be resized.
    sheet.api.Protect()
    with pytest.raises(EngineError):
        customers.resize(sheet["A1:C6"])
    assert customers.range.address == "$A$1:$C$4"


def test_protection_is_lifted(guarded):
    # Worksheet.Unprotect.
    assert guarded.api.ProtectContents is True
    guarded.api.Unprotect()
    assert guarded.api.ProtectContents is False
    guarded["A1"].value = "new"
    assert guarded["A1"].value == "new"


def test_a_password_is_asked_for(sheet):
    # Worksheet.Unprotect: the password is case-sensitive.
    sheet.api.Protect("secret")
    with pytest.raises(EngineError):
        sheet.api.Unprotect("Secret")
    assert sheet.api.ProtectContents is True
    sheet.api.Unprotect("secret")
    assert sheet.api.ProtectContents is False


def test_other_words_of_the_object_model_are_refused_by_name(sheet):
    with pytest.raises(EngineError, match=r"Range\.Speak"):
        sheet["A1"].api.Speak()
