"""Imports into a table whose amount is a formula."""

import shutil
from datetime import date

import openpyxl
import pytest
from openpyxl.worksheet.table import Table, TableFormula

from crm_workbook.errors import CrmError
from crm_workbook.importers.source import Source
from crm_workbook.jobs.import_ import run
from crm_workbook.store import open_store

BOTH = "date,customer id,quantity,unit price,amount\n2026-03-20,K1,3,10.1,30.3\n"


def build(path, formula, *, keyed=False, column="Amount"):
    book = openpyxl.Workbook()
    people = book.active
    people.title = "Customers"
    people.append(["Customer ID", "Name", "First name", "Family name"])
    people.append(["K1", "Dana Cohen", "Dana", "Cohen"])
    sales = book.create_sheet("Purchases")
    headings = ["Date", "Customer ID", "Quantity", "Unit price", "Amount"]
    headings += ["Import key"] if keyed else []
    sales.append(headings)
    sales.append([date(2026, 1, 5), "K1", 2, 50, 100])
    table = Table(displayName="Sales", ref=f"A1:{'F' if keyed else 'E'}2")
    table._initialise_columns()
    for cell, heading in zip(table.tableColumns, headings, strict=True):
        cell.name = heading
        if heading == column:
            cell.calculatedColumnFormula = TableFormula(attr_text=formula)
    sales.add_table(table)
    book.save(path)


def take(path, text, **options):
    store = open_store(str(path))
    book = store.read()
    outcome = run(book, lang="en", source=Source("s.csv", "csv", text.encode()), **options)
    store.apply(outcome.plan, book)
    return {verdict: n for verdict, n in outcome.data["rows"].items() if n}


def column(path, heading, *, formulas=False):
    sheet = openpyxl.load_workbook(path, data_only=not formulas)["Purchases"]
    headings = [cell.value for cell in sheet[1]]
    return [row[headings.index(heading)].value for row in sheet.iter_rows(min_row=2)]


@pytest.mark.parametrize("keyed", [True, False])
@pytest.mark.parametrize(
    "formula",
    [
        "[@Quantity]*[@[Unit price]]",
        "Sales[[#This Row],[Quantity]]*Sales[[#This Row],[Unit price]]",
        "ROUND([@Quantity]*[@[Unit price]],2)",
    ],
)
def test_an_amount_that_the_formula_gives_comes_in_once(tmp_path, formula, keyed):
    path = tmp_path / "w.xlsx"
    build(path, formula, keyed=keyed)
    assert take(path, BOTH) == {"new": 1}
    assert column(path, "Amount")[1] == pytest.approx(30.3)
    assert column(path, "Amount", formulas=True)[1].startswith("=")
    assert column(path, "Quantity")[1] == 3
    before = path.read_bytes()
    assert take(path, BOTH) == {"same": 1}
    assert path.read_bytes() == before
    assert take(path, BOTH + "2026-03-21,K1,1,5,5\n") == {"same": 1, "new": 1}
    assert sum(column(path, "Amount")) == pytest.approx(135.3)


def test_an_amount_the_source_leaves_to_quantity_and_price(tmp_path):
    path = tmp_path / "w.xlsx"
    build(path, "[@Quantity]*[@[Unit price]]")
    text = "date,customer id,quantity,unit price\n2026-03-20,K1,3,10.1\n"
    assert take(path, text) == {"new": 1}
    assert take(path, text) == {"same": 1}


@pytest.mark.parametrize(
    ("formula", "text", "code"),
    [
        ("[@Quantity]*[@[Unit price]]", BOTH.replace("30.3", "999"), "calculated-otherwise"),
        ("[@Quantity]*[@[Unit price]]", "date,customer id,amount\n2026-03-20,K1,9\n",
         "calculated-otherwise"),
        ("[@Quantity]*VLOOKUP(1,A:B,2)", BOTH, "calculated-unknown"),
        ("D2*C2", BOTH, "calculated-unknown"),
    ],
)  # fmt: skip
def test_money_that_a_formula_would_swallow_is_refused(tmp_path, formula, text, code):
    path = tmp_path / "w.xlsx"
    build(path, formula)
    before = path.read_bytes()
    with pytest.raises(CrmError) as refused:
        take(path, text)
    assert refused.value.code == code
    for lang, way_out in (("en", "quantity and price"), ("he", "כמות ומחיר")):
        told = refused.value.say(lang)
        assert "'Amount'" in told
        assert "'Purchases'" in told
        assert way_out in told
        assert "{" not in told
    assert path.read_bytes() == before


def test_an_update_does_not_fight_a_formula(tmp_path):
    path = tmp_path / "w.xlsx"
    build(path, "[@Quantity]*[@[Unit price]]", keyed=True)
    text = "invoice no," + BOTH.replace("\n2", "\n7,2")
    assert take(path, text) == {"new": 1}
    with pytest.raises(CrmError) as refused:
        take(path, text.replace("30.3", "31"), update=True)
    assert refused.value.code == "calculated-otherwise"


def test_an_undo_takes_the_row_out(tmp_path):
    path = tmp_path / "w.xlsx"
    build(path, "[@Quantity]*[@[Unit price]]", keyed=True)
    before = path.read_bytes()
    take(path, BOTH)
    store = open_store(str(path))
    book = store.read()
    store.apply(book.journal[-1].inverse, book)
    assert path.read_bytes() == before
    shutil.rmtree(tmp_path / "w.crm", ignore_errors=True)
