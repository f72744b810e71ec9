"""Which purchase is the same as which."""

from datetime import date, datetime

import pytest

from crm_workbook.importers.keys import Facts, Key, Known, moment, read_key

DAY = date(2026, 1, 5)
DANA = {"customer_id": "C-0001", "display_name": "Dana Levi"}
HEAD = "Date,Customer,Amount,Invoice"


def names(outcome):
    return [finding.name for finding in outcome.findings]


def typed(**more):
    """Return a purchase of Dana's as somebody would type it."""
    row = {"line_id": "P-000001", "date": DAY, "customer_id": "C-0001", "amount": 111.0}
    return row | more


def csv(*rows, head=HEAD):
    return "\n".join([head, *rows]) + "\n"


@pytest.fixture
def without_keys(workbook):
    """Return a workbook of the user's own design, without a column for import keys."""

    def make(*columns, **sheets):
        book = workbook(lang="en", customers=[DANA], **sheets)
        held = book.store.data["purchases"]
        wanted = ("date", "customer_id", "amount", *columns)
        book.store.data["purchases"] = {c: held[c] for c in wanted}
        return book

    return make


def test_two_document_numbers_are_two_purchases_in_a_workbook_without_keys(without_keys):
    book = without_keys("doc_no", purchases=[typed(doc_no="9001")])
    text = csv("2026-01-05,Dana Levi,111,9055", "2026-01-05,Dana Levi,111,9056")
    outcome = book.plan(text)
    assert outcome.findings == ()
    assert book.take(text) == {"new": 2}
    assert book.take(text) == {"same": 2}
    assert book.take(csv("2026-01-05,Dana Levi,111,9057")) == {"new": 1}
    assert [n for (n,) in book.rows("purchases", "doc_no")] == ["9001", "9055", "9056", "9057"]


def test_two_document_numbers_are_two_purchases_beside_one_typed_by_hand(workbook):
    book = workbook(lang="en", customers=[DANA], purchases=[typed(doc_no="9001")])
    text = csv("2026-01-05,Dana Levi,111,9055")
    assert book.plan(text).findings == ()
    assert book.take(text) == {"new": 1}
    assert book.take(text) == {"same": 1}


def test_a_document_typed_by_hand_is_that_document(workbook):
    book = workbook(lang="en", customers=[DANA], purchases=[typed(doc_no="9001")])
    text = csv("2026-01-05,Dana Levi,111,9001,cake", head=f"{HEAD},Description")
    assert book.plan(text).findings == ()
    assert book.take(text) == {"changed": 1}
    assert book.rows("purchases", "doc_no", "description") == [("9001", "cake")]
    other_amount = csv("2026-01-05,Dana Levi,112,9001")
    assert names(book.plan(other_amount)) == ["value-conflict"]


def test_a_purchase_typed_without_its_number_is_neither_lost_nor_doubled(workbook):
    book = workbook(lang="en", customers=[DANA], purchases=[typed()])
    text = csv("2026-01-05,Dana Levi,111,9055")
    outcome = book.plan(text)
    assert names(outcome) == ["purchase-without-number"]
    assert outcome.data["rows"]["conflict"] == 1
    assert outcome.plan.edits == ()
    said = outcome.findings[0].say("en")
    assert "9055" in said
    assert "purchases!" in said
    assert "--update" in said
    assert "{" not in outcome.findings[0].say("he")

    # It was that one: the number is written there and known from then on.
    assert book.take(text, update=True) == {"changed": 1}
    assert book.rows("purchases", "doc_no", "amount") == [("9055", 111.0)]
    assert book.take(text) == {"same": 1}


def test_without_keys_a_row_without_its_number_is_neither_lost_nor_doubled(without_keys):
    book = without_keys("doc_no", "description", purchases=[typed()])
    text = csv("2026-01-05,Dana Levi,111,9055", "2026-01-05,Dana Levi,111,9056")
    assert book.take(text) == {"conflict": 1, "new": 1}
    assert book.take(text) == {"conflict": 1, "same": 1}
    assert book.take(text, update=True) == {"changed": 1, "same": 1}
    assert book.plan(text).findings == ()


def test_a_purchase_typed_without_its_number_may_be_given_another(workbook):
    book = workbook(lang="en", customers=[DANA], purchases=[typed()])
    book.store.data["purchases"]["doc_no"] = ["by hand"]
    assert book.take(csv("2026-01-05,Dana Levi,111,9055")) == {"new": 1}


