"""Texts, ids, addresses, choices and yes or no."""

from datetime import date, datetime, timedelta

import pytest

from crm_workbook.fields.choice import name_of
from crm_workbook.fields.email import likely
from crm_workbook.fields.israeli_id import check_digit, valid
from crm_workbook.model import CellError, Choice

LISTS = {
    "status": (
        Choice("lead", "מתעניין", "Lead", ("ליד", "פעיל")),
        Choice("active", "פעיל", "Active", ("לקוח",)),
        Choice("mail", 'דוא"ל', "E-mail", ("מייל",)),
        Choice("5", "5", "5", ("מצוין",)),
        Choice("yes", "כן", "Yes", ("true",)),
    )
}


@pytest.mark.parametrize(
    ("cell", "value", "fault"),
    [
        ("דנה כהן", "דנה כהן", ""),
        ("רח' הרצל 5, ת\"א", "רח' הרצל 5, ת\"א", ""),
        ("שורה\nשנייה", "שורה\nשנייה", ""),
        ("בְּרָכָה", "בְּרָכָה", ""),  # vowel points are the writer's own
        ("Zoë – café 👩\u200d👧", "Zoë – café 👩\u200d👧", ""),
        ("דנה  כהן", "דנה כהן", "odd-blanks"),
        (" דנה", "דנה", "odd-blanks"),
        ("דנה\u00a0כהן", "דנה כהן", "odd-blanks"),
        ("\u200fדנה כהן\u200e", "דנה כהן", "invisible-marks"),
        ("דנה\ufeff  כהן", "דנה כהן", "invisible-marks"),
        ("a\x00b", "ab", "invisible-marks"),
        ("pay\U000e0061\U000e0062 now", "pay now", "invisible-marks"),  # tag letters, unseen
    ],
)
def test_text(read, cell, value, fault):
    assert read("text", cell) == [(value, fault, value if fault else None)]


def test_text_of_cells_that_are_none(read):
    cells = (5012345.0, 2.5, True, date(2026, 3, 15), timedelta(hours=9, minutes=5))
    moment = datetime.fromisoformat("2026-03-15T09:05")
    assert [f.value for f in read("text", *cells, moment)] == [
        "5012345", "2.5", "TRUE", "2026-03-15", "09:05", "2026-03-15 09:05:00",
    ]  # fmt: skip


@pytest.mark.parametrize("kind", ["id", "reference"])
def test_ids(read, kind):
    assert read(kind, "C-0001", "1023.0", " 7", "1.23E+11", CellError("#REF!"), True) == [
        ("C-0001", "", None),
        ("1023", "number-id", "1023"),
        ("7", "odd-blanks", "7"),
        (None, "rounded-id", None),
        (None, "error-cell", None),
        (None, "not-an-id", None),
    ]


def test_numbers_among_text_ids_are_a_fault_numbers_alone_are_not(read):
    assert read("id", 1023.0, "1024")[0] == ("1023", "number-id", "1023")
    assert read("id", 1023.0, 1024.0) == [("1023", "", None), ("1024", "", None)]


def test_an_id_excel_has_damaged(read):
    assert read("id", 4580000000000000.0)[0] == (None, "rounded-id", None)
    assert read("id", date(2026, 4, 3), timedelta(1))[0] == (None, "date-cell", None)


@pytest.mark.parametrize(
    ("cell", "value", "fault", "mended"),
    [
        ("dana@example.com", "dana@example.com", "", None),
        ("Dana.Cohen+shop@Example.CO.IL", "dana.cohen+shop@example.co.il", "", None),
        ("o'hara@example.com", "o'hara@example.com", "", None),
        ("dana@דואר.קום", "dana@דואר.קום", "", None),
        (" dana@example.com ", "dana@example.com", "spaced-email", "dana@example.com"),
        ("dana @example.com", "dana@example.com", "spaced-email", "dana@example.com"),
        ("dana@example.com.", "dana@example.com", "spaced-email", "dana@example.com"),
        ("mailto:dana@example.com", "dana@example.com", "spaced-email", "dana@example.com"),
        ("\u200edana@example.com", "dana@example.com", "invisible-marks", "dana@example.com"),
        ('"Dana Cohen" <dana@example.com>', "dana@example.com", "named-email", None),
        ("דנה: dana@example.com", "dana@example.com", "named-email", None),
        ("a@example.com; b@example.com", "a@example.com", "two-emails", None),
        ("a@example.com/b@example.com", "a@example.com", "two-emails", None),
        ("dana cohen@example.com", None, "bad-email", None),  # not cohen's
        ("dana@gmial.com", "dana@gmial.com", "domain-typo", None),
        ("dana@gm\u0430il.com", None, "mixed-script-email", None),
        ("d\u0430na@example.com", None, "mixed-script-email", None),
        ("dana@example", None, "bad-email", None),
        ("dana.example.com", None, "bad-email", None),
        ("a..b@example.com", None, "bad-email", None),
        ("a@-example.com", None, "bad-email", None),
        ("a@b@example.com", None, "bad-email", None),
        ("a" * 65 + "@example.com", None, "bad-email", None),
        ("dana@example.com\r\nBcc: x@example.org", "dana@example.com", "two-emails", None),
        (5.0, None, "bad-email", None),
    ],
)
def test_email(read, cell, value, fault, mended):
    assert read("email", cell) == [(value, fault, mended)]


