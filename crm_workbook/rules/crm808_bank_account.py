"""A bank account number in free text

With a name, an identity number and an IBAN somebody can set up a standing order in the customer's name. It
goes out with every copy and every export.

`customers`
| customer_id | display_name | notes                                |
|-------------|--------------|--------------------------------------|
| C-0001      | דנה כהן      | IL62 0108 0000 0009 9999 999         |
| C-0002      | רות אלון     | זיכוי ל-GB82WEST12345698765432       |
| C-0003      | יוסי לוי     | הזמנה GB00WEST12345698765432         |

Finds:
- customers!C2
- customers!C3

Fix: none. Keep it where the payments are kept, and delete it here.

---

מספר חשבון בנק בטקסט חופשי

עם שם, מספר זהות ומספר IBAN אפשר לפתוח הוראת קבע בשם הלקוח. המספר יוצא עם כל עותק ועם כל ייצוא.

תיקון: אין תיקון אוטומטי. יש לשמור אותו במקום שבו מנהלים את התשלומים, ולמחוק אותו מכאן.
"""

from __future__ import annotations

import re

from crm_workbook.lean import Final
from crm_workbook.rules.texts import text_rule
from crm_workbook.text import Text

ISO: Final = 97
"""The modulus of the check digits, by ISO 13616."""
LENGTHS: Final = range(15, 35)


def _checks(match: re.Match[str]) -> bool:
    """Return whether the letters and digits of a match are an account number without a slip."""
    plain = match[0].replace(" ", "").upper()
    turned = "".join(str(int(sign, 36)) for sign in plain[4:] + plain[:4])
    return len(plain) in LENGTHS and int(turned) % ISO == 1


RULE = text_rule(
    "error",
    Text("{column}: מספר של חשבון בנק", "{column}: the number of a bank account"),
    re.compile(r"\b[A-Z]{2}[0-9]{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?\b"),
    _checks,
    hint="[A-Z]{2}[0-9]{2} ?[A-Z0-9]{4}",
    quote=False,
)
