"""Numbers as owners type them. What each should mean follows from Israel's numbering plan."""

import pytest

from crm_workbook.fields.phone import FIELD, mobile
from crm_workbook.model import CellError

GOOD = [
    ("052-2345678", "+972522345678"),
    ("0522345678", "+972522345678"),
    ("052 234 5678", "+972522345678"),
    ("052-234-5678", "+972522345678"),
    ("052.234.5678", "+972522345678"),
    ("0-52-2345678", "+972522345678"),
    ("050–1234567", "+972501234567"),
    ("  050-1234567 ", "+972501234567"),
    ("'0522345678", "+972522345678"),
    ("077-2345678", "+972772345678"),
    ("073-2345678", "+972732345678"),
    ("03-5551234", "+97235551234"),
    ("03/5551234", "+97235551234"),
    ("(03) 555-1234", "+97235551234"),
    ("02-5551234", "+97225551234"),
    ("+972-52-2345678", "+972522345678"),
    ("+972 (0)52 2345678", "+972522345678"),
    ("+9720522345678", "+972522345678"),
    ("00972-3-5551234", "+97235551234"),
    ("972522345678", "+972522345678"),
    ("972-03-5551234", "+97235551234"),
    ("1-700-123-456", "1700123456"),
    ("1800123456", "1800123456"),
    ("1-599-500-500", "1599500500"),
    ("+972-1-700-123456", "1700123456"),
    ("*2700", "*2700"),
    ("2700*", "*2700"),
    ("* 2700", "*2700"),
    ("+44 20 7946 0958", "+442079460958"),
    ("0044 (20) 7946-0958", "+442079460958"),
    ("+1 (212) 555-0123", "+12125550123"),
    ("03-5551234 שלוחה 12", "+97235551234"),
    ("03-5551234 ext. 5", "+97235551234"),
    ("טל' 03-5551234", "+97235551234"),
    ("נייד: 0521234567", "+972521234567"),
    ("٠٥٢٢٣٤٥٦٧٨", "+972522345678"),
    ("050-1234567 / 0501234567", "+972501234567"),
    # Ranges that public tables call unassigned are in use; the form is what counts.
    ("050-0000001", "+972500000001"),
    ("058-1234567", "+972581234567"),
    ("059-1234567", "+972591234567"),
]


@pytest.mark.parametrize(("written", "value"), GOOD)
def test_a_number_in_any_dress(read, written, value):
    assert read("phone", written) == [(value, "", None)]


@pytest.mark.parametrize(
    ("cell", "value", "fault", "mended"),
    [
        (522345678.0, "+972522345678", "lost-zero", "052-2345678"),
        ("522345678", "+972522345678", "lost-zero", "052-2345678"),
        ("52-2345678", "+972522345678", "lost-zero", "052-2345678"),
        (35551234.0, "+97235551234", "lost-zero", "03-5551234"),
        (772345678.0, "+972772345678", "lost-zero", "077-2345678"),
        ("522345678.0", "+972522345678", "lost-zero", "052-2345678"),
        ("5.22345678E+08", "+972522345678", "lost-zero", "052-2345678"),
        ("0522345678.0", "+972522345678", "float-phone", "052-2345678"),
        (972522345678.0, "+972522345678", "float-phone", "052-2345678"),
        (1700123456.0, "1700123456", "float-phone", "1-700-123456"),
        ("\u202a+972 52-234-5678\u202c", "+972522345678", "invisible-marks", "052-2345678"),
        ("050-1234567\u200f", "+972501234567", "invisible-marks", "050-1234567"),
    ],
)
def test_what_can_be_mended_safely(read, cell, value, fault, mended):
    assert read("phone", cell) == [(value, fault, mended)]


@pytest.mark.parametrize(
    ("cell", "value", "fault"),
    [
        ("050-1234567 / 03-5551234", "+972501234567", "two-phones"),
        ("050-1234567, 03-5551234", "+972501234567", "two-phones"),
        ("0501234567 0521234567", "+972501234567", "two-phones"),
        ("0501234567\n0521234567", "+972501234567", "two-phones"),
        ("דנה 050-1234567 אמא 052-1234567", "+972501234567", "two-phones"),
        ("052-1234567 (עבודה: 03-5551234)", "+972521234567", "two-phones"),
        ("050-1234567 אמא", "+972501234567", "text-in-phone"),
        ("להתקשר בערב 050-1234567", "+972501234567", "text-in-phone"),
        ("5.2E+08", None, "rounded-phone"),
        ("9.72523E+11", None, "rounded-phone"),
        ("5551234", None, "short-phone"),
        ("050-123456", None, "short-phone"),
        ("+972-52-234567", None, "short-phone"),
        ("144", None, "short-phone"),
        ("+44 123", None, "short-phone"),
        ("050-12345678", None, "long-phone"),
        ("03-55512345", None, "long-phone"),
        ("2125550123", None, "long-phone"),
        ("+1234567890123456", None, "long-phone"),
        ("447911123456", None, "missing-plus"),
        (12125550123.0, None, "missing-plus"),
        ("06-1234567", None, "unknown-area-code"),
        ("5551234/52", None, "short-phone"),  # never glued together to 055-5123452
        ("אין", None, "not-a-phone"),
        ("-", None, "not-a-phone"),
        ("000-0000000", None, "not-a-phone"),
        (-522345678.0, None, "not-a-phone"),
        (0.5, None, "not-a-phone"),
        (float("nan"), None, "not-a-phone"),
        (True, None, "not-a-phone"),
        (CellError("#N/A"), None, "error-cell"),
    ],
)
def test_what_a_person_has_to_decide(read, cell, value, fault):
    assert read("phone", cell) == [(value, fault, None)]


def test_a_number_far_inside_a_long_text_is_not_dug_out(read):
    assert read("phone", "א" * 500 + " 050-1234567")[0].value is None
    found = read("phone", "050-1234567 " + "א" * 500)[0]
    assert found[:2] == ("+972501234567", "text-in-phone")


@pytest.mark.parametrize(
    ("value", "local"),
    [
        ("+972522345678", "052-2345678"),
        ("+97235551234", "03-5551234"),
        ("+972772345678", "077-2345678"),
        ("1700123456", "1-700-123456"),
        ("*2700", "*2700"),
        ("+442079460958", "+442079460958"),
    ],
)
def test_written_as_people_here_write_it(read, value, local):
    assert FIELD.write(value) == local
    assert read("phone", local) == [(value, "", None)]


@pytest.mark.parametrize(
    ("value", "is_mobile"),
    [
        ("+972522345678", True),
        ("+97235551234", False),
        ("+972772345678", False),
        ("+447911123456", False),
        ("*2700", False),
        ("1700123456", False),
    ],
)
def test_which_numbers_are_mobile_here(value, is_mobile):
    assert mobile(value) is is_mobile
