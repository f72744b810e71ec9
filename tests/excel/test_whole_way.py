"""From the macro behind a button to the changed cells, in a real office suite.

Only the start of Python by Excel is stood in for: `RunPython` notes what it is asked for, and the
test then runs just that.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import xlwings as xw

from crm_workbook.jobs import buttons
from crm_workbook.jobs.macros_add import procedure
from crm_workbook.schema import sheet
from crm_workbook.store.macros import with_macros

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.office

REPORT = sheet("report").he
FREQUENCY = sheet("metrics").column("frequency").he


@pytest.fixture
def shop(office, noting, shop_file) -> Iterator[xw.Book]:
    """The demo shop with its macros, open in LibreOffice."""
    office.activate()
    data = with_macros(shop_file.read_bytes(), noting())
    path = shop_file.with_suffix(".xlsm")
    path.write_bytes(b"".join(data.pieces()))
    book = xw.Book(str(path))
    book.set_mock_caller()
    yield book
    book.close()


def press(book: xw.Book, name: str) -> None:
    """Run a button's macro, and the line it hands over."""
    noted = book.sheets["xlwings.conf"].range("D1")
    noted.value = ""
    book.macro(procedure(name))()
    exec(noted.value, {})  # noqa: S102 - the line under test


def rows(book: xw.Book, sheet_id: str) -> list:
    return book.sheets[sheet(sheet_id).he].tables[0].data_body_range.options(ndim=2).value


def said(book: xw.Book) -> str:
    return book.sheets[REPORT].range("A2").value


def test_refresh(shop):
    before = rows(shop, "metrics")
    page = shop.sheets[sheet("metrics").he]
    at = page.tables[0].header_row_range.value.index(FREQUENCY)
    page.api.Unprotect()
    page.tables[0].data_body_range[0, at].value = 999
    press(shop, "refresh")
    assert rows(shop, "metrics") == before
    assert said(shop).startswith("נכון ל-31/10/2026")


def test_check(shop):
    press(shop, "check")
    assert shop.sheets.active.name == REPORT
    codes = [row[3] for row in shop.sheets[REPORT].used_range.options(ndim=2).value]
    assert {"CRM121", "CRM131", "CRM202"} <= set(codes)


def test_draft_and_undo(shop):
    page = shop.sheets[sheet("outreach").he]
    page.tables[0].data_body_range[0, :].delete("up")
    left = rows(shop, "outreach")
    press(shop, "draft")
    assert len(rows(shop, "outreach")) > len(left)
    press(shop, "undo")
    assert rows(shop, "outreach") == left
    assert said(shop).startswith("בוטל: draft")


def test_no_button_is_left_out():
    assert [job.name for job in buttons()] == ["refresh", "check", "draft", "undo"]
