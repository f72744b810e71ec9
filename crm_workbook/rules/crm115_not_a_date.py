"""Something else where a date belongs

A word, half a date or a time of day cannot be placed in time, so the row is left out of recency,
monthly revenue and targets.

`purchases`
| date         | customer_id | amount |
|--------------|-------------|--------|
| בערך בפסח    | C-0001      | 120    |
| 'מרץ 2026'   | C-0002      | 80     |
| 2026-03-16   | C-0002      | 80     |

Finds:
- purchases!A2
- purchases!A3

Fix: none. Type the day, the month and the year.

---

דבר אחר במקום תאריך

מילה, חצי תאריך או שעה אינם מקום בזמן, ולכן השורה אינה נכללת בוותק הקנייה, במחזור החודשי וביעדים.

תיקון: אין תיקון אוטומטי. יש להקליד יום, חודש ושנה.
"""

from crm_workbook.rules.values import value_rule
from crm_workbook.text import Text

RULE = value_rule(
    "error",
    Text("{column}: '{value}' אינו תאריך", "{column}: '{value}' is no date"),
    "not-a-date",
    "partial-date",
    "time-only",
)
