"""Advertising without consent

Israeli law (Communications Law, section 30A) asks for consent given beforehand, and for proof of it.
One message without it can cost up to 1,000 shekels without any proof of damage.

`outreach`
| planned_on | customer_id | purpose | channel | text     | status | sent_on    |
|------------|-------------|---------|---------|----------|--------|------------|
| 2026-03-08 | C-0001      | פרסומת  | וואטסאפ | שלום     | נשלח   | 2026-03-08 |
| 2026-03-08 | C-0002      | פרסומת  | מסרון   | שלום     | מאושר  |            |
| 2026-03-08 | C-0003      | פרסומת  | דוא"ל   | שלום     | נשלח   | 2026-03-08 |
| 2026-03-08 | C-0004      | שירות   | מסרון   | התור מחר | נשלח   | 2026-03-08 |
| 2026-06-08 | C-0001      | פרסומת  | וואטסאפ | שלום     | נשלח   | 2026-06-08 |

`consents`
| customer_id | channel  | purpose | action       | basis | proof | on         |
|-------------|----------|---------|--------------|-------|-------|------------|
| C-0001      | הכל      |         | ניתנה הסכמה  | בכתב  | טופס  | 2026-01-01 |
| C-0001      | וואטסאפ  |         | הסכמה בוטלה  |       |       | 2026-05-01 |
| C-0003      | דוא"ל    |         | ניתנה הסכמה  | בכתב  | טופס  | 2026-04-01 |

Finds:
- outreach!F3
- outreach!F4
- outreach!F6

Fix: none, since consent is never made up. Take back the approval, or record the consent that was
given, with its proof.

---

פרסומת בלי הסכמה

חוק התקשורת (סעיף 30א) דורש הסכמה מראש, והוכחה שניתנה. הודעה אחת בלעדיה עלולה לעלות עד 1,000 ש"ח בלי
שום הוכחת נזק.

תיקון: אין תיקון אוטומטי, כי הסכמה לעולם אינה מומצאת. יש לבטל את האישור, או לרשום את ההסכמה שניתנה עם
ההוכחה שלה.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from crm_workbook.model import shown
from crm_workbook.rules import Rule
from crm_workbook.rules.consent import consented
from crm_workbook.rules.days import days_in
from crm_workbook.schema.typed import typed
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from crm_workbook.model import Book, Finding

COVERED: Final = frozenset({"sms", "whatsapp", "email"})
"""Channels on which advertising needs consent; calls have a law of their own, letters have none."""


def check(rule: Rule, book: Book, as_of: date) -> Iterator[Finding]:
    """Find advertisements, approved or sent, that no consent of that day covers."""
    table = typed(book, "outreach")
    if table is None:
        return
    given = consented(book)
    columns = ("status", "purpose", "channel", "customer_id", "recipient_id")
    days = zip(days_in(table, "sent_on"), days_in(table, "planned_on"), strict=True)
    rows = zip(*(table.values(column) for column in columns), days, strict=True)
    for row, (status, purpose, channel, customer, recipient, (sent, planned)) in enumerate(rows):
        if status not in {"approved", "sent"} or purpose != "advertising":
            continue
        if channel in COVERED and not given(
            recipient or customer, channel, sent or planned or as_of
        ):
            yield rule.found(
                table.table.ref(row, "status"),
                text=SENT if status == "sent" else None,
                customer=shown(recipient or customer),
                channel=shown(table["channel"].raw[row]),
            )


SENT: Final = Text(
    "נשלחה פרסומת ל-{customer} ב{channel} בלי הסכמה רשומה",
    "advertising was sent to {customer} by {channel} without recorded consent",
)
RULE = Rule(
    "error",
    Text(
        "אושרה פרסומת ל-{customer} ב{channel} בלי הסכמה רשומה",
        "advertising to {customer} by {channel} was approved without recorded consent",
    ),
    check,
    sheets=("outreach",),
)
