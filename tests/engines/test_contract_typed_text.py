"""Text written into a cell is read as if it were typed, except in cells of the Text format."""

# ruff: noqa: DTZ001 - cells know no zone

from __future__ import annotations

import datetime as dt

import pytest


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0501234567", 501234567.0),  # Keeping leading zeros and large numbers
        ("+972501234567", 972501234567.0),
        ("12.50", 12.5),
        (" 7 ", 7.0),
        ("-3", -3.0),
        ("1e5", 100000.0),  # Display numbers in scientific notation
        ("12%", 0.12),  # Format numbers as percentages
        ("1,234", 1234.0),
        ("(12)", -12.0),  # parentheses are how accountants write a negative amount
    ],
)
def test_text_that_looks_like_a_number_becomes_one(sheet, text, number):
    sheet["A1"].value = text
    assert sheet["A1"].value == pytest.approx(number)


def test_digits_after_the_fifteenth_are_lost(sheet):
    # Keeping leading zeros and large numbers: a card number's last digits become zeros.
    sheet["A1"].value = "1234567890123456"
    assert sheet["A1"].value == 1234567890123450.0


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2024-01-05", dt.datetime(2024, 1, 5)),
        # The object model reads American dates, wherever Excel runs.
        ("1/2/2024", dt.datetime(2024, 1, 2)),
        ("1/2/29", dt.datetime(2029, 1, 2)),  # How Excel works with two-digit year numbers
        ("1/2/30", dt.datetime(1930, 1, 2)),
    ],
)
def test_text_that_looks_like_a_date_becomes_one(sheet, text, day):
    sheet["A1"].value = text
    assert sheet["A1"].value == day


@pytest.mark.parametrize("text", ["TRUE", "false"])
def test_the_words_for_truth_become_booleans(sheet, text):
    # TRUE function: the word may be typed straight into a cell.
    sheet["A1"].value = text
    assert sheet["A1"].value is (text == "TRUE")


@pytest.mark.parametrize(
    "text", ["050-1234567", "C-0001", "12 ש״ח", "31/12/2024x", "1.2.3", "x=1"]
)
def test_other_text_stays_text(sheet, text):
    sheet["A1"].value = text
    assert sheet["A1"].value == text


@pytest.mark.parametrize(
    "text", ["0501234567", "=1+1", "2024-01-05", "1/2", "TRUE", "12%", "#N/A"]
)
def test_a_text_cell_keeps_what_is_written(sheet, text):
    # Format numbers as text: such a cell keeps what is entered.
    sheet["A1"].number_format = "@"
    sheet["A1"].value = text
    assert sheet["A1"].value == text


@pytest.mark.parametrize("text", ["0501234567", "=1+1", "1/2"])
def test_an_apostrophe_keeps_text_and_is_not_part_of_it(sheet, text):
    # Format numbers as text; Range.PrefixCharacter.
    sheet["A1"].value = "'" + text
    assert sheet["A1"].value == text


def test_a_number_in_a_text_cell_becomes_text(sheet):
    # Format numbers as text: a number entered there is stored as text.
    sheet["A1"].number_format = "@"
    sheet["A1"].value = 501234567
    assert sheet["A1"].value == "501234567"


def test_a_text_format_set_afterwards_changes_no_number(sheet):
    # Format numbers as text: numbers entered before stay numbers.
    sheet["A1"].value = "0501234567"
    sheet["A1"].number_format = "@"
    assert sheet["A1"].value == 501234567.0


def test_text_beginning_with_an_equal_sign_becomes_a_formula(sheet):
    # Overview of formulas in Excel: a formula begins with an equal sign.
    sheet["A1"].value = "=1+1"
    assert sheet["A1"].formula == "=1+1"


def test_each_cell_of_a_block_is_read_by_its_own_format(sheet):
    sheet["B1"].number_format = "@"
    sheet["A1"].value = [["0501", "0501"]]
    assert sheet["A1:B1"].value == [501.0, "0501"]


def test_a_column_formatted_as_text_takes_new_cells(sheet):
    # Format a whole column as Text before entering numbers.
    sheet["A:A"].number_format = "@"
    sheet["A7"].value = "0501234567"
    assert sheet["A7"].value == "0501234567"
