"""A date that is kept as text

Excel does not know it is a date: filters by month, sorting by age and every formula on dates leave
the row out.

`purchases`
| date         | customer_id | amount |
|--------------|-------------|--------|
| '15/03/2026' | C-0001      | 120    |
| 2026-03-16   | C-0002      | 80     |

Finds:
- purchases!A2

Fix: safe. The text becomes the date, where it can be read in one way only; the other dates in the
column decide whether the day or the month comes first.

---

תאריך ששמור כטקסט

אקסל אינו יודע שזה תאריך: סינון לפי חודש, מיון לפי ותק וכל נוסחה על תאריכים מדלגים על השורה.

תיקון: בטוח. הטקסט נעשה לתאריך כשיש רק דרך אחת לקרוא אותו; שאר התאריכים בעמודה מלמדים אם היום בא
לפני החודש.
"""

from crm_workbook.rules.values import value_rule
from crm_workbook.text import Text

RULE = value_rule(
    "warning",
    Text("{column}: '{value}' הוא טקסט ולא תאריך", "{column}: '{value}' is text, not a date"),
    "text-date",
)
