"""A message that was sent although nobody approved it

It has a day of sending and is still a draft, or blocked. Either it went out against a reason not to,
or the sheet no longer says what happened.

`outreach`
| planned_on | customer_id | purpose | channel | text | status | sent_on    |
|------------|-------------|---------|---------|------|--------|------------|
| 2026-03-08 | C-0001      | ברכה    | מסרון   | שלום | חסום   | 2026-03-08 |
| 2026-03-08 | C-0002      | ברכה    | מסרון   | שלום | נשלח   | 2026-03-08 |

Finds:
- outreach!G2

Fix: none. If it was sent, say so in the status; if not, empty the date.

---

הודעה שנשלחה בלי שאושרה

יש לה תאריך שליחה, והיא עדיין טיוטה או חסומה. או שיצאה למרות סיבה לא לשלוח, או שהגיליון כבר אינו אומר
מה קרה.

תיקון: אין תיקון אוטומטי. אם נשלחה, יש לציין זאת בסטטוס; אם לא, יש לרוקן את התאריך.
"""

from __future__ import annotations

from crm_workbook.lean import TYPE_CHECKING, Final
from crm_workbook.model import shown
from crm_workbook.rules import Rule
from crm_workbook.schema.columns import days_in
from crm_workbook.schema.typed import typed
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from crm_workbook.model import Book, Finding

NOT_SENT: Final = frozenset({"draft", "blocked", "skipped", "expired"})


def check(rule: Rule, book: Book, _as_of: date) -> Iterator[Finding]:
    """Find messages with a day of sending and a status that says they were not sent."""
    table = typed(book, "outreach")
    if table is None:
        return
    rows = zip(table.values("status"), days_in(table, "sent_on"), strict=True)
    for row, (status, sent) in enumerate(rows):
        if sent is not None and status in NOT_SENT:
            raw = shown(table["status"].raw[row])
            yield rule.found(table.table.ref(row, "sent_on"), value=sent, status=raw)


RULE = Rule(
    "error",
    Text(
        "נשלח ב-{value}, אבל הסטטוס הוא '{status}'",
        "sent on {value}, but the status is '{status}'",
    ),
    check,
    sheets=("outreach",),
)
