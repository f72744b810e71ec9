"""One slip is one finding: what follows from it is not told again by other rules."""

from __future__ import annotations

import pytest

from crm_workbook.rules import example, index
from crm_workbook.rules.page import samples
from crm_workbook.rules.run import check

CUSTOMERS = """\
`customers`
| customer_id | display_name | unit_type | phone          | parent_id | customer_since |
|-------------|--------------|-----------|----------------|-----------|----------------|
| C-0001      | דנה כהן      | אדם       | '054-765-4321' | C-0003    | 2025-01-05     |
| C-0002      | רות אלון     | אדם       | '054-765-4322' |           | 2025-01-05     |
| C-0003      | משפחת כהן    | משק בית   | '054-765-4323' |           | 2025-01-05     |
"""
PRODUCTS = """\
`products`
| product_id | name | price | cost |
|------------|------|-------|------|
| P-1        | עוגה | 60    | 25   |
"""
PURCHASES = """\
`purchases`
| date | customer_id | buyer_id | doc_type | doc_no | product_id | quantity | unit_price | amount |
|------|-------------|----------|----------|--------|------------|----------|------------|--------|
| 2026-03-01 | C-0002 |         | מכירה | '1001' | P-1 | 2 | 60 | 120 |
"""
INTERACTIONS = """\
`interactions`
| when       | customer_id | kind  | satisfaction | status | closed_on  |
|------------|-------------|-------|--------------|--------|------------|
| 2026-03-01 | C-0002      | תלונה | 3            | סגור   | 2026-03-02 |
"""
OUTREACH = """\
`outreach`
| planned_on | customer_id | purpose | channel | text | status | sent_on | response | response_on |
|------------|-------------|---------|---------|------|--------|---------|----------|-------------|
| 2026-06-29 | C-0002 | שירות | מסרון | העוגה מוכנה | נשלח | 2026-06-29 | | |
"""
CONSENTS = """\
`consents`
| customer_id | channel | action | basis | proof | on |
|-------------|---------|--------|-------|-------|----|
| C-0002 | מסרון | ניתנה הסכמה | בכתב | טופס | 2025-02-01 |
"""
BENEFITS = """\
`benefits`
| benefit_id | customer_id | what    | since      | ends_on    | cost_month |
|------------|-------------|---------|------------|------------|------------|
| B-1        | C-0002      | 5% הנחה | 2026-01-01 | 2026-12-31 | 10         |
"""
TARGETS = """\
`targets`
| target_id | level | kind  | measure | value | start      | end        | paired_with |
|-----------|-------|-------|---------|-------|------------|------------|-------------|
| T-1       | כללי  | פעולה | שיחות   | 40    | 2026-01-01 | 2026-03-31 |             |
| T-2       | כללי  | תוצאה | מחזור   | 9000  | 2026-01-01 | 2026-03-31 | T-1         |
"""
SHEETS = {
    "customers": CUSTOMERS, "products": PRODUCTS, "purchases": PURCHASES,
    "interactions": INTERACTIONS, "outreach": OUTREACH, "consents": CONSENTS,
    "benefits": BENEFITS, "targets": TARGETS,
}  # fmt: skip
ADVERT = "פרסומת: עוגות חדשות. להסרה השיבו הסר"


def found(*rows: str) -> list[tuple[str, str]]:
    """Return what all rules find after rows were added, each given as `sheet | cell | cell`."""
    texts = dict(SHEETS)
    for row in rows:
        sheet, *cells = (each.strip() for each in row.split("|"))
        width = texts[sheet].splitlines()[2].count("|") - 1
        texts[sheet] += f"| {' | '.join((cells + [''] * width)[:width])} |\n"
    book = example.book(samples("\n".join(texts.values())))
    return [(f.code, str(f.ref)) for f in check(book, index(), example.AS_OF)]


def test_the_workbook_itself_is_clean():
    assert found() == []