def test_where_nothing_holds_numbers_that_is_said(without_keys):
    book = without_keys()
    first = csv("2026-01-05,Dana Levi,111,9055", "2026-01-05,Dana Levi,111,9056")
    assert book.take(first) == {"new": 2}
    again = book.plan(first)
    assert again.plan.edits == ()
    assert names(again) == ["no-column-for-numbers"] * 2
    assert "9055" in again.findings[0].say("en")
    assert "Document no." in again.findings[0].say("en")
    assert "מס' מסמך" in again.findings[0].say("he")
    assert book.take(first + "2026-01-05,Dana Levi,111,9057\n") == {"conflict": 2, "new": 1}

    # Another number may be another sale: it is not passed off as one that stands there.
    assert book.take(csv("2026-01-05,Dana Levi,111,9058")) == {"conflict": 1}

    # With a column for numbers the owner settles it.
    book.store.data["purchases"]["doc_no"] = [None] * 3
    assert book.take(first, update=True) == {"changed": 2}
    assert book.take(first) == {"same": 2}


def test_where_the_file_has_no_numbers_either_equal_ones_are_counted(without_keys):
    book = without_keys()
    rows = csv("2026-01-05,Dana Levi,111", "2026-01-05,Dana Levi,111", head="Date,Customer,Amount")
    assert book.take(rows) == {"new": 2}
    again = book.plan(rows)
    assert again.plan.edits == ()
    assert names(again) == ["recognised-by-looks"]
    assert "2 rows" in again.findings[0].say("en")
    assert "Document no." in again.findings[0].say("en")


OPTIONAL = (
    ("Description", "cake"), ("Sold by", "Gil"), ("SKU", "S1"), ("Qty", "2"), ("Price", "55.5"),
    ("Payment method", "Cash"), ("Phone", "052-7654321"), ("Email", "dana@example.org"),
    ("Invoice", "9001"), ("Document type", "Credit"), ("Notes", "x"),
)  # fmt: skip


@pytest.mark.parametrize(("heading", "value"), OPTIONAL)
def test_one_more_column_fills_and_doubles_nothing(workbook, heading, value):
    book = workbook(lang="en")
    bare = csv("2026-01-05,Dana Levi,111", "2026-01-06,Dana Levi,50", head="Date,Customer,Amount")
    more = csv(
        f"2026-01-05,Dana Levi,111,{value}",
        f"2026-01-06,Dana Levi,50,{value}",
        head=f"Date,Customer,Amount,{heading}",
    )
    assert book.take(bare) == {"new": 2}
    assert book.take(more).get("new", 0) == 0
    assert book.plan(more).plan.edits == ()
    assert book.plan(more).data["rows"]["same"] == 2
    assert book.plan(bare).plan.edits == ()
    assert len(book.rows("purchases", "line_id")) == 2
    assert len(book.rows("customers", "customer_id")) == 1

    book = workbook(lang="en")
    assert book.take(more) == {"new": 2}
    assert book.plan(bare).plan.edits == ()
    assert book.plan(bare).data["rows"]["same"] == 2


def test_a_number_learnt_later_is_filled_in_and_told(workbook):
    book = workbook(lang="en")
    book.take(csv("2026-01-05,Dana Levi,111", head="Date,Customer,Amount"))
    text = csv("2026-01-05,Dana Levi,111,9055")
    assert names(book.plan(text)) == ["number-on-one-side"]
    assert book.take(text) == {"changed": 1}
    assert book.rows("purchases", "doc_no") == [("9055",)]
    assert book.plan(text).findings == ()
    assert book.take(csv("2026-01-05,Dana Levi,111,9056")) == {"new": 1}


def test_two_tills_with_one_number_are_two_purchases(workbook):
    book = workbook(lang="en")
    assert book.take(csv("2026-01-20,Dana Levi,10,5")) == {"new": 1}
    other = csv("2026-01-20,Avi Cohen,25,5")
    assert book.plan(other, update=True).findings == ()
    assert book.take(other, update=True) == {"new": 1}
    assert book.rows("purchases", "doc_no", "customer_id", "amount") == [
        ("5", "C-0001", 10.0), ("5", "C-0002", 25.0),
    ]  # fmt: skip
    assert book.take(other) == {"same": 1}


