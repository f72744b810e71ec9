"""A message approved to somebody who is to be left alone

They asked for it, or they left, or they died. Nothing costs a small business its good name faster
than this one message.

`customers`
| customer_id | display_name | status | do_not_contact |
|-------------|--------------|--------|----------------|
| C-0001      | דנה כהן      | פעיל   | כן             |
| C-0002      | רות אלון     | נפטר   |                |
| C-0003      | יוסי לוי     | פעיל   |                |

`outreach`
| planned_on | customer_id | purpose | channel | text | status |
|------------|-------------|---------|---------|------|--------|
| 2026-07-08 | C-0001      | ברכה    | מסרון   | שלום | מאושר  |
| 2026-07-08 | C-0002      | שירות   | מסרון   | שלום | מאושר  |
| 2026-07-08 | C-0003      | שירות   | מסרון   | שלום | מאושר  |
| 2026-07-08 | C-0001      | ברכה    | מסרון   | שלום | חסום   |

Finds:
- outreach!F2
- outreach!F3

Fix: none. Skip the message. Service that a customer asked for may still go to somebody who wants no
advertising.

---

אושרה הודעה למי שאין לפנות אליו

הוא ביקש, או עזב, או נפטר. אין דבר שפוגע בשמו הטוב של עסק קטן מהר יותר מהודעה אחת כזאת.

תיקון: אין תיקון אוטומטי. יש לדלג על ההודעה. שירות שהלקוח ביקש מותר גם למי שאינו רוצה פרסומות.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from crm_workbook.model import shown
from crm_workbook.rules import Rule
from crm_workbook.schema.typed import typed
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from crm_workbook.model import Book, Finding

GONE: Final = frozenset({"closed", "deceased", "erased"})


def check(rule: Rule, book: Book, _as_of: date) -> Iterator[Finding]:
    """Find approved messages to customers who are closed, or, but for service, asked for none."""
    table, customers = typed(book, "outreach"), typed(book, "customers")
    if table is None or customers is None:
        return
    alone = {
        key: (status in GONE, bool(silent))
        for key, status, silent in zip(
            *(customers.values(c) for c in ("customer_id", "status", "do_not_contact")),
            strict=True,
        )
        if status in GONE or silent is True
    }
    columns = ("status", "purpose", "customer_id", "recipient_id")
    rows = zip(*(table.values(column) for column in columns), strict=True)
    for row, (status, purpose, customer, recipient) in enumerate(rows):
        if status != "approved":
            continue
        gone, silent = alone.get(recipient or customer, (False, False))
        if gone or (silent and purpose != "service"):
            yield rule.found(
                table.table.ref(row, "status"),
                text=None if silent else LEFT,
                customer=shown(recipient or customer),
            )


LEFT: Final = Text(
    "אושרה הודעה ל-{customer}, שאינו לקוח עוד",
    "a message was approved to {customer}, who is a customer no longer",
)
RULE = Rule(
    "error",
    Text(
        "אושרה הודעה ל-{customer}, שמסומן 'לא לפנות'",
        "a message was approved to {customer}, marked 'do not contact'",
    ),
    check,
    sheets=("outreach", "customers"),
)
