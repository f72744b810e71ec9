"""Two columns with the same heading

Which of the two phones is the phone? The first is taken, the second is treated as a column of your
own, and whoever types into the wrong one is not found.

`customers`
| customer_id | display_name | טלפון          | טלפון          |
|-------------|--------------|----------------|----------------|
| C-0001      | דנה כהן      | '054-765-4321' | '054-765-4322' |

Finds:
- customers!D1

Fix: none. Rename one; for a second phone there is a column of its own.

---

שתי עמודות עם אותה כותרת

איזה משני הטלפונים הוא הטלפון? הראשון נלקח, השני נחשב לעמודה פרטית, ומי שמקליד בעמודה הלא נכונה לא
יימצא.

תיקון: אין תיקון אוטומטי. יש לשנות את שם האחת; לטלפון נוסף יש עמודה משלו.
"""

from __future__ import annotations

from crm_workbook.fields.normal import heading_key
from crm_workbook.lean import TYPE_CHECKING, Final
from crm_workbook.model import Ref, letters, shown
from crm_workbook.rules import Rule
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from crm_workbook.model import Book, Finding, Placed

OFTEN: Final = Text(
    "הכותרת '{value}' נמצאת ב-{count} עמודות, הראשונה בהן {other}",
    "the heading '{value}' stands in {count} columns, the first of them {other}",
)


def check(rule: Rule, book: Book, _as_of: date) -> Iterator[Finding]:
    """Find headings that stand more than once in one table: one finding for each heading."""
    for sheet_id, table in book.tables.items():
        alike: dict[str, list[Placed]] = {}
        for placed in table.placed:
            alike.setdefault(heading_key(placed.heading), []).append(placed)
        for key, (first, *others) in alike.items():
            if not key or not others:
                continue
            cell = f"{letters(others[0].number)}{table.layout.heading_row}"
            yield rule.found(
                Ref(sheet_id, cell, "", others[0].column.id),
                text=OFTEN if len(others) > 1 else None,
                value=shown(others[0].heading),
                other=letters(first.number),
                count=f"{len(others) + 1:,}",
            )


RULE = Rule(
    "error",
    Text(
        "הכותרת '{value}' כבר נמצאת בעמודה {other}",
        "the heading '{value}' stands in column {other} already",
    ),
    check,
)