def test_the_same_document_at_another_customer_is_added_and_named(workbook):
    book = workbook(lang="en")
    book.take(csv("2026-01-20,Dana Levi,10,5"))
    outcome = book.plan(csv("2026-01-20,Avi Cohen,10,5"))
    assert names(outcome) == ["purchase-alike"]
    assert "Customer ID" in outcome.findings[0].say("en")
    assert "מזהה לקוח" in outcome.findings[0].say("he")
    assert outcome.data["rows"]["new"] == 1


def test_update_never_moves_a_purchase_to_another_customer(workbook):
    book = workbook(lang="en")
    text = csv("2026-01-20,Dana Levi,10,5", "2026-01-20,Avi Cohen,25,6")
    book.take(text)
    book.store.data["purchases"]["customer_id"] = ["C-0002", "C-0002"]
    outcome = book.plan(text, update=True)
    assert names(outcome) == ["purchase-of-another"]
    assert "--update" not in outcome.findings[0].say("en")
    assert outcome.plan.edits == ()
    assert outcome.data["rows"]["conflict"] == 1


def test_update_fills_in_a_customer_that_was_lost(workbook):
    book = workbook(lang="en")
    text = csv("2026-01-20,Dana Levi,10,5")
    book.take(text)
    book.store.data["purchases"]["customer_id"] = [None]
    assert book.take(text) == {"changed": 1}
    assert book.rows("purchases", "customer_id") == [("C-0001",)]


LINES = (
    "2026-01-20,Dana Levi,10,7,cake,Gil", "2026-01-20,Dana Levi,10,7,bread,Noa",
    "2026-01-20,Dana Levi,20,7,cake,Gil", "2026-01-20,Dana Levi,10,7,cake,Gil",
    "2026-01-20,Avi Cohen,10,7,soup,Gil", "2026-01-21,Dana Levi,10,7,tart,Noa",
)  # fmt: skip


def test_lines_of_documents_may_come_in_any_order(workbook):
    book = workbook(lang="en")
    head = f"{HEAD},Description,Sold by"
    assert book.take(csv(*LINES, head=head)) == {"new": 6}
    for order in ((5, 4, 3, 2, 1, 0), (1, 0, 4, 5, 3, 2), (3, 1, 0, 2, 5, 4)):
        text = csv(*(LINES[i] for i in order), head=head)
        assert book.plan(text).findings == ()
        assert book.plan(text, update=True).plan.edits == ()
        assert book.plan(text).data["rows"]["same"] == 6


def test_of_equal_lines_those_are_paired_whose_details_agree(workbook):
    book = workbook(lang="en")
    first = csv(
        "2026-01-20,Dana Levi,10,7,cake", "2026-01-20,Dana Levi,10,7,bread",
        head=f"{HEAD},Description",
    )  # fmt: skip
    book.take(first)
    second = csv(
        "2026-01-20,Dana Levi,10,7,bread,Noa", "2026-01-20,Dana Levi,10,7,cake,Gil",
        head=f"{HEAD},Description,Sold by",
    )  # fmt: skip
    assert book.plan(second).findings == ()
    assert book.take(second) == {"changed": 2}
    assert book.rows("purchases", "description", "seller") == [("cake", "Gil"), ("bread", "Noa")]


def test_a_changed_line_is_found_among_the_others(workbook):
    book = workbook(lang="en")
    lines = ["2026-01-20,Dana Levi,10,7", "2026-01-20,Dana Levi,20,7", "2026-01-20,Avi Cohen,9,7"]
    book.take(csv(*lines))
    text = csv("2026-01-20,Dana Levi,25,7", *lines[2:], *lines[:1])
    outcome = book.plan(text)
    assert names(outcome) == ["value-conflict"]
    assert "'20' in the workbook and '25' in the file" in outcome.findings[0].say("en")
    assert book.take(text, update=True) == {"same": 2, "changed": 1}
    assert sorted(book.rows("purchases", "amount")) == [(9.0,), (10.0,), (25.0,)]
    assert book.plan(text).plan.edits == book.plan(text).findings == ()


def test_two_product_codes_are_two_lines(workbook):
    book = workbook(lang="en")
    head = f"{HEAD},SKU"
    assert book.take(csv("2026-01-20,Dana Levi,10,7,S1", head=head)) == {"new": 1}
    other = csv("2026-01-20,Dana Levi,10,7,S2", head=head)
    assert names(book.plan(other)) == ["purchase-alike"]
    assert book.take(other, update=True) == {"new": 1}
    both = csv("2026-01-20,Dana Levi,10,7,S2", "2026-01-20,Dana Levi,10,7,S1", head=head)
    assert book.plan(both).findings == book.plan(both).plan.edits == ()
    # What the source said stays known whatever the owner makes of it.
    book.store.data["purchases"]["product_id"] = ["S1-new", "S2"]
    assert names(book.plan(both)) == ["value-conflict"]


