"""A phone number or an e-mail address in the name

What stands in the name is not dialled, not searched and not protected, and a greeting reads it out:
'Hello Dana 054-7654321'. Often name and phone have changed places.

`customers`
| customer_id | display_name         | phone         |
|-------------|----------------------|---------------|
| C-0001      | דנה כהן 054-7654321  |               |
| C-0002      | ruth@example.com     |               |
| C-0003      | קפה 99               | '03-5551234'  |

Finds:
- customers!B2
- customers!B3

Fix: none. Move the number or the address to its own column.

---

מספר טלפון או כתובת דוא"ל בתוך השם

מה שכתוב בשם אינו מחויג, אינו נמצא בחיפוש ואינו מוגן, והברכה מקריאה אותו: 'שלום דנה 054-7654321'. הרבה
פעמים השם והטלפון התחלפו.

תיקון: אין תיקון אוטומטי. יש להעביר את המספר או את הכתובת לעמודה שלהם.
"""

from __future__ import annotations

import re

from crm_workbook.lean import TYPE_CHECKING, Final
from crm_workbook.model import shown
from crm_workbook.rules import Rule
from crm_workbook.rules.notdata import not_data
from crm_workbook.rules.texts import prose
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from crm_workbook.model import Book, Cell, Finding

CONTACT: Final = re.compile(
    r"(?<![0-9])(?:0|\+?972[- ]?)(?:[57][0-9]|[23489])[- ]?[0-9]{3}[- ]?[0-9]{4}(?![0-9])"
    # From where a word begins, and no longer than an address may be: a cell full of digits would
    # otherwise be read again from each of them.
    r"|(?<![\w.+-])[\w.+-]{1,64}@[\w-]+\.[a-z]{2,}",
    re.IGNORECASE,
)
NAMES: Final = frozenset({"display_name", "first_name", "last_name"})


def check(rule: Rule, book: Book, _as_of: date) -> Iterator[Finding]:
    """Find names of customers that hold an Israeli phone number or an e-mail address."""
    for each in prose(book):
        if each.table.sheet.id != "customers" or each.placed.column.id not in NAMES:
            continue
        if CONTACT.search(each.joined) is None:
            continue
        texts = (value for value in each.column.distinct if isinstance(value, str))
        holding: list[Cell] = [value for value in texts if CONTACT.search(value)]
        skipped = not_data(book, "customers")
        for row in each.column.rows_of(holding) if holding else ():
            if row not in skipped:
                yield rule.found(
                    each.table.ref(row, each.placed.column.id),
                    column=shown(each.placed.heading),
                    value=shown(each.column.raw[row]),
                )


RULE = Rule(
    "warning",
    Text(
        "{column}: ב-'{value}' יש מספר טלפון או כתובת",
        "{column}: '{value}' holds a phone number or an address",
    ),
    check,
    prose=(r"@|(?:0|972[- ]?)[0-9]{1,2}[- ]?[0-9]{3}[- ]?[0-9]{4}",),
)
