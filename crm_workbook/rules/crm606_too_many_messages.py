"""A customer who is being flooded

More messages went to one customer within 30 days than the settings allow. Contact that burdens drives
away the very customers it was meant to keep.

`settings`
| key      | value |
|----------|-------|
| cap_sms  | 2     |

`outreach`
| planned_on | customer_id | purpose | channel | text | status | sent_on    |
|------------|-------------|---------|---------|------|--------|------------|
| 2026-03-01 | C-0001      | ברכה    | מסרון   | שלום | נשלח   | 2026-03-01 |
| 2026-03-09 | C-0001      | ברכה    | מסרון   | שלום | נשלח   | 2026-03-09 |
| 2026-03-20 | C-0001      | ברכה    | מסרון   | שלום | נשלח   | 2026-03-20 |
| 2026-05-20 | C-0001      | ברכה    | מסרון   | שלום | נשלח   | 2026-05-20 |

Finds:
- outreach!G4

Fix: none. Wait before the next message, or change the limit in the settings.

---

לקוח שמציפים אותו

ללקוח אחד נשלחו ב-30 יום יותר הודעות ממה שמותר בהגדרות. קשר שמכביד מרחיק בדיוק את הלקוחות שרצו לשמור.

תיקון: אין תיקון אוטומטי. יש להמתין לפני ההודעה הבאה, או לשנות את המגבלה בהגדרות.
"""

from __future__ import annotations

from datetime import timedelta

from crm_workbook.lean import TYPE_CHECKING, Final
from crm_workbook.model import shown
from crm_workbook.rules import Rule
from crm_workbook.schema.columns import days_in
from crm_workbook.schema.typed import typed
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from crm_workbook.model import Book, Cell, Finding

WINDOW: Final = timedelta(days=30)
"""As the settings word their limits: so many in 30 days."""


def check(rule: Rule, book: Book, _as_of: date) -> Iterator[Finding]:
    """Find messages that were one too many for their channel; one finding for each message."""
    table = typed(book, "outreach")
    if table is None:
        return
    sent: dict[tuple[Cell, Cell], list[tuple[date, int]]] = {}
    columns = ("status", "purpose", "channel", "customer_id", "recipient_id")
    days = days_in(table, "sent_on")
    rows = zip(*(table.values(column) for column in columns), days, strict=True)
    for row, (status, purpose, channel, customer, recipient, day) in enumerate(rows):
        if status == "sent" and purpose != "service" and day is not None:
            sent.setdefault((recipient or customer, channel), []).append((day, row))
    for (customer, channel), messages in sent.items():
        cap = book.settings.get(f"cap_{channel}")
        if not isinstance(cap, float) or len(messages) <= cap:
            continue
        messages.sort()
        for place, (day, row) in enumerate(messages):
            count = sum(day - before < WINDOW for before, _ in messages[: place + 1])
            if count > cap:
                yield rule.found(
                    table.table.ref(row, "sent_on"),
                    customer=shown(customer),
                    count=count,
                    cap=shown(cap),
                )


RULE = Rule(
    "warning",
    Text(
        "הודעה {count} ל-{customer} בתוך 30 יום, והמגבלה היא {cap}",
        "message {count} to {customer} within 30 days, the limit is {cap}",
    ),
    check,
    sheets=("outreach",),
)
