"""Whatever is imported in whatever pieces, every purchase of the sources is counted once."""

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

CDNOW = Path(__file__).parents[2] / "examples" / "cdnow_purchases.csv"
HEADINGS = ("Invoice", "Date", "Customer", "Amount", "Description", "Sold by", "SKU", "Type")
BARE = HEADINGS[:4]
CUSTOMERS = ("Dana Levi", "Avi Cohen", "Noa Bar")

# Few numbers, days, customers, amounts: so documents have several lines and equal ones, purchases
# have no number, and two customers and two days share one.
purchase = st.tuples(
    st.sampled_from(["", "", "5", "6", "7"]),
    st.sampled_from(["2026-01-20", "2026-01-21"]),
    st.sampled_from(CUSTOMERS),
    st.sampled_from(["10", "10", "20.5", "-10"]),
    st.sampled_from(["", "cake", "bread"]),
    st.sampled_from(["", "Gil", "Tal"]),
    st.sampled_from(["", "S1", "S2"]),
    st.sampled_from(["", "Sale", "Credit"]),
)
purchases = st.lists(purchase, min_size=1, max_size=12)
columns = st.sets(st.sampled_from(HEADINGS[4:]))
quickly = settings(max_examples=50, deadline=None)


def csv(rows, headings):
    places = [HEADINGS.index(heading) for heading in headings]
    lines = [",".join(row[place] for place in places) for row in rows]
    return "\n".join([",".join(headings), *lines]) + "\n"


def ordered(chosen, base=BARE):
    return [heading for heading in HEADINGS if heading in chosen or heading in base]


def amounts(book):
    return Counter(amount for (amount,) in book.rows("purchases", "amount"))


def truth(rows):
    return Counter(float(row[3]) for row in rows)


def nothing_new(book, text):
    outcome = book.plan(text)
    assert outcome.plan.edits == ()
    assert outcome.data["rows"]["conflict"] == outcome.data["rows"]["refused"] == 0


@pytest.fixture(scope="session", params=["ours", "their own, without keys"])
def fresh(request, workbook):
    def make():
        book = workbook(lang="en")
        if request.param != "ours":
            del book.store.data["purchases"]["import_key"]
        return book

    return make


@quickly
@given(rows=purchases, chosen=columns, data=st.data())
def test_twice_or_in_another_order_is_once(fresh, rows, chosen, data):
    book = fresh()
    headings = ordered(chosen)
    assert book.take(csv(rows, headings)) == {"new": len(rows)}
    assert amounts(book) == truth(rows)
    nothing_new(book, csv(rows, headings))
    shuffled = data.draw(st.permutations(rows))
    nothing_new(book, csv(shuffled, data.draw(st.permutations(headings))))
    book.take(csv(shuffled, headings), update=True)
    assert amounts(book) == truth(rows)


@quickly
@given(rows=purchases, fewer=columns, more=columns, data=st.data())
def test_more_columns_or_fewer_are_no_other_purchases(workbook, rows, fewer, more, data):
    book = workbook(lang="en")
    book.take(csv(rows, ordered(fewer)))
    again = csv(data.draw(st.permutations(rows)), ordered(fewer | more))
    assert set(book.take(again)) <= {"same", "changed"}
    assert amounts(book) == truth(rows)
    nothing_new(book, again)
    counts = book.take(csv(data.draw(st.permutations(rows)), ordered(fewer)))
    assert counts == {"same": len(rows)}
    assert amounts(book) == truth(rows)


@quickly
@given(rows=purchases, known=st.booleans(), data=st.data())
def test_numbers_learnt_later_are_no_other_purchases(workbook, rows, known, data):
    book = workbook(lang="en")
    with_numbers, without = ordered(()), ordered((), HEADINGS[1:4])
    first, second = (with_numbers, without) if known else (without, with_numbers)
    book.take(csv(rows, first))
    again = csv(data.draw(st.permutations(rows)), second)
    assert set(book.take(again)) <= {"same", "changed"}
    nothing_new(book, again)
    nothing_new(book, csv(rows, first))
    numbers = Counter(number or "" for (number,) in book.rows("purchases", "doc_no"))
    assert numbers == Counter(row[0] for row in rows)
    assert amounts(book) == truth(rows)


@quickly
@given(rows=purchases, chosen=columns, data=st.data())
def test_a_part_and_then_the_whole_is_the_whole(fresh, rows, chosen, data):
    book = fresh()
    headings = ordered(chosen)
    part = [row for row in rows if data.draw(st.booleans())]
    if part:
        book.take(csv(part, headings))
    outcome = book.take(csv(data.draw(st.permutations(rows)), headings))
    assert amounts(book) == truth(rows)
    assert outcome.get("new", 0) == len(rows) - len(part)
    assert outcome.get("conflict", 0) == 0
    nothing_new(book, csv(rows, headings))


@quickly
@given(rows=purchases, others=purchases, chosen=columns, data=st.data())
def test_documents_of_two_files_are_counted_once(workbook, rows, others, chosen, data):
    """Both files hold whole documents, some the same, some not; neither has loose sales."""
    headings = ordered(chosen)
    documents = {}
    for row in (*rows, *others):
        if row[0]:
            kind = (row[7] or "Sale") if "Type" in chosen else ""
            documents.setdefault((*row[:3], kind), []).append(row)
    wanted = {document: data.draw(st.sampled_from("abc")) for document in documents}
    book = workbook(lang="en")
    for file in "ab":
        held = [row for d, lines in documents.items() if wanted[d] in {file, "c"} for row in lines]
        if held:
            book.take(csv(data.draw(st.permutations(held)), headings))
    assert amounts(book) == truth(row for lines in documents.values() for row in lines)


@quickly
@given(
    st.lists(st.tuples(purchase, st.booleans()), min_size=1, max_size=10), st.booleans(), st.data()
)
def test_update_never_moves_a_purchase(workbook, typed, update, data):
    book = workbook(lang="en")
    rows = [row for row, _ in typed]
    book.take(csv([row for row, early in typed if early] or rows, ordered(())))
    owner = dict(book.rows("purchases", "line_id", "customer_id"))
    for line in owner:
        if data.draw(st.booleans()):
            owner[line] = data.draw(st.sampled_from(["C-0001", "C-9999"]))
    held = book.store.data["purchases"]
    held["customer_id"] = [owner[line] for line in held["line_id"]]
    book.take(csv(rows, ordered(HEADINGS)), update=update)
    after = dict(book.rows("purchases", "line_id", "customer_id"))
    assert {line: after[line] for line in owner} == owner


def test_real_purchases_in_parts_in_disorder_and_with_a_column_more(workbook):
    """CDNOW: 6,919 purchases of 2,357 customers without document numbers."""
    head, *lines = CDNOW.read_text(encoding="utf-8").splitlines()
    assert head == "customer_id,date,cds,dollars"
    total = sum(round(float(line.rsplit(",", 1)[1]) * 100) for line in lines)
    book = workbook(lang="en", settings=[{"key": "currency", "value": "USD"}])
    book.take("\n".join([head, *lines[::3]]))
    assert book.take("\n".join([head, *reversed(lines)]), map=("cds=quantity",)) == {
        "new": len(lines) - len(lines[::3]), "changed": len(lines[::3]),
    }  # fmt: skip
    nothing_new(book, "\n".join([head, *sorted(lines)]))
    nothing_new(book, "\n".join([head, *lines]))
    assert round(sum(amount for (amount,) in book.rows("purchases", "amount")) * 100) == total
    assert sum(count for (count,) in book.rows("purchases", "quantity")) == sum(
        int(line.split(",")[2]) for line in lines
    )
