"""LibreOffice opens what was written, and its recalculation agrees."""

from __future__ import annotations

import shutil
import subprocess
from datetime import date

import openpyxl
import pytest

from crm_workbook.model import AddSheet, AppendRows, Plan, RemoveRows, ReplaceRows
from crm_workbook.store import open_store
from crm_workbook.text import Text

pytestmark = [
    pytest.mark.office,
    pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed"),
]


def converted(path, tmp_path):
    out = tmp_path / "out"
    done = subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless",
         "--convert-to", "xlsx", "--outdir", str(out), str(path)],
        capture_output=True, timeout=180, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return out / path.name


def test_libreoffice_shows_the_whole_of_an_appended_text(tmp_path, build):
    path = build(tmp_path / "shop.xlsx", {"outreach": {"outreach_id": ["O-1"], "text": ["קצר"]}})
    book = openpyxl.load_workbook(path)
    page = book["פניות"]
    page.column_dimensions["B"].width = 40
    page["B2"].alignment = openpyxl.styles.Alignment(wrap_text=True)
    book.save(path)
    edit = AppendRows("outreach", ("outreach_id", "text"), (("O-2", "שלום דנה, תודה. " * 12),))
    store = open_store(str(path))
    store.apply(Plan("test", Text("בדיקה", "a test"), (edit,)), store.read())
    page = openpyxl.load_workbook(converted(path, tmp_path))["פניות"]
    one, five = (page.row_dimensions[row].height for row in (2, 3))
    assert five >= 4 * one


def test_libreoffice_opens_and_recalculates(shop, tmp_path):
    book = openpyxl.load_workbook(shop)
    page = book.create_sheet("sums")
    page["A1"] = "=SUM(Metrics[סך הקניות])"
    page["A2"] = "=COUNTA(Customers[מזהה לקוח])"
    book.save(shop)
    store = open_store(str(shop))
    edits = (
        ReplaceRows(
            "metrics",
            ("customer_id", "monetary"),
            (("C-0003", 10.5), ("C-0001", 1.25), ("x", 2.0)),
        ),
        RemoveRows("customers", ("C-0001",)),
        AppendRows(
            "customers",
            ("customer_id", "display_name"),
            (("C-0009", "=1+1"), ("C-0010", "a\x07b")),
        ),
        AddSheet(
            "targets", "he", ("target_id", "name", "value", "start"),
            (("T-1", "<&> שלום", 7.25, date(2024, 2, 29)),),
        ),
    )  # fmt: skip
    store.apply(Plan("test", Text("בדיקה", "a test"), edits), store.read())
    seen = openpyxl.load_workbook(converted(shop, tmp_path), data_only=True)
    assert seen["sums"]["A1"].value == 13.75
    assert seen["sums"]["A2"].value == 5
    assert seen["לקוחות"]["B5"].value == "=1+1"
    targets = seen["יעדים"]
    assert [cell.value for cell in targets[2]][1:3] == ["<&> שלום", 7.25]
    assert targets["D2"].value.date() == date(2024, 2, 29)
    assert targets.sheet_view.rightToLeft
