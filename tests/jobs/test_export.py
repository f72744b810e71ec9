"""One sheet as CSV or JSON."""

import csv
import io
import json
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_workbook import schema
from crm_workbook.errors import CrmError
from crm_workbook.importers.source import Source
from crm_workbook.jobs import job
from crm_workbook.model import CellError
from crm_workbook.reports._inert import inert
from crm_workbook.store.memory import MemoryStore

PEOPLE = {
    "customer_id": ["C-0001", "C-0002"],
    "display_name": ["דנה כהן", '=HYPERLINK("http://x")'],
    "gender_address": ["נקבה", "זכר"],
    "phone": ["052-7654321", "50"],
    "birth_date": [date(1980, 4, 13), "13/04/1981"],
    "do_not_contact": [None, True],
    "revenue_12m": [5.0, 5.25],
    "notes": ["שורה\nשנייה", CellError("#REF!")],
    "חוג": ["קרמיקה", None],
}


def run(data, sheet, lang="he", **options):
    found = job("export")
    given = {option.name: option.default for option in found.options} | options
    given["sheet"] = sheet
    return found.run(MemoryStore(data, "he", "clients.xlsx").read(), lang=lang, **given)


def rows_of(outcome):
    data = outcome.files[0].data
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_csv_holds_the_meaning_of_each_cell():
    outcome = run({"customers": PEOPLE}, "customers")
    assert rows_of(outcome) == [
        list(PEOPLE),
        ["C-0001", "דנה כהן", "female", "+972527654321", "1980-04-13", "", "5", "שורה\nשנייה",
         "קרמיקה"],
        ["C-0002", '\'=HYPERLINK("http://x")', "male", "50", "1981-04-13", "true", "5.25",
         "#REF!", ""],
    ]  # fmt: skip
    assert b"\r\n" in outcome.files[0].data
    assert outcome.files[0].path == "-"
    assert outcome.summary == ()


def test_json_is_typed():
    outcome = run({"customers": PEOPLE}, "לקוחות", format="json")
    answer = json.loads(outcome.files[0].data)
    assert answer["schema"] == 1
    assert answer["sheet"] == "customers"
    assert answer["columns"] == list(PEOPLE)
    assert answer["rows"][1] == {
        "customer_id": "C-0002", "display_name": '=HYPERLINK("http://x")',
        "gender_address": "male", "phone": "50", "birth_date": "1981-04-13",
        "do_not_contact": True, "revenue_12m": 5.25, "notes": "#REF!", "חוג": None,
    }  # fmt: skip
    assert answer["rows"][0]["revenue_12m"] == 5
    assert isinstance(answer["rows"][0]["revenue_12m"], int)


def test_a_file_is_told_and_so_is_what_could_not_be_read():
    outcome = run({"customers": PEOPLE}, "Customers", output="out.csv", lang="en")
    assert outcome.files[0].path == "out.csv"
    assert not outcome.files[0].replace
    assert outcome.summary[0] == "2 rows of customers written to out.csv."
    assert outcome.data["unread"] == 2
    assert outcome.summary[1].startswith("2 cells")


def test_moments_keep_their_time():
    data = {
        "interactions": {
            "interaction_id": ["I-1"],
            "when": [datetime.fromisoformat("2026-04-13T09:05")],
        }
    }
    assert rows_of(run(data, "interactions"))[1] == ["I-1", "2026-04-13 09:05:00"]


def test_an_unknown_sheet_lists_those_that_are_there():
    with pytest.raises(CrmError) as caught:
        run({"customers": PEOPLE}, "suppliers")
    assert "customers" in caught.value.say("he")
    assert "suppliers" in caught.value.say("en")


def test_an_empty_sheet_is_its_headings():
    columns = [column.id for column in schema.sheet("purchases").columns]
    assert rows_of(run({"purchases": {c: [] for c in columns}}, "purchases")) == [columns]


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1", "\rx", "\nx", "＝1", "＋1", "－1", "＠x",
     "  =1", "\u200e=1", "\u200f =1", "\ufeff@x", "\u00a0+x", "+972-52-7654321", "-"],
)  # fmt: skip
def test_what_could_be_evaluated_is_shielded(text):
    assert inert(text) == f"'{text}"


@pytest.mark.parametrize(
    "text", ["דנה", "a=b", "-5", "+5.25", "-1,234.50", "+972527654321", "*2700", "'x", "", "5%"]
)
def test_what_is_harmless_stays_as_it_is(text):
    assert inert(text) == text


@given(st.text(max_size=12))
def test_nothing_live_gets_through(text):
    first = inert(text).lstrip(" \u00a0\u200e\u200f\ufeff")[:1]
    number = text.strip("+-").replace(".", "").replace(",", "").rstrip("%").isdigit()
    assert first not in set("=+-@＝＋－＠\t\r\n") or number


def test_an_export_imports_into_another_workbook_as_it_was():
    people = {c: v for c, v in PEOPLE.items() if c not in {"notes", "חוג", "revenue_12m"}}
    data = run({"customers": people}, "customers").files[0].data
    empty = {c.id: [] for c in schema.sheet("customers").columns}
    store = MemoryStore({"customers": empty}, "he")
    source = Source("customers.csv", "csv", data)
    book = store.read()
    store.apply(job("import").run(book, lang="he", source=source).plan, book)
    held = {c: store.data["customers"][c] for c in people}
    assert held == people | {
        "birth_date": [date(1980, 4, 13), date(1981, 4, 13)], "do_not_contact": [None, "כן"],
    }  # fmt: skip
