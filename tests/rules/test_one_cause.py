"""One cause that touches a whole sheet is one finding, and no fix makes it worse."""

from __future__ import annotations

import time

import pytest

from crm_workbook.jobs.check import run
from crm_workbook.rules import example, index
from crm_workbook.rules.page import samples
from crm_workbook.rules.run import check, found_by

NAME = "נועה ברק"


def book(*texts):
    return example.book(samples("\n".join(texts)))


def codes(made):
    return [(f.code, str(f.ref)) for f in check(made, index(), example.AS_OF)]


def customers(*rows, headings="customer_id | display_name | phone"):
    line = "|".join("---" for _ in headings.split("|"))
    body = "\n".join(f"| {row} |" for row in rows)
    return f"`customers`\n| {headings} |\n|{line}|\n{body}\n"


def purchases(*ids):
    rows = "\n".join(f"| 2026-03-0{n} | {each} | 40 |" for n, each in enumerate(ids, 1))
    return f"`purchases`\n| date | customer_id | amount |\n|---|---|---|\n{rows}\n"


def test_a_sheet_without_ids_is_one_finding_and_not_one_for_each_reference_to_it():
    made = book(
        customers("| דנה כהן | '054-765-4321'", "| רות אלון | '054-765-4322'"),
        purchases("C-0001", "C-0002", "C-0003", "C-0001"),
    )
    found = [f for f in check(made, index(), example.AS_OF) if f.code == "CRM201"]
    assert [str(f.ref) for f in found] == ["purchases!B2"]
    assert "has no IDs (in 4 rows)" in found[0].say("en")


@pytest.mark.parametrize("codec", ["cp1252", "latin-1"])
def test_scrambled_hebrew_is_told_as_that_alone_and_is_never_tidied(codec):
    scrambled = NAME.encode().decode(codec, "replace")
    assert "\xa0" in scrambled  # half of a letter, and a hard blank to look at
    said = "".join(f"\\u{ord(sign):04x}" for sign in scrambled)
    made = book(customers(f"C-0001 | '{said}' | '054-765-4321'"))
    assert codes(made) == [("CRM159", "customers!B2")]
    assert run(made, lang="en", fix=True, unsafe=True, as_of=example.AS_OF).plan is None


def test_one_heading_in_many_columns_is_one_finding():
    headings = " | ".join(("customer_id", "display_name", *["טלפון"] * 50))
    row = " | ".join(("C-0001", "דנה כהן", *["'054-765-4321'"] * 50))
    made = book(customers(row, headings=headings))
    found = [f for f in check(made, index(), example.AS_OF) if f.code == "CRM715"]
    assert [str(f.ref) for f in found] == ["customers!D1"]
    assert "50 columns" in found[0].say("en")


def test_a_name_as_long_as_a_cell_can_be_costs_no_time():
    made = book(customers(*(f"C-{n} | '{n}{'0' * 32_700}' | '054-765-432{n}'" for n in range(5))))
    began = time.perf_counter()
    assert not found_by("CRM162", made, example.AS_OF)
    assert time.perf_counter() - began < 5  # it took minutes


def paid(*words):
    rows = "\n".join(f"| 2026-03-01 | C-0001 | 40 | {word} |" for word in words)
    head = "| date | customer_id | amount | payment_method |\n|---|---|---|---|"
    return f"`purchases`\n{head}\n{rows}\n"


DANA = customers("C-0001 | דנה כהן | '054-765-4321'")


@pytest.mark.parametrize("word", ["אשראי", "Credit card", "PayPal"])
def test_a_workbook_without_our_lists_may_have_words_of_its_own(word):
    assert codes(book(DANA, paid(word, word))) == []


def test_of_two_words_for_one_thing_the_fix_writes_the_one_that_is_used_most():
    made = book(DANA, paid("אשראי", "'אשראי '", "אשראי", "ויזה"))
    assert codes(made) == [("CRM152", "purchases!D3"), ("CRM152", "purchases!D5")]
    plan = run(made, lang="en", fix=True, as_of=example.AS_OF).plan
    assert [change.new for edit in plan.edits for change in edit.changes] == ["אשראי", "אשראי"]


def test_a_synonym_in_an_english_column_gets_the_english_name():
    lists = "`lists`\n| source |\n|---|\n| Radio |\n"
    made = book(DANA, paid("Visa", "Visa"), lists)
    plan = run(made, lang="en", fix=True, as_of=example.AS_OF).plan
    assert {change.new for edit in plan.edits for change in edit.changes} == {"Card"}


def sold(count, *, doc=False):
    return [
        f"| {'' if not doc else f'{1000 + n}'} | 2026-03-0{n % 9 + 1} | C-0001 | {10 + n} |"
        for n in range(count)
    ]


def sales(rows):
    head = "| doc_no | date | customer_id | amount |\n|---|---|---|---|"
    return "\n".join(("`purchases`", head, *rows))


@pytest.mark.parametrize("doc", [False, True])
def test_a_list_pasted_twice_is_one_finding(doc):
    rows = sold(40, doc=doc)
    extra = "| | 2026-04-01 | C-0001 | 7 |"
    made = book(DANA, sales([*rows, extra, *rows]))
    found = check(made, ["CRM206"], example.AS_OF)
    assert [str(f.ref) for f in found] == ["purchases!A43"]
    assert found[0].say("en").startswith("rows 43 to 82 are the same as rows 2 to 41")


def test_sales_that_are_alike_are_no_list_pasted_twice():
    one = "| | 2026-03-01 | C-0001 | 35 |"
    few = sold(9)
    made = book(DANA, sales([*[one] * 60, *few, *few]))
    assert check(made, ["CRM206"], example.AS_OF) == ()


def test_a_list_pasted_three_times_is_two_findings():
    made = book(DANA, sales(sold(12) * 3))
    found = check(made, ["CRM206"], example.AS_OF)
    assert [str(f.ref) for f in found] == ["purchases!A14", "purchases!A26"]


def test_thousands_of_lines_that_silence_are_not_each_held_against_each():
    count = 8000
    names = customers(*(f"C-{n} | דנה {n} | '050-{n}'" for n in range(count)))
    head = "`checks`\n| code | sheet | row_key | column | reason |\n|---|---|---|---|---|"
    lines = "\n".join(f"| CRM121 | לקוחות | C-{n} | טלפון | ידוע |" for n in range(count))
    made = book(names, f"{head}\n{lines}")
    began = time.perf_counter()
    assert found_by("CRM090", made, example.AS_OF) == ()
    assert time.perf_counter() - began < 4  # it took half a minute


@pytest.mark.parametrize(
    ("row", "code"),
    [("| מס' מסמך | תאריך | מזהה לקוח | סכום |", "CRM714"), ('| סה"כ | | | 90 |', "CRM718")],
)
def test_a_stray_row_among_numbered_documents_is_all_there_is_to_tell(row, code):
    numbered = [f"| {1000 + n} | 2026-03-0{n} | C-0001 | 30 |" for n in (1, 2, 3)]
    text = sales([numbered[0], row, *numbered[1:]])
    assert codes(book(DANA, text)) == [(code, "purchases!A3")]


def test_letters_lost_for_good_are_told_as_scrambled():
    lost = NAME.encode("cp1255").decode("utf-8", "replace")
    assert codes(book(customers(f"C-0001 | '{lost}' | '054-765-4321'"))) == [
        ("CRM159", "customers!B2")
    ]
