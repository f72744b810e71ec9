"""Suppression whose day has gone by

A finding was to be left alone until a day, and that day is over. From now on the finding is reported
again, so it is time to mend it or to decide anew.

`customers`
| customer_id | display_name | phone    |
|-------------|--------------|----------|
| C-0001      | דנה כהן      | '050-12' |
| C-0002      | רות אלון     | '050-13' |

`checks`
| code   | sheet  | row_key | column | reason           | until      |
|--------|--------|---------|--------|------------------|------------|
| CRM121 | לקוחות | C-0001  | טלפון  | תבוא לעדכן בחנות | 2026-06-29 |
| CRM121 | לקוחות | C-0002  | טלפון  | תבוא לעדכן בחנות | 2026-06-30 |

Finds:
- checks!F2

Fix: none. Mend what the line is about and delete the line, or write a later day.

---

השתקה שתאריכה עבר

ביקשת לא לשמוע על ממצא עד תאריך מסוים, והתאריך הזה עבר. מעכשיו הממצא מדווח שוב, וזה הזמן לתקן אותו או
להחליט מחדש.

תיקון: אין תיקון אוטומטי. יש לתקן את מה שהשורה עוסקת בו ולמחוק אותה, או לרשום תאריך מאוחר יותר.
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


def check(rule: Rule, book: Book, as_of: date) -> Iterator[Finding]:
    """Find lines of the checks sheet that have expired."""
    table = book.tables[SHEET]
    for each in silenced(book):
        if each.until is not None and each.expired(as_of):
            cell = table.ref(table.rows.index(each.row), "until")
            yield rule.found(cell, word=shown(each.word), until=each.until)


RULE = Rule(
    "warning",
    Text(
        "ההשתקה של {word} הייתה עד {until}, והממצא מדווח שוב",
        "{word} was silenced until {until}, and is reported again",
    ),
    check,
    sheets=(SHEET,),
)
