"""A message approved to somebody it cannot reach

There is no mobile number for the WhatsApp, or no address for the e-mail. It will be skipped on the day, and
the customer nobody could reach stays unreached.

`customers`
| customer_id | display_name | phone          | email |
|-------------|--------------|----------------|-------|
| C-0001      | דנה כהן      |                |       |
| C-0002      | רות אלון     | '054-765-4322' |       |
| C-0003      | יוסי לוי     | '03-555-1234'  |       |

`outreach`
| planned_on | customer_id | purpose | channel | text | status |
|------------|-------------|---------|---------|------|--------|
| 2026-07-08 | C-0001      | ברכה    | מסרון   | שלום | מאושר  |
| 2026-07-08 | C-0002      | ברכה    | דוא"ל   | שלום | מאושר  |
| 2026-07-08 | C-0002      | ברכה    | מסרון   | שלום | מאושר  |
| 2026-07-08 | C-0003      | ברכה    | מסרון   | שלום | מאושר  |

Finds:
- outreach!D2
- outreach!D3
- outreach!D5

Fix: none. Choose another channel, or ask for the number or address.

---

הודעה שאושרה למי שאי אפשר להשיג

אין מספר נייד לוואטסאפ, או אין כתובת לדוא"ל. ביום השליחה ידלגו עליה, והלקוח שאי אפשר היה להשיג יישאר כך.

תיקון: אין תיקון אוטומטי. יש לבחור ערוץ אחר, או לברר את המספר או הכתובת.
"""

from __future__ import annotations

from crm_workbook.lean import TYPE_CHECKING
from crm_workbook.model import shown
from crm_workbook.rules import Rule
from crm_workbook.schema.addresses import CHANNELS, COLUMNS, address
from crm_workbook.schema.typed import typed
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from crm_workbook.model import Book, Finding


def check(rule: Rule, book: Book, _as_of: date) -> Iterator[Finding]:
    """Find approved messages to known customers without an address for the channel."""
    table, customers = typed(book, "outreach"), typed(book, "customers")
    if table is None or customers is None or "approved" not in table.values("status"):
        return
    place = {key: row for row, key in enumerate(customers.values("customer_id"))}
    columns = ("status", "channel", "customer_id", "recipient_id")
    rows = zip(*(table.values(column) for column in columns), strict=True)
    for row, (status, channel, customer, recipient) in enumerate(rows):
        who = place.get(recipient or customer)
        if status != "approved" or channel not in CHANNELS or who is None:
            continue
        if not address(str(channel), {c: customers.values(c)[who] for c in COLUMNS}):
            yield rule.found(
                table.table.ref(row, "channel"),
                customer=shown(recipient or customer),
                channel=shown(table["channel"].raw[row]),
            )


RULE = Rule(
    "warning",
    Text(
        "אושרה הודעה ב{channel} ל-{customer}, ואין לאן לשלוח",
        "a message by {channel} to {customer} was approved, and there is nowhere to send it",
    ),
    check,
    sheets=("outreach", "customers"),
)
