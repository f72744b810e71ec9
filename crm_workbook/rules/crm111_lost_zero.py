"""Phone that has lost its leading zero

Typed or imported as a number, 0521234567 becomes 521234567: nobody can dial it, WhatsApp does not
know it, and the same customer imported again looks like a new one.

`customers`
| customer_id | display_name | phone          |
|-------------|--------------|----------------|
| C-0001      | דנה כהן      | 521234567      |
| C-0002      | יוסי לוי     | '547654321'    |
| C-0003      | רות אלון     | '054-765-4322' |

Finds:
- customers!C2
- customers!C3

Fix: safe. The number is written whole, as text, so that the zero cannot get lost again.

---

טלפון שאיבד את האפס בהתחלה

מי שמקליד או מייבא 0521234567 כמספר מקבל 521234567: אי אפשר לחייג אליו, וואטסאפ אינו מכיר אותו,
ובייבוא הבא אותו לקוח ייראה כלקוח חדש.

תיקון: בטוח. המספר נכתב במלואו וכטקסט, כדי שהאפס לא ייעלם שוב.
"""

from crm_workbook.rules.values import value_rule
from crm_workbook.text import Text

RULE = value_rule(
    "warning",
    Text("{column}: ל-'{value}' חסר האפס בהתחלה", "{column}: '{value}' lost its leading zero"),
    "lost-zero",
)
