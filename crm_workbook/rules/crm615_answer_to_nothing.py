"""An answer to a message that was never sent

The row holds a response, and is a draft or was skipped. Either the message did go, and the day is missing,
or the answer belongs to another row: what the messages bring is then counted wrongly.

`outreach`
| planned_on | customer_id | purpose | channel | text | status | sent_on    | response |
|------------|-------------|---------|---------|------|--------|------------|----------|
| 2026-03-01 | C-0001      | ברכה    | מסרון   | שלום | טיוטה  |            | תשובה    |
| 2026-03-01 | C-0002      | ברכה    | מסרון   | שלום | נשלח   | 2026-03-01 | תשובה    |
| 2026-03-01 | C-0003      | ברכה    | מסרון   | שלום | דילוג  |            | ללא      |

Finds:
- outreach!H2

Fix: none. Mark the message as sent, with its day, or move the answer to where it belongs.

---

תגובה להודעה שלא נשלחה

בשורה רשומה תגובה, והיא טיוטה או שדולגה. או שההודעה נשלחה והיום חסר, או שהתגובה שייכת לשורה אחרת: מה
שההודעות מביאות נספר אז לא נכון.

תיקון: אין תיקון אוטומטי. יש לסמן שההודעה נשלחה ומתי, או להעביר את התגובה למקומה.
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

UNSENT: Final = frozenset({"draft", "blocked", "approved", "skipped", "expired"})
ANSWERS: Final = frozenset({"answered", "bought", "opted_out"})


def check(rule: Rule, book: Book, _as_of: date) -> Iterator[Finding]:
    """Find responses in rows that say, and show by no day, that nothing was sent."""
    table = typed(book, "outreach")
    if table is None:
        return
    names = ("response", "status", "sent_on", "customer_id")
    rows = zip(*(table.values(name) for name in names), strict=True)
    for row, (response, status, sent, customer) in enumerate(rows):
        # With a day of sending the status is what is wrong, and that has a rule of its own.
        if response in ANSWERS and status in UNSENT and sent is None:
            yield rule.found(table.table.ref(row, "response"), customer=shown(customer))


RULE = Rule(
    "warning",
    Text(
        "רשומה תגובה של {customer} להודעה שלא נשלחה",
        "{customer} answered a message that was not sent",
    ),
    check,
    columns=("outreach.response", "outreach.status"),
)
