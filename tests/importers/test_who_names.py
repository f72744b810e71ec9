"""Customers whose names stand in two columns, or in none."""

from datetime import date

import pytest

from crm_workbook.errors import CrmError

DANA = {"customer_id": "1", "first_name": "Dana", "last_name": "Levi", "phone": "0505550101"}
AVI = {"customer_id": "2", "first_name": "Avi", "last_name": "Cohen"}
SALES = "Date,Customer,Amount,Invoice\n2025-03-15,Dana Levi,7,8\n2025-03-16,Avi Cohen,9,9\n"
NAMES = ("customer_id", "first_name", "last_name", "phone")
SHEET = {"customers": NAMES, "purchases": ("date", "customer_id", "amount", "doc_no")}


@pytest.fixture
def designed(workbook):
    """Return a workbook of the user's own design, with only these columns."""

    def make(customers=(), *, columns=NAMES, lang="en"):
        sold = {"date": date(2025, 3, 1), "customer_id": "1", "amount": 10.0, "doc_no": "7"}
        book = workbook(lang=lang, customers=list(customers), purchases=[sold])
        for sheet_id, wanted in {**SHEET, "customers": columns}.items():
            held = book.store.data[sheet_id]
            book.store.data[sheet_id] = {column: held[column] for column in wanted}
        return book

    return make


def test_customers_are_found_by_first_and_family_name(designed):
    book = designed([DANA, AVI])
    assert book.plan(SALES).findings == ()
    assert book.plan(SALES).data["lacking"] == []
    assert book.take(SALES) == {"new": 2}
    assert [c for (c,) in book.rows("purchases", "customer_id")] == ["1", "1", "2"]
    for _ in range(2):
        assert book.plan(SALES).plan.edits == ()
        assert book.take(SALES) == {"same": 2}
    assert len(book.rows("customers", "customer_id")) == 2


def test_an_empty_name_is_the_first_and_family_name(workbook):
    book = workbook(lang="en", customers=[DANA, AVI])
    assert book.take(SALES) == {"new": 2}
    assert [c for (c,) in book.rows("purchases", "customer_id")] == ["1", "2"]
    assert book.take(SALES) == {"same": 2}


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("נועה בר", ("נועה", "בר")),
        ("דנה בן דוד", ("דנה", "בן דוד")),
        ("Cher", ("Cher", None)),
    ],
)
def test_a_new_customer_is_written_in_two_columns_and_known_again(designed, name, written):
    book = designed([DANA], lang="he")
    text = f"תאריך,לקוח,סכום,חשבונית\n2025-03-18,{name},13,11\n"
    assert book.take(text) == {"new": 1}
    assert book.rows("customers", *NAMES)[1:] == [("C-0001", *written, None)]
    for _ in range(2):
        assert book.take(text) == {"same": 1}
    assert len(book.rows("customers", "customer_id")) == 2


def test_a_list_of_customers_goes_into_two_columns_once(designed):
    book = designed([DANA, AVI])
    text = "Name,Mobile\nDana Levi,050-5550101\nAvi Cohen,\nNoa Bar,\n"
    assert book.take(text) == {"same": 2, "new": 1}
    assert book.rows("customers", "first_name", "last_name")[2:] == [("Noa", "Bar")]
    assert book.take(text) == {"same": 3}
    in_parts = "First name,Last name\nDana,Levi\nAvi,Cohen\nNoa,Bar\nBen,Or\n"
    assert book.take(in_parts) == {"same": 3, "new": 1}
    assert book.rows("customers", "first_name", "last_name")[3:] == [("Ben", "Or")]
    assert book.take(in_parts) == {"same": 4}


def test_another_name_is_a_conflict_and_an_update_writes_both_parts(designed):
    book = designed([DANA])
    text = "Name,Mobile\nDana Levi Cohen,050-5550101\n"
    outcome = book.plan(text)
    assert [f.name for f in outcome.findings] == ["value-conflict"]
    assert "'Levi' in the workbook and 'Levi Cohen' in the file" in outcome.findings[0].say("en")
    assert book.take(text, update=True) == {"changed": 1}
    assert book.rows("customers", "first_name", "last_name") == [("Dana", "Levi Cohen")]
    assert book.take(text) == {"same": 1}
    assert book.take("Name,Mobile\nLevi Dana,050-5550101\n") == {"same": 1}


def test_a_single_column_holds_the_whole_name(designed):
    book = designed(columns=("customer_id", "first_name", "phone"))
    text = "First name,Last name\nNoa,Bar\nNoa,Gil\n"
    assert book.take(text) == {"new": 2}
    assert book.rows("customers", "first_name") == [("Noa Bar",), ("Noa Gil",)]
    assert book.take(text) == {"same": 2}


def test_two_columns_of_the_file_are_one_of_the_workbook(designed):
    dana = {"customer_id": "1", "display_name": "Dana Levi"}
    book = designed([dana], columns=("customer_id", "display_name"))
    outcome = book.plan("First name,Last name\nDana,Levi\n")
    assert outcome.plan.edits == ()
    assert outcome.data["rows"]["same"] == 1
    assert outcome.data["rows"]["changed"] == 0
    assert set(outcome.data["lacking"]) == {"first_name", "last_name"}


def test_without_any_column_for_names_nobody_is_added(designed):
    for columns in (("customer_id", "phone"), NAMES):
        book = designed([{"customer_id": "1"}], columns=columns)
        for text in (SALES, "Name,City\nNoa Bar,Haifa\n"):
            with pytest.raises(CrmError) as caught:
                book.plan(text)
            assert caught.value.problem.code == "column-missing"
            assert "'Name'" in caught.value.say("en")
            assert "'שם'" in caught.value.say("he")
    by_id = "Date,Customer ID,Customer name,Amount\n2025-03-15,1,Dana Levi,7\n"
    assert book.take(by_id) == {"new": 1}


def test_who_came_with_a_phone_alone_is_known_again_without_a_column_for_phones(designed):
    for columns in (("customer_id", "display_name"), ("customer_id", "first_name", "last_name")):
        book = designed(columns=columns)
        text = "Date,Phone,Amount,Invoice\n2025-03-15,052-7654321,7,8\n"
        assert book.take(text) == {"new": 1}
        assert book.take(text) == {"same": 1}
        assert len(book.rows("customers", "customer_id")) == 1
