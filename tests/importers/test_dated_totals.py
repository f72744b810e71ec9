"""Totals that bear a date are no purchases, and shops called like one are customers."""

import pytest

from crm_workbook.importers.totals import look_of

HEAD = "Date,Customer,Amount\n"
DAY = "2025-03-15,Dana Levi,10\n2025-03-15,Avi Cohen,20\n"


def left(outcome):
    return [f.values["value"] for f in outcome.findings if f.name == "row-left-out"]


def test_totals_with_a_date_are_left_out(workbook):
    book = workbook(lang="en")
    text = HEAD + DAY + (
        "2025-03-15,Total,30\n"
        '2025-03-16,סה"כ,30\n2025-03-16,Total for 16/03,30\n2025-03-16,Subtotal,30\n'
    )  # fmt: skip
    outcome = book.plan(text)
    assert left(outcome) == ["Total", 'סה"כ', "Total for 16/03", "Subtotal"]
    assert str(outcome.findings[0].ref) == "list.csv!B4"
    assert outcome.data["left_out"] == 4
    assert not outcome.failed
    assert book.take(text) == {"new": 2}
    assert book.rows("customers", "display_name") == [("Dana Levi",), ("Avi Cohen",)]
    assert sum(amount for (amount,) in book.rows("purchases", "amount")) == 30


def test_an_id_column_can_hold_the_word_too(workbook):
    book = workbook(lang="en", customers=[{"customer_id": "C-0001", "display_name": "Dana"}])
    text = "Date,Customer ID,Amount\n2025-03-15,C-0001,7\n2025-03-15,Total,7\n"
    assert left(book.plan(text)) == ["Total"]
    assert book.take(text) == {"new": 1}


@pytest.mark.parametrize(
    "name",
    ["TOTAL", "Grand total", "Sub-total", "sum", "סך הכל", "סך-הכול", "סה״כ:", "סהכ",
     'סה"כ ליום 16/03', 'סה"כ לחודש מרץ 2025', "סיכום יומי", "Total March 2025", "Daily total",
     "March total", "Total for March 3", "Total: 57", "Total for the week"],
)  # fmt: skip
def test_words_for_a_total_and_its_period(name):
    assert look_of(name) == "total"


@pytest.mark.parametrize("name", ["Total Gym", "Sum 41", "Dana Levi Total", 'סה"כ דנה לוי'])
def test_names_that_need_proof(name):
    assert look_of(name) == "like"


@pytest.mark.parametrize("name", ["Summit Ltd", "Sumi Tal", "דנה לוי", "Totally Bikes", "סהר כהן"])
def test_names_that_are_names(name):
    assert look_of(name) == ""


def test_a_longer_name_is_a_total_if_its_amount_is_the_sum(workbook):
    more = (
        "2025-03-15,Total Haifa branch,30\n2025-03-16,Noa Bar,5\n2025-03-17,Gal Paz,6\n"
        "2025-03-17,Total Eilat branch,11\n2025-03-17,Total of shops,41\n"
    )
    text = HEAD + DAY + more
    outcome = workbook(lang="en").plan(text)
    assert left(outcome) == ["Total Haifa branch", "Total Eilat branch", "Total of shops"]
    assert outcome.data["rows"]["new"] == 4


def test_a_shop_named_like_a_total_keeps_its_purchases_and_is_pointed_out(workbook):
    book = workbook(lang="en")
    text = HEAD + DAY + "2025-03-15,Total Gym,45\n2025-03-16,Total Gym,50\n"
    outcome = book.plan(text)
    found = [f for f in outcome.findings if f.name == "customer-like-total"]
    assert [(str(f.ref), f.severity) for f in found] == [("list.csv!B4", "warning")]
    assert "Total Gym" in found[0].say("en")
    assert "Total Gym" in found[0].say("he")
    assert book.take(text) == {"new": 4}
    # Once it is a customer nobody doubts it, not even at an amount that happens to be the sum.
    again = HEAD + DAY + "2025-03-15,Total Gym,30\n"
    assert left(book.plan(again)) == []
    assert "customer-like-total" not in {f.name for f in book.plan(again).findings}


def test_one_purchase_above_of_the_same_amount_proves_nothing(workbook):
    outcome = workbook(lang="en").plan(HEAD + "2025-03-15,Dana Levi,30\n2025-03-15,Total Gym,30\n")
    assert left(outcome) == []
    assert outcome.data["rows"]["new"] == 2


@pytest.mark.parametrize(
    ("head", "own"), [("Mobile", "0501234567"), ("Email", "t@g.co.il"), ("Invoice", "17")]
)
def test_what_has_a_number_of_its_own_is_no_total(workbook, head, own):
    text = f"Date,Customer,Amount,{head}\n2025-03-15,Dana,10,\n2025-03-15,Total,10,{own}\n"
    outcome = workbook(lang="en").plan(text)
    assert left(outcome) == []
    assert outcome.data["rows"]["new"] == 2
