"""Number whose last digits Excel has thrown away

Excel keeps fifteen digits of a number and shows long ones as 1.23E+11. A barcode, a card or a
document number that went through a number cell is damaged for good, and may now equal another.

`purchases`
| date       | customer_id | doc_no     | amount |
|------------|-------------|------------|--------|
| 2026-03-01 | C-0001      | '1.23E+15' | 120    |
| 2026-03-02 | C-0002      | '1002'     | 80     |

Finds:
- purchases!C2

Fix: none, the digits are gone. Import the source again with the column as text.

---

מספר שאקסל מחק את ספרותיו האחרונות

אקסל שומר חמש-עשרה ספרות, ומציג מספר ארוך כמו 1.23E+11. ברקוד או מספר מסמך שעבר דרך תא של מספר
ניזוק לתמיד, ואולי הוא זהה עכשיו לאחר.

תיקון: אין תיקון אוטומטי, הספרות אבדו. יש לייבא שוב מהמקור כשהעמודה מוגדרת כטקסט.
"""

from crm_workbook.rules.values import value_rule
from crm_workbook.text import Text

RULE = value_rule(
    "error",
    Text(
        "{column}: ספרותיו האחרונות של '{value}' אבדו", "{column}: '{value}' lost its last digits"
    ),
    "rounded-id",
    "rounded-phone",
)
