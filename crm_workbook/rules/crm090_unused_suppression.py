"""Suppression that silences nothing

A line of the checks sheet asks to hear no more of something that is no longer there: it was mended,
or its row is gone. Left behind, the line would one day hide a new fault nobody has looked at.

`customers`
| customer_id | display_name | phone    |
|-------------|--------------|----------|
| C-0001      | דנה כהן      | '050-12' |
| C-0002      | רות אלון     | '054-765-4322' |

`checks`
| code        | sheet     | row_key | column | reason             |
|-------------|-----------|---------|--------|--------------------|
| CRM121      | לקוחות    | C-0001  | טלפון  | תבוא לעדכן בחנות   |
| CRM121      | לקוחות    | C-0002  | טלפון  | המספר חלקי         |
| short-phone | customers | C-0009  |        | הלקוחה עברה        |

Finds:
- checks!A3
- checks!A4

Fix: none. Delete the line from the checks sheet, unless its row key or column was mistyped.

---

השתקה שאין לה מה להשתיק

שורה בגיליון הבדיקות מבקשת לא לשמוע יותר על דבר שכבר איננו: הוא תוקן, או שהשורה שלו נמחקה. אם היא
תישאר, היא עלולה להסתיר יום אחד תקלה חדשה שאיש לא בדק.

תיקון: אין תיקון אוטומטי. יש למחוק את השורה מגיליון הבדיקות, אלא אם נפלה טעות במפתח השורה או בעמודה.
"""

from __future__ import annotations

from crm_workbook.lean import TYPE_CHECKING
from crm_workbook.model import shown
from crm_workbook.rules import Rule
from crm_workbook.rules.setting_aside.silenced import SHEET, silenced, useless
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from crm_workbook.model import Book, Finding


def check(rule: Rule, book: Book, as_of: date) -> Iterator[Finding]:
    """Find lines of the checks sheet that have nothing left to silence."""
    for each in silenced(book):
        if not each.note and useless(each, book, as_of):
            yield rule.found(each.ref, word=shown(each.word))


RULE = Rule(
    "info",
    Text(
        "השורה משתיקה את {word}, אבל אין ממצא כזה; אפשר למחוק אותה",
        "the line silences {word}, but there is no such finding; it can be deleted",
    ),
    check,
    sheets=(SHEET,),
)
