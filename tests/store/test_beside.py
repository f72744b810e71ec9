"""A column typed right beside a table that was not widened: it belongs to the table's rows."""

from __future__ import annotations

from datetime import date

from openpyxl import load_workbook

import crm_workbook
from crm_workbook.build.workbook import build

AS_OF = date(2026, 1, 15)


def test_notes_beside_the_metrics_stay_with_their_customers_when_one_leaves(tmp_path):
    names = {"C-0001": "Ann", "C-0002": "Bob", "C-0003": "Cid"}
    rows = [{"customer_id": key, "display_name": name} for key, name in names.items()]
    path = tmp_path / "shop.xlsx"
    path.write_bytes(build("en", rows={"customers": rows}))
    crm_workbook.refresh(str(path), as_of=AS_OF)
    book = load_workbook(path)
    metrics = book["Customer metrics"]
    beside = metrics.max_column + 1
    metrics.cell(1, beside, "My note")
    for row in (2, 3, 4):
        metrics.cell(row, beside, f"on {metrics.cell(row, 1).value}")
    customers = book["Customers"]
    customers.delete_rows(2)
    table = customers.tables["Customers"]
    table.ref = table.ref[:-1] + "3"
    table.autoFilter.ref = table.ref
    book.save(path)
    crm_workbook.refresh(str(path), as_of=AS_OF)
    metrics = load_workbook(path)["Customer metrics"]
    shown = [(metrics.cell(r, 1).value, metrics.cell(r, beside).value) for r in (2, 3, 4)]
    assert shown == [("C-0002", "on C-0002"), ("C-0003", "on C-0003"), (None, None)]
