"""The engines under test; what holds on every one of them is in the modules `test_contract_*`.

A behaviour is a test that uses xlwings' own objects only and says what Excel's documentation says.
Where engines rightly differ the test asks `engine.impl.calculates`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import xlwings as xw

from crm_workbook import engines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xlwings.main import Engine


@pytest.fixture(params=["memory", pytest.param("libreoffice", marks=pytest.mark.office)])
def engine(request) -> Engine:
    """The engine, active."""
    if request.param == "memory":
        return engines.use_memory()
    engine = request.getfixturevalue("office")
    engine.activate()
    return engine


@pytest.fixture
def book(engine) -> Iterator[xw.Book]:
    """A new workbook with one sheet."""
    assert xw.engines.active == engine
    book = xw.Book()
    yield book
    for other in list(xw.apps.active.books):
        other.close()


@pytest.fixture
def sheet(book) -> xw.Sheet:
    """The only sheet of a new workbook."""
    return book.sheets[0]


@pytest.fixture
def customers(sheet) -> xw.main.Table:
    """A table of three customers, from A1 to C4."""
    sheet["C2:C4"].number_format = "@"
    sheet["A1"].value = [
        ["שם", "סכום", "טלפון"],
        ["דנה", 120.5, "0501234567"],
        ["יוסי", 80, "0527654321"],
        ["נועה", None, None],
    ]
    return sheet.tables.add(sheet["A1:C4"], name="Customers")


@pytest.fixture
def memory() -> Iterator[Engine]:
    """The in-memory engine, for what only it can show."""
    engine = engines.use_memory()
    yield engine
    for app in list(xw.apps):
        app.kill()
