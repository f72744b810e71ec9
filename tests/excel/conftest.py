"""The demo shop open in a program, with buttons to press."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import xlwings as xw

from crm_workbook import engines

if TYPE_CHECKING:
    from collections.abc import Iterator

SHOP = Path(__file__).parents[2] / "examples" / "hebrew-shop.xlsx"


@pytest.fixture(autouse=True)
def own_data_folder(tmp_path, monkeypatch):
    """Let no test write among the data of whoever runs it."""
    for name in ("XDG_STATE_HOME", "LOCALAPPDATA", "HOME"):
        monkeypatch.setenv(name, str(tmp_path / "home"))


@pytest.fixture
def shop_file(tmp_path) -> Path:
    """A copy of the demo shop, its name in Hebrew."""
    return Path(shutil.copyfile(SHOP, tmp_path / "חנות.xlsx"))


@pytest.fixture(params=["memory", pytest.param("libreoffice", marks=pytest.mark.office)])
def shop(request, shop_file) -> Iterator[xw.Book]:
    """The demo shop, open, and its button pressed: it is the caller."""
    if request.param == "memory":
        engines.use_memory()
    else:
        request.getfixturevalue("office").activate()
    book = xw.Book(str(shop_file))
    book.set_mock_caller()
    yield book
    for app in list(xw.apps):
        for each in list(app.books):
            each.close()
