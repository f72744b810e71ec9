"""A real office suite opens the macro workbook, shows its buttons and runs its macros."""

from __future__ import annotations

import re

import pytest
import xlwings as xw

from crm_workbook.engines.libreoffice import bridge
from crm_workbook.jobs import buttons
from crm_workbook.jobs.macros_add import procedure
from crm_workbook.schema import sheets
from crm_workbook.store.macros import with_macros
from crm_workbook.store.package import Package
from crm_workbook.vba import read_project

RIGHT_TO_LEFT = 1
"""The value of com.sun.star.text.WritingMode2."""
pytestmark = pytest.mark.office


@pytest.fixture
def book(office, recording):
    """The workbook whose macros note what Python would have been told."""
    office.activate()
    book = xw.Book(str(recording()))
    yield book
    book.close()


def test_every_macro_tells_python_its_job(book):
    noted = book.sheets["xlwings.conf"]
    assert noted["D1"].value is None  # opening alone starts nothing
    for number, job in enumerate(buttons(), 1):
        book.macro(procedure(job.name))()
        assert noted["D1"].value == f"import crm_workbook.excel as x; x.{job.name}()"
        assert noted["D3"].value == number


def test_the_buttons_run_their_macros_and_stand_beside_the_page(book):
    document = book.impl.doc
    page = document.Sheets.getByIndex(0)
    shapes = [page.DrawPage.getByIndex(n) for n in range(page.DrawPage.Count)]
    shapes = [shape for shape in shapes if shape.Name.startswith("crm_")]
    assert [shape.Name for shape in shapes] == [f"crm_{procedure(j.name)}" for j in buttons()]
    for shape, job in zip(shapes, buttons(), strict=True):
        bound = {p.Name: p.Value for p in shape.Events.getByName("OnClick")}
        assert f".CrmButtons.{procedure(job.name)}?" in bound["Script"]
        assert shape.String == job.button.label.he
    used = page.createCursor()
    used.gotoEndOfUsedArea(False)
    columns = range(used.RangeAddress.EndColumn + 1)
    width = sum(page.Columns.getByIndex(n).Width for n in columns)
    bottom = 0
    for shape in shapes:
        # On a page from right to left, places are counted leftwards, below zero.
        left, right = -shape.Position.X - shape.Size.Width, -shape.Position.X
        assert width <= left < right
        assert bottom <= shape.Position.Y
        bottom = shape.Position.Y + shape.Size.Height


def test_the_sheets_read_from_right_to_left_and_have_their_tables(book):
    document = book.impl.doc
    tables = {sheet.table for sheet in sheets().values() if sheet.table and sheet.shown != "no"}
    assert {"Customers", "Purchases", "Settings"} <= tables & set(
        document.DatabaseRanges.ElementNames
    )
    assert {t.name for page in book.sheets for t in page.tables} <= tables
    for page in document.Sheets:
        assert (page.TableLayout == RIGHT_TO_LEFT) == (page.Name != "xlwings.conf"), page.Name
    assert not document.Sheets.getByName("xlwings.conf").IsVisible


def test_a_workbook_that_libreoffice_saved_is_made_whole_again(book, tmp_path, wanted):
    """It loses code names and the shapes' macros; every sheet has its one document afterwards."""
    saved = tmp_path / "saved.xlsm"
    kept = bridge.properties(FilterName="Calc MS Excel 2007 VBA XML")
    book.impl.doc.storeToURL(saved.as_uri(), kept)
    data = b"".join(with_macros(saved.read_bytes(), wanted).pieces())
    package = Package(data)
    project = read_project(package.content("xl/vbaProject.bin"))
    documents = {m.name for m in project.modules if m.kind == "document"}
    pages = [n for n in package.names() if n.startswith("xl/worksheets/sheet")]
    named = {re.search(rb'codeName="(\w+)"', package.read(n)[:2000])[1].decode() for n in pages}
    assert named | {"ThisWorkbook"} == documents
    shapes = b"".join(package.read(n) for n in package.names() if "drawings/drawing" in n)
    assert sorted(re.findall(rb'macro="\[0\]!(\w+)"', shapes)) == sorted(
        button.macro.encode() for button in wanted.buttons
    )
    assert not with_macros(data, wanted).changed
