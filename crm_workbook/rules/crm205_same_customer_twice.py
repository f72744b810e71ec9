"""The same customer twice

Same name and same phone, or same name and same e-mail, under two IDs. Each half looks like a customer
who buys little, both get the same message, and a removal asked for by one leaves the other.

`customers`
| customer_id | display_name | phone          | email            |
|-------------|--------------|----------------|------------------|
| C-0001      | דנה כהן      | '054-765-4321' |                  |
| C-0002      | רות אלון     | '054-765-4322' | ruth@example.com |
| C-0003      | כהן דנה      | '0547654321'   |                  |

Finds:
- customers!B4

Good:

`customers`
| customer_id | display_name | phone          |
|-------------|--------------|----------------|
| C-0001      | דנה כהן      | '054-765-4321' |
| C-0002      | רועי כהן     | '054-765-4321' |

Fix: none, since two people may share both. Keep one row, and give the other's purchases its ID.

---

אותו לקוח פעמיים

אותו שם ואותו טלפון, או אותו שם ואותו דוא"ל, תחת שני מזהים. כל חצי נראה כלקוח שקונה מעט, שניהם מקבלים
אותה הודעה, ובקשת הסרה של האחד אינה חלה על השני.

תיקון: אין תיקון אוטומטי, כי ייתכן שאלה שני אנשים. אם זה אותו לקוח, יש להשאיר שורה אחת ולהעביר אליה
את הקניות של השנייה.
"""

from __future__ import annotations

from collections import Counter

from crm_workbook.fields.normal import plain
from crm_workbook.lean import TYPE_CHECKING
from crm_workbook.model import shown
from crm_workbook.rules import Rule
from crm_workbook.schema.names import known_as, naming_column
from crm_workbook.schema.typed import typed
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from crm_workbook.model import Book, Finding


def check(rule: Rule, book: Book, _as_of: date) -> Iterator[Finding]:
    """Find customers who share an address and all the words of their names."""
    table = typed(book, "customers")
    if table is None:
        return
    names, told = known_as(table), set[int]()
    for column in ("phone", "email"):
        if column not in table:
            continue
        addresses = table.values(column)
        if len(set(addresses)) == len(addresses):
            continue
        shared = {value for value, count in Counter(addresses).items() if count > 1} - {None}
        if not shared:
            continue
        first: dict[tuple[object, tuple[str, ...]], int] = {}
        for row, address in enumerate(addresses):
            if address not in shared or names[row] is None:
                continue
            who = tuple(sorted(plain(str(names[row])).split()))
            before = first.setdefault((address, who), row)
            same_id = table.table.key(row) and table.table.key(row) == table.table.key(before)
            if before != row and row not in told and not same_id:
                told.add(row)
                yield rule.found(
                    table.table.ref(row, naming_column(table)),
                    name=shown(names[row]),
                    address=shown(table[column].raw[row]),
                    row=table.table.rows[before],
                )


RULE = Rule(
    "warning",
    Text(
        "{name}, {address}: אותו שם ואותם פרטי קשר כמו בשורה {row}",
        "{name}, {address}: same name and contact details as row {row}",
    ),
    check,
    sheets=("customers",),
)
