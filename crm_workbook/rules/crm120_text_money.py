"""An amount that is kept as text

'₪1,200' or '350 ש"ח' looks right and adds up to nothing: Excel's own sums skip it without a word,
so the total at the bottom is too small.

`purchases`
| date       | customer_id | amount   |
|------------|-------------|----------|
| 2026-03-01 | C-0001      | '₪1,200' |
| 2026-03-02 | C-0002      | 80       |

Finds:
- purchases!C2

Fix: none, since no fix of ours ever changes an amount. In Excel: mark the column, remove the
currency by Find and Replace, then Convert to Number.

---

סכום ששמור כטקסט

'₪1,200' או '350 ש"ח' נראים תקינים ואינם מצטרפים לשום סכום: אקסל מדלג עליהם בלי לומר דבר, והסיכום
שלמטה קטן מדי.

תיקון: אין תיקון אוטומטי, כי הכלי אינו משנה סכומים לעולם. באקסל: לסמן את העמודה, להסיר את סימן המטבע
בחיפוש והחלפה, ואז 'המר למספר'.
"""

from crm_workbook.rules.values import value_rule
from crm_workbook.text import Text

RULE = value_rule(
    "warning",
    Text(
        "{column}: '{value}' הוא טקסט, וסכומים באקסל מדלגים עליו",
        "{column}: '{value}' is text, so Excel's sums skip it",
    ),
    "text-money",
)
