"""What is written is what is read, as far as Excel keeps it."""

# ruff: noqa: DTZ001 - cells know no zone

from __future__ import annotations

import datetime as dt
import math

import numpy as np
import pandas as pd
import pytest

from crm_workbook.engines.errors import EngineError


def test_a_whole_number_comes_back_as_a_float(sheet):
    # Range.Value2: a cell holds double-precision numbers only.
    sheet["A1"].value = 3
    assert sheet["A1"].value == 3.0
    assert isinstance(sheet["A1"].value, float)


def test_numbers_may_be_asked_for_as_whole_ones(sheet):
    # xlwings, converters: numbers=int.
    sheet["A1"].value = [[1.0, 2.0]]
    assert sheet["A1:B1"].options(numbers=int).value == [1, 2]


def test_a_boolean_stays_a_boolean(sheet):
    # Data types used by Excel: logical values are a type of their own.
    sheet["A1"].value = [[True, False]]
    assert sheet["A1:B1"].value == [True, False]


@pytest.mark.parametrize("text", ["שלום", "a\nb", "דנה ואורי 👩‍👧", "x" * 32_767])
def test_text_comes_back_as_it_was(sheet, text):
    # Excel specifications and limits: a cell holds 32,767 characters.
    sheet["A1"].value = text
    assert sheet["A1"].value == text


def test_text_over_the_limit_is_refused(sheet):
    # Excel specifications and limits: a cell holds 32,767 characters.
    sheet["A1"].value = "before"
    with pytest.raises(EngineError, match="32,767"):
        sheet["A1"].value = "x" * 32_768
    assert sheet["A1"].value == "before"


@pytest.mark.parametrize("missing", [None, "", math.nan, np.nan, pd.NaT, pd.NA])
def test_what_is_missing_empties_the_cell(sheet, missing):
    # Range.Value: an empty cell is Empty; xlwings reads it as None.
    sheet["A1"].value = "something"
    sheet["A1"].value = missing
    assert sheet["A1"].value is None
    assert sheet.used_range.address == "$A$1"


def test_empty_cells_may_be_asked_for_as_something_else(sheet):
    # xlwings, converters: empty='NA'.
    assert sheet["A1:B1"].options(empty="-").value == ["-", "-"]


def test_a_date_comes_back_as_a_datetime(sheet):
    # Range.Value: a cell in a date format is handed on as a Date.
    sheet["A1"].value = dt.date(2024, 2, 29)
    assert sheet["A1"].value == dt.datetime(2024, 2, 29)
    assert sheet["A1"].options(dates=dt.date).value == dt.date(2024, 2, 29)


def test_a_time_of_day_survives_to_the_second(sheet):
    # Date systems in Excel: the time is the fraction of a day.
    sheet["A1"].value = dt.datetime(2024, 2, 29, 13, 45, 59)
    assert sheet["A1"].value == dt.datetime(2024, 2, 29, 13, 45, 59)


def test_a_date_is_a_number_underneath(sheet):
    # Date systems in Excel: 5 July 2011 has the serial number 40729.
    sheet["A1"].value = dt.date(2011, 7, 5)
    sheet["A1"].number_format = "General"
    assert sheet["A1"].value == 40729.0


def test_a_number_in_a_date_format_reads_as_a_date(sheet):
    # Date systems in Excel: 1 January 2008 has the serial number 39448.
    sheet["A1"].value = 39448
    sheet["A1"].number_format = "dd/mm/yyyy"
    assert sheet["A1"].value == dt.datetime(2008, 1, 1)


def test_a_date_in_a_general_cell_brings_a_date_format(sheet):
    # Format a date the way you want: a date entered takes on the default date format.
    sheet["A1"].value = dt.date(2024, 2, 29)
    assert sheet["A1"].number_format != "General"


def test_a_date_keeps_a_format_the_cell_has(sheet):
    # Format a date the way you want: only a General cell takes on another format.
    sheet["A1"].number_format = "yyyy-mm-dd"
    sheet["A1"].value = dt.date(2024, 2, 29)
    assert sheet["A1"].number_format == "yyyy-mm-dd"


def test_an_amount_equals_its_number(sheet):
    # Range.Value hands a currency format on as Currency, which is a Decimal to Python.
    sheet["A1"].number_format = "[$₪-40D] #,##0.00"
    sheet["A1"].value = 12.5
    assert sheet["A1"].value == 12.5


