"""CRM_PHONE and CRM_WHATSAPP. What each number should be follows from the numbering plans."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st


@pytest.mark.parametrize(
    ("cell", "local", "international", "digits"),
    [
        (522345678.0, "052-2345678", "+972522345678", "0522345678"),
        ("972522345678", "052-2345678", "+972522345678", "0522345678"),
        ("\u202a+972 52-234-5678\u202c", "052-2345678", "+972522345678", "0522345678"),
        ("03/555 1234", "03-5551234", "+97235551234", "035551234"),
        ("נייד: 050.123.4567 דנה", "050-1234567", "+972501234567", "0501234567"),
        ("1700123456", "1-700-123456", "1700123456", "1700123456"),
        ("*2700", "*2700", "*2700", "*2700"),
        ("0044 20 7946 0958", "+442079460958", "+442079460958", "+442079460958"),
    ],
)
def test_a_number_in_each_form(excel, cell, local, international, digits):
    assert excel("CRM_PHONE", cell) == excel("CRM_PHONE", cell, "מקומי") == local
    assert excel("CRM_PHONE", cell, "E.164") == international
    assert excel("CRM_PHONE", cell, "בינלאומי") == international
    assert excel("CRM_PHONE", cell, "digits") == digits


@pytest.mark.parametrize(
    ("cell", "answer"),
    [
        ("052-234567", "digits are missing"),
        ("052-23456789", "too many digits"),
        ("5.2E+08", "digits were lost to rounding"),
        ("442079460958", "a number from abroad needs its +"),
        ("01-5551234", "no such area code"),
        ("later", "not a phone number"),
        (True, "not a phone number"),
        ("x" * 30_000, "not a phone number"),
        ("", ""),
        (-2146826259, "#NAME?"),
        (-2146826238, "#VALUE!"),  # #CALC!, which Excel 2019 does not know
    ],
)
def test_what_is_no_number_says_why(excel, cell, answer):
    assert excel("CRM_PHONE", cell, lang="en") == answer


def test_an_unknown_form_names_those_there_are(excel):
    told = excel("CRM_PHONE", "0522345678", "short")
    assert told == "'short' אינו אחד מ: מקומי, בינלאומי, ספרות"


def test_a_range_spills_in_its_own_shape(excel):
    found = excel("CRM_PHONE", excel.range(("0522345678", None), (35551234.0, "?")))
    assert found == [["052-2345678", ""], ["03-5551234", "לא מספר טלפון"]]


def test_a_link_says_what_was_written(excel):
    words = 'שלום דנה,\nמחכה לך "הפתעה" & 10% הנחה? #1 https://example.com/?a=b&phone=972500000000'
    link = urlsplit(excel("CRM_WHATSAPP", "052-2345678", words))
    assert (link.scheme, link.netloc, link.path) == ("https", "wa.me", "/972522345678")
    assert parse_qs(link.query, strict_parsing=True) == {"text": [words]}
    assert not link.fragment


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=60))
def test_no_message_can_change_to_whom_it_goes(excel, words):
    link = urlsplit(excel("CRM_WHATSAPP", "052-2345678", words))
    assert (link.netloc, link.path, link.fragment) == ("wa.me", "/972522345678", "")
    assert set(parse_qs(link.query)) <= {"text"}


def test_numbers_and_messages_go_row_by_row(excel):
    phones, words = excel.column("0522345678", "03-5551234", None), excel.column("a", "b", "c")
    found = excel("CRM_WHATSAPP", phones, words, lang="en")
    assert found == [["https://wa.me/972522345678?text=a"], ["no valid mobile number"], [""]]
    same = excel("CRM_WHATSAPP", phones, "x", lang="en")
    assert same[0] == ["https://wa.me/972522345678?text=x"]


def test_a_message_too_long_for_a_link_is_said_to_be(excel):
    assert "ארוך מדי" in excel("CRM_WHATSAPP", "0522345678", "ש" * 400)
    assert len(excel("CRM_WHATSAPP", "0522345678", "ש" * 330)) <= 2_079


def test_lone_surrogates_and_marks_do_not_reach_the_link(excel):
    link = excel("CRM_WHATSAPP", "0522345678", "a\ud800\u202eb\x00c")
    assert link.startswith("https://wa.me/972522345678?text=a")
    assert link.isascii()
    assert "%E2%80%AE" not in link
    assert "%00" not in link
