"""A message approved to somebody who is to be left alone

They asked for it, or somebody with the same phone or e-mail did; or they left, or died. Nothing costs a
small business its good name faster than this one message.

`customers`
| customer_id | display_name | phone          | status | do_not_contact |
|-------------|--------------|----------------|--------|----------------|
| C-0001      | דנה כהן      | '054-765-4321' | פעיל   | כן             |
| C-0002      | רות אלון     | '054-765-4322' | נפטר   |                |
| C-0003      | יוסי לוי     | '054-765-4323' | פעיל   |                |
| C-0004      | איתי כהן     | '054-765-4321' | פעיל   |                |
| C-0005      | מאיה גל      | '054-765-4324' | בהשהיה |                |

`consents`
| customer_id | channel      | purpose | action       | on         |
|-------------|--------------|---------|--------------|------------|
| C-0003      | כל הערוצים   | פרסומת  | הסכמה בוטלה  | 2026-05-01 |

`outreach`
| planned_on | customer_id | purpose | channel | text | status |
|------------|-------------|---------|---------|------|--------|
| 2026-07-08 | C-0001      | ברכה    | מסרון   | שלום | מאושר  |
| 2026-07-08 | C-0002      | שירות   | מסרון   | שלום | מאושר  |
| 2026-07-08 | C-0003      | שירות   | מסרון   | שלום | מאושר  |
| 2026-07-08 | C-0001      | ברכה    | מסרון   | שלום | חסום   |
| 2026-07-08 | C-0003      | ברכה    | מסרון   | שלום | מאושר  |
| 2026-07-08 | C-0004      | סקר     | וואטסאפ | שלום | מאושר  |
| 2026-07-08 | C-0005      | ברכה    | מסרון   | שלום | מאושר  |
| 2026-07-08 | C-0001      | שירות   | מסרון   | שלום | מאושר  |

Finds:
- outreach!F2
- outreach!F3
- outreach!F6
- outreach!F7
- outreach!F8
- outreach!F9

Fix: none. Skip the message. 'Do not contact' closes every channel to every message; for somebody who
wants no advertising but does want service, record in the consents that advertising was withdrawn.

---

אושרה הודעה למי שאין לפנות אליו

הוא ביקש, או שמישהו עם אותו טלפון או דוא"ל ביקש; או שעזב, או נפטר. אין דבר שפוגע בשמו הטוב של עסק קטן
מהר יותר מהודעה אחת כזאת.

תיקון: אין תיקון אוטומטי. יש לדלג על ההודעה. 'לא לפנות' סוגר כל ערוץ לכל הודעה; מי שאינו רוצה פרסומות
אבל כן רוצה שירות, יש לרשום לו בהסכמות ביטול של פרסומת בלבד.
"""

from __future__ import annotations

from crm_workbook.lean import TYPE_CHECKING, Final
from crm_workbook.model import key_text, shown
from crm_workbook.rules import Rule
from crm_workbook.schema.columns import days_in, keys_in
from crm_workbook.schema.ledger import CLOSED, ledger
from crm_workbook.schema.typed import typed
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from crm_workbook.model import Book, Cell, Finding
    from crm_workbook.schema.ledger import Refusal

LEFT: Final = Text(
    "אושרה הודעה ל-{customer}, שכבר אינו לקוח",
    "a message was approved to {customer}, who is a customer no longer",
)
PAUSED: Final = Text(
    "אושרה הודעה ל-{customer}, שהקשר איתו בהשהיה",
    "a message was approved to {customer}, who is on hold",
)
ASKED: Final = Text(
    "אושרה הודעה ל-{customer} אחרי בקשה לא לפנות",
    "a message was approved to {customer}, who asked not to be contacted",
)
SHARED: Final = Text(
    "אושרה הודעה ל-{customer}, לכתובת שממנה ביקשו הסרה (לקוח {other})",
    "a message was approved to {customer}, at an address that asked to be removed "
    "(customer {other})",
)
UNCLEAR: Final = Text(
    "אושרה הודעה ל-{customer}, ובהסכמות יש שורה לא ברורה שהיא אולי סירוב (לקוח {other})",
    "a message was approved to {customer}, and an unclear row of the consents may be a refusal "
    "(customer {other})",
)


def check(rule: Rule, book: Book, as_of: date) -> Iterator[Finding]:
    """Find approved messages to customers who are closed, or who asked for no such message."""
    table = typed(book, "outreach")
    if table is None or "approved" not in table.values("status"):
        return
    known, statuses = ledger(book, as_of), _statuses(book)
    columns = ("status", "purpose", "channel", "customer_id", "recipient_id")
    days = days_in(table, "planned_on")
    rows = zip(*(table.values(column) for column in columns), days, strict=True)
    for row, (status, purpose, channel, customer, recipient, planned) in enumerate(rows):
        if status != "approved":
            continue
        who = key_text(recipient or customer or "")
        on = max(planned or as_of, as_of)
        refusal = known.refusal(who, str(channel or ""), str(purpose or ""), on)
        text, other = None, ""
        if refusal is not None:
            text, other = _asked(rule, refusal, who), refusal.customer
        elif who in statuses:
            text = PAUSED if statuses[who] == "paused" else LEFT
        if text is not None:
            yield rule.found(
                table.table.ref(row, "status"), text=text, customer=shown(who), other=shown(other)
            )


def _asked(rule: Rule, refusal: Refusal, who: str) -> Text:
    if refusal.how == "unclear":
        return UNCLEAR
    if refusal.customer != who:
        return SHARED
    return rule.text if refusal.how == "do-not-contact" else ASKED


def _statuses(book: Book) -> dict[str, Cell]:
    """Return the customers to whom nobody writes, with their statuses."""
    customers = typed(book, "customers")
    if customers is None or CLOSED.isdisjoint(customers.values("status")):
        return {}
    pairs = zip(keys_in(customers, "customer_id"), customers.values("status"), strict=True)
    return {customer: status for customer, status in pairs if status in CLOSED}


RULE = Rule(
    "error",
    Text(
        "אושרה הודעה ל-{customer}, שמסומן 'לא לפנות'",
        "a message was approved to {customer}, marked 'do not contact'",
    ),
    check,
    sheets=("outreach",),
)