def test_times_tell_apart_what_has_no_number(workbook):
    book = workbook(lang="en")
    head = "Date,Customer,Amount"
    morning = csv("2026-01-20 09:15:00,Dana Levi,12", head=head)
    evening = csv("2026-01-20 18:40:00,Dana Levi,12", head=head)
    assert book.take(morning) == {"new": 1}
    assert book.take(evening) == {"new": 1}
    assert book.take(evening + morning.split("\n", 1)[1]) == {"same": 2}
    assert book.take(csv("2026-01-20,Dana Levi,12", head=head)) == {"same": 1}
    # With a number it is the number that counts: clocks are set, and exports change their zone.
    book.take(csv("2026-01-20 09:15:00,Avi Cohen,12,5"))
    assert book.plan(csv("2026-01-20 11:15:00,Avi Cohen,12,5")).data["rows"]["new"] == 0


def test_a_time_that_went_through_a_spreadsheet_is_the_same():
    assert moment(datetime(2026, 1, 20, 10, 14, 57, 999_998)) == ("2026-01-20", "10:14:58")  # noqa: DTZ001 - cells have no zone
    assert moment(datetime(2026, 1, 20)) == moment(date(2026, 1, 20)) == ("2026-01-20", None)  # noqa: DTZ001 - cells have no zone
    assert moment("soon") == ("", None)


def test_a_corrected_purchase_stays_known(workbook):
    book = workbook(lang="en")
    text = csv("2026-01-20,Dana Levi,10,7", "2026-01-20,Dana Levi,10,", "2026-01-21,Dana Levi,4,")
    book.take(text)
    held = book.store.data["purchases"]
    held["amount"] = [11.0, 10.0, 5.0]
    held["date"] = [date(2026, 1, 20), date(2026, 2, 20), date(2026, 1, 21)]
    outcome = book.plan(text)
    assert sorted(names(outcome)) == ["value-conflict"] * 3
    assert outcome.plan.edits == ()


def test_a_renamed_customer_brings_no_ghost(workbook):
    book = workbook(lang="en")
    text = csv("2026-01-20,Dana Levi,10,7", "2026-01-20,Dana Levi,10,")
    book.take(text)
    book.store.data["customers"]["display_name"] = ["The bakery"]
    outcome = book.plan(text)
    assert outcome.plan.edits == outcome.findings == ()
    assert outcome.data["new_customers"] == 0


def test_a_customer_whose_row_was_lost_comes_back(workbook):
    book = workbook(lang="en")
    text = csv("2026-01-20,17,Dana Levi,10", head="Date,Customer ID,Name,Amount")
    book.take(text)
    for cells in book.store.data["customers"].values():
        cells.clear()
    assert book.take(text) == {"same": 1}
    assert book.rows("customers", "customer_id", "display_name") == [("17", "Dana Levi")]


def test_customers_known_by_two_names_are_told_apart(workbook):
    book = workbook(lang="en")
    head = "Date,First name,Last name,Amount"
    rows = ["2026-01-20,Dana,Levi,10", "2026-01-20,Avi,Cohen,10", "2026-01-20,Dana,Cohen,10"]
    assert book.take(csv(*rows, head=head)) == {"new": 3}
    before = book.rows("purchases", "customer_id", "import_key")
    assert book.plan(csv(*reversed(rows), head=head)).plan.edits == ()
    assert book.take(csv(rows[2], rows[2], head=head)) == {"same": 1, "new": 1}
    assert book.rows("purchases", "customer_id", "import_key")[:3] == before


def test_keys_that_were_not_made_here_do_no_harm(workbook):
    keys = ["sale:7:2026-01-20:1", "[1, 2]", "2026-01-20/x", "2026-99-99/1/a/?/?/?/1"]
    rows = [
        typed(line_id=f"P-{n:06}", doc_no=str(n), import_key=key) for n, key in enumerate(keys, 1)
    ]
    book = workbook(lang="en", customers=[DANA], purchases=rows)
    text = csv(*(f"2026-01-05,Dana Levi,111,{n}" for n in (4, 2, 1, 3, 5)))
    assert book.take(text) == {"same": 4, "new": 1}
    assert [k for (k,) in book.rows("purchases", "import_key")][:4] == keys


