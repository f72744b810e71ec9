"""Advertising without consent

Israeli law (Communications Law, section 30A) asks for consent given beforehand, and for proof of it.
One message without it can cost up to 1,000 shekels without any proof of damage. What counts is the day
of sending: by then the consent was neither withdrawn nor expired, and nobody with the same phone or
e-mail had asked to be removed.

`customers`
| customer_id | display_name | phone          | email            |
|-------------|--------------|----------------|------------------|
| C-0001      | דנה כהן      | '054-765-4321' |                  |
| C-0002      | רות אלון     | '054-765-4322' |                  |
| C-0003      | יוסי לוי     |                | yossi@example.com |
| C-0004      | מאיה גל      | '054-765-4323' |                  |
| C-0005      | איתי כהן     | '054-765-4321' |                  |

`outreach`
| planned_on | customer_id | purpose | channel | text     | status | sent_on    | response  | response_on |
|------------|-------------|---------|---------|----------|--------|------------|-----------|-------------|
| 2026-03-08 | C-0001      | פרסומת  | וואטסאפ | שלום     | נשלח   | 2026-03-08 |           |             |
| 2026-03-08 | C-0002      | פרסומת  | מסרון   | שלום     | מאושר  |            |           |             |
| 2026-03-08 | C-0003      | פרסומת  | דוא"ל   | שלום     | נשלח   | 2026-03-08 |           |             |
| 2026-03-08 | C-0004      | שירות   | מסרון   | התור מחר | נשלח   | 2026-03-08 |           |             |
| 2026-06-08 | C-0001      | פרסומת  | וואטסאפ | שלום     | נשלח   | 2026-06-08 |           |             |
| 2026-03-08 | C-0005      | פרסומת  | וואטסאפ | שלום     | נשלח   | 2026-03-08 |           |             |
| 2026-06-08 | C-0005      | פרסומת  | וואטסאפ | שלום     | נשלח   | 2026-06-08 |           |             |
| 2026-06-08 | C-0004      | פרסומת  | מסרון   | שלום     | נשלח   | 2026-06-08 |           |             |
| 2026-04-08 | C-0003      | פרסומת  | דוא"ל   | שלום     | נשלח   | 2026-04-08 | בקשת הסרה | 2026-04-08  |
| 2026-06-08 | C-0003      | פרסומת  | דוא"ל   | שלום     | נשלח   | 2026-06-08 |           |             |

`consents`
| customer_id | channel  | purpose | action       | basis | proof | on         | expires_on |
|-------------|----------|---------|--------------|-------|-------|------------|------------|
| C-0001      | הכל      |         | ניתנה הסכמה  | בכתב  | טופס  | 2026-01-01 |            |
| C-0001      | וואטסאפ  |         | הסכמה בוטלה  |       |       | 2026-05-01 |            |
| C-0003      | דוא"ל    |         | ניתנה הסכמה  | בכתב  | טופס  | 2026-04-01 |            |
| C-0004      | מסרון    |         | ניתנה הסכמה  | בכתב  | טופס  | 2026-01-01 | 2026-05-31 |
| C-0005      | וואטסאפ  |         | ניתנה הסכמה  | בכתב  | טופס  | 2026-01-01 |            |

Finds:
- outreach!F3
- outreach!F4
- outreach!F6
- outreach!F8
- outreach!F9
- outreach!F11

Fix: none, since consent is never made up. Take back the approval, or record the consent that was
given, with its proof.

---

פרסומת בלי הסכמה

חוק התקשורת (סעיף 30א) דורש הסכמה מראש, והוכחה שניתנה. הודעה אחת בלעדיה עלולה לעלות עד 1,000 ש"ח בלי
שום הוכחת נזק. הקובע הוא יום השליחה: עד אז ההסכמה לא בוטלה ולא פגה, ואיש מבעלי אותו טלפון או אותו
דוא"ל לא ביקש הסרה.

תיקון: אין תיקון אוטומטי, כי הסכמה לעולם אינה מומצאת. יש לבטל את האישור, או לרשום את ההסכמה שניתנה עם
ההוכחה שלה.
"""

