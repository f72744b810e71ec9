"""A customer of the control group who gets the message

The control group is left alone so that the campaign can be told from what would have been bought anyway.
One message to it, and the campaign looks worth less than it was.

`outreach`
| planned_on | customer_id | purpose | channel | text     | group         | status |
|------------|-------------|---------|---------|----------|---------------|--------|
| 2026-07-01 | C-0001      | ברכה    | מסרון   | חג שמח   | קבוצת ביקורת  | מאושר  |
| 2026-07-01 | C-0002      | ברכה    | מסרון   | חג שמח   | קבוצת ביקורת  | דילוג  |
| 2026-07-01 | C-0003      | ברכה    | מסרון   | חג שמח   | קבוצת פנייה   | מאושר  |

Finds:
- outreach!F2

Fix: none. Skip the message; if it went, move the customer to the group of those contacted.

---

לקוח מקבוצת הביקורת שמקבל את ההודעה

לקבוצת הביקורת לא פונים, כדי להבדיל בין מה שהקמפיין הביא לבין מה שהיו קונים בלעדיו. הודעה אליה, והקמפיין
נראה שווה פחות ממה שהיה.

תיקון: אין תיקון אוטומטי. יש לדלג על ההודעה; אם נשלחה, יש להעביר את הלקוח לקבוצת הפנייה.
"""

from __future__ import annotations

from crm_workbook.lean import TYPE_CHECKING
from crm_workbook.model import shown
from crm_workbook.rules import Rule
from crm_workbook.rules.messages import messages
from crm_workbook.schema.typed import typed
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from crm_workbook.model import Book, Finding


def check(rule: Rule, book: Book, _as_of: date) -> Iterator[Finding]:
    """Find messages, approved or sent, to whom a campaign meant to leave alone."""
    table = typed(book, "outreach")
    if table is None:
        return
    groups = table.values("group")
    for message in messages(book):
        if groups[message.row] == "control":
            ref = table.table.ref(message.row, "group")
            yield rule.found(ref, customer=shown(message.who))


RULE = Rule(
    "error",
    Text(
        "{customer} בקבוצת הביקורת, וההודעה אושרה או נשלחה",
        "{customer} is in the control group, and the message was approved or sent",
    ),
    check,
    columns=("outreach.group", "outreach.status"),
)