def test_an_error_reads_as_nothing_or_as_its_text(sheet):
    # XlCVError enumeration; xlwings, converters: err_to_str.
    sheet["A1"].value = "#N/A"
    assert sheet["A1"].value is None
    assert sheet["A1"].options(err_to_str=True).value == "#N/A"


def test_a_list_fills_a_row(sheet):
    # xlwings, data structures: a list is a row.
    sheet["A1"].value = [1, 2, 3]
    assert sheet["A1:C1"].value == [1, 2, 3]
    assert sheet["A2"].value is None


def test_a_list_may_fill_a_column(sheet):
    # xlwings, converters: transpose=True.
    sheet["A1"].options(transpose=True).value = [1, 2, 3]
    assert sheet["A1:A3"].value == [1, 2, 3]


def test_one_value_fills_a_range(sheet):
    # Range.Value: one value goes into every cell.
    sheet["A1:B2"].value = 7
    assert sheet["A1:B2"].value == [[7, 7], [7, 7]]


def test_the_shape_of_what_is_read(sheet):
    # xlwings, converters: ndim.
    sheet["A1"].value = [[1, 2], [3, 4]]
    assert sheet["A1:A2"].value == [1, 3]
    assert sheet["A1"].options(ndim=2).value == [[1]]
    assert sheet["A1:B1"].options(ndim=2).value == [[1, 2]]


def test_a_frame_goes_in_and_comes_out(sheet):
    # xlwings, converters: pandas DataFrames.
    frame = pd.DataFrame({"שם": ["דנה", "יוסי"], "סכום": [1.5, 2.5]})
    sheet["B2"].options(index=False).value = frame
    read = sheet["B2"].options(pd.DataFrame, index=False, expand="table").value
    pd.testing.assert_frame_equal(read, frame)


def test_a_frame_with_dates_and_gaps(sheet):
    # xlwings, converters: NaN and NaT are written as empty cells.
    days = pd.to_datetime(["2024-01-05", None])
    sheet["A1"].options(index=False).value = pd.DataFrame({"d": days, "n": [np.nan, 2.0]})
    assert sheet["A2:B3"].value == [[dt.datetime(2024, 1, 5), None], [None, 2.0]]


def test_a_dictionary_goes_in_and_comes_out(sheet):
    # xlwings, converters: dict.
    sheet["A1"].value = {"a": 1, "b": 2}
    assert sheet["A1:B2"].options(dict).value == {"a": 1.0, "b": 2.0}


def test_numpy_goes_in_and_comes_out(sheet):
    # xlwings, converters: numpy arrays.
    sheet["A1"].value = np.array([[1.0, 2.0], [3.0, 4.0]])
    assert sheet["A1:B2"].options(np.array).value.tolist() == [[1, 2], [3, 4]]


def test_the_zone_of_a_time_is_cut_off(sheet):
    # xlwings on Windows replaces the zone and does not convert.
    moment = dt.datetime(2024, 1, 5, 12, tzinfo=dt.timezone(dt.timedelta(hours=2)))
    sheet["A1"].value = moment
    assert sheet["A1"].value == dt.datetime(2024, 1, 5, 12)


def test_a_time_of_day_alone_cannot_be_written(sheet):
    # pywin32 has no COM type for it.
    with pytest.raises(TypeError):
        sheet["A1"].value = dt.time(9, 30)


def test_a_block_is_written_whole_or_not_at_all(sheet):
    # One call of Range.Value writes the block; what cannot be written fails the call.
    with pytest.raises(EngineError, match="32,767"):
        sheet["A1"].value = [["first", "x" * 40_000]]
    assert sheet["A1"].value is None


def test_an_array_and_a_range_of_another_size(sheet):
    # Range.Value: a single row or column is repeated, and what is missing is #N/A.
    sheet["A1:B2"].raw_value = [[1, 2]]
    assert sheet["A1:B2"].value == [[1, 2], [1, 2]]
    sheet["A1:B2"].raw_value = [[3], [4]]
    assert sheet["A1:B2"].value == [[3, 3], [4, 4]]
    sheet["D1:F3"].raw_value = [[1, 2], [3, 4]]
    assert sheet["D1:F3"].options(err_to_str=True).value == [
        [1, 2, "#N/A"],
        [3, 4, "#N/A"],
        ["#N/A"] * 3,
    ]