def test_a_key_is_read_back_as_it_was_written():
    for facts in (
        Facts(),
        Facts("", "sale", None, None),
        Facts("?", "credit", "10:14:58", "a/b|%2F,\"'"),
        Facts("חש-17/26", None, None, "\ud800"),
    ):
        key = Key(Known("2026-01-20", "-10.5", facts), "0123456789abcdef", 3)
        assert not set(str(key)) & set(',;|\t"\n')
        found = read_key(str(key))
        assert found == (
            key if facts.product_id != "\ud800" else key._replace(
                known=key.known._replace(facts=facts._replace(product_id="?"))
            )
        )  # fmt: skip
        assert str(found) == str(key)
    assert read_key("2026-01-20/1/a/?/?/?/1") is None


ORDERS = (
    "Date,Customer,Invoice,Amount,Description\n"
    "2026-01-05,Dana Levi,1,100,a\n2026-01-05,Dana Levi,1,,b\n,,1,,c\n"
    "2026-01-06,Avi Cohen,2,50,d\n"
)


def test_continuing_rows_are_joined_to_their_document_only(workbook):
    book = workbook(lang="en")
    text = ORDERS + "2026-01-08,Noa Bar,2,,other day\n2026-01-06,Noa Bar,2,,other customer\n"
    outcome = book.plan(text)
    assert outcome.data["folded"] == 2
    assert [(str(f.ref), f.name) for f in outcome.findings] == [
        ("list.csv!D6", "value-missing"), ("list.csv!D7", "value-missing"),
    ]  # fmt: skip
    book.take(text)
    assert book.rows("purchases", "doc_no", "amount", "description") == [
        ("1", 100.0, "a, b, c"), ("2", 50.0, "d"),
    ]  # fmt: skip


def test_continuing_rows_in_another_order_say_the_same(workbook):
    book = workbook(lang="en")
    head, *rows = ORDERS.splitlines()
    book.take(ORDERS)
    for order in ((3, 2, 1, 0), (1, 3, 0, 2), (2, 0, 3, 1)):
        again = book.plan(csv(*(rows[i] for i in order), head=head))
        assert again.findings == again.plan.edits == ()
        assert again.data["folded"] == 2


def test_a_number_used_twice_is_two_documents_to_join_to(workbook):
    book = workbook(lang="en")
    text = csv(
        "2026-01-05,Dana Levi,1,100,a", "2026-01-05,Dana Levi,1,,b",
        "2026-01-06,Dana Levi,1,70,c", "2026-01-06,Dana Levi,1,,d", "2026-01-05,Avi Cohen,1,8,e",
        head="Date,Customer,Invoice,Amount,Description",
    )  # fmt: skip
    book.take(text)
    assert book.rows("purchases", "amount", "description") == [
        (100.0, "a, b"), (70.0, "c, d"), (8.0, "e"),
    ]  # fmt: skip


def test_amounts_of_lines_are_not_taken_for_those_of_documents(workbook):
    book = workbook(lang="en")
    text = csv(
        "2026-01-05,Dana Levi,1,100,,", ",,1,50,,", "2026-01-05,Dana Levi,1,,2,5",
        head="Date,Customer,Invoice,Amount,Qty,Price",
    )  # fmt: skip
    outcome = book.plan(text)
    assert outcome.data["folded"] == 0
    assert book.take(text) == {"new": 2, "refused": 1}
    assert sorted(book.rows("purchases", "amount")) == [(10.0,), (100.0,)]


WOO = (
    "order_id,order_date,status,order_total,billing_first_name,billing_last_name\n"
    "1,2026-01-05,completed,10,Dana,Levi\n2,2026-01-05,cancelled,20,Avi,Cohen\n"
    "3,2026-01-05,completed,30,Noa,Bar\n"
)


def test_orders_of_a_shop_without_numbers_are_left_out_one_by_one(workbook):
    book = workbook(lang="en")
    assert book.plan(WOO).data["skipped"] == 1
    assert book.take(WOO) == {"new": 2}
    assert book.rows("purchases", "amount") == [(10.0,), (30.0,)]
    assert book.take(WOO) == {"same": 2}


def test_a_cancelled_order_takes_no_other_of_its_number_with_it(workbook):
    book = workbook(lang="en")
    head, *rows = WOO.replace("order_id,", "order_id,order_number,").splitlines()
    rows = [row.replace(",", ",77,", 1) for row in rows]
    assert book.take(csv(*rows, head=head)) == {"new": 2}
