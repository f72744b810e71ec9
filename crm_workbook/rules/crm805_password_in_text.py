"""A password in free text

A workbook is copied, mailed and backed up; a password in it is known to everybody on the way. If it
is the customer's, you now answer for it.

`customers`
| customer_id | display_name | notes                       |
|-------------|--------------|-----------------------------|
| C-0001      | דנה כהן      | 'סיסמה לאתר: dana1984'      |
| C-0002      | רות אלון     | 'שכחה את הסיסמה, לעזור לה'  |

Finds:
- customers!C2

Fix: none. Delete it, and change the password.

---

סיסמה בטקסט חופשי

חוברת מועתקת, נשלחת ומגובה, וסיסמה שבה ידועה לכל מי שבדרך. אם היא של הלקוח, האחריות עליה עכשיו שלך.

תיקון: אין תיקון אוטומטי. יש למחוק אותה, ולהחליף את הסיסמה.
"""

import re

from crm_workbook.rules.texts import text_rule
from crm_workbook.text import Text

RULE = text_rule(
    "error",
    Text("{column}: נראה כמו סיסמה", "{column}: this looks like a password"),
    re.compile(
        r"(?:סיסמ[הא]|קוד סודי|password|passcode)(?: [^\s:=]{1,12}){0,2} ?[:=] ?\S{4,}",
        re.IGNORECASE,
    ),
    hint="(?i)סיסמ|קוד סודי|passw|passc",
    quote=False,
)
