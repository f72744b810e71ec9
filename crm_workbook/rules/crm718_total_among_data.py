"""A line of totals among the data

The sum of all purchases stands below them as if it were one more: counted with the rest, revenue is
twice what it is.

`purchases`
| date       | customer_id | amount |
|------------|-------------|--------|
| 2026-03-01 | C-0001      | 120    |
| סה"כ       |             | 120    |
| 2026-03-02 | C-0002      | 80     |

Finds:
- purchases!A3

Fix: none, since rows are never removed by a fix. Delete the row, or use the table's own row of totals.

---

שורת סיכום בתוך הנתונים

סכום כל הקניות עומד ביניהן כאילו היה עוד קנייה: אם נספר עם השאר, המחזור כפול.

תיקון: אין תיקון אוטומטי, כי הכלי אינו מוחק שורות. יש למחוק את השורה, או להשתמש בשורת הסיכום של הטבלה.
"""

from __future__ import annotations

from crm_workbook.lean import TYPE_CHECKING
from crm_workbook.rules import Rule
from crm_workbook.rules.notdata import not_data
from crm_workbook.rules.tables import inputs
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from crm_workbook.model import Book, Finding


def check(rule: Rule, book: Book, _as_of: date) -> Iterator[Finding]:
    """Find rows that bear a word for a total and lack what every data row has."""
    for table in (each.table for each in inputs(book)):
        for row, kind in not_data(book, table.sheet.id).items():
            if kind == "total":
                yield rule.found(table.ref(row, table.placed[0].column.id))


RULE = Rule(
    "error",
    Text("שורת סיכום עומדת בתוך הנתונים", "a line of totals stands among the data"),
    check,
    strays=("total",),
)
