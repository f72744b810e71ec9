"""The clean twin: the shop's workbook as `crm new` builds it and `crm refresh` fills it."""

from __future__ import annotations

import tempfile
from pathlib import Path

import shop
from edits import Formula, Set
from hand import Hand

import crm_workbook
from crm_workbook.build.workbook import build

POINTS = "נקודות מועדון"
EACH = "סכום ליחידה"
LAST_REFRESH = "2026-10-29 18:00"
LOG = {
    "entry": "1", "when": shop.AS_OF, "job": "refresh", "what": "חישוב המדדים, המגזרים והיעדים",
    "changed": 1042.0, "who": "שני",
}  # fmt: skip


def clean() -> bytes:
    """Return the workbook: every sheet in use, two columns of the owner's own, nothing wrong."""
    rows = shop.rows()
    points = {str(row["customer_id"]): row.pop(POINTS) for row in rows["customers"]}
    hand = Hand(_computed(rows | {"log": [LOG]}))
    hand.do(Set("settings", "last_refresh", "value", LAST_REFRESH))
    hand.add_column("customers", POINTS)
    for customer, value in points.items():
        hand.do(Set("customers", customer, POINTS, value))
    hand.add_column("purchases", EACH)
    for row in rows["purchases"]:
        hand.do(each(str(row["line_id"]), row["amount"] / row["quantity"]))  # type: ignore[operator]
    return hand.saved()


def each(line: str, result: float | None) -> Formula:
    """Return the formula of the owner's own column in one line of the purchases."""
    return Formula("purchases", line, EACH, "IFERROR(L{row}/I{row},0)", result)


def _computed(rows: dict[str, list[shop.Row]]) -> bytes:
    """Return a new workbook with these rows and all that follows from them."""
    data = build("he", rows=rows, settings=shop.SETTINGS, lists=shop.LISTS, on=shop.AS_OF)  # type: ignore[arg-type]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "clean.xlsx")
        path.write_bytes(data)
        crm_workbook.refresh(str(path))
        return path.read_bytes()
