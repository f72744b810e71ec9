"""What we are measured beside: the same work done by others, as code for a fresh interpreter."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

READ = """
from python_calamine import CalamineWorkbook
book = CalamineWorkbook.from_path({path!r})
kept = [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]
"""

OPENPYXL_ADD = """
from openpyxl import load_workbook
book = load_workbook({path!r})
sheet = book.create_sheet("R")
for n in range({rows}):
    sheet.append([f"C-{{n:06d}}", n * 1.5, n % 5 + 1, "x"])
book.save({path!r})
"""

WOLFXL_ADD = """
import wolfxl
book = wolfxl.load_workbook({path!r}, modify=True)
sheet = book.create_sheet("R")
for n in range({rows}):
    for column, value in enumerate([f"C-{{n:06d}}", n * 1.5, n % 5 + 1, "x"], 1):
        sheet.cell(row=n + 1, column=column).value = value
book.save({path!r})
"""

OURS_ADD = """
from crm_workbook.model import AddSheet, Plan
from crm_workbook.store import open_store
from crm_workbook.text import Text
store = open_store({path!r})
book = store.read()
rows = tuple((f"C-{{n:06d}}", n * 1.5, float(n % 5 + 1), "x") for n in range({rows}))
columns = ("customer_id", "monetary", "r_score", "display_name")
plan = Plan("refresh", Text("x", "x"), (AddSheet("metrics", "he", columns, rows),))
import resource, time
before = time.process_time()
store.apply(plan, book)
print(time.process_time() - before)
"""


def frictionless_package(book: Path, folder: Path) -> Path:
    """Write a frictionless package with checks equal to ours and return its path."""
    phone = r"^\+?[0-9*][0-9\-]+$"
    customers = [
        _field("מזהה לקוח", required=True, unique=True, pattern=r"C-\d{6}"),
        _field("סוג יחידה", enum=["אדם", "משק בית", "לקוח עסקי"]), _field("שם", required=True),
        _field("שם פרטי"), _field("לשון פנייה", enum=["נקבה", "זכר", "רבים", "לא ידוע"]),
        _field("שפה", enum=["עברית", "אנגלית", "רוסית", "ערבית"]), _field("טלפון", pattern=phone),
        _field('דוא"ל', pattern=r"[^@\s]+@[^@\s]+\.[a-z]+"), _field("יישוב"), _field("כתובת"),
        _field("תאריך לידה", "date"), _field("איך הגיע אלינו"), _field("לקוח מאז", "date"),
        _field("ערוץ מועדף"), _field("תגיות"), _field("סטטוס"), _field("הערות"),
        _field("כלב", "boolean"), _field("נקודות", "number"), _field("קנייה אחרונה", "date"),
    ]  # fmt: skip
    purchases = [
        _field("מזהה שורה", required=True, unique=True), _field("סוג מסמך"),
        _field("תאריך", "date", required=True), _field("מזהה לקוח", required=True),
        _field("תיאור"), _field("כמות", "number"), _field("סכום", "number", required=True),
    ]  # fmt: skip
    made = {
        "name": "shop",
        "resources": [
            _resource("customers", book, "לקוחות", {"fields": customers}),
            _resource("purchases", book, "רכישות", {
                "fields": purchases,
                "foreignKeys": [{"fields": ["מזהה לקוח"], "reference": {
                    "resource": "customers", "fields": ["מזהה לקוח"]}}],
            }),
        ],
    }  # fmt: skip
    path = folder / f"{book.stem}.package.json"
    path.write_text(json.dumps(made, ensure_ascii=False), encoding="utf-8")
    return path


def _field(name: str, kind: str = "string", **constraints: object) -> dict[str, object]:
    return {"name": name, "type": kind, "constraints": constraints}


def _resource(name: str, book: Path, sheet: str, schema: dict[str, object]) -> dict[str, object]:
    return {
        "name": name, "path": book.name, "format": "xlsx", "schema": schema,
        "dialect": {"excel": {"sheet": sheet}},
    }  # fmt: skip
