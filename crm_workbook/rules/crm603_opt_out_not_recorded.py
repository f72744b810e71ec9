"""A request to be removed that nothing remembers

The customer answered 'remove me', and neither the customer's row nor the consents say so. The next
campaign writes to them again, and now they can prove that they asked.

`customers`
| customer_id | display_name | do_not_contact |
|-------------|--------------|----------------|
| C-0001      | דנה כהן      |                |
| C-0002      | רות אלון     | כן             |

`outreach`
| planned_on | customer_id | purpose | channel | text | status | sent_on    | response    | response_on |
|------------|-------------|---------|---------|------|--------|------------|-------------|-------------|
| 2026-03-08 | C-0001      | ברכה    | מסרון   | שלום | נשלח   | 2026-03-08 | בקשת הסרה   | 2026-03-09  |
| 2026-03-08 | C-0002      | ברכה    | מסרון   | שלום | נשלח   | 2026-03-08 | בקשת הסרה   | 2026-03-09  |

Finds:
- outreach!H2

Fix: none, since no fix ever touches consent. Tick 'do not contact', or add a row 'withdrawn' to the
consents.

---

בקשת הסרה שאיש לא רשם

הלקוח השיב 'הסר', ולא שורת הלקוח ולא ההסכמות אומרות זאת. הקמפיין הבא יפנה אליו שוב, ועכשיו יש לו הוכחה
שביקש.

תיקון: אין תיקון אוטומטי, כי הכלי אינו נוגע בהסכמות. יש לסמן 'לא לפנות', או להוסיף להסכמות שורה 'הסכמה
בוטלה'.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_workbook.model import shown
from crm_workbook.rules import Rule
from crm_workbook.rules.consent import refused
from crm_workbook.schema.typed import typed
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from crm_workbook.model import Book, Finding


def check(rule: Rule, book: Book, _as_of: date) -> Iterator[Finding]:
    """Find answers 'remove me' of customers with neither a mark nor a withdrawal."""
    table, customers = typed(book, "outreach"), typed(book, "customers")
    if table is None or "opted_out" not in table.values("response"):
        return
    silent = refused(book)
    if customers is not None:
        pairs = zip(
            customers.values("customer_id"), customers.values("do_not_contact"), strict=True
        )
        silent |= {key for key, mark in pairs if mark is True}
    columns = ("response", "customer_id", "recipient_id")
    rows = zip(*(table.values(column) for column in columns), strict=True)
    for row, (response, customer, recipient) in enumerate(rows):
        if response == "opted_out" and not {customer, recipient} & silent:
            ref = table.table.ref(row, "response")
            yield rule.found(ref, customer=shown(recipient or customer))


RULE = Rule(
    "error",
    Text(
        "{customer} ביקש הסרה, ואין לכך זכר בלקוחות או בהסכמות",
        "{customer} asked to be removed, and neither customers nor consents say so",
    ),
    check,
    sheets=("outreach",),
)
