from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

HE = (
    "שם לקוח,נייד,מס' חשבונית,תאריך,תיאור,סה\"כ\n"
    "דנה כהן,052-7654321,1001,13/04/2026,עוגה,₪120.50\n"
    "דנה כהן,052-7654321,1001,13/04/2026,לחם,30\n"
    "רחל לוי,,1002,2/5/2026,מאפה,(80)\n"
)
PLAIN = "date,customer,amount,description\n2026-04-01,Dana,50,cake\n2026-04-01,Dana,50,cake\n"


def names(outcome):
    return [finding.name for finding in outcome.findings]


def test_invoices_make_their_customers(workbook):
    book = workbook(customers=[{"customer_id": "C-0007", "display_name": "דנה כהן"}])
    assert book.take(HE.encode("cp1255")) == {"new": 3}
    assert book.rows("customers", "customer_id", "display_name", "phone") == [
        ("C-0007", "דנה כהן", "052-7654321"),
        ("C-0008", "רחל לוי", None),
    ]
    assert book.rows("purchases", "line_id", "customer_id", "doc_no", "date", "amount") == [
        ("P-000001", "C-0007", "1001", date(2026, 4, 13), 120.5),
        ("P-000002", "C-0007", "1001", date(2026, 4, 13), 30.0),
        ("P-000003", "C-0008", "1002", date(2026, 5, 2), -80.0),
    ]
    assert book.plan(HE).plan.edits == ()


def test_two_equal_purchases_are_two_and_a_longer_export_adds_one(workbook):
    book = workbook(lang="en")
    assert book.take(PLAIN) == {"new": 2}
    assert book.take(PLAIN) == {"same": 2}
    assert book.take(PLAIN + "2026-04-01,Dana,50,cake\n") == {"same": 2, "new": 1}
    assert len(set(book.rows("purchases", "import_key"))) == 3
    assert book.rows("customers", "display_name") == [("Dana",)]


def test_a_merged_customer_brings_no_twins(workbook):
    book = workbook(lang="en")
    book.take(PLAIN)
    held = book.store.data
    held["customers"]["customer_id"] = ["C-0099"]
    held["purchases"]["customer_id"] = ["C-0099", "C-0099"]
    assert book.take(PLAIN) == {"same": 2}


def test_a_changed_document_is_a_conflict(workbook):
    book = workbook(lang="en")
    text = "invoice no,date,customer,amount\n17,2026-04-01,Dana,50\n"
    book.take(text)
    changed = text.replace(",50", ",60")
    outcome = book.plan(changed)
    assert names(outcome) == ["value-conflict"]
    assert str(outcome.findings[0].ref) == "list.csv!D2"
    assert "50" in outcome.findings[0].say("en")
    assert outcome.plan.edits == ()
    assert book.take(changed, update=True) == {"changed": 1}
    assert book.rows("purchases", "amount") == [(60.0,)]


def test_document_numbers_that_begin_again_are_other_documents(workbook):
    book = workbook(lang="en")
    head = "receipt no,date,customer,amount\n"
    assert book.take(head + "1,2026-04-01,Dana,50\n1,2026-04-02,Noa,70\n") == {"new": 2}
    assert book.take(head + "1,2026-04-02,Noa,70\n1,2026-04-03,Gil,10\n") == {"same": 1, "new": 1}


def test_a_refused_line_does_not_shift_the_lines_after_it(workbook):
    book = workbook(lang="en")
    head = "invoice no,date,customer,amount\n"
    first = head + "17,2026-04-01,Dana,10\n17,2026-04-01,Dana,?\n17,2026-04-01,Dana,30\n"
    assert book.take(first) == {"new": 2, "refused": 1}
    assert book.take(first.replace("?", "20")) == {"same": 2, "new": 1}
    assert sorted(book.rows("purchases", "amount")) == [(10.0,), (20.0,), (30.0,)]


def test_what_cannot_be_read_is_refused_with_its_reason(workbook):
    book = workbook()
    text = (
        "לקוח,תאריך,סכום,סוג מסמך\n"
        "דנה כהן,31/02/2026,10,\n"
        "דנה כהן,13/04/2026,12.345,\n"
        "דנה כהן,13/04/2026,,\n"
        "דנה כהן,,10,\n"
        ",13/04/2026,10,\n"
        "דנה כהן,13/04/2026,$10,\n"
        "דנה כהן,13/04/2026,10,פתק\n"
        "דנה כהן,13/04/2026,10,זיכוי\n"
    )
    outcome = book.plan(text)
    assert {(str(f.ref), f.name) for f in outcome.findings} == {
        ("list.csv!B2", "value-unreadable"),
        ("list.csv!C3", "value-unreadable"),
        ("list.csv!C4", "value-missing"),
        ("list.csv!B5", "value-missing"),
        ("list.csv!A6", "row-without-customer"),
        ("list.csv!C7", "value-unreadable"),
        ("list.csv!D8", "value-unreadable"),
    }
    assert outcome.failed
    for finding in outcome.findings:
        assert "{" not in finding.say("he") + finding.say("en")
    assert book.take(text) == {"new": 1, "refused": 7}
    assert book.rows("purchases", "doc_type", "amount") == [("זיכוי", 10.0)]


