"""A number that can be read in two ways

12.345 is twelve thousand to a continental program and twelve and a bit to an Israeli one. A factor
of a thousand in one sale moves every average.

`purchases`
| date       | customer_id | amount   |
|------------|-------------|----------|
| 2026-03-01 | C-0001      | '12.345' |
| 2026-03-02 | C-0002      | 80       |

Finds:
- purchases!C2

Fix: none, since a guess may be wrong by a factor of a thousand. Type the number.

---

מספר שאפשר לקרוא בשתי דרכים

12.345 הוא שנים-עשר אלף בתוכנה אירופית, ושנים-עשר ומשהו בתוכנה ישראלית. טעות פי אלף במכירה אחת
מזיזה כל ממוצע.

תיקון: אין תיקון אוטומטי, כי ניחוש עלול להיות שגוי פי אלף. יש להקליד את המספר.
"""

from crm_workbook.rules.values import value_rule
from crm_workbook.text import Text

RULE = value_rule(
    "warning",
    Text(
        "{column}: ב-'{value}' לא ברור מהו הסימן העשרוני",
        "{column}: '{value}' does not show which sign is the decimal one",
    ),
    "ambiguous-money",
    "ambiguous-number",
    "ambiguous-percent",
)