@pytest.mark.parametrize(
    ("row", "cell"),
    [
        ("purchases | 2026-03-02 | C-0999 | | מכירה | '1002' | P-1 | 1 | 60 | 60", "B3"),
        ("purchases | 2026-03-02 | C-0999 | | זיכוי | '1003' | P-1 | 1 | 60 | -60", "B3"),
        ("purchases | 2026-03-02 | C-0999 | C-0001 | | | | | | 60", "B3"),
        ("purchases | 2026-03-01 | C-0999 | | מכירה | '1001' | P-1 | 1 | 60 | 60", "B3"),
        ("interactions | 2026-03-02 | C-0999 | שירות | 5 | סגור | 2026-03-02", "B3"),
        (f"outreach | 2026-07-02 | C-0999 | פרסומת | מסרון | {ADVERT} | מאושר | | |", "B3"),
        (f"outreach | 2026-06-02 | C-0999 | פרסומת | מסרון | {ADVERT} | נשלח | 2026-06-02 | |",
         "B3"),
        ("outreach | 2026-06-02 | C-0999 | ברכה | מסרון | חג | נשלח | 2026-06-02 | בקשת הסרה |",
         "B3"),
        ("outreach | 2026-07-02 | C-0999 | פרסומת | שיחת טלפון | להציע | מאושר | | |", "B3"),
        ('outreach | 2026-07-02 | C-0999 | ברכה | דוא"ל | חג שמח | מאושר | | |', "B3"),
        ("consents | C-0999 | מסרון | ניתנה הסכמה | לקוח קיים, מוצר דומה | קבלה | 2026-01-01",
         "A3"),
        ("benefits | B-2 | C-0999 | משלוח | 2026-01-01 | 2026-12-31 | 5", "B3"),
    ],
)  # fmt: skip
def test_an_unknown_customer_is_one_finding(row, cell):
    assert found(row) == [("CRM201", f"{row.split()[0]}!{cell}")]


@pytest.mark.parametrize(
    ("row", "cell"),
    [
        ("purchases | 2026-03-02 | | | מכירה | '1001' | P-1 | 1 | 60 | 60", "B3"),
        ("purchases | 2026-03-02 | C-0002 | | מכירה | '1002' | P-1 | 1 | 60 |", "I3"),
        (f"outreach | 2026-07-02 | | פרסומת | מסרון | {ADVERT} | מאושר | | |", "B3"),
        ("outreach | 2026-07-02 | | פרסומת | שיחת טלפון | להציע | מאושר | | |", "B3"),
        ("consents | | מסרון | ניתנה הסכמה | לקוח קיים, מוצר דומה | קבלה | 2026-01-01", "A3"),
    ],
)
def test_an_empty_cell_is_one_finding(row, cell):
    assert found(row) == [("CRM101", f"{row.split()[0]}!{cell}")]


@pytest.mark.parametrize(
    ("row", "code", "cell"),
    [
        ("purchases | 1926-03-02 | C-0002 | | | | | | | 60", "CRM302", "A3"),
        ("purchases | 2062-03-02 | C-0002 | | | | | | | 60", "CRM301", "A3"),
        ("customers | C-0004 | יוסי לוי | אדם | | | 2062-01-05", "CRM301", "F5"),
        ("interactions | 2062-03-01 | C-0002 | תלונה | 3 | סגור | 2026-03-02", "CRM301", "A3"),
        ("interactions | 2026-03-01 | C-0002 | תלונה | 3 | סגור | 1926-03-02", "CRM302", "F3"),
        ("benefits | B-2 | C-0002 | משלוח | 2026-01-01 | 1926-12-31 | 5", "CRM302", "E3"),
    ],
)
def test_a_date_that_cannot_be_is_one_finding(row, code, cell):
    assert found(row) == [(code, f"{row.split()[0]}!{cell}")]


@pytest.mark.parametrize(
    ("cells", "code", "cell"),
    [
        ("1 | 600 | 60", "CRM410", "H3"),  # a digit too many in the price
        ("1 | 600 | 600", "CRM410", "H3"),
        ("0 | 60 | 60", "CRM407", "G3"),
        ("-2 | 60 | 120", "CRM407", "G3"),
        ("1 | 60 | 6000", "CRM402", "I3"),
        ("2 | 60 | -120", "CRM403", "I3"),
        ("'2' | 60 | 120", "CRM110", "G3"),
        ("1 | 60 | '₪60'", "CRM120", "I3"),
        ("1 | 60 | '$60'", "CRM401", "I3"),
        ("1 | #REF! | 60", "CRM102", "H3"),
    ],
)
def test_a_slip_in_a_purchase_is_one_finding(cells, code, cell):
    row = f"purchases | 2026-03-05 | C-0002 | | מכירה | '1002' | P-1 | {cells}"
    assert found(row) == [(code, f"purchases!{cell}")]


