"""A message with a gap that was not filled

'Hello {{name}}' or 'Hello ,' tells the customer that a machine wrote, and not even a careful one. It is
what they will remember of the message.

`outreach`
| planned_on | customer_id | purpose | channel | text                       | status |
|------------|-------------|---------|---------|----------------------------|--------|
| 2026-07-01 | C-0001      | ברכה    | מסרון   | שלום {{ c.first_name }}!   | מאושר  |
| 2026-07-01 | C-0002      | ברכה    | מסרון   | שלום , חג שמח              | מאושר  |
| 2026-07-01 | C-0003      | ברכה    | מסרון   | שלום [שם], חג שמח          | מאושר  |
| 2026-07-01 | C-0004      | ברכה    | מסרון   | שלום דנה, חג שמח           | מאושר  |

Finds:
- outreach!E2
- outreach!E3
- outreach!E4

Fix: none. Write the name, or a greeting that needs none.

---

הודעה שנשאר בה מקום ריק

'שלום {{name}}' או 'שלום ,' מגלה ללקוח שמכונה כתבה לו, וגם היא לא בתשומת לב. זה מה שיזכרו מההודעה.

תיקון: אין תיקון אוטומטי. יש לכתוב את השם, או פתיחה שאינה צריכה שם.
"""

from __future__ import annotations

import re

from crm_workbook.lean import TYPE_CHECKING, Final
from crm_workbook.model import shown
from crm_workbook.rules import Rule
from crm_workbook.rules.messages import messages
from crm_workbook.schema.typed import typed
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from crm_workbook.model import Book, Finding

GAP: Final = re.compile(
    r"\{\{[^{}\n]{0,40}|\}\}|\{%|%\}"
    r"|\{[^\W\d_][\w. ]{0,30}\}|<<[^<>\n]{1,30}>>"
    r"|\[(?:שם|שם פרטי|שם הלקוח|תאריך|סכום|מוצר|(?:first |customer )?name|date|amount|product)\]"
    r"|(?:\A|\n)\s*(?:שלום|היי|הי|לכבוד|hi|hello|dear)\s+[,!]"
    r"|(?:שלום|היי|hi|hello|dear) (?:none|nan|null)\b",
    re.IGNORECASE,
)
"""A template's own signs, the usual words in brackets, a greeting of nobody."""
SIGNS: Final = "{}<>[]% \n"


def check(rule: Rule, book: Book, _as_of: date) -> Iterator[Finding]:
    """Find messages, approved or sent, with a gap of a template in their words."""
    table = typed(book, "outreach")
    if table is None:
        return
    for message in messages(book):
        for column, said in (("subject", message.subject), ("text", message.text)):
            gap = GAP.search(said)
            if gap is not None and column in table:
                ref = table.table.ref(message.row, column)
                yield rule.found(
                    ref, customer=shown(message.who), value=shown(gap[0].strip(SIGNS))
                )


RULE = Rule(
    "error",
    Text(
        "בהודעה ל-{customer} נשאר מקום לא ממולא: '{value}'",
        "the message to {customer} has an unfilled gap: '{value}'",
    ),
    check,
    columns=("outreach.status", "outreach.text"),
)
