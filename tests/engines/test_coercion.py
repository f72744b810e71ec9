"""What Excel makes of typed text, case by case."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils.datetime import to_excel

from crm_workbook.engines.coercion import AMERICAN, HEBREW, Entry, typed
from crm_workbook.engines.errors import ExcelError
from crm_workbook.engines.moments import from_serial, to_serial
from crm_workbook.engines.values import is_currency_format, is_date_format

TODAY = dt.date(2025, 6, 15)


def day(year, month, number):
    return to_serial(dt.date(year, month, number))


@pytest.mark.parametrize(
    ("text", "value", "form"),
    [
        ("007", 7.0, None),
        (".5", 0.5, None),
        ("5.", 5.0, None),
        ("1E+5", 1e5, "0.00E+00"),
        ("1.5e-3", 0.0015, "0.00E+00"),
        ("2E400", None, None),
        ("12.5%", 0.125, "0.00%"),
        ("50 %", 0.5, "0%"),
        ("1,234.5", 1234.5, "#,##0.00"),
        ("12,34", None, None),
        ("(1,200)", -1200.0, "#,##0"),
        ("(-5)", None, None),
        ("$12.50", 12.5, "$#,##0.00"),
        ("-$3", -3.0, "$#,##0.00"),
        ("$", None, None),
        ("$1$", None, None),
        ("1 1/2", 1.5, "# ?/?"),
        ("0 1/3", pytest.approx(1 / 3), "# ?/?"),
        ("1 1/0", None, None),
        ("12345678901234567890", 12345678901234500000.0, None),
        ("0.1234567890123456789", 0.123456789012345, None),
        ("1.2.3", None, None),
        ("1_000", None, None),
        ("٣", None, None),
        ("infinity", None, None),
        ("nan", None, None),
        ("", None, None),
    ],
)
def test_numbers(text, value, form):
    entry = typed(text, today=TODAY)
    if value is None:
        assert entry.kind in {"text", "empty"}
    else:
        assert entry == ("number", value, form, False)


@pytest.mark.parametrize(
    ("text", "american", "hebrew"),
    [
        ("1/2/2024", (2024, 1, 2), (2024, 2, 1)),
        ("13/2/2024", None, (2024, 2, 13)),  # users: days above 12 stay text
        ("2/13/2024", (2024, 2, 13), None),
        ("1-2-2024", (2024, 1, 2), (2024, 2, 1)),
        ("2024-01-05", (2024, 1, 5), (2024, 1, 5)),
        ("2024/1/5", (2024, 1, 5), (2024, 1, 5)),
        ("12/2", (2025, 12, 2), (2025, 2, 12)),
        ("2-Mar", (2025, 3, 2), (2025, 3, 2)),  # Stop automatically changing numbers to dates
        ("MAR1", (2025, 3, 1), (2025, 3, 1)),
        ("SEPT2", (2025, 9, 2), (2025, 9, 2)),
        ("Jan 98", (1998, 1, 1), (1998, 1, 1)),
        ("January 5, 2024", (2024, 1, 5), (2024, 1, 5)),
        ("5 Jan 2024", (2024, 1, 5), (2024, 1, 5)),
        ("1/1998", (1998, 1, 1), (1998, 1, 1)),
        ("29/2/2023", None, None),
        ("0/1/2024", None, None),
        ("1.2.2024", None, None),
        ("1/2-2024", None, None),
        ("1/1/1799", None, None),  # before the first date it is merely text
        ("May the 4th", None, None),
    ],
)
def test_dates(text, american, hebrew):
    for locale, expected in ((AMERICAN, american), (HEBREW, hebrew)):
        entry = typed(text, locale=locale, today=TODAY)
        if expected is None:
            assert entry == Entry("text", text)
        else:
            assert (entry.kind, entry.value) == ("number", day(*expected))


@pytest.mark.parametrize(
    ("text", "hours", "form"),
    [
        ("9:00", 9, "h:mm"),
        ("09:30:00", 9.5, "h:mm:ss"),
        ("9:00 AM", 9, "h:mm AM/PM"),
        ("12:00 am", 0, "h:mm AM/PM"),
        ("9 p", 21, "h:mm AM/PM"),
        ("25:00", 25, "[h]:mm:ss"),
        ("9:60", None, None),
        ("13:00 PM", None, None),
    ],
)
def test_times(text, hours, form):
    entry = typed(text, today=TODAY)
    if hours is None:
        assert entry.kind == "text"
    else:
        assert entry.value == pytest.approx(hours / 24)
        assert entry.number_format == form


def test_a_date_with_a_time():
    entry = typed("2024-01-05 12:00", today=TODAY)
    assert (entry.value, entry.number_format) == (day(2024, 1, 5) + 0.5, "m/d/yyyy h:mm")


@pytest.mark.parametrize(
    ("text", "formula"),
    [
        ("=1+1", "=1+1"),
        ("+A1", "=+A1"),
        ("-remark", "=-remark"),
        ('="a)"', '="a)"'),
    ],
)
def test_formulas(text, formula):
    assert typed(text) == Entry("formula", formula)


@pytest.mark.parametrize("text", ["=", "+", "-", "@"])
def test_a_sign_alone_is_text(text):
    assert typed(text) == Entry("text", text)


@pytest.mark.parametrize("text", ["=SUM(", '="a', "@shop", "---", "=1)", "=" + "1+" * 5000 + "1"])
def test_what_cannot_be_a_formula_is_refused(text):
    with pytest.raises(ExcelError):
        typed(text)


def test_errors_and_truth():
    assert typed("#div/0!") == Entry("error", "#DIV/0!")
    assert typed("#nothing") == Entry("text", "#nothing")
    assert typed("True") == Entry("boolean", True)


@given(st.text(max_size=40))
def test_text_cells_and_apostrophes_keep_anything(text):
    assert typed(text, number_format="@").value == (text or None)
    assert typed("'" + text) == Entry("text", text, None, True)


@given(st.text(max_size=30))
def test_no_text_brings_it_down(text):
    try:
        entry = typed(text, today=TODAY)
    except ExcelError:
        assert text[0] in "=+-@"
    else:
        assert entry.kind != "text" or entry.value in {text, text[1:]}


@given(st.dates(min_value=dt.date(1900, 3, 1)))
def test_dates_have_the_numbers_openpyxl_gives_them(date):
    assert to_serial(date) == to_excel(date)
    assert from_serial(to_excel(date)).date() == date


def test_the_first_days():
    # Date systems in Excel; the 29 February 1900 that never was has number 60.
    assert to_serial(dt.date(1900, 1, 1)) == 1
    assert to_serial(dt.date(1900, 2, 28)) == 59
    assert to_serial(dt.date(1900, 3, 1)) == 61
    assert to_serial(dt.date(1899, 12, 30)) is None
    assert to_serial(dt.date(1904, 1, 1), epoch_1904=True) == 0


@pytest.mark.parametrize(
    ("form", "date", "money"),
    [
        ("General", False, False),
        ("dd/mm/yyyy", True, False),
        ("[$-40D]dddd, d mmmm yyyy", True, False),
        ("[h]:mm", True, False),
        ('0 "days"', False, False),
        ("[Red]0.00", False, False),
        ("[$₪-40D] #,##0.00", False, True),
        ('#,##0 "₪"', False, True),
        ("$#,##0", False, True),
        ("0.00E+00", False, False),
        ("@", False, False),
    ],
)
def test_formats_of_dates_and_of_money(form, date, money):
    # Number format codes.
    assert is_date_format(form) is date
    assert is_currency_format(form) is money
