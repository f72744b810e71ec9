from datetime import date, timedelta

import pytest

from crm_workbook.model import CellError

SHEKELS = [
    ("1,234.50 ₪", 1234.5),
    ("₪1,234", 1234.0),
    ("₪ 1,234,567.89", 1234567.89),
    ("\u200f1,234.50\xa0\u200f₪", 1234.5),  # as a widespread formatting library writes it
    ('120 ש"ח', 120.0),
    ("120 ש״ח", 120.0),
    ("120ש''ח", 120.0),
    ("NIS 99.90", 99.9),
    ("ILS 1 200.00", 1200.0),
    ("50 שקלים", 50.0),
    ("-₪50", -50.0),
    ("₪-50", -50.0),
    ("50-", -50.0),
    ("₪ 50-", -50.0),
    ("−50", -50.0),
    ("(1,234.50)", -1234.5),
    ("(₪50)", -50.0),
    ("1.234,56", 1234.56),
    ("1.234.567", 1234567.0),
    ("1 234,5", 1234.5),
    ("1'234.50", 1234.5),
    ("12,50", 12.5),
    ("0.345", 0.345),
    ("1234.567", 1234.567),
    (".5", 0.5),
    ("+5", 5.0),
    ("007", 7.0),
    ("'250", 250.0),
    ("٢٥٠", 250.0),
    ("0", 0.0),
]


@pytest.mark.parametrize(("written", "amount"), SHEKELS)
def test_shekels_in_any_dress(read, written, amount):
    assert read("money", written) == [(amount, "text-money", amount)]


@pytest.mark.parametrize("written", ["12.345", "₪12.345", "1.234", "-1.234", "0,345"])
def test_a_separator_that_may_be_either_is_asked_about(read, written):
    assert read("money", written) == [(None, "ambiguous-money", None)]


@pytest.mark.parametrize(
    "written", ["$5", "5 USD", "US$ 7", "€ 1.234,50", "5 אירו", "100 דולר", "£3", "100 CHF"]
)
def test_another_currency_is_never_taken_for_the_own(read, written):
    assert read("money", written) == [(None, "other-currency", None)]


def test_the_own_currency_is_the_workbooks(read):
    assert [f.value for f in read("money", "$5", "US$ 7", "5 dollars", currency="USD")] == [
        5,
        7,
        5,
    ]
    assert read("money", "$5", currency="CAD")[0].value == 5
    assert read("money", "₪5", currency="USD")[0].fault == "other-currency"
    assert read("money", "5 SEK", currency="SEK")[0].value == 5


@pytest.mark.parametrize(
    "cell",
    ["חינם", "5 אלף", "-", "--5", "5-3", "₪", "₪5₪", "12 34", "1,23,456", "1e5",
     "1234567890123456", float("inf"), float("nan"), True, "-5-", "(5", "5 ₪ לאחר הנחה"],
)  # fmt: skip
def test_what_is_no_money(read, cell):
    assert read("money", cell) == [(None, "not-money", None)]


def test_a_float_is_taken_as_it_is(read):
    assert read("money", 12.345, -3.0) == [(12.345, "", None), (-3.0, "", None)]


def test_cells_that_excel_has_changed(read):
    for kind in ("money", "number", "percent"):
        found = read(kind, date(2026, 4, 3), timedelta(hours=3), CellError("#VALUE!"))
        assert [f.fault for f in found] == ["date-cell", "time-cell", "error-cell"]


@pytest.mark.parametrize(
    ("written", "value", "fault"),
    [
        ("1,234.5", 1234.5, "text-number"),
        ("12-", -12.0, "text-number"),
        ("(3)", -3.0, "text-number"),
        ("12.345", None, "ambiguous-number"),
        ("₪5", None, "not-a-number"),
        ("12%", None, "not-a-number"),
        ("שלוש", None, "not-a-number"),
        ("TRUE", None, "not-a-number"),
    ],
)
def test_numbers(read, written, value, fault):
    assert read("number", written) == [(value, fault, value)]


@pytest.mark.parametrize(
    ("written", "share"),
    [("18%", 0.18), ("18 %", 0.18), ("% 18", 0.18), ("-18%", -0.18), ("18-%", -0.18),
     ("7.5%", 0.075), ("18 אחוז", 0.18), ("18 אחוזים", 0.18), ("18 percent", 0.18),
     ("0.18", 0.18), ("100%", 1.0)],
)  # fmt: skip
def test_per_cent_as_text(read, written, share):
    assert read("percent", written) == [
        (pytest.approx(share), "text-percent", pytest.approx(share))
    ]


def test_whole_per_cents_are_seen_when_a_share_cannot_exceed_one(read):
    assert read("percent", 18.0, 5.0, 0.0) == [
        (0.18, "whole-percent", 0.18), (0.05, "whole-percent", 0.05), (0.0, "", None),
    ]  # fmt: skip
    assert read("percent", 0.18, 1.0) == [(0.18, "", None), (1.0, "", None)]
    assert read("percent", 180.0)[0].fault == "not-a-percent"


def test_a_column_that_mixes_shares_and_whole_per_cents_is_asked_about(read):
    assert read("percent", 18.0, 0.5) == [
        (0.18, "whole-percent", None), (None, "ambiguous-percent", None),
    ]  # fmt: skip


def test_growth_may_exceed_a_hundred_per_cent(read):
    assert read("percent", 1.5, "250%", high=5.0) == [(1.5, "", None), (2.5, "text-percent", 2.5)]
    assert read("percent", "250%")[0] == (None, "not-a-percent", None)
