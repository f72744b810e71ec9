"""The Hebrew demo shop, opened in a program of ours."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pytest
import xlwings as xw
from openpyxl.worksheet.table import Table

from crm_workbook import engines
from crm_workbook.model import Plan
from crm_workbook.store.excel import ExcelStore
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from crm_workbook.model import Receipt

SHOP = Path(__file__).parents[2] / "examples" / "hebrew-shop.xlsx"


@pytest.fixture(autouse=True)
def own_data_folder(tmp_path, monkeypatch):
    """Let no test write among the data of whoever runs it."""
    for name in ("XDG_STATE_HOME", "LOCALAPPDATA", "HOME"):
        monkeypatch.setenv(name, str(tmp_path / "home"))


@pytest.fixture(params=["memory", pytest.param("libreoffice", marks=pytest.mark.office)])
def program(request) -> Iterator[None]:
    """A program with no workbook open."""
    if request.param == "memory":
        engines.use_memory()
    else:
        request.getfixturevalue("office").activate()
    yield
    for app in list(xw.apps):
        for book in list(app.books):
            book.close()


@pytest.fixture
def shop(tmp_path) -> Path:
    """A copy of the demo shop."""
    path = tmp_path / "shop.xlsx"
    shutil.copyfile(SHOP, path)
    return path


@pytest.fixture
def opened() -> Callable[[Path], ExcelStore]:
    """A function that opens a workbook in the program of this process and returns its store."""
    engines.use_memory()
    return lambda path: ExcelStore(xw.Book(str(path)))


CUSTOMERS = {
    "מזהה לקוח": ["C-0001", "C-0002", "C-0003"],
    "שם": ["דנה", "יוסי", "Ruth & Co"],
    "טלפון": ["+972501234567", "050-7654321", None],
    "תאריך לידה": [date(1980, 2, 29), None, date(1975, 12, 31)],
    "מדף": ["א", "ב", "ג"],
}


@pytest.fixture
def small(tmp_path) -> Callable[..., Path]:
    """A function that builds a workbook of three customers; it is handed sheet and table first."""

    def build(change=lambda _page, _table: None, name="shop.xlsx") -> Path:
        book = openpyxl.Workbook()
        page = book.active
        page.title = "לקוחות"
        page.append(list(CUSTOMERS))
        for row in zip(*CUSTOMERS.values(), strict=True):
            page.append(list(row))
        table = Table(displayName="Customers", ref="A1:E4")
        page.add_table(table)
        change(page, table)
        path = tmp_path / name
        book.save(path)
        return path

    return build


@pytest.fixture
def plan() -> Callable[..., Plan]:
    """A function that makes a plan of edits."""
    return lambda *edits, undoes="": Plan("test", Text("בדיקה", "a test"), edits, undoes)


@pytest.fixture
def do(plan) -> Callable[..., Receipt]:
    """A function that applies edits to a store."""
    return lambda store, *edits: store.apply(plan(*edits), store.read())


@pytest.fixture
def undo(plan) -> Callable[..., Receipt]:
    """A function that takes the last applied plan back."""

    def take_back(store):
        book = store.read()
        last = [entry for entry in book.journal if not entry.undone][-1]
        return store.apply(plan(*last.inverse.edits, undoes=last.id), book)

    return take_back
