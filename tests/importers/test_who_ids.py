"""Ids that differ in upper and lower case alone."""

from datetime import date

TWO = [
    {"customer_id": "k1", "display_name": "Dana Levi"},
    {"customer_id": "K1", "display_name": "Avi Cohen"},
]
HEAD = "Date,Customer ID,Amount,Invoice\n"


def test_the_id_as_it_is_written_wins(workbook):
    sold = {"date": date(2025, 3, 1), "customer_id": "K1", "amount": 10.0, "doc_no": "1"}
    book = workbook(lang="en", customers=TWO, purchases=[sold])
    text = f"{HEAD}2025-03-01,K1,10,1\n2025-04-01,K1,5,77\n2025-04-02,k1,6,78\n"
    assert book.take(text) == {"changed": 1, "new": 2}  # the import key is written
    assert book.rows("purchases", "customer_id", "doc_no") == [
        ("K1", "1"), ("K1", "77"), ("k1", "78"),
    ]  # fmt: skip
    assert book.take(text) == {"same": 3}


def test_where_upper_and_lower_case_matter_a_third_spelling_is_unclear(workbook):
    two = [{**row, "customer_id": i} for row, i in zip(TWO, ("ab1", "AB1"), strict=True)]
    book = workbook(lang="en", customers=two)
    outcome = book.plan(f"{HEAD}2025-04-01,Ab1,5,77\n")
    assert [finding.name for finding in outcome.findings] == ["customer-unclear"]
    assert "'Ab1'" in outcome.findings[0].say("en")
    assert outcome.plan.edits == ()
    assert outcome.failed


def test_else_upper_and_lower_case_do_not_matter(workbook):
    book = workbook(lang="en", customers=TWO[:1])
    text = f"{HEAD}2025-04-01,K1,5,77\n"
    assert book.take(text) == {"new": 1}
    assert book.rows("purchases", "customer_id") == [("k1",)]
    assert book.take(text) == {"same": 1}
