"""A customer with the phone or e-mail of the business itself

Somebody typed the shop's own number to get past the cell. Messages to this customer come back to the shop,
and nobody wonders why they never answer.

`settings`
| key            | value          |
|----------------|----------------|
| business_phone | '03-555-0100'  |
| business_email | shop@example.com |

`customers`
| customer_id | display_name | phone          | email            |
|-------------|--------------|----------------|------------------|
| C-0001      | דנה כהן      | '03-5550100'   |                  |
| C-0002      | רות אלון     | '054-765-4321' | shop@example.com |
| C-0003      | יוסי לוי     | '054-765-4322' | yosi@example.com |

Finds:
- customers!C2
- customers!D3

Fix: none. Empty the cell, and ask for the real one at the next chance.

---

לקוח עם הטלפון או הדוא"ל של העסק עצמו

מישהו הקליד את המספר של העסק כדי למלא את התא. הודעות ללקוח הזה חוזרות אל העסק, ואיש אינו תוהה למה הוא אף
פעם לא עונה.

תיקון: אין תיקון אוטומטי. יש לרוקן את התא, ולבקש את הפרט האמיתי בהזדמנות הבאה.
"""

from __future__ import annotations

from crm_workbook.lean import TYPE_CHECKING, Final
from crm_workbook.model import shown
from crm_workbook.rules import Rule
from crm_workbook.schema.typed import typed
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from crm_workbook.model import Book, Finding

OWN: Final = (
    ("phone", "business_phone"),
    ("phone2", "business_phone"),
    ("email", "business_email"),
)


def check(rule: Rule, book: Book, _as_of: date) -> Iterator[Finding]:
    """Find customers' addresses that are those of the settings."""
    table = typed(book, "customers")
    if table is None:
        return
    for column, setting in OWN:
        own = book.settings.get(setting)
        if own is None or column not in table or own not in table[column].meanings:
            continue
        for row, value in enumerate(table.values(column)):
            if value == own:
                raw = table[column].raw[row]
                yield rule.found(table.table.ref(row, column), value=shown(raw))


RULE = Rule(
    "warning",
    Text(
        "'{value}' הוא של העסק עצמו ולא של הלקוח",
        "'{value}' is the business's own and not the customer's",
    ),
    check,
    sheets=("customers", "settings"),
)
