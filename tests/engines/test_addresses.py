"""Addresses, structured references, and where areas lie after a shift."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils import get_column_letter

from crm_workbook.engines.addresses import (
    MAX_COLUMNS,
    MAX_ROWS,
    Area,
    column_number,
    letters,
    parse_a1,
    parse_r1c1,
    quote_sheet,
    split_sheet,
)
from crm_workbook.engines.shifts import Shift
from crm_workbook.engines.structured import Structured, escape, parse

areas = st.builds(
    Area, st.integers(1, 60), st.integers(1, 60), st.integers(1, 20), st.integers(1, 20)
)


@given(st.integers(1, MAX_COLUMNS))
def test_columns_are_named_as_openpyxl_names_them(number):
    assert letters(number) == get_column_letter(number)
    assert column_number(letters(number).lower()) == number


@given(areas, st.booleans(), st.booleans())
def test_an_address_says_where_the_area_lies(area, rows, columns):
    assert parse_a1(area.text(row_absolute=rows, column_absolute=columns)) == area


@pytest.mark.parametrize("text", ["", "A", "A0", "1", "A1:", "A1:B2:C3", "XFE1", "A1048577", "א1"])
def test_what_is_no_address(text):
    assert parse_a1(text) is None


@pytest.mark.parametrize(
    ("text", "area"),
    [
        ("B2:A1", Area(1, 1, 2, 2)),
        ("c:A", Area(1, 1, MAX_ROWS, 3)),
        ("$3:$2", Area(2, 1, 2, MAX_COLUMNS)),
    ],
)
def test_addresses_in_odd_order(text, area):
    assert parse_a1(text) == area


@pytest.mark.parametrize(
    ("text", "area"),
    [
        ("R2C3", Area(2, 3)),
        ("R1C1:R2C2", Area(1, 1, 2, 2)),
        ("R[-1]C", Area(4, 5)),
        ("rc[2]", Area(5, 7)),
        ("R[-9]C", None),
        ("R2C3x", None),
    ],
)
def test_the_other_notation(text, area):
    # R1C1 reference style: numbers in brackets count from the cell.
    assert parse_r1c1(text, Area(5, 5)) == area


@pytest.mark.parametrize(
    ("name", "quoted"),
    [
        ("Data", "Data"),
        ("לקוחות", "לקוחות"),
        ("two words", "'two words'"),
        ("O'Neil", "'O''Neil'"),
        ("2024", "'2024'"),
        ("A1", "'A1'"),
        ("R1C1", "'R1C1'"),
    ],
)
def test_a_sheet_in_front_of_an_address(name, quoted):
    assert quote_sheet(name) == quoted
    assert split_sheet(f"{quoted}!A1") == (name, "A1")


@given(st.text(min_size=1, max_size=31))
def test_a_quoted_name_is_read_back(name):
    assert split_sheet(quote_sheet(name) + "!B2") == (name, "B2")


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("T", Structured("T")),
        ("T[]", Structured("T")),
        ("T[#All]", Structured("T", "all")),
        ("T[#all]", Structured("T", "all")),
        ("T[a b]", Structured("T", "data", "a b", "a b")),
        ("T[[#Headers],[x]]", Structured("T", "headers", "x", "x")),
        ("T[[a]:[c]]", Structured("T", "data", "a", "c")),
        ("T[[#Totals],[a]:[c]]", Structured("T", "totals", "a", "c")),
        ("T['#x]", Structured("T", "data", "#x", "#x")),
        ("T[@a]", None),
        ("T[#This Row]", None),
        ("T[[a],[c]]", None),
        ("T[a", None),
        ("T[[[a]]", None),
        ("1T[a]", None),
    ],
)
def test_structured_references(text, meaning):
    # Using structured references with Excel tables.
    assert parse(text) == meaning


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12))
def test_any_heading_may_stand_in_a_reference(heading):
    assert parse(f"T[[#Data],[{escape(heading)}]]") == Structured("T", "data", heading, heading)


@given(areas, st.integers(1, 60), st.integers(1, 5), st.booleans())
def test_a_shift_moves_an_area_as_it_moves_its_cells(area, first, by, down):
    high = MAX_COLUMNS if down else MAX_ROWS
    inserted = Shift(down, first, by, 1, high)
    new = inserted.moved(area)
    lines = (
        range(area.row, area.last_row + 1) if down else range(area.column, area.last_column + 1)
    )
    places = [line + by if line >= first else line for line in lines]
    found = (new.row, new.last_row) if down else (new.column, new.last_column)
    assert found == (places[0], places[-1])
    # deleting what was inserted brings everything back
    assert inserted._replace(by=-by).moved(new) == area


@given(areas, st.integers(1, 60), st.integers(1, 25))
def test_a_deletion_leaves_the_rows_that_were_not_deleted(area, first, by):
    new = Shift(True, first, -by, 1, MAX_COLUMNS).moved(area)
    left = [r for r in range(area.row, area.last_row + 1) if not first <= r < first + by]
    assert (new.rows if new else 0) == len(left)
    if new:
        assert new.row == left[0] - (by if left[0] >= first + by else 0)


def test_an_area_cut_lengthwise_stays():
    half = Shift(True, 2, 1, 1, 2)
    assert half.moved(Area(3, 1, 2, 3)) == Area(3, 1, 2, 3)
    assert half.moved(Area(3, 1, 2, 2)) == Area(4, 1, 2, 2)
