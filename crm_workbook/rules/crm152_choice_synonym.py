"""The right value by another name

It is understood here, but Excel's own filters, pivots and dropdowns take 'E-mail' and 'mail' for two
different things, and each counts half.

`customers`
| customer_id | display_name | preferred_channel |
|-------------|--------------|-------------------|
| C-0001      | דנה כהן      | ווטסאפ            |
| C-0002      | רות אלון     | וואטסאפ           |

Finds:
- customers!C2

Fix: safe. The name as it stands in the list is written in its place.

---

הערך הנכון בשם אחר

כאן הוא מובן, אבל הסינון, טבלאות הציר והרשימות הנפתחות של אקסל רואים ב'מייל' וב'דוא"ל' שני דברים
שונים, וכל אחד סופר חצי.

תיקון: בטוח. במקומו נכתב השם כפי שהוא ברשימה.
"""

from crm_workbook.rules.values import value_rule
from crm_workbook.text import Text

RULE = value_rule(
    "info",
    Text(
        "{column}: '{value}' נקרא אחרת ברשימה", "{column}: '{value}' has another name in the list"
    ),
    "choice-synonym",
)
