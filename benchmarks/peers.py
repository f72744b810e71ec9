"""What we are measured beside: the same work done by others, as code for a fresh interpreter."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import alike

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
    """Write a frictionless package with the shared checks of a workbook and return its path."""
    resources = [
        {
            "name": f"sheet{number}",
            "path": book.name,
            "format": "xlsx",
            "schema": _schema(fields),
            "dialect": {"excel": {"sheet": sheet}},
        }
        for number, (sheet, fields) in enumerate(alike.SHEETS.items())
    ]
    path = folder / f"{book.stem}.package.json"
    made = {"name": "shop", "resources": resources}
    path.write_text(json.dumps(made, ensure_ascii=False), encoding="utf-8")
    return path


def _schema(fields: tuple[alike.Field, ...]) -> dict[str, object]:
    places = list(alike.SHEETS)
    schema: dict[str, object] = {"fields": [_field(field) for field in fields]}
    keys = [
        {
            "fields": [field.heading],
            "reference": {
                "resource": f"sheet{places.index(field.ref)}",
                "fields": [field.heading],
            },
        }
        for field in fields
        if field.ref
    ]
    return schema | ({"foreignKeys": keys} if keys else {})


def _field(field: alike.Field) -> dict[str, object]:
    said = {
        "required": field.required,
        "unique": field.unique,
        "enum": list(field.allowed),
        "pattern": field.pattern,
        "maximum": field.latest,
    }
    constraints = {name: value for name, value in said.items() if value}
    kind = "string" if field.kind == "text" else field.kind
    return {"name": field.heading, "type": kind, "constraints": constraints}
