"""A request to be removed that nothing remembers

The customer answered 'remove me', and neither the customer's row nor the consents say so. The next
campaign writes to them again, and now they can prove that they asked.

`customers`
| customer_id | display_name | do_not_contact |
|-------------|--------------|----------------|
| C-0001      | דנה כהן      |                |
| C-0002      | רות אלון     | כן             |
| C-0003      | יוסי לוי     |                |
| C-0004      | מאיה גל      |                |

`consents`
| customer_id | channel      | action       | basis | proof | on         |
|-------------|--------------|--------------|-------|-------|------------|
| C-0003      | כל הערוצים   | הסכמה בוטלה  |       |       | 2026-03-10 |
| C-0004      | כל הערוצים   | הסכמה בוטלה  |       |       | 2025-01-01 |
| C-0004      | כל הערוצים   | ניתנה הסכמה  | בכתב  | טופס  | 2025-06-01 |

`outreach`
| planned_on | customer_id | purpose | channel | text | status | sent_on    | response    | response_on |
|------------|-------------|---------|---------|------|--------|------------|-------------|-------------|
| 2026-03-08 | C-0001      | ברכה    | מסרון   | שלום | נשלח   | 2026-03-08 | בקשת הסרה   | 2026-03-09  |
| 2026-03-08 | C-0002      | ברכה    | מסרון   | שלום | נשלח   | 2026-03-08 | בקשת הסרה   | 2026-03-09  |
| 2026-03-08 | C-0003      | ברכה    | מסרון   | שלום | נשלח   | 2026-03-08 | בקשת הסרה   | 2026-03-09  |
| 2026-03-08 | C-0004      | ברכה    | מסרון   | שלום | נשלח   | 2026-03-08 | בקשת הסרה   | 2026-03-09  |

Finds:
- outreach!H2
- outreach!H5

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

from crm_workbook.lean import TYPE_CHECKING
from crm_workbook.model import key_text, shown
from crm_workbook.rules import Rule
from crm_workbook.rules.elsewhere import is_stranger
from crm_workbook.schema.columns import day
from crm_workbook.schema.ledger import ledger
from crm_workbook.schema.typed import typed
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from crm_workbook.model import Book, Finding


def check(rule: Rule, book: Book, as_of: date) -> Iterator[Finding]:
    """Find answers 'remove me' of customers with neither a mark nor a withdrawal since."""
    table = typed(book, "outreach")
    if table is None or "opted_out" not in table.values("response"):
        return
    known = ledger(book, as_of)
    columns = ("response", "customer_id", "recipient_id", "response_on", "sent_on")
    rows = zip(*(table.values(column) for column in columns), strict=True)
    for row, (response, customer, recipient, answered, sent) in enumerate(rows):
        if response != "opted_out":
            continue
        asked = day(answered) or day(sent)
        them = [key_text(who) for who in (recipient, customer) if who is not None]
        if is_stranger(book, recipient or customer):
            continue
        if not any(known.records(who, asked) for who in them):
            ref = table.table.ref(row, "response")
            yield rule.found(ref, customer=shown(recipient or customer))


RULE = Rule(
    "error",
    Text(
        "התקבלה בקשת הסרה מ-{customer}, ואין לה זכר בלקוחות או בהסכמות",
        "{customer} asked to be removed, and neither customers nor consents say so",
    ),
    check,
    sheets=("outreach",),
)
