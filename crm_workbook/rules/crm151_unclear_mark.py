"""A yes or no that cannot be told

In a column of nothing but X some mean a tick and some mean a no. On 'do not contact' the difference
is a message to somebody who asked for none.

`customers`
| customer_id | display_name | do_not_contact |
|-------------|--------------|----------------|
| C-0001      | דנה כהן      | X              |
| C-0002      | רות אלון     |                |

Finds:
- customers!C2

Fix: none. Write yes or no.

---

כן או לא שאי אפשר להבחין ביניהם

בעמודה שיש בה רק X, יש מי שמתכוון לסימון ויש מי שמתכוון לשלילה. בעמודה 'לא לפנות' ההבדל הוא הודעה למי
שביקש לא לקבל.

תיקון: אין תיקון אוטומטי. יש לכתוב כן או לא.
"""

from crm_workbook.rules.values import value_rule
from crm_workbook.text import Text

RULE = value_rule(
    "error",
    Text(
        "{column}: לא ברור אם '{value}' הוא כן או לא",
        "{column}: '{value}' may be a yes or a no",
    ),
    "ambiguous-mark",
    "not-yes-no",
)
