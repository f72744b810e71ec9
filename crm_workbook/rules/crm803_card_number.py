"""A payment card number in free text

Whoever reads the workbook can buy with it. The card companies forbid keeping it this way, and a lost
laptop becomes a matter for the police.

`customers`
| customer_id | display_name | notes                              |
|-------------|--------------|------------------------------------|
| C-0001      | דנה כהן      | 'כרטיס 4111 1111 1111 1111 תוקף 05' |
| C-0002      | רות אלון     | 'משלוח 4111 1111 1111 1112'         |

Finds:
- customers!C2

Fix: none. Delete the number; the last four digits are enough to tell cards apart.

---

מספר כרטיס אשראי בטקסט חופשי

כל מי שקורא את החוברת יכול לקנות בו. חברות האשראי אוסרות לשמור אותו כך, ומחשב שאבד נעשה עניין למשטרה.

תיקון: אין תיקון אוטומטי. יש למחוק את המספר; ארבע הספרות האחרונות מספיקות כדי להבדיל בין כרטיסים.
"""

from __future__ import annotations

import re

from crm_workbook.lean import Final
from crm_workbook.rules.texts import LONG_NUMBER, text_rule
from crm_workbook.text import Text

DOUBLED: Final = (0, 2, 4, 6, 8, 1, 3, 5, 7, 9)
"""Twice a digit, its own digits added up."""


def luhn(match: re.Match[str]) -> bool:
    """Return whether a run of digits has the check digit of a card (ISO/IEC 7812-1, Luhn)."""
    digits = [int(sign) for sign in match[0] if sign.isdigit()]
    total = sum(digits[-1::-2]) + sum(DOUBLED[digit] for digit in digits[-2::-2])
    return total % 10 == 0 and len(set(digits)) > 1


RULE = text_rule(
    "error",
    Text("{column}: מספר של כרטיס אשראי", "{column}: the number of a payment card"),
    # Cards of the great schemes begin with 3 to 6 and have 14 to 16 digits.
    re.compile(r"(?<![0-9])[3-6](?:[ -]?[0-9]){13,15}(?![0-9])"),
    luhn,
    hint=LONG_NUMBER,
    quote=False,
)