def test_a_refused_row_makes_no_customer(workbook):
    book = workbook()
    assert book.take("לקוח,תאריך,סכום\nדנה כהן,31/02/2026,10\n") == {"refused": 1}
    assert book.rows("customers", "customer_id") == []


def test_dates_of_both_readings_are_asked_about(workbook):
    book = workbook()
    text = "לקוח,תאריך,סכום\nדנה כהן,03/04/2026,10\nדנה כהן,05/06/2026,10\n"
    outcome = book.plan(text)
    assert names(outcome) == ["date-ambiguous", "date-ambiguous"]
    assert "--dates day" in outcome.findings[0].say("he")
    assert book.take(text, dates="month") == {"new": 2}
    assert book.rows("purchases", "date") == [(date(2026, 3, 4),), (date(2026, 5, 6),)]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("Dana,03/04/2026,1\nDana,13/04/2026,1\n", [date(2026, 4, 3), date(2026, 4, 13)]),
        ("Dana,03/04/2026,1\nDana,04/13/2026,1\n", [date(2026, 3, 4), date(2026, 4, 13)]),
    ],
)
def test_one_clear_date_settles_its_column(workbook, rows, expected):
    book = workbook(lang="en")
    book.take("customer,date,amount\n" + rows)
    assert [d for (d,) in book.rows("purchases", "date")] == expected


def test_an_amount_is_quantity_times_price_when_there_is_none(workbook):
    book = workbook(lang="en")
    text = "customer,date,qty,price,discount\nDana,2026-04-13,3,10.10,0.30\nDana,2026-04-14,,5,\n"
    outcome = book.plan(text)
    assert outcome.data["computed_amounts"] == 2
    book.take(text)
    assert book.rows("purchases", "amount") == [(30.0,), (5.0,)]


def test_a_purchase_typed_by_hand_is_not_added_again(workbook):
    typed = {"line_id": "P-000001", "date": date(2026, 4, 1), "customer_id": "C-0001",
             "amount": 50.0}  # fmt: skip
    book = workbook(
        lang="en",
        customers=[{"customer_id": "C-0001", "display_name": "Dana"}],
        purchases=[typed],
    )
    outcome = book.plan(PLAIN)
    assert names(outcome) == ["purchase-typed-before"]
    assert "purchases!" in outcome.findings[0].say("en")
    assert book.take(PLAIN) == {"changed": 1, "new": 1}
    assert book.rows("purchases", "line_id", "description") == [
        ("P-000001", "cake"), ("P-000002", "cake"),
    ]  # fmt: skip
    assert book.plan(PLAIN).findings == book.plan(PLAIN).plan.edits == ()


def test_a_customer_column_of_codes_and_one_of_names(workbook):
    book = workbook()
    book.take("לקוח,תאריך,סכום\n17,13/04/2026,10\n18,13/04/2026,20\n")
    assert book.rows("customers", "customer_id", "display_name") == [
        ("17", "לקוח 17"), ("18", "לקוח 18"),
    ]  # fmt: skip
    book = workbook()
    book.take("מזהה לקוח,תאריך,סכום\nדנה כהן,13/04/2026,10\nרחל לוי,13/04/2026,20\n")
    assert book.rows("customers", "customer_id", "display_name") == [
        ("C-0001", "דנה כהן"), ("C-0002", "רחל לוי"),
    ]  # fmt: skip


def test_a_customer_without_an_id_in_the_workbook_is_given_one(workbook):
    book = workbook(customers=[{"display_name": "דנה כהן", "phone": "0527654321"}])
    book.take("שם לקוח,נייד,תאריך,סכום\nדנה כהן,052-7654321,13/04/2026,10\n")
    assert book.rows("customers", "customer_id") == [("C-0001",)]
    assert book.rows("purchases", "customer_id") == [("C-0001",)]


def test_formulas_are_text(workbook):
    book = workbook(lang="en")
    book.take('customer,date,amount,item\n=1+1,2026-04-13,10,"=HYPERLINK(""x"")"\n')
    assert book.rows("purchases", "description") == [('=HYPERLINK("x")',)]
    assert book.plan("customer,date,amount\nDana,2026-04-13,=5+5\n").failed


