"""Company or identity number whose check digit is wrong

The last digit of an Israeli number follows from the others, so a slip shows at once. An invoice on
a wrong number is refused by the customer's bookkeeper, months later.

`customers`
| customer_id | display_name | business_id |
|-------------|--------------|-------------|
| C-0001      | מאפיית לוי   | '514321234' |
| C-0002      | גן ורד       | '520013954' |

Finds:
- customers!C2

Fix: none. Look at an invoice of theirs or in the companies register.

---

מספר חברה או זהות שספרת הביקורת שלו שגויה

הספרה האחרונה במספר ישראלי נגזרת מהאחרות, ולכן טעות הקלדה מתגלה מיד. חשבונית עם מספר שגוי תיפסל
אצל רואה החשבון של הלקוח, חודשים אחר כך.

תיקון: אין תיקון אוטומטי. יש לבדוק בחשבונית של הלקוח או ברשם החברות.
"""

from crm_workbook.rules.values import value_rule
from crm_workbook.text import Text

RULE = value_rule(
    "warning",
    Text(
        "{column}: ספרת הביקורת של '{value}' שגויה", "{column}: '{value}' has a wrong check digit"
    ),
    "bad-check-digit",
)
