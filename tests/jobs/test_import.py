"""The import job on real purchases, through a store."""

import csv
from datetime import date
from pathlib import Path

import pytest

from crm_workbook import schema
from crm_workbook.importers.source import Source
from crm_workbook.jobs import job
from crm_workbook.store.memory import MemoryStore

CDNOW = Path(__file__).parents[2] / "examples" / "cdnow_purchases.csv"


@pytest.fixture
def store():
    sheets = ("customers", "purchases", "settings")
    data = {s: {c.id: [] for c in schema.sheet(s).columns} for s in sheets}
    data["settings"] |= {"key": ["currency"], "label": [None], "value": ["USD"], "note": [None]}
    return MemoryStore(data, "en", "cdnow.xlsx")


def run(store, data, name="cdnow_purchases.csv", lang="en", **options):
    found = job("import")
    told = [option for option in found.options if not option.reading]
    given = {option.name: option.default for option in told} | options
    given["source"] = Source(name, "csv", data)
    return found.run(store.read(), lang=lang, **given)


def test_cdnow_comes_in_whole(store):
    data = CDNOW.read_bytes()
    with CDNOW.open(encoding="utf-8") as stream:
        truth = list(csv.DictReader(stream))
    assert len(truth) == 6919
    outcome = run(store, data, map=("cds=quantity",))
    assert outcome.findings == ()
    assert outcome.data["rows"]["new"] == 6919
    assert outcome.data["new_customers"] == 2357
    assert not outcome.failed
    store.apply(outcome.plan, store.read())
    held = store.data["purchases"]
    assert held["amount"] == [float(row["dollars"]) for row in truth]
    assert held["quantity"] == [float(row["cds"]) for row in truth]
    assert held["customer_id"] == [row["customer_id"] for row in truth]
    assert held["date"] == [date.fromisoformat(row["date"]) for row in truth]
    assert len(set(held["import_key"])) == len(set(held["line_id"])) == 6919
    people = store.data["customers"]
    assert people["customer_id"] == list(dict.fromkeys(row["customer_id"] for row in truth))
    assert people["display_name"][0] == "Customer 1"
    again = run(store, data)
    assert again.plan.edits == ()
    assert again.data["rows"]["same"] == 6919
    assert again.data["mapping"]["cds"] == "purchases.quantity"


def test_the_half_year_first_and_then_the_whole(store):
    lines = CDNOW.read_bytes().splitlines(keepends=True)
    store.apply(run(store, b"".join(lines[:3000])).plan, store.read())
    rest = run(store, b"".join(lines))
    assert (rest.data["rows"]["same"], rest.data["rows"]["new"]) == (2999, 3920)


def test_what_is_told(store):
    text = 'לקוח,תאריך,סה"כ,זוטות\nדנה כהן,13/04/2026,10,x\nדנה כהן,31/02/2026,10,x\n'
    outcome = run(store, text.encode("cp1255"), name="sales.csv", lang="he")
    told = "\n".join(outcome.summary)
    assert outcome.summary[0] == "sales.csv, רכישות, שורות: 2 (קידוד windows-1255)"
    assert "חדשות 1, שונו 0, זהות 0, בסתירה 0, נדחו 1" in told
    assert "לקוחות חדשים: 1" in told
    assert 'purchases.amount       <- סה"כ' in told
    assert "זוטות" in told
    assert outcome.failed
    assert outcome.plan.reason.he == "יבוא מ-sales.csv"
    english = run(store, text.encode("cp1255"), name="sales.csv", lang="en")
    assert "new 1, changed 0, same 0, in conflict 0, refused 1" in english.summary[1]


def test_undo_takes_an_import_back_exactly(store):
    before = {s: {c: list(v) for c, v in t.items()} for s, t in store.data.items()}
    text = b"customer,date,amount,odd\nDana,2026-04-13,10,x\n"
    outcome = run(store, text, map=("odd=description",))
    store.apply(outcome.plan, store.read())
    assert store.data != before
    book = store.read()
    store.apply(book.journal[-1].inverse, book)
    assert store.data == before
