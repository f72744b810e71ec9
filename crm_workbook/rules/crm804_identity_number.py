"""An identity number in free text

Name, phone and identity number together are what an impostor needs. In the notes nobody expects it,
and it goes out with every copy and export.

`customers`
| customer_id | display_name | notes                         |
|-------------|--------------|-------------------------------|
| C-0001      | דנה כהן      | 'ת.ז. 123456782 למשלוח'       |
| C-0002      | רות אלון     | 'הזמנה 123456789, ת.ז. אצלה'  |
| C-0003      | יוסי לוי     | 'להתקשר 054-765-4321'         |

Finds:
- customers!C2

Fix: none. Delete it, or keep it in a column of its own if the law asks for it.

---

מספר זהות בטקסט חופשי

שם, טלפון ומספר זהות יחד הם מה שמתחזה צריך. בהערות איש אינו מצפה לו, והוא יוצא עם כל העתק וכל ייצוא.

תיקון: אין תיקון אוטומטי. יש למחוק אותו, או לשמור אותו בעמודה משלו אם החוק דורש.
"""

from __future__ import annotations

import re

from crm_workbook.rules.texts import LONG_NUMBER, text_rule
from crm_workbook.text import Text


def genuine(match: re.Match[str]) -> bool:
    """Return whether the nine digits have the right check digit and are no phone."""
    from crm_workbook.fields.israeli_id import check_digit

    number = match["number"]
    if check_digit(number[:8]) != number[8]:
        return False
    return bool(match["label"]) or number[0] not in "057"


RULE = text_rule(
    "warning",
    Text("{column}: מספר זהות", "{column}: an identity number"),
    re.compile(
        r"(?P<label>(?:ת\.?ז\.?|תעודת זהות|זהות|\bID)(?: מס(?:פר|'))?[ :.]*)?"
        r"(?<![0-9+*/-])(?P<number>[0-9]{9})(?![0-9/-])"
    ),
    genuine,
    hint=LONG_NUMBER,
    quote=False,
)