from __future__ import annotations

from crm_workbook.lean import TYPE_CHECKING, Final
from crm_workbook.model import key_text, shown
from crm_workbook.rules import Rule
from crm_workbook.rules.elsewhere import is_stranger
from crm_workbook.schema.columns import days_in
from crm_workbook.schema.ledger import ledger
from crm_workbook.schema.typed import typed
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from crm_workbook.model import Book, Finding
    from crm_workbook.schema.ledger import Ledger

COVERED: Final = frozenset({"sms", "whatsapp", "email"})
"""Channels on which advertising needs consent; calls have a law of their own, letters have none."""

SENT: Final = Text(
    "נשלחה פרסומת ל-{customer} ב{channel} בלי הסכמה רשומה",
    "advertising was sent to {customer} by {channel} without recorded consent",
)
REFUSED: Final = Text(
    "נשלחה פרסומת ל-{customer} ב{channel} אחרי בקשת הסרה (לקוח {other})",
    "advertising was sent to {customer} by {channel} after a request to be removed "
    "(customer {other})",
)
_LACKING: Final = {
    "expired": Text(
        "פרסומת ל-{customer} ב{channel} אחרי שההסכמה פגה",
        "advertising to {customer} by {channel} after the consent expired",
    ),
    "no-notice": Text(
        "פרסומת ל-{customer} ב{channel} כלקוח קיים, ולא רשום שנמסרה הודעה על השימוש בפרטים",
        "advertising to {customer} by {channel} as an existing customer, with no record of "
        "telling them how their details are used",
    ),
}


def check(rule: Rule, book: Book, as_of: date) -> Iterator[Finding]:
    """Find advertisements, approved or sent, that no consent of that day covers.

    Of approved ones to somebody who asked to be left alone another rule tells.
    """
    table = typed(book, "outreach")
    if table is None:
        return
    columns = ("status", "purpose", "channel", "customer_id", "recipient_id")
    days = zip(days_in(table, "sent_on"), days_in(table, "planned_on"), strict=True)
    rows = zip(*(table.values(column) for column in columns), days, strict=True)
    for row, (status, purpose, channel, customer, recipient, (sent, planned)) in enumerate(rows):
        if purpose != "advertising" or channel not in COVERED:
            continue
        who = key_text(recipient or customer or "")
        if is_stranger(book, who):
            continue
        if status == "sent":
            text, other = _sent(ledger(book, as_of), who, str(channel), sent or planned or as_of)
        elif status == "approved":
            on = max(planned or as_of, as_of)
            text, other = _approved(rule, ledger(book, as_of), who, str(channel), on), ""
        else:
            continue
        if text is not None:
            yield rule.found(
                table.table.ref(row, "status"),
                text=text,
                customer=shown(who),
                channel=shown(table["channel"].raw[row]),
                other=shown(other),
            )


def _sent(known: Ledger, who: str, channel: str, on: date) -> tuple[Text | None, str]:
    """Return what was wrong with a message that went, and who had asked to be removed."""
    refusal = known.refusal(who, channel, "advertising", on, sent=True)
    if refusal is not None:
        return REFUSED, refusal.customer
    state = known.consent(who, channel, on, sent=True).state
    return None if state == "given" else _LACKING.get(state, SENT), ""


def _approved(rule: Rule, known: Ledger, who: str, channel: str, on: date) -> Text | None:
    if known.refusal(who, channel, "advertising", on) is not None:
        return None
    state = known.consent(who, channel, on).state
    return None if state == "given" else _LACKING.get(state, rule.text)


RULE = Rule(
    "error",
    Text(
        "אושרה פרסומת ל-{customer} ב{channel} בלי הסכמה רשומה",
        "advertising to {customer} by {channel} was approved without recorded consent",
    ),
    check,
    sheets=("outreach",),
)
