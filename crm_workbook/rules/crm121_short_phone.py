"""Phone with missing digits, or too many

Nobody answers a number that was cut off on the way. It is one customer who cannot be reached, and
nobody notices until the message matters.

`customers`
| customer_id | display_name | phone            |
|-------------|--------------|------------------|
| C-0001      | דנה כהן      | '050-12'         |
| C-0002      | יוסי לוי     | '054-765-432199' |
| C-0003      | רות אלון     | '054-765-4322'   |

Finds:
- customers!C2
- customers!C3

Good:

`customers`
| customer_id | display_name | phone              |
|-------------|--------------|--------------------|
| C-0001      | דנה כהן      | '*2700'            |
| C-0002      | יוסי לוי     | '1-700-500-100'    |
| C-0003      | Ann Smith    | '+44 20 7946 0958' |

Fix: none. Only the customer, or an old message of theirs, knows the missing digits.

---

טלפון שחסרות או עודפות בו ספרות

אף אחד לא עונה למספר שנקטע בדרך. זה לקוח אחד שאי אפשר להשיג, ולא שמים לב עד שההודעה חשובה.

תיקון: אין תיקון אוטומטי. רק הלקוח, או הודעה ישנה שלו, יודעים את הספרות החסרות.
"""

from crm_workbook.rules.values import value_rule
from crm_workbook.text import Text

RULE = value_rule(
    "error",
    Text(
        "{column}: ב-'{value}' מספר הספרות אינו של טלפון",
        "{column}: '{value}' has too few or too many digits for a phone",
    ),
    "short-phone",
    "long-phone",
)
