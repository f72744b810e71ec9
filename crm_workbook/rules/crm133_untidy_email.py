"""E-mail address with something around it

A blank, a comma or a name beside the address is read past here, but not by every mail program: some
refuse the address, some write to half of it.

`customers`
| customer_id | display_name | email                         |
|-------------|--------------|-------------------------------|
| C-0001      | דנה כהן      | 'dana@example.com,'           |
| C-0002      | יוסי לוי     | 'Yossi <yossi@example.com>'   |
| C-0003      | רות אלון     | ruth@example.com              |

Finds:
- customers!C2
- customers!C3

Fix: safe for blanks, commas and dots. A name beside the address says something and is left to you.

---

כתובת דוא"ל שיש סביבה דבר נוסף

רווח, פסיק או שם ליד הכתובת לא מפריעים כאן, אבל לא כל תוכנת דואר סלחנית: יש שדוחות את הכתובת, ויש
שכותבות לחציה.

תיקון: בטוח לרווחים, לפסיקים ולנקודות. שם שליד הכתובת אומר משהו, ולכן נשאר להחלטתך.
"""

from crm_workbook.rules.values import value_rule
from crm_workbook.text import Text

RULE = value_rule(
    "info",
    Text(
        "{column}: ב-'{value}' יש עוד משהו סביב הכתובת",
        "{column}: '{value}' holds more than the address",
    ),
    "spaced-email",
    "named-email",
)
