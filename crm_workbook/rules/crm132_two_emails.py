"""Two e-mail addresses in one cell

Only the first is written to. If the second is the one they read, the customer hears nothing.

`customers`
| customer_id | display_name | email                              |
|-------------|--------------|------------------------------------|
| C-0001      | דנה כהן      | dana@example.com; dana@example.org |
| C-0002      | רות אלון     | ruth@example.com                   |

Finds:
- customers!C2

Fix: none. Keep the one they read; the other belongs in the notes.

---

שתי כתובות דוא"ל בתא אחד

כותבים רק לראשונה. אם הלקוח קורא דווקא את השנייה, הוא אינו מקבל דבר.

תיקון: אין תיקון אוטומטי. יש להשאיר את הכתובת שהלקוח קורא, ואת השנייה להעביר להערות.
"""

from crm_workbook.rules.values import value_rule
from crm_workbook.text import Text

RULE = value_rule(
    "warning",
    Text(
        "{column}: ב-'{value}' יש שתי כתובות, ורק הראשונה בשימוש",
        "{column}: '{value}' holds two addresses, only the first is used",
    ),
    "two-emails",
)
