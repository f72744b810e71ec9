"""A workbook of a newer version

A newer version of this program made the workbook, and it may mean something by its cells that this
one does not know. It can be looked at; nothing is written into it.

`settings`
| key            | value |
|----------------|-------|
| schema_version | 99    |

Finds:
- settings!B2

Fix: none. Update the program: pip install -U crm-workbook

---

חוברת מגרסה חדשה יותר

החוברת נבנתה בגרסה חדשה יותר של התוכנה, וייתכן שיש בתאים שלה משמעות שהגרסה הזאת אינה מכירה. אפשר
לקרוא אותה, אבל לא נכתב בה דבר.

תיקון: אין תיקון אוטומטי. יש לעדכן את התוכנה: pip install -U crm-workbook
"""

from __future__ import annotations

from crm_workbook.lean import TYPE_CHECKING
from crm_workbook.model import shown
from crm_workbook.rules import Rule
from crm_workbook.schema.settings import VERSION, given_settings, is_newer
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from crm_workbook.model import Book, Finding


def check(rule: Rule, book: Book, _as_of: date) -> Iterator[Finding]:
    """Find the version of the structure, if it is later than the one known here."""
    table = book.tables.get("settings")
    for given in given_settings(table, book.lists):
        if table is not None and is_newer(given):
            yield rule.found(
                table.ref(given.row, "value"), value=shown(given.value), known=shown(VERSION)
            )


RULE = Rule(
    "error",
    Text(
        "החוברת נבנתה במבנה מגרסה {value}, והתוכנה מכירה עד גרסה {known}",
        "the workbook has structure version {value}, this program knows up to {known}",
    ),
    check,
    sheets=("settings",),
)
