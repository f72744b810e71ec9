"""A column that the sheet cannot do without

Without a date, a customer or an amount the purchases say nothing; without names nobody can be
addressed. Either the column is missing, or its heading is one the tool does not know.

`purchases`
| date       | customer_id | כמה שילמו |
|------------|-------------|-----------|
| 2026-03-01 | C-0001      | 120       |

`customers`
| customer_id | display_name |
|-------------|--------------|
| C-0001      | דנה כהן      |

Finds:
- purchases

Fix: none. Add the column, or give it the heading the message names. A customer list without IDs is a
warning only: importing it gives every customer one.

---

חסרה עמודה שאי אפשר בלעדיה

בלי תאריך, לקוח או סכום הקניות אינן אומרות דבר; בלי שמות אי אפשר לפנות לאיש. העמודה חסרה, או שהכותרת
שלה אינה מוכרת לכלי.

תיקון: אין תיקון אוטומטי. יש להוסיף את העמודה, או לתת לה את הכותרת שבהודעה. רשימת לקוחות בלי מזהים היא
רק אזהרה: ייבוא שלה ייתן מזהה לכל לקוח.
"""

from __future__ import annotations

from crm_workbook.lean import TYPE_CHECKING
from crm_workbook.model import Ref
from crm_workbook.rules import Rule
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from crm_workbook.model import Book, Finding


def check(rule: Rule, book: Book, _as_of: date) -> Iterator[Finding]:
    """Find sheets in use that lack a required column."""
    for sheet_id, table in book.tables.items():
        if table.sheet.role != "input" or not len(table):
            continue
        for column in table.sheet.columns:
            if column.required and column.role == "input" and column.id not in table.columns:
                if column.id == "display_name" and "first_name" in table.columns:
                    continue  # first and last name make it
                said = rule
                if column.id == table.sheet.key:
                    said = rule._replace(severity="warning")
                yield said.found(Ref(sheet_id, "", "", column.id), he=column.he, en=column.en)


RULE = Rule(
    "error",
    Text("חסרה העמודה '{he}' ({en})", "the column '{en}' ({he}) is missing"),
    check,
)
