"""Two filled workbooks from real and from invented data: everything the tool does, in order."""

from __future__ import annotations

import json
import os
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from crm_workbook.data import folder as data_folder
from crm_workbook.jobs import Job, Option, Recipe, Step
from crm_workbook.text import Text, quoted

if TYPE_CHECKING:
    from crm_workbook.model import Cell

SHOP_DAY: Final = date(2026, 10, 31)
"""The invented shop's last day of trade; its workbook is computed as of then, on any day."""
CDNOW_DAY: Final = date(1998, 6, 30)
"""The last day of the CDNOW data."""
SHOP: Final[dict[str, Cell]] = {
    "business_name": "פרחי הדס",
    "business_address": "רחוב הדוגמה 7, תל אביב-יפו",
    "business_phone": "03-5550100",
    "business_email": "shop@example.com",
    "as_of": SHOP_DAY,
}
SHOP_LISTS: Final = {
    "staff": ("הדס", "רותם"),
    "category": ("זרים", "סידורים", "עציצים", "אירועים", "מנויים"),
}
CDNOW: Final[dict[str, Cell]] = {
    "business_name": "CDNOW (research sample)",
    "currency": "USD",
    "as_of": CDNOW_DAY,
}
CDNOW_TARGETS: Final[tuple[dict[str, Cell], ...]] = (
    {
        "target_id": "T-001", "name": "Revenue of 1998", "level": "General",
        "kind": "Result", "measure": "Revenue", "direction": "At least", "value": 70000.0,
        "start": date(1998, 1, 1), "end": date(1998, 12, 31),
    },
)  # fmt: skip

CLOSING: Final = (
    Text("", ""),
    Text("איפה להסתכל:", "Where to look:"),
    Text(
        "  {shop}: חנות מומצאת. לוח בקרה, לקוחות עם מגזר, יעדים וקצב, ובגיליון פניות הטיוטות.",
        "  {shop}: an invented shop. Dashboard, customers with segments, targets and their pace, "
        "and the drafts on the Outreach sheet.",
    ),
    Text(
        "  {cdnow}: 6,919 רכישות אמיתיות של 2,357 לקוחות.",
        "  {cdnow}: 6,919 real purchases of 2,357 customers.",
    ),
    Text("מה הבדיקה מצאה ואיך לתקן: crm check {shop} --diff",
         "What the check found and how to mend it: crm check {shop} --diff"),
    Text("לביטול הפעולה האחרונה: crm undo {shop}", "To take the last job back: crm undo {shop}"),
)  # fmt: skip


def recipe(*, lang: str, folder: str) -> Recipe:
    """Say which jobs fill both workbooks.

    Args:
        lang: The language of the answers; each workbook keeps its own.
        folder: Where the workbooks go; made when it is not there.
    """
    examples = data_folder("examples")
    shop = os.path.join(folder, "hebrew-shop.xlsx")
    cdnow = os.path.join(folder, "cdnow.xlsx")
    till = os.path.join(examples, "hebrew_shop_purchases.csv")
    real = os.path.join(examples, "cdnow_purchases.csv")
    steps = (
        Step("new", options={"file": shop, "rows": _shop_rows(examples), "settings": SHOP,
                             "lists": SHOP_LISTS, "on": SHOP_DAY, "workbook_lang": "he",
                             "folder": True}),
        Step("import", shop, {"source": till}),
        *_rest(shop, SHOP_DAY),
        Step("new", options={"file": cdnow, "rows": {"targets": CDNOW_TARGETS},
                             "settings": CDNOW, "on": CDNOW_DAY, "workbook_lang": "en",
                             "folder": True}),
        Step("import", cdnow, {"source": real, "map": ("cds=quantity",)}),
        *_rest(cdnow, CDNOW_DAY),
    )  # fmt: skip
    return Recipe(
        steps, tuple(line.say(lang, shop=quoted(shop), cdnow=quoted(cdnow)) for line in CLOSING)
    )


def _rest(workbook: str, day: date) -> tuple[Step, ...]:
    return tuple(Step(job, workbook, {"as_of": day}) for job in ("check", "refresh", "draft"))


def _shop_rows(examples: str) -> dict[str, list[dict[str, Cell]]]:
    """Return what the invented owner typed; dates are marked among JSON's texts."""
    path = os.path.join(examples, "hebrew_shop.json")
    with open(path, encoding="utf-8") as stream:
        typed: dict[str, list[dict[str, Cell]]] = json.load(stream, object_hook=_dated)
    return typed


def _dated(found: dict[str, Any]) -> Any:  # noqa: ANN401 - what JSON holds
    return date.fromisoformat(found["date"]) if set(found) == {"date"} else found


JOB: Final = Job(
    "demo",
    Text(
        "שתי חוברות מלאות לדוגמה: חנות פרחים בעברית ורכישות אמיתיות",
        "two filled example workbooks: a Hebrew flower shop, and real purchases",
    ),
    recipe=recipe,
    options=(
        Option("folder", "path", Text("התיקייה שתיבנה; בלעדיה crm-demo",
                                       "the folder to make; without it, crm-demo"), "crm-demo",
               positional=True),
    ),
    opens="none",
)  # fmt: skip
