"""Values come in the form the workbook keeps them in: numbers, spelling of ids, dates."""

from datetime import date

import pytest

from crm_workbook.rules.run import check
from crm_workbook.schema.typed import typed

SALE = {"date": date(2026, 1, 5), "customer_id": 17.0, "amount": 5.0}


def names(outcome):
    return [finding.name for finding in outcome.findings]


def test_numbers_stay_numbers_where_the_workbook_keeps_numbers(workbook):
    book = workbook(
        lang="en",
        customers=[{"customer_id": 17.0, "display_name": "Dana"}],
        purchases=[{"line_id": "P-000001", "doc_no": 1001.0, **SALE}],
    )
    text = (
        "customer no,name,invoice no,date,amount\n"
        "17,Dana,1002,2026-04-13,10\n"
        "18,Avi,0042,2026-04-13,11\n"
        "18,Avi,1234567890123456,2026-04-13,12\n"
        "18,Avi,A-7,2026-04-13,13\n"
        "18,Avi,0,2026-04-13,14\n"
    )
    assert book.take(text) == {"new": 5}
    assert book.rows("purchases", "doc_no", "customer_id") == [
        (1001.0, 17.0), (1002.0, 17.0), ("0042", 18.0), ("1234567890123456", 18.0),
        ("A-7", 18.0), (0.0, 18.0),
    ]  # fmt: skip
    assert book.rows("customers", "customer_id") == [(17.0,), (18.0,)]
    assert book.take(text) == {"same": 5}


def test_a_check_finds_nothing_to_turn_into_text(workbook):
    book = workbook(
        lang="en",
        customers=[{"customer_id": "K1", "display_name": "Dana"}],
        purchases=[{"line_id": "P-000001", "doc_no": 1001.0, **SALE, "customer_id": "K1"}],
    )
    book.take("customer no,invoice no,date,amount\nK1,1002,2026-04-13,10\n")
    assert check(book.store.read(), ("CRM143",), date(2026, 6, 1)) == ()


def test_texts_stay_texts_where_the_workbook_keeps_texts(workbook):
    book = workbook(lang="en", purchases=[{"line_id": "P-000001", "doc_no": "1001", **SALE}])
    book.take("customer,invoice no,date,amount\nDana,1002,2026-04-13,10\n")
    assert book.rows("purchases", "doc_no") == [("1001",), ("1002",)]


def test_ids_in_small_letters_are_the_same_ids(workbook):
    book = workbook(
        lang="en",
        customers=[{"customer_id": "K1", "display_name": "Dana"}],
        purchases=[{"line_id": "P-000001", **SALE, "customer_id": "k1"}],
    )
    assert book.take("customer no,name,city\nk1,Dana,Haifa\n") == {"changed": 1}
    text = "customer no,date,amount\nk1,2026-04-13,10\nK1,2026-04-14,11\n k1 ,2026-01-05,5\n"
    assert book.take(text) == {"new": 2, "changed": 1}
    assert book.take(text) == {"same": 3}
    assert book.rows("customers", "customer_id", "city") == [("K1", "Haifa")]
    assert book.rows("purchases", "customer_id")[1:] == [("K1",), ("K1",)]
    assert typed(book.store.read(), "purchases").values("customer_id") == ["K1"] * 3
    found = check(book.store.read(), ("CRM201", "CRM202"), date(2026, 6, 1))
    assert list(found) == []


def test_two_new_ids_that_differ_in_case_are_one_customer(workbook):
    book = workbook(lang="en")
    assert book.take("customer no,name\nab,Dana\nAB,Dana\n") == {"new": 1, "same": 1}


def test_a_check_finds_ids_that_excel_cannot_tell_apart(workbook):
    book = workbook(
        customers=[{"customer_id": "k1", "display_name": "א"},
                   {"customer_id": "K1", "display_name": "ב"}]
    )  # fmt: skip
    found = check(book.store.read(), ("CRM202",), date(2026, 6, 1))
    assert [str(each.ref) for each in found] == ["customers!A3"]


MIXED = (
    "customer,date,amount\nDana,03/04/2026,1\nDana,13/04/2026,2\nDana,04/13/2026,3\n"
    "Dana,2026-05-06,4\n"
)


@pytest.mark.parametrize(
    ("order", "read", "refused"),
    [
        ("day", [date(2026, 4, 3), date(2026, 4, 13), date(2026, 5, 6)], "04/13/2026"),
        ("month", [date(2026, 3, 4), date(2026, 4, 13), date(2026, 5, 6)], "13/04/2026"),
    ],
)
def test_who_says_which_comes_first_decides_a_mixed_column(workbook, order, read, refused):
    book = workbook(lang="en")
    assert names(book.plan(MIXED)) == ["date-ambiguous"]
    outcome = book.plan(MIXED, dates=order)
    assert names(outcome) == ["value-unreadable"]
    told = outcome.findings[0].say("en")
    assert refused in told
    assert "--dates" not in told
    assert book.take(MIXED, dates=order) == {"new": 3, "refused": 1}
    assert [d for (d,) in book.rows("purchases", "date")] == read


def test_birthdays_go_by_the_same_word(workbook):
    book = workbook(lang="en")
    text = "name,phone,birth date\nDana,0501234567,03/04/1990\n"
    book.take(text, kind="customers", dates="month")
    assert book.rows("customers", "birth_date") == [(date(1990, 3, 4),)]


def test_signs_that_stand_for_sentences_cost_no_time(workbook):
    lines = "".join(f"{'ﷺ' * 60}{number},05{number:08}\n" for number in range(300))
    outcome = workbook(lang="en").plan("name,phone\n" + lines, kind="customers")
    assert outcome.data["rows"]["new"] == 300
