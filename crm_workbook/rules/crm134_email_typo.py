"""E-mail address with a slip in a well-known domain

gmial.com exists and belongs to somebody else: the message neither arrives nor comes back.

`customers`
| customer_id | display_name | email           |
|-------------|--------------|-----------------|
| C-0001      | דנה כהן      | dana@gmial.com  |
| C-0002      | רות אלון     | ruth@gmail.com  |

Finds:
- customers!C2

Fix: none, since it is a guess, although a good one. Ask, and correct it.

---

כתובת דוא"ל עם שגיאת הקלדה בשם מוכר

gmial.com קיים ושייך למישהו אחר: ההודעה אינה מגיעה וגם אינה חוזרת.

תיקון: אין תיקון אוטומטי, כי זה ניחוש, גם אם טוב. יש לשאול ולתקן.
"""

from crm_workbook.rules.values import value_rule
from crm_workbook.text import Text

RULE = value_rule(
    "warning",
    Text(
        "{column}: ב-'{value}' יש כנראה שגיאת הקלדה",
        "{column}: '{value}' most likely has a slip in its domain",
    ),
    "domain-typo",
)
