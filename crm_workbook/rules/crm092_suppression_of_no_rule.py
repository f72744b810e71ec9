"""Suppression that names no rule

A line of the checks sheet asks to hear no more of a rule that does not exist, so it silences nothing.
There is no line that silences several rules at once: each says which one it means.

`customers`
| customer_id | display_name | phone    |
|-------------|--------------|----------|
| C-0001      | דנה כהן      | '050-12' |

`checks`
| code   | sheet  | row_key | column | reason           |
|--------|--------|---------|--------|------------------|
| CRM121 | לקוחות | C-0001  | טלפון  | תבוא לעדכן בחנות |
| CRM1   | לקוחות | C-0001  |        | הכול ידוע        |
| CRM999 | לקוחות | C-0001  |        | לא חשוב          |

Finds:
- checks!A3
- checks!A4

Fix: none. Write the code of a single rule, as it stands in the report: CRM121.

---

השתקה שאינה אומרת של מה

שורה בגיליון הבדיקות מבקשת לא לשמוע על כלל שאינו קיים, ולכן אינה משתיקה דבר. אין שורה שמשתיקה כמה כללים
יחד: כל שורה אומרת לאיזה כלל הכוונה.

תיקון: אין תיקון אוטומטי. יש לרשום קוד של כלל אחד, כפי שהוא מופיע בדוח: CRM121.
"""

from __future__ import annotations

from crm_workbook.lean import TYPE_CHECKING
from crm_workbook.model import shown
from crm_workbook.rules import Rule
from crm_workbook.rules.setting_aside.silenced import SHEET, silenced
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from crm_workbook.model import Book, Finding


def check(rule: Rule, book: Book, _as_of: date) -> Iterator[Finding]:
    """Find lines of the checks sheet whose code is that of no rule."""
    for each in silenced(book):
        if not each.note and not each.code:
            yield rule.found(each.ref, word=shown(each.word))


RULE = Rule(
    "warning",
    Text(
        "אין כלל בשם {word}, והשורה אינה משתיקה דבר; צריך להיות שם קוד של כלל אחד, כמו CRM121",
        "there is no rule {word}, and the line silences nothing; it takes the code of one rule, "
        "such as CRM121",
    ),
    check,
    sheets=(SHEET,),
)
