"""The CSV as a spreadsheet program opens it: columns, Hebrew and nothing that computes."""

from __future__ import annotations

import shutil
import subprocess

import pytest
from openpyxl import load_workbook

from crm_workbook import reports
from crm_workbook.model import Finding, Outcome, Ref
from crm_workbook.reports.csv_ import COLUMNS
from crm_workbook.text import Text

pytestmark = [
    pytest.mark.office,
    pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice"),
]
CELLS = ["=1+1", '=HYPERLINK("http://x")', "+SUM(1)", "-2+3", "@x", "\t=1", "\r=1", 'דנה, "כהן"',
         "שורה\nשנייה; סוף", "\u200f=1+1"]  # fmt: skip


def test_it_opens_as_text_in_its_columns(tmp_path):
    found = tuple(
        Finding("CRM121", "short-phone", "error", Ref("customers", "C2", cell, "phone"),
                Text("טלפון: {v}", "{v}"), {"v": cell})
        for cell in CELLS
    )  # fmt: skip
    path = tmp_path / "דוח.csv"
    for lang in ("he", "en"):
        path.write_text(reports.render("csv", [("לקוחות.xlsx", Outcome(found))], lang),
                        encoding="utf-8", newline="")  # fmt: skip
        subprocess.run(
            ["soffice", "--headless", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
             "--infilter=CSV:44,34,76,1,,0,false,true,false,false,false,-1", "--convert-to",
             "xlsx", "--outdir", str(tmp_path), str(path)],
            check=True, capture_output=True, timeout=120,
        )  # fmt: skip
        [opened] = tmp_path.glob("*.xlsx")
        sheet = load_workbook(opened).active
        opened.unlink()
        head, *rows = sheet.iter_rows()
        assert [cell.value for cell in head] == list(COLUMNS)
        assert len(rows) == len(CELLS)
        assert [c.coordinate for row in rows for c in row if c.data_type in {"f", "e"}] == []
        for row, cell in zip(rows, CELLS, strict=True):
            assert row[4].value == "לקוחות.xlsx"
            message = row[COLUMNS.index("message")].value
            assert "".join(cell.split()) in "".join(message.split())
