"""CRM_DRAFT: the same engine as the drafts of the workbook, and as safe."""

from __future__ import annotations

import time

import pytest

HEADINGS = ("שם פרטי", "עיר", "לשון פנייה", "הצטרפות", "סכום")


def draft(excel, template, names, *rows, lang="he"):
    return excel("CRM_DRAFT", template, excel.range(names), excel.range(*rows), lang=lang)


def test_a_heading_is_asked_for_in_its_own_words(excel):
    row = ("דנה", "חיפה", "נקבה", excel.date(2024, 3, 5), 1234.5)
    template = (
        "שלום {{ c.שם_פרטי }} מ{{ c.עיר }}, מאז {{ c.הצטרפות | date }}: {{ c.סכום | money }}"
    )
    told = draft(excel, template, HEADINGS, row)
    assert told == "שלום דנה מחיפה, מאז 5 במרץ 2024: 1,234.50 ₪"


def test_a_column_of_ours_has_its_own_name_too(excel):
    told = draft(
        excel, "{{ c.first_name }}/{{ c.name }}/{{ c.city }}", HEADINGS[:2], ("דנה", "לוד")
    )
    assert told == "דנה/דנה/לוד"
    phone = draft(excel, "{{ c.phone | phone }}", ("טלפון", "a"), (522345678.0, "b"))
    assert phone == "052-2345678"


def test_the_form_of_address_is_the_row_s_own(excel):
    words = '{{ g("אתה", "את", "אתם", "פונים") }}'
    rows = [("נקבה",), ("זכר",), ("רבים",), ("",), ("?",)]
    found = draft(excel, words, ("לשון פנייה",), *rows)
    assert [told for (told,) in found] == ["את", "אתה", "אתם", "", "פונים"]


def test_the_business_and_its_currency_are_names_with_a_dot(excel):
    names = ("Name", "b.business_name", "b.currency", "m.monetary")
    told = draft(excel, "{{ b.business_name }}: {{ m.monetary | money }}", names,
                 ("Dana", "Bakery", "USD", 1200.0), lang="en")  # fmt: skip
    assert told == "Bakery: $1,200"


def test_names_may_stand_one_below_the_other(excel):
    names = excel.column("Name", "City")
    people = excel.range(("Dana", "Yoav"), ("Haifa", "Lod"))
    found = excel("CRM_DRAFT", "{{ c.name }}, {{ c.city }}", names, people)
    assert found == ["Dana, Haifa", "Yoav, Lod"]


def test_a_template_may_stand_on_several_rows(excel):
    lines = excel.column("Dear {{ c.name }},", None, "see you", None)
    found = excel("CRM_DRAFT", lines, "Name", "Dana")
    assert found == "Dear Dana,\n\nsee you"


@pytest.mark.parametrize(
    ("template", "answer"),
    [
        ("{{ c.name", "the syntax is wrong"),
        ("Hi\n{{ c.nme }}", "Template in the cell, line 2: the name c.nme"),
        ("{% for i in range(9) %}x{% endfor %}", "a loop goes over one list"),
        ("{{ c.__class__ }}", "c.__class__ is unknown"),
        ("{{ c.name.__class__.__mro__ }}", "is unknown"),
        ("{{ ''.join(c) }}", "is not allowed in a template"),
        ("{{ 'a' * 10 ** 9 }}", "is not allowed in a template"),
        ("{% include 'C:/secret' %}", "is not allowed in a template"),
        ("{{ c.name | attr('x') }}", "filter attr is unknown"),
        ("{{ c.city | days }}", "another kind of value"),
        ("x" * 20_001, "the template is too long"),
        ("{{ c.name }}" * 600, "the text came out too long"),
        ("(" * 5_000, "("),
        ("{{" * 9_999, "the syntax is wrong"),
        ("{{ " + "(" * 3_000 + "1" + ")" * 3_000 + " }}", "the syntax is wrong"),
    ],
)
def test_a_template_that_cannot_be_filled_in_says_why(excel, template, answer):
    began = time.perf_counter()
    row = ("D" * 30, "Haifa")
    told = draft(excel, template, ("Name", "City"), row, lang="en")
    assert answer.removeprefix("Template in the cell, line 2: the name ") in told
    assert "Traceback" not in told
    assert time.perf_counter() - began < 5


def test_the_line_of_the_fault_is_named(excel):
    told = draft(excel, "Hi\n{{ c.nme }}", ("Name",), ("Dana",), lang="en")
    assert told == "Template in the cell, line 2: c.nme is unknown; the nearest is c.name."


def test_data_is_never_a_template(excel):
    told = draft(excel, "{{ c.name }}", ("Name",), ("{{ c.name }}{% x %}",))
    assert told == "{{ c.name }}{% x %}"


def test_what_is_missing_is_named_as_in_the_sheet(excel):
    found = draft(excel, "{{ c.עיר }}", HEADINGS[:2], ("דנה", None), ("דנה", -2146826246),
                  (None, None), ("דנה", "לוד"))  # fmt: skip
    assert found == [["חסר: עיר"], ["חסר: עיר"], [""], ["לוד"]]


@pytest.mark.parametrize(
    ("names", "values", "answer"),
    [
        ((("a", "b"),), (("x",),), "הטווחים אינם באותו גודל"),
        ((("a", "b"), ("c", "d")), (("x", "y"),), "הטווחים אינם באותו גודל"),
        (((None, None),), (("x", "y"),), "אין כותרות בטווח השמות"),
        (((-2146826246, "a"),), (("x", "y"),), "#N/A"),
    ],
)
def test_ranges_that_do_not_fit(excel, names, values, answer):
    found = excel("CRM_DRAFT", "x", excel.range(*names), excel.range(*values))
    assert found == answer


def test_a_template_without_gaps_and_one_that_is_empty(excel):
    assert draft(excel, "שלום", ("a",), ("b",)) == "שלום"
    assert draft(excel, "", ("a",), ("b",)) == ""


def test_a_date_in_figures_is_read_in_the_company_of_its_column(excel):
    # The second can only have the day first, and so has the first.
    rows = [("דנה", "03/04/2026"), ("יואב", "25/04/2026")]
    found = draft(excel, "{{ c.customer_since | day_month }}", ("שם פרטי", "תאריך הצטרפות"), *rows)
    assert found == [["3 באפריל"], ["25 באפריל"]]


@pytest.mark.parametrize(
    ("template", "lang", "told"),
    [
        ("Since {{ c.לקוח_מאז | date }}", "he", "Since 5 March 2024"),
        ("מאז {{ c.customer_since | date }}", "en", "מאז 5 במרץ 2024"),
        ("{{ c.customer_since | date }}", "he", "5 במרץ 2024"),
        ("{{ c.customer_since | date }}", "en", "5 March 2024"),
    ],
)
def test_a_draft_speaks_the_language_of_its_own_words(excel, template, lang, told):
    found = draft(excel, template, ("לקוח מאז",), (excel.date(2024, 3, 5),), lang=lang)
    assert found == told