def test_an_amount_far_out_is_told_by_what_it_should_be():
    plain = [f"purchases | 2026-04-{n:02d} | C-0002 | | | | | | | {50 + n}" for n in range(1, 25)]
    far = "purchases | 2026-05-01 | C-0002 | | | '1005' | P-1 | 1 | {price} | 547654321"
    alone = "purchases | 2026-05-01 | C-0002 | | | '1005' | | | | 547654321"
    assert found(*plain, alone) == [("CRM404", "purchases!I27")]
    assert found(*plain, far.format(price=60)) == [("CRM402", "purchases!I27")]
    assert found(*plain, far.format(price=547654321)) == [("CRM410", "purchases!H27")]


@pytest.mark.parametrize(
    ("row", "more"),
    [
        ('purchases | סה"כ | | | | | | 9000 | 9000 | 90000000',
         "purchases | 2026-03-05 | C-0002 | | | | | | | 60"),
        ('interactions | סה"כ | | | 57 | |',
         "interactions | 2026-03-05 | C-0002 | שירות | 5 | סגור | 2026-03-05"),
        ('benefits | סה"כ | | | | | -600',
         "benefits | B-2 | C-0002 | משלוח | 2026-01-01 | 2026-12-31 | 5"),
    ],
)  # fmt: skip
def test_a_line_of_totals_is_one_finding(row, more):
    assert found(row, more) == [("CRM718", f"{row.split()[0]}!A3")]


@pytest.mark.parametrize("sheet", sorted(SHEETS))
def test_a_row_of_headings_is_one_finding(sheet):
    """Pasted again among the data, with the headings as the workbook has them."""
    book = example.book(samples(SHEETS[sheet]))
    headings = " | ".join(placed.heading for placed in book.tables[sheet].placed)
    first = SHEETS[sheet].splitlines()[3].strip("|").replace("C-0001", "C-0008")
    keyed = {"T-1": "T-8", "B-1": "B-8", "P-1": "P-8"}
    for old, new in keyed.items():
        first = first.replace(f" {old} ", f" {new} ", 1)
    rows = len(book.tables[sheet])
    told = [each for each in found(f"{sheet} | {headings}", f"{sheet} | {first}")
            if each[0] == "CRM714" or each[1].endswith(str(rows + 2))]  # fmt: skip
    assert told == [("CRM714", f"{sheet}!A{rows + 2}")]


@pytest.mark.parametrize(
    ("row", "code", "cell"),
    [
        ("targets | T-3 | כללי | תוצאה | ביקורים | 9 | 2026-01-01 | 2026-03-31 |", "CRM502", "D4"),
        ("targets | T-3 | כללי | פעולה | קניות | 9 | 2026-01-01 | 2026-03-31 |", "CRM502", "D4"),
        ("targets | T-3 | כללי | תוצאה | קניות | 9 | 2026-03-31 | 2026-01-01 | T-1", "CRM501",
         "G4"),
    ],
)  # fmt: skip
def test_a_slip_in_a_target_is_one_finding(row, code, cell):
    assert found(row) == [(code, f"targets!{cell}")]


def test_a_customer_twice_is_one_finding_although_the_metrics_have_two_rows_as_well():
    twice = f"{CUSTOMERS}| C-0002 | רותי אלון | אדם | | | |\n"
    metrics = """\
`metrics`
| customer_id | display_name |
|-------------|--------------|
| C-0001      | דנה כהן      |
| C-0002      | רות אלון     |
| C-0002      | רותי אלון    |
"""
    book = example.book(samples(twice + "\n" + metrics))
    told = [(f.code, str(f.ref)) for f in check(book, ["CRM202"], example.AS_OF)]
    assert told == [("CRM202", "customers!A5")]
