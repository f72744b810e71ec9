"""A message approved without a word in it

Somebody presses send and the customer gets an empty message, or the person sending makes one up on
the spot.

`outreach`
| planned_on | customer_id | purpose | channel      | text | status |
|------------|-------------|---------|--------------|------|--------|
| 2026-07-08 | C-0001      | ברכה    | מסרון        |      | מאושר  |
| 2026-07-08 | C-0002      | ברכה    | שיחת טלפון   |      | מאושר  |
| 2026-07-08 | C-0002      | ברכה    | מסרון        | שלום | מאושר  |

Finds:
- outreach!E2

Fix: none. Write the text, or let `crm draft` write it.

---

הודעה שאושרה ואין בה מילה

מישהו ילחץ 'שלח' והלקוח יקבל הודעה ריקה, או שהשולח ימציא נוסח במקום.

תיקון: אין תיקון אוטומטי. יש לכתוב את הנוסח, או לתת ל-`crm draft` לכתוב אותו.
"""

from __future__ import annotations

from crm_workbook.lean import TYPE_CHECKING, Final
from crm_workbook.rules import Rule
from crm_workbook.schema.typed import typed
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from crm_workbook.model import Book, Finding

WRITTEN: Final = frozenset({"sms", "whatsapp", "email", "letter", "social"})


def check(rule: Rule, book: Book, _as_of: date) -> Iterator[Finding]:
    """Find approved messages on a written channel with no text."""
    table = typed(book, "outreach")
    if table is None or "text" not in table:
        return
    columns = ("status", "channel", "text")
    rows = zip(*(table.values(column) for column in columns), strict=True)
    for row, (status, channel, text) in enumerate(rows):
        if status == "approved" and channel in WRITTEN and text is None:
            yield rule.found(table.table.ref(row, "text"))


RULE = Rule(
    "error",
    Text("ההודעה אושרה ואין לה נוסח", "the message was approved and has no text"),
    check,
    sheets=("outreach",),
)
