"""Two phone numbers in one cell

Only the first is used, the second is as good as lost: it is never dialled, and when the customer
calls from it nobody finds them.

`customers`
| customer_id | display_name | phone                       |
|-------------|--------------|-----------------------------|
| C-0001      | דנה כהן      | '054-7654321 / 03-5551234'  |
| C-0002      | רות אלון     | '054-765-4322'              |

Finds:
- customers!C2

Fix: none. Move the second number to the column for it.

---

שני מספרי טלפון בתא אחד

רק הראשון בשימוש, והשני כאילו אבד: לא מחייגים אליו, וכשהלקוח מתקשר ממנו לא מוצאים אותו.

תיקון: אין תיקון אוטומטי. יש להעביר את המספר השני לעמודת הטלפון הנוסף.
"""

from crm_workbook.rules.values import value_rule
from crm_workbook.text import Text

RULE = value_rule(
    "warning",
    Text(
        "{column}: ב-'{value}' יש שני מספרים, ורק הראשון בשימוש",
        "{column}: '{value}' holds two numbers, only the first is used",
    ),
    "two-phones",
)
