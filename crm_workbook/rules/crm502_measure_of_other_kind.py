"""A result called an action, or the other way round

Calls are what you do, revenue is what comes of it. A target of the wrong kind is counted from the
wrong rows, and 'result per action' divides one by the wrong other.

`targets`
| target_id | kind   | measure | value | start      | end        |
|-----------|--------|---------|-------|------------|------------|
| T-1       | פעולה  | מחזור   | 9000  | 2026-01-01 | 2026-12-31 |
| T-2       | פעולה  | שיחות   | 40    | 2026-01-01 | 2026-12-31 |

Finds:
- targets!C2

Fix: none. Choose the other kind, or another measure.

---

תוצאה שנקראת פעולה, או להפך

שיחות הן מה שעושים, מחזור הוא מה שיוצא מהן. יעד מהסוג הלא נכון נספר מהשורות הלא נכונות, ו'תוצאה
לפעולה' מחלקת בדבר הלא נכון.

תיקון: אין תיקון אוטומטי. יש לבחור את הסוג האחר, או מדד אחר.
"""

from __future__ import annotations

from crm_workbook.lean import TYPE_CHECKING, Final
from crm_workbook.model import shown
from crm_workbook.rules import Rule
from crm_workbook.schema.limits import ACTIONS
from crm_workbook.schema.typed import typed
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from crm_workbook.model import Book, Finding


def check(rule: Rule, book: Book, _as_of: date) -> Iterator[Finding]:
    """Find targets whose kind and measure do not go together."""
    table = typed(book, "targets")
    if table is None:
        return
    rows = zip(table.values("kind"), table.values("measure"), strict=True)
    for row, (kind, measure) in enumerate(rows):
        if kind is not None and measure is not None and (kind == "action") != (measure in ACTIONS):
            raw = table["measure"].raw[row]
            text = RESULT if kind == "action" else ACTION
            yield rule.found(table.table.ref(row, "measure"), text=text, value=shown(raw))


RESULT: Final = Text("'{value}' הוא תוצאה ולא פעולה", "'{value}' is a result, not an action")
ACTION: Final = Text("'{value}' הוא פעולה ולא תוצאה", "'{value}' is an action, not a result")
RULE = Rule("error", RESULT, check, sheets=("targets",))
