"""A line of totals among the data

The sum of all purchases stands among them as if it were one more: counted with the rest, revenue is
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

from crm_workbook.rules.strays import stray_rule
from crm_workbook.text import Text

RULE = stray_rule(
    "total", Text("שורת סיכום עומדת בתוך הנתונים", "a line of totals stands among the data")
)
