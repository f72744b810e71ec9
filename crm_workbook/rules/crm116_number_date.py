"""A date that has turned into a bare number

46096 is how Excel counts 15 March 2026 when the cell is not formatted as a date. A person cannot
read it, and a program may take it for an amount.

`purchases`
| date       | customer_id | amount |
|------------|-------------|--------|
| 46096      | C-0001      | 120    |
| 2026-03-16 | C-0002      | 80     |

Finds:
- purchases!A2

Fix: safe. The number becomes the date it stands for.

---

תאריך שהפך למספר

46096 הוא הדרך שבה אקסל סופר את 15 במרץ 2026 כשהתא אינו מעוצב כתאריך. אדם אינו יכול לקרוא זאת,
ותוכנה עלולה לחשוב שזה סכום.

תיקון: בטוח. המספר נעשה לתאריך שהוא מייצג.
"""

from crm_workbook.rules.values import value_rule
from crm_workbook.text import Text

RULE = value_rule(
    "warning",
    Text(
        "{column}: {value} הוא תאריך שנכתב כמספר",
        "{column}: {value} is a date written as a number",
    ),
    "number-date",
)
