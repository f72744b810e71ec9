"""A matter that is closed and open at once

The status says open and there is a day of closing, or a complaint is closed and nobody wrote when. How long
customers wait, and whether complaints are closed in time, cannot be counted.

`interactions`
| when       | customer_id | kind  | status | closed_on  |
|------------|-------------|-------|--------|------------|
| 2026-03-05 | C-0001      | תלונה | פתוח   | 2026-03-09 |
| 2026-03-05 | C-0002      | תלונה | סגור   |            |
| 2026-03-05 | C-0003      | שירות | סגור   |            |
| 2026-03-05 | C-0004      | תלונה | סגור   | 2026-03-07 |

Finds:
- interactions!D2
- interactions!D3

Fix: none. Set the status, or the day, to what happened.

---

עניין שסגור ופתוח בבת אחת

הסטטוס אומר פתוח ויש יום סגירה, או שתלונה סגורה ואיש לא כתב מתי. אי אפשר לספור כמה זמן לקוחות ממתינים, והאם
תלונות נסגרות בזמן.

תיקון: אין תיקון אוטומטי. יש לקבוע את הסטטוס, או את היום, לפי מה שקרה.
"""

from __future__ import annotations

from crm_workbook.lean import TYPE_CHECKING, Final
from crm_workbook.model import shown
from crm_workbook.rules import Rule
from crm_workbook.schema.columns import day
from crm_workbook.schema.typed import typed
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from crm_workbook.model import Book, Finding

OPEN: Final = frozenset({"open", "in_progress"})
UNDATED: Final = Text("התלונה סגורה, ולא נכתב מתי", "the complaint is closed, and no day is given")


def check(rule: Rule, book: Book, _as_of: date) -> Iterator[Finding]:
    """Find open matters with a day of closing, and closed complaints without one."""
    table = typed(book, "interactions")
    if table is None:
        return
    dates = table["closed_on"].raw
    rows = zip(*(table.values(name) for name in ("status", "kind")), dates, strict=True)
    for row, (status, kind, closed) in enumerate(rows):
        if status in OPEN and closed is not None:
            yield rule.found(table.table.ref(row, "status"), value=day(closed) or shown(closed))
        elif status == "closed" and kind == "complaint" and closed is None:
            yield rule.found(table.table.ref(row, "status"), text=UNDATED)


RULE = Rule(
    "warning",
    Text(
        "הסטטוס אומר שהעניין פתוח, ונסגר ב-{value}",
        "the status says it is open, and it was closed on {value}",
    ),
    check,
    columns=("interactions.status", "interactions.closed_on"),
)
