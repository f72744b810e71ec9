"""A target of zero or less

It is reached before anybody has done anything, and 'reached' on the dashboard is worth nothing. 'At
most' a negative number is never reached at all.

`targets`
| target_id | kind  | measure | value | start      | end        |
|-----------|-------|---------|-------|------------|------------|
| T-1       | פעולה | שיחות   | 0     | 2026-01-01 | 2026-12-31 |
| T-2       | פעולה | שיחות   | 40    | 2026-01-01 | 2026-12-31 |

Finds:
- targets!D2

Good:

`targets`
| target_id | kind   | measure             | direction   | value | start      | end        | paired_with |
|-----------|--------|---------------------|-------------|-------|------------|------------|-------------|
| T-1       | תוצאה  | לקוחות חדשים        | לכל היותר   | 0     | 2026-01-01 | 2026-12-31 | T-9         |

Fix: none. Type what is aimed at. For 'at most' a zero is a target.

---

יעד של אפס או פחות

הוא מושג לפני שמישהו עשה משהו, ו'הושג' בלוח הבקרה אינו שווה דבר. יעד שלילי 'לכל היותר' לא יושג
לעולם.

תיקון: אין תיקון אוטומטי. יש להקליד לאן רוצים להגיע. ביעד מסוג 'לכל היותר', אפס הוא יעד.
"""

from __future__ import annotations

from crm_workbook.lean import TYPE_CHECKING, Final
from crm_workbook.model import shown
from crm_workbook.rules import Rule
from crm_workbook.rules.figures import figures
from crm_workbook.schema.typed import typed
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from crm_workbook.model import Book, Finding


def check(rule: Rule, book: Book, _as_of: date) -> Iterator[Finding]:
    """Find targets that are met by nothing."""
    table = typed(book, "targets")
    if table is None:
        return
    rows = zip(figures(table, "value"), table.values("direction"), strict=True)
    for row, (value, direction) in enumerate(rows):
        if value is not None and (value < 0 or (not value and direction != "at_most")):
            text = NEVER if direction == "at_most" else None
            yield rule.found(table.table.ref(row, "value"), text=text, value=shown(value))


NEVER: Final = Text("יעד של {value} לכל היותר לא יושג לעולם", "'at most {value}' is never reached")
RULE = Rule(
    "error",
    Text("יעד של {value} מושג מעצמו", "a target of {value} is reached by itself"),
    check,
    sheets=("targets",),
)