def test_what_was_meant_by_a_slip():
    assert likely("dana@gmial.com") == "dana@gmail.com"
    assert likely("dana@gmail.com") is None


@pytest.mark.parametrize(
    ("cell", "value", "fault", "mended"),
    [
        ("פעיל", "active", "", None),
        ("Active", "active", "", None),
        ("ACTIVE", "active", "", None),
        ("active", "active", "", None),
        ('דוא"ל', "mail", "", None),
        ("דוא״ל", "mail", "choice-synonym", 'דוא"ל'),
        ("\u200fפעיל ", "active", "choice-synonym", "פעיל"),
        ("לקוח", "active", "choice-synonym", "פעיל"),
        (5.0, "5", "", None),
        (True, "yes", "choice-synonym", "כן"),
        ("אולי", None, "not-in-list", None),
        (date(2026, 3, 15), None, "not-in-list", None),
    ],
)
def test_choice(read, cell, value, fault, mended):
    assert read("choice", cell, lists=LISTS, choices="status") == [(value, fault, mended)]


def test_a_synonym_is_mended_in_the_language_of_its_column(read):
    english = read("choice", "Active", "Lead", "ליד", lists=LISTS, choices="status")
    assert english[2] == ("lead", "choice-synonym", "Lead")
    assert name_of(LISTS["status"][0], "he") == "מתעניין"


def test_a_choice_of_a_list_nobody_knows_is_not_in_it(read):
    assert read("choice", "פעיל", choices="gone")[0].fault == "not-in-list"


@pytest.mark.parametrize(
    ("cells", "values"),
    [
        (("כן", "לא", "Yes", "no"), [True, False, True, False]),
        (("TRUE", "FALSE", "אמת", "שקר"), [True, False, True, False]),
        ((1.0, 0.0), [True, False]),
        (("V", "X"), [True, False]),
        (("✓", "✗", "✔️", "✅"), [True, False, True, True]),
        (("x", "לא"), [True, False]),
        ((True, False), [True, False]),
    ],
)
def test_yes_and_no(read, cells, values):
    found = read("boolean", *cells)
    assert [f.value for f in found] == values
    assert not any(f.fault for f in found)


def test_no_yes_and_no_no(read):
    assert read("boolean", "X", "x ") == [(None, "ambiguous-mark", None)] * 2
    assert read("boolean", "אולי", 2.0) == [(None, "not-yes-no", None)] * 2


# The number in common use as an example of a valid one, and the published company numbers of
# Bank Hapoalim, Bank Leumi and Teva.
VALID = ("123456782", "000000018", "520000118", "520018078", "520013954")


@pytest.mark.parametrize("number", VALID)
def test_known_numbers_have_the_right_check_digit(number):
    assert valid(number)
    assert check_digit(number[:8]) == number[8]
    assert not any(valid(number[:8] + d) for d in "0123456789" if d != number[8])


def test_the_check_digit_notices_every_single_slip():
    for number in VALID:
        for place in range(9):
            slips = [number[:place] + d + number[place + 1 :] for d in "0123456789"]
            assert [s for s in slips if valid(s)] == [number]


@pytest.mark.parametrize("kind", ["israeli_id", "business_id"])
@pytest.mark.parametrize(
    ("cell", "value", "fault"),
    [
        ("123456782", "123456782", ""),
        ("12345678-2", "123456782", ""),
        ("12345674", "012345674", "lost-zero"),
        (12345674.0, "012345674", "lost-zero"),
        (123456782.0, "123456782", "number-id"),
        ("123456782.0", "123456782", "number-id"),
        ("ת.ז. 123456782", "123456782", "labelled-id"),
        ('ח"פ 520013954', "520013954", "labelled-id"),
        ("\u200f123456782", "123456782", "invisible-marks"),
        ("123456789", None, "bad-check-digit"),
        ("12345678", None, "short-id"),
        ("10009", None, "short-id"),  # 000010009 would fit, as one short number in ten does
        ("1234567890", None, "long-id"),
        ("000000000", None, "not-an-id"),
        ("אין", None, "not-an-id"),
        (-5.0, None, "not-an-id"),
    ],
)
def test_israeli_numbers(read, kind, cell, value, fault):
    assert read(kind, cell) == [(value, fault, value if fault else None)]
