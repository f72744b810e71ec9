"""A date that does not exist

There is no 31 February. Somebody slipped, and the row counts nowhere until it is mended.

`purchases`
| date         | customer_id | amount |
|--------------|-------------|--------|
| '31/02/2026' | C-0001      | 120    |
| 2026-02-28   | C-0002      | 80     |

Finds:
- purchases!A2

Fix: none. Look up the right day.

---

תאריך שאינו קיים

אין 31 בפברואר. זו טעות הקלדה, והשורה לא תיספר עד שתתוקן.

תיקון: אין תיקון אוטומטי. יש לברר מה היום הנכון.
"""

from crm_workbook.rules.values import value_rule
from crm_workbook.text import Text

RULE = value_rule(
    "error",
    Text("{column}: אין תאריך כמו '{value}'", "{column}: there is no such date as '{value}'"),
    "impossible-date",
)