SHOPIFY = (
    "Name,Email,Financial Status,Paid at,Currency,Subtotal,Shipping,Taxes,Total,Created at,"
    "Lineitem quantity,Lineitem name,Lineitem price,Lineitem sku,Billing Name,Billing Zip,"
    "Phone,Id,Tags\n"
    "#1001,dana@example.org,paid,2026-04-13 10:15:00 +0300,ILS,90,20,0,110.00,"
    "2026-04-13 10:14:58 +0300,1,Soap,40,S1,Dana Cohen,'75008,0527654321,5001,vip\n"
    "#1001,dana@example.org,,,,,,,,2026-04-13 10:14:58 +0300,2,Cream,25,S2,,,,,\n"
    "#1002,gil@example.org,voided,,ILS,40,0,0,40.00,2026-04-14 09:00:00 +0300,1,Soap,40,S1,"
    "Gil Levi,,,5002,\n"
    "#1003,noa@example.org,paid,2026-04-15 09:00:00 +0300,ILS,40,0,0,40.00,"
    "2026-04-15 09:00:00 +0300,1,Soap,40,S1,Noa Bar,,,5003,\n"
)


def test_a_shopify_export_counts_each_order_once(workbook):
    book = workbook(lang="en")
    outcome = book.plan(SHOPIFY, name="orders_export.csv")
    assert outcome.findings == ()
    assert outcome.data["folded"] == 1
    assert outcome.data["skipped"] == 1
    assert outcome.data["mapping"]["Name"] == "purchases.doc_no"
    assert "Id" in outcome.data["unused"]
    book.take(SHOPIFY)
    assert book.rows("purchases", "doc_no", "amount", "description") == [
        ("#1001", 110.0, "Soap, Cream"), ("#1003", 40.0, "Soap"),
    ]  # fmt: skip
    assert book.rows("customers", "display_name", "email", "phone2", "zip") == [
        ("Dana Cohen", "dana@example.org", "052-7654321", "75008"),
        ("Noa Bar", "noa@example.org", None, None),
    ]
    assert book.plan(SHOPIFY).plan.edits == ()


def test_a_sheet_of_a_workbook_below_its_title(workbook):
    book = workbook()
    sales = [
        ["דוח מכירות", None, None],
        [None, None, None],
        ["שם לקוח", "תאריך", "סכום"],
        ["דנה כהן", date(2026, 4, 13), 120.5],
        [None, None, None],
        ["רחל לוי", date(2026, 4, 14), "₪80"],
        ["דנה כהן", date(2026, 4, 14), True],
        ['סה"כ', None, 200.5],
    ]
    grids = (("מידע", 1, 1, [["הופק", "אתמול"]]), ("מכירות", 2, 3, sales))
    outcome = book.plan(grids, name="report.xlsx")
    assert {(str(f.ref), f.name) for f in outcome.findings} == {
        ("report.xlsx/מכירות!E8", "value-unreadable"),
        ("report.xlsx/מכירות!C9", "row-left-out"),
    }
    assert any("מידע" in line for line in outcome.summary)
    assert book.take(grids) == {"new": 2, "refused": 1}
    assert book.rows("purchases", "date", "amount") == [
        (date(2026, 4, 13), 120.5), (date(2026, 4, 14), 80.0),
    ]  # fmt: skip


line = st.tuples(
    st.sampled_from(["1", "2", ""]),
    st.sampled_from(["2026-04-13", "2026-04-14"]),
    st.sampled_from(["Dana Cohen", "Noa Bar"]),
    st.sampled_from(["10", "20.5"]),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(line, min_size=1, max_size=12), st.lists(line, max_size=4))
def test_a_longer_export_adds_exactly_what_is_new(workbook, first, more):
    book = workbook(lang="en")
    head = "invoice no,date,customer,amount"

    def text(rows):
        return "\n".join([head, *map(",".join, rows)]) + "\n"

    assert book.take(text(first)) == {"new": len(first)}
    assert book.plan(text(first)).plan.edits == ()
    counts = book.take(text(first + more))
    assert counts.get("same", 0) == len(first)
    assert counts.get("new", 0) == len(more)
    total = sum(float(row[3]) for row in first + more)
    assert sum(amount for (amount,) in book.rows("purchases", "amount")) == pytest.approx(total)


def test_an_export_of_ours_brings_its_keys_along(workbook):
    first = workbook(lang="en")
    first.take(PLAIN)
    columns = ("import_key", "date", "customer_id", "amount")
    rows = [",".join(map(str, row)) for row in first.rows("purchases", *columns)]
    text = "\n".join([",".join(columns), *rows]) + "\n"
    assert first.take(text) == {"same": 2}
    other = workbook(lang="en")
    assert other.take(text) == {"new": 2}
    assert other.rows("purchases", *columns) == first.rows("purchases", *columns)
    assert other.take(text) == {"same": 2}


def test_purchases_known_already_stay_known_whatever_their_customer_is_called_now(workbook):
    book = workbook()
    text = "מס' לקוח,שם לקוח,תאריך,סכום\nC-0003,דנה כהן,13/04/2026,10\n"
    assert book.take(text) == {"new": 1}
    book.store.data["customers"]["display_name"] = ["משפחת לוי"]
    outcome = book.plan(text)
    assert outcome.findings == ()
    assert outcome.data["rows"]["same"] == 1
    more = book.plan(text + "C-0003,דנה כהן,14/04/2026,10\n")
    assert names(more) == ["id-of-another"]
    assert str(more.findings[0].ref) == "list.csv!A3"
