"""A number that is kept as text

It looks like a number and is none: Excel's sums skip it without a word, and sorting puts 9 after
10. This is how pasted columns and exported files usually arrive.

`purchases`
| date       | customer_id | quantity | amount |
|------------|-------------|----------|--------|
| 2026-03-01 | C-0001      | '3'      | 120    |
| 2026-03-02 | C-0002      | 2        | 80     |

Finds:
- purchases!C2

Fix: safe. The text becomes the number it shows. Amounts of money are never changed by a fix; for
those see text-money.

---

מספר ששמור כטקסט

זה נראה כמו מספר ואינו מספר: הסכומים של אקסל מדלגים עליו בלי לומר דבר, והמיון שם את 9 אחרי 10. כך
מגיעות בדרך כלל עמודות שהודבקו או יוצאו מתוכנה אחרת.

תיקון: בטוח. הטקסט נעשה למספר שהוא מציג. סכומי כסף אינם משתנים בתיקון אוטומטי; ראו text-money.
"""

from crm_workbook.rules.values import value_rule
from crm_workbook.text import Text

RULE = value_rule(
    "warning",
    Text("{column}: '{value}' הוא טקסט ולא מספר", "{column}: '{value}' is text, not a number"),
    "text-number",
    "text-percent",
)
