"""Numbers, days, money, phones and direction, as a reader of each language expects them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_workbook.outreach import language


@pytest.mark.parametrize(
    ("count", "he", "en"),
    [
        (0, "0 ימים", "0 days"),
        (1, "יום אחד", "one day"),
        (2, "יומיים", "2 days"),
        (94, "94 ימים", "94 days"),
        (1200, "1,200 ימים", "1,200 days"),
    ],
)
def test_days(count, he, en):
    assert language.days(count, "he") == he
    assert language.days(count, "en") == en


@pytest.mark.parametrize(
    ("value", "currency", "he", "en"),
    [
        (1234.5, "ILS", "1,234.50 ₪", "₪1,234.50"),
        (1234.0, "ILS", "1,234 ₪", "₪1,234"),
        (-5.0, "USD", "-5 $", "-$5"),
        (-0.001, "ILS", "0 ₪", "₪0"),
        (0.1 + 0.2, "EUR", "0.30 €", "€0.30"),
        (12.0, "CHF", "12 CHF", "CHF 12"),
    ],
)
def test_money_without_invisible_marks(value, currency, he, en):
    assert language.money(value, currency, "he") == he
    assert language.money(value, currency, "en") == en


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("+972521234567", "052-1234567"),
        ("+97231234567", "03-1234567"),
        ("+972771234567", "077-1234567"),
        ("+441632960961", "+441632960961"),
        ("*2700", "*2700"),
    ],
)
def test_phones_as_they_are_dialled(value, said):
    assert language.phone(value) == said


def test_a_list_of_things():
    assert language.listing((), "he") == ""
    assert language.listing(("זר",), "he") == "זר"
    assert language.listing(("זר", "עציץ", "אגרטל"), "he") == "זר, עציץ ואגרטל"
    assert language.listing(("vase", "pot", "rose"), "en") == "vase, pot and rose"


def test_a_text_is_cut_between_words():
    assert language.shortened("זר ורדים אדומים", 10) == "זר ורדים…"
    assert language.shortened("Blumenstrauß", 5) == "Blum…"
    assert language.shortened("זר", 10) == "זר"


@given(st.text())
def test_a_plain_value_is_one_line_that_a_header_could_carry(text):
    clean = language.plain(text)
    assert len(clean.splitlines()) <= 1
    assert clean == clean.strip()
    assert language.plain(clean) == clean
    clean.encode("utf-8")
    assert not any("\u202a" <= letter <= "\u202e" or letter in "\x00\u200f" for letter in clean)


@given(st.text())
def test_a_tidy_message_stays_tidy(text):
    clean = language.tidy(text)
    assert language.tidy(clean) == clean
    assert "\n\n\n" not in clean
    assert "\r" not in clean
