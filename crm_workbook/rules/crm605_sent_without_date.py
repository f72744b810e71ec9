"""A message that was sent, nobody knows when

How often a customer was written to is counted by the day of sending. A message without one is not
counted, and the customer is soon written to again.

`outreach`
| planned_on | customer_id | purpose | channel | text | status | sent_on    |
|------------|-------------|---------|---------|------|--------|------------|
| 2026-03-08 | C-0001      | ברכה    | מסרון   | שלום | נשלח   |            |
| 2026-03-08 | C-0002      | ברכה    | מסרון   | שלום | נשלח   | 2026-03-08 |

Finds:
- outreach!G2

Fix: none. Type the day it was sent.

---

הודעה שנשלחה, ולא ידוע מתי

כמה פנו ללקוח נספר לפי יום השליחה. הודעה בלי יום אינה נספרת, ובקרוב יפנו אליו שוב.

תיקון: אין תיקון אוטומטי. יש להקליד את יום השליחה.
"""

from __future__ import annotations

from crm_workbook.lean import TYPE_CHECKING
from crm_workbook.rules import Rule
from crm_workbook.schema.typed import typed
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from crm_workbook.model import Book, Finding


def check(rule: Rule, book: Book, _as_of: date) -> Iterator[Finding]:
    """Find messages marked as sent with nothing in the day of sending."""
    table = typed(book, "outreach")
    if table is None or "sent_on" not in table:
        return
    rows = zip(table.values("status"), table["sent_on"].raw, strict=True)
    for row, (status, sent) in enumerate(rows):
        if status == "sent" and sent is None:
            yield rule.found(table.table.ref(row, "sent_on"))


RULE = Rule(
    "warning",
    Text("נשלח, ואין תאריך שליחה", "sent, and no day of sending"),
    check,
    sheets=("outreach",),
)
