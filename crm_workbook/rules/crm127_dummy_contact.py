"""A phone or an e-mail made up to fill the cell

050-0000000 and nobody@nobody.com were typed because the cell had to be filled. They look like a customer who
can be reached; every message to them is lost, or goes to whoever really has the number.

`customers`
| customer_id | display_name | phone         | email              |
|-------------|--------------|---------------|--------------------|
| C-0001      | דנה כהן      | '050-0000000' |                    |
| C-0002      | רות אלון     | '054-7654321' | test@test.com      |
| C-0003      | יוסי לוי     | '052-9876543' | noreply@shop.co.il |
| C-0004      | מאיה גל      | '03-5551234'  | maya@example.com   |

Finds:
- customers!C2
- customers!D3
- customers!D4

Fix: none. Empty the cell, and ask for the real one at the next chance.

---

טלפון או דוא"ל שהומצאו כדי למלא את התא

050-0000000 ו-nobody@nobody.com הוקלדו כי היה צריך למלא את התא. הלקוח נראה כמי שאפשר להשיג; כל הודעה אליו
אובדת, או מגיעה למי שהמספר באמת שלו.

תיקון: אין תיקון אוטומטי. יש לרוקן את התא, ולבקש את הפרט האמיתי בהזדמנות הבאה.
"""

from __future__ import annotations

from crm_workbook.lean import TYPE_CHECKING, Final
from crm_workbook.model import shown
from crm_workbook.rules import Rule
from crm_workbook.rules.nobody import made_up
from crm_workbook.rules.notdata import not_data
from crm_workbook.schema.typed import typed
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from crm_workbook.model import Book, Finding

COLUMNS: Final = ("phone", "phone2", "email")


def check(rule: Rule, book: Book, _as_of: date) -> Iterator[Finding]:
    """Find addresses of customers that are nobody's."""
    table = typed(book, "customers")
    if table is None:
        return
    for column in COLUMNS:
        if column not in table:
            continue
        invented = made_up(table[column].meanings)
        if not invented:
            continue
        skipped = not_data(book, "customers")
        heading = next(p.heading for p in table.table.placed if p.column.id == column)
        for row, value in enumerate(table.values(column)):
            if value in invented and row not in skipped:
                yield rule.found(
                    table.table.ref(row, column),
                    column=shown(heading),
                    value=shown(table[column].raw[row]),
                )


RULE = Rule(
    "warning",
    Text(
        "{column}: '{value}' הומצא כדי למלא את התא",
        "{column}: '{value}' was made up to fill the cell",
    ),
    check,
    sheets=("customers",),
)
