"""Rows that are hidden and still count

A filter was left on, or rows were hidden to get them out of the way. Sums, segments and messages take
them along, and whoever deletes 'everything' below deletes them unseen.

`customers` hidden row 3
| customer_id | display_name |
|-------------|--------------|
| C-0001      | דנה כהן      |
| C-0002      | רות אלון     |

Finds:
- customers!A3

Fix: none. Clear the filter, or show the rows.

---

שורות מוסתרות שעדיין נספרות

מסנן נשאר פעיל, או ששורות הוסתרו כדי שלא יפריעו. סכומים, מגזרים והודעות כוללים אותן, ומי שמוחק 'הכול'
מוחק גם אותן בלי לראות.

תיקון: אין תיקון אוטומטי. יש לנקות את המסנן, או להציג את השורות.
"""

from __future__ import annotations

from crm_workbook.lean import TYPE_CHECKING
from crm_workbook.rules import Rule
from crm_workbook.rules.tables import inputs
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from crm_workbook.model import Book, Finding


def check(rule: Rule, book: Book, _as_of: date) -> Iterator[Finding]:
    """Find hidden rows with data in visible input sheets; one finding for a sheet."""
    for table in (each.table for each in inputs(book)):
        tab = book.facts.tab(table.layout.title)
        if not tab.hidden_rows or tab.state != "visible":
            continue
        hidden = set(tab.hidden_rows)
        rows = [index for index, row in enumerate(table.rows) if row in hidden]
        if rows:
            first = table.ref(rows[0], table.placed[0].column.id)
            yield rule.found(first, count=f"{len(rows):,}")


RULE = Rule(
    "info",
    Text("שורות מוסתרות עם נתונים: {count}", "hidden rows with data: {count}"),
    check,
    marks=("hidden_rows",),
)
