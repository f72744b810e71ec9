"""Every row of a source is accounted for, whatever it holds."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st


def names(outcome):
    return [finding.name for finding in outcome.findings]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Name,Phone,City\nDana,0501234567,Haifa\nTotal,2,\n", ["Total"]),
        ('שם,טלפון,עיר\nמשה,0501234568,חיפה\nסה"כ לקוחות,2,\n', ['סה"כ לקוחות']),
        ("שם,טלפון,עיר\nמשה,0501234568,חיפה\nסה״כ לקוחות: 57,,\n", ["סה״כ לקוחות: 57"]),
        ("שם,טלפון\nמשה,0501234568\nסה״כ,1\nדנה,0527654321\nסך הכל,2\n", ["סה״כ", "סך הכל"]),
        ("name,phone,balance\nDana,0501234567,10.5\nAvi,0501234568,20\n,,30.5\n", ["30.5"]),
        ("name,phone\nDana,0501234567\nname,phone\nAvi,0501234568\n", ["name"]),
        ("name,phone\nDana,0501234567\n\nPrinted on 2026-01-05\n", ["Printed on 2026-01-05"]),
    ],
)
def test_a_total_is_no_customer(workbook, text, left):
    book = workbook(lang="en")
    outcome = book.plan(text, kind="customers")
    out = [f for f in outcome.findings if f.name == "row-left-out"]
    assert [f.values["value"] for f in out] == left
    assert len(outcome.findings) == len(left)
    assert outcome.data["left_out"] == len(left)
    assert any("repeated headings" in line for line in outcome.summary)
    assert not outcome.failed
    kept = sum(bool(line.strip(",")) for line in text.splitlines()[1:]) - len(left)
    assert book.take(text, kind="customers") == {"new": kept}
    assert book.take(text, kind="customers") == {"same": kept}


@pytest.mark.parametrize(
    "row",
    [
        "Total Gym,0501234567,Haifa", "Total Gym,,Haifa", "Summit Ltd,,",
        "Average Joe,03-5551234,", "סיכום ושות,0501234567,", "Total,dana@example.org,",
        "Sumi Tal,0501234567,3",
    ],
)  # fmt: skip
def test_a_customer_whose_name_sounds_like_a_total_is_one(workbook, row):
    book = workbook(lang="en")
    head = "name,email,city\n" if "@" in row else "name,phone,city\n"
    assert book.take(head + row + "\n", kind="customers") == {"new": 1}


def test_the_family_name_first_is_pointed_out(workbook):
    book = workbook(customers=[{"customer_id": "C-0001", "display_name": "דנה כהן"}])
    outcome = book.plan("שם,עיר\nכהן דנה,חיפה\n", kind="customers")
    assert names(outcome) == ["customer-alike"]
    assert "C-0001" in outcome.findings[0].say("he")
    sales = book.plan("לקוח,תאריך,סכום\nכהן דנה,13/04/2026,10\n")
    assert names(sales) == ["customer-alike"]
    assert names(book.plan("שם,עיר\nכהן רותם,חיפה\n", kind="customers")) == []


def test_a_number_no_document_has_is_a_matter_of_its_row(workbook):
    book = workbook(lang="en")
    long = "7" * 20_000
    text = f"invoice no,date,customer,amount\n{long},2026-04-01,Dana,50\n8,2026-04-01,Dana,60\n"
    outcome = book.plan(text)
    assert names(outcome) == ["code-too-long"]
    found = outcome.findings[0]
    assert str(found.ref) == "list.csv!A2"
    for lang in ("he", "en"):
        assert "Document" in found.say(lang) or "מסמך" in found.say(lang)
        assert len(found.say(lang)) < 250
    assert book.take(text) == {"refused": 1, "new": 1}


def test_no_message_quotes_a_whole_cell(workbook):
    book = workbook(
        lang="en",
        customers=[{"customer_id": "C-0001", "display_name": "Dana", "city": "x" * 30_000}],
    )
    page = "ת" * 32_000
    text = f"name,city,email,{page}\nDana,{page},{page},1\n,{page},,\n"
    outcome = book.plan(text, kind="customers")
    assert {"value-conflict", "row-without-customer"} <= set(names(outcome))
    for finding in outcome.findings:
        assert max(len(finding.say(lang)) for lang in ("he", "en")) < 400
    assert max(map(len, outcome.summary)) < 400


def test_a_thousand_unknown_headings_are_not_all_listed(workbook):
    heads = ",".join(f"h{number}" for number in range(1000))
    outcome = workbook(lang="en").plan(f"name,phone,{heads}\nDana,0501234567\n", kind="customers")
    assert len(outcome.summary) < 60
    assert any("960 more columns" in line for line in outcome.summary)
    assert len(outcome.data["unused"]) == 1000


cell = st.sampled_from(
    ["", "Dana", "Avi Cohen", "סה״כ", "Total", "17", "k1", "2026-04-13", "03/04/2026",
     "31/02/2026", "10", "12.345", "x", "0501234567", "a@b.co", "=1+1", "-", "₪5", "7" * 300]
)  # fmt: skip
PURCHASES = "customer,invoice no,date,amount,qty,price"
SHOPIFY = "Name,Email,Financial Status,Created at,Total,Lineitem name"


@settings(max_examples=120, deadline=None)
@given(
    st.sampled_from([("customers", "name,phone,email,customer no"), ("purchases", PURCHASES),
                     ("purchases", SHOPIFY)]),
    st.lists(st.lists(cell | st.sampled_from(["voided", "#1"]), min_size=1, max_size=8),
             max_size=8),
    st.booleans(),
)  # fmt: skip
def test_every_row_is_accounted_for(workbook, source, rows, update):
    kind, head = source
    book = workbook(
        lang="en",
        customers=[{"customer_id": "K1", "display_name": "Dana", "phone": "0501234567"}],
    )
    text = "\n".join([head, *map(",".join, rows)]) + "\n"
    outcome = book.plan(text, kind=kind, update=update)
    data = outcome.data
    told = sum(data["rows"].values()) + data["skipped"] + data["folded"] + data["left_out"]
    width = head.count(",") + 1
    blank = sum(not any(row[:width]) and not any(row[width:]) for row in rows)
    assert told == len(rows) - blank
    assert f"rows: {told:,}" in outcome.summary[0]
    refused = [f for f in outcome.findings if f.severity == "error"]
    assert len(refused) == data["rows"]["refused"]
    added = sum(len(e.rows) for e in outcome.plan.edits if getattr(e, "sheet", "") == kind
                and hasattr(e, "rows"))  # fmt: skip
    assert added == data["rows"]["new"]
    book.store.apply(outcome.plan, book.store.read())
    again = book.plan(text, kind=kind, update=update).data
    assert again["rows"]["new"] == 0
