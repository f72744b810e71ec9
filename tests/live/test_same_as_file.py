"""A job does the same to an open workbook as to its file."""

from __future__ import annotations

import shutil
from datetime import date

import pytest
import xlwings as xw

from crm_workbook import runner
from crm_workbook.runner import Request
from crm_workbook.store import open_store
from crm_workbook.store.excel import ExcelStore

AS_OF = date(2026, 1, 15)
SALES = (
    "מספר מסמך,תאריך,מזהה לקוח,סכום,הערות\n"
    "9001,14/01/2026,C-0003,180.50,=1+1\n"
    "9002,15/01/2026,C-0004,90,+972\n"
)
DAY = (
    ("refresh", {"as_of": AS_OF}),
    ("check", {"fix": True, "as_of": AS_OF}),
    ("import", {"source": "sales.csv"}),
    ("refresh", {"as_of": AS_OF}),
    ("draft", {"as_of": AS_OF}),
    ("undo", {}),
    ("undo", {}),
    ("undo", {}),
)


def tables(store):
    """Return what the tables hold, without the moment of the last refresh."""
    found = {name: table.columns for name, table in store.read().tables.items()}
    settings = found["settings"]
    at = settings["key"].index("last_refresh")
    settings["value"][at] = settings["value"][at] is not None
    return found


def run(job, file, options, open_store=None):
    request = Request("he", open_store=open_store)
    (result,) = runner.run(job, [str(file)], options, request)
    assert result.error is None, str(result.error)
    return result.receipt.changed


@pytest.mark.usefixtures("program")
def test_a_day_of_jobs_leaves_the_same_tables(shop, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "sales.csv").write_text(SALES, encoding="utf-8")
    other = tmp_path / "open.xlsx"
    shutil.copyfile(shop, other)
    book = xw.Book(str(other))
    store = ExcelStore(book)
    before = wanted = tables(open_store(str(shop)))
    assert tables(store) == before
    for job, options in DAY:
        changed = run(job, shop, options)
        assert changed > 0
        # The minute of the last refresh is a cell, too, and may turn between the two.
        assert abs(run(job, other, options, lambda _: store) - changed) <= 1
        last, wanted = wanted, tables(open_store(str(shop)))
        assert wanted != last, job
        assert tables(store) == wanted, job
    saved = tmp_path / "saved.xlsx"
    book.save(str(saved))
    assert tables(open_store(str(saved))) == wanted
