"""Values that an open list does not have yet."""

HEAD = "Date,Customer,Amount,Invoice,Sold by\n"


def test_an_update_writes_a_seller_who_is_in_no_list(workbook):
    book = workbook(lang="en")
    assert book.take(f"{HEAD}2025-06-15,Dana Levi,80,1,Moshe\n") == {"new": 1}
    other = f"{HEAD}2025-06-15,Dana Levi,80,1,Moshe B\n"
    kept = book.plan(other)
    assert [finding.name for finding in kept.findings] == ["value-conflict"]
    assert kept.plan.edits == ()
    assert book.take(other, update=True) == {"changed": 1}
    assert book.rows("purchases", "seller") == [("Moshe B",)]
    again = book.plan(other, update=True)
    assert again.findings == again.plan.edits == ()


def test_an_update_writes_how_a_customer_came_in_words_of_ones_own(workbook):
    book = workbook(lang="en")
    assert book.take("Name,Mobile,Source\nDana Levi,0527654321,The market\n") == {"new": 1}
    other = "Name,Mobile,Source\nDana Levi,0527654321,The station\n"
    assert book.take(other, update=True) == {"changed": 1}
    assert book.rows("customers", "source") == [("The station",)]


def test_an_update_writes_no_word_that_a_closed_list_lacks(workbook):
    book = workbook(lang="en")
    book.take("Name,Mobile,Status\nDana Levi,0527654321,Active\n")
    outcome = book.plan("Name,Mobile,Status\nDana Levi,0527654321,Whatever\n", update=True)
    assert outcome.plan.edits == ()
    assert "value-conflict" in [finding.name for finding in outcome.findings]
