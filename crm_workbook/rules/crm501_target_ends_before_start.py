"""A target that ends before it begins

No day lies within it: nothing can be achieved and nothing is ever due, so the target is not computed
at all.

`targets`
| target_id | kind  | measure | value | start      | end        |
|-----------|-------|---------|-------|------------|------------|
| T-1       | פעולה | שיחות   | 40    | 2026-12-31 | 2026-01-01 |
| T-2       | פעולה | שיחות   | 40    | 2026-01-01 | 2026-01-01 |

Finds:
- targets!F2

Fix: none. Most often the two dates stand in each other's place.

---

יעד שמסתיים לפני שהתחיל

אין בו אף יום: דבר לא יושג ודבר לא יידרש, ולכן היעד אינו מחושב כלל.

תיקון: אין תיקון אוטומטי. לרוב שני התאריכים התחלפו.
"""

from __future__ import annotations

from crm_workbook.lean import TYPE_CHECKING
from crm_workbook.rules import Rule
from crm_workbook.rules.days import reversed_spans
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from crm_workbook.model import Book, Finding


def check(rule: Rule, book: Book, as_of: date) -> Iterator[Finding]:
    """Find targets whose end lies before their start."""
    return reversed_spans(rule, book, "targets", "start", "end", as_of)


RULE = Rule(
    "error",
    Text("היעד מסתיים ב-{value}, לפני {start}", "the target ends on {value}, before {start}"),
    check,
    sheets=("targets",),
)
