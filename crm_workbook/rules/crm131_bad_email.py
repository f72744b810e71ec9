"""E-mail address that cannot exist

A message to it comes back, if anybody sees the bounce, and many bounces make the rest of the post
look like spam.

`customers`
| customer_id | display_name | email            |
|-------------|--------------|------------------|
| C-0001      | דנה כהן      | dana@            |
| C-0002      | רות אלון     | ruth@example.com |

Finds:
- customers!C2

Fix: none. Ask for the address.

---

כתובת דוא"ל שאינה יכולה להתקיים

הודעה אליה תחזור, אם מישהו ישים לב, והרבה הודעות חוזרות גורמות גם לשאר הדואר להיראות כזבל.

תיקון: אין תיקון אוטומטי. יש לברר את הכתובת.
"""

from crm_workbook.rules.values import value_rule
from crm_workbook.text import Text

RULE = value_rule(
    "error",
    Text("{column}: '{value}' אינה כתובת דוא\"ל", "{column}: '{value}' is no e-mail address"),
    "bad-email",
    "mixed-script-email",
)
