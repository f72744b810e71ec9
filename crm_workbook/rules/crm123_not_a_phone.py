"""Something that is no phone number

A word, an area code that does not exist, or a number from abroad without its country: calls and
messages to it go nowhere, or to a stranger.

`customers`
| customer_id | display_name | phone             |
|-------------|--------------|-------------------|
| C-0001      | דנה כהן      | אין               |
| C-0002      | יוסי לוי     | '06-654-3210'     |
| C-0003      | רות אלון     | '054-765-4322'    |

Finds:
- customers!C2
- customers!C3

Fix: none. Ask for the number; a remark belongs in the notes. A number from abroad begins with + and
its country code.

---

דבר שאינו מספר טלפון

מילה, קידומת שאינה קיימת, או מספר מחו"ל בלי קידומת המדינה: שיחות והודעות אליו לא יגיעו, או יגיעו
לאדם זר.

תיקון: אין תיקון אוטומטי. יש לברר את המספר, ואת ההערה לכתוב בהערות. מספר מחו"ל מתחיל ב-+ ובקידומת
המדינה.
"""

from crm_workbook.rules.values import value_rule
from crm_workbook.text import Text

RULE = value_rule(
    "error",
    Text("{column}: '{value}' אינו מספר טלפון", "{column}: '{value}' is no phone number"),
    "not-a-phone",
    "unknown-area-code",
    "missing-plus",
)
