"""A button pressed: the line VBA gives to Python is run, and the open workbook is looked at."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
import xlwings as xw

import crm_workbook.excel
from crm_workbook import engines
from crm_workbook.engines.memory import simulate
from crm_workbook.errors import CrmError
from crm_workbook.jobs import buttons
from crm_workbook.schema import sheet

REPORT = sheet("report").he
OUTREACH = sheet("outreach").he
CUSTOMERS = sheet("customers").he
METRICS = sheet("metrics").he


def press(name: str) -> None:
    """Do what Excel does: run the line that a macro hands to RunPython."""
    exec(f"import crm_workbook.excel as x; x.{name}()", {})  # noqa: S102 - the line under test


def column(book: xw.Book, title: str, heading: str) -> list:
    """The cells below a heading of a sheet's table."""
    table = book.sheets[title].tables[0]
    at = table.header_row_range.value.index(heading)
    return [row[at] for row in table.data_body_range.options(ndim=2).value]


def report(book: xw.Book) -> list:
    """The rows of the report sheet."""
    return book.sheets[REPORT].used_range.options(ndim=2).value


def test_refresh_brings_the_figures_up_to_date(shop):
    table = shop.sheets[METRICS].tables[0]
    at = table.header_row_range.value.index(sheet("metrics").column("frequency").he)
    before = column(shop, METRICS, sheet("metrics").column("frequency").he)
    shop.sheets[METRICS].api.Unprotect()
    table.data_body_range[0, at].value = 999
    press("refresh")
    assert column(shop, METRICS, sheet("metrics").column("frequency").he) == before
    assert str(shop.app.status_bar) == report(shop)[1][0]
    assert report(shop)[1][0].startswith("נכון ל-31/10/2026: 119 לקוחות")


def test_check_lists_its_findings_with_links_and_goes_there(shop):
    press("check")
    rows = report(shop)
    headings = rows.index(["חומרה", "איפה", "מה", "כלל"])
    found = rows[headings + 1 :]
    assert ["שגיאה", f"{CUSTOMERS}!H19"] == found[0][:2]
    assert found[0][3] == "CRM121"
    assert len({row[3] for row in found}) > 5
    assert shop.sheets.active.name == REPORT
    link = shop.sheets[REPORT].range((headings + 2, 2)).hyperlink
    assert link.endswith(f"'{CUSTOMERS}'!H19")


def test_drafts_can_be_taken_back_by_the_undo_button(shop):
    page = shop.sheets[OUTREACH]
    before = page.tables[0].data_body_range.value
    page.tables[0].data_body_range[0, :].delete("up")
    left = page.tables[0].data_body_range.value
    assert len(left) == len(before) - 1
    press("draft")
    assert len(page.tables[0].data_body_range.value) > len(left)
    press("undo")
    assert page.tables[0].data_body_range.value == left
    assert report(shop)[1][0].startswith("בוטל: draft")


def test_nothing_to_undo_is_a_sentence_on_both_places(shop):
    press("undo")
    assert str(shop.app.status_bar) == report(shop)[1][0]
    assert "אין" in report(shop)[1][0]
    assert shop.sheets.active.name == REPORT


def test_the_report_is_written_over_and_stands_once(shop):
    press("check")
    long = len(report(shop))
    assert shop.sheets[REPORT].api.DisplayRightToLeft
    press("undo")
    assert len(report(shop)) < long
    press("check")
    assert [s.name for s in shop.sheets].count(REPORT) == 1
    assert len(report(shop)) == long


def test_what_is_said_is_never_a_formula_or_a_number(shop):
    page = shop.sheets[CUSTOMERS]
    at = page.tables[0].header_row_range.value.index(sheet("customers").column("email").he)
    cell = page.tables[0].data_body_range[0, at]
    cell.number_format = "@"
    cell.value = "=1+1@x"
    press("check")
    for row in shop.sheets[REPORT].used_range.options(ndim=2).formula:
        assert not [cell for cell in row if str(cell).startswith("=")]


def test_a_fault_of_the_program_is_a_sentence_and_names_no_customer(shop, monkeypatch):
    def broken(*_args, **_options):
        raise RuntimeError("ענת ברק 052-5551234")

    monkeypatch.setattr("crm_workbook.runner.run", broken)
    press("refresh")
    told = report(shop)[1][0]
    assert "RuntimeError" in told
    assert "ענת" not in told
    with open(told.split(": ", 1)[1].strip(), encoding="utf-8") as log:
        text = log.read()
    assert "RuntimeError" in text
    assert "ענת" not in text
    assert "0525551234" not in text.replace("-", "")


@pytest.mark.parametrize("name", [job.name for job in buttons()])
def test_every_button_has_its_function_and_says_something(name):
    engines.use_memory()
    book = xw.Book()
    book.set_mock_caller()
    press(name)
    assert str(book.app.status_bar)
    assert len(report_of_any(book)) > 1
    book.close()


def report_of_any(book: xw.Book) -> list:
    titles = {sheet("report").he, sheet("report").en}
    page = next(s for s in book.sheets if s.name in titles)
    return page.used_range.options(ndim=2).value


def test_what_has_no_button_has_no_function():
    for name in ("explain", "_anything"):
        with pytest.raises(AttributeError):
            getattr(crm_workbook.excel, name)


def test_outside_excel_it_says_so(monkeypatch):
    monkeypatch.setattr(xw.Book, "caller", staticmethod(lambda: xw.nothing_of_the_kind))
    with pytest.raises(CrmError, match="crm refresh"):
        press("refresh")


def test_a_workbook_in_the_cloud(shop_file):
    engines.use_memory()
    book = xw.Book(str(shop_file))
    book.set_mock_caller()
    simulate.cloud(book, "https://example.sharepoint.com/personal/a/Documents/x.xlsx")
    press("check")
    assert report(book)[1][0].startswith("ממצאים")
    page = book.sheets[OUTREACH]
    left = page.tables[0].data_body_range.value[1:]
    page.tables[0].data_body_range[0, :].delete("up")
    press("draft")
    press("undo")
    assert page.tables[0].data_body_range.value == left


def test_while_a_cell_is_being_edited_nothing_happens(shop_file):
    engines.use_memory()
    book = xw.Book(str(shop_file))
    book.set_mock_caller()
    before = book.sheets[METRICS].tables[0].data_body_range.value
    with simulate.editing(book.app), pytest.raises(SystemExit, match="Leave the cell"):
        press("refresh")
    assert book.sheets[METRICS].tables[0].data_body_range.value == before
    assert REPORT not in [page.name for page in book.sheets]


def test_protected_view_is_a_sentence(shop_file):
    engines.use_memory()
    book = xw.Book(str(shop_file))
    book.set_mock_caller()
    with simulate.protected_view(book):
        press("refresh")
    assert REPORT not in [page.name for page in book.sheets]


def test_xlwings_starts_without_pandas_and_jobs_that_want_it_get_it():
    code = (
        "import sys; from crm_workbook.excel.attach import xlwings; xlwings();"
        "assert 'pandas' not in sys.modules; import pandas; pandas.DataFrame()"
    )
    subprocess.run([sys.executable, "-c", code], check=True, env={**os.environ})
