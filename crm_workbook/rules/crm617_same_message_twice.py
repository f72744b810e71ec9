"""The same message to the same customer twice

The same words a second time within a month. The first time they were a greeting, the second time they
show that nobody keeps track.

`outreach`
| planned_on | customer_id | purpose | channel | text           | status | sent_on    |
|------------|-------------|---------|---------|----------------|--------|------------|
| 2026-06-01 | C-0001      | ברכה    | מסרון   | דנה, חג שמח!   | נשלח   | 2026-06-01 |
| 2026-07-01 | C-0001      | ברכה    | וואטסאפ | דנה, חג שמח!   | מאושר  |            |
| 2026-07-01 | C-0002      | ברכה    | מסרון   | רות, חג שמח!   | מאושר  |            |
| 2025-04-01 | C-0002      | ברכה    | מסרון   | רות, חג שמח!   | נשלח   | 2025-04-01 |

Finds:
- outreach!E3

Fix: none. Skip the second one.

---

אותה הודעה לאותו לקוח פעמיים

אותן מילים בפעם השנייה בתוך חודש. בפעם הראשונה הן היו ברכה, בשנייה הן מראות שאיש אינו עוקב.

תיקון: אין תיקון אוטומטי. יש לדלג על השנייה.
"""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

from crm_workbook.fields.normal import plain
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
    from crm_workbook.rules.messages import Message

MONTH: Final = timedelta(days=30)
REPEATED: Final = "service"
"""What the law and good manners let repeat: 'your order is ready' is news every time."""


def check(rule: Rule, book: Book, _as_of: date) -> Iterator[Finding]:
    """Find messages whose words somebody has got, or is to get, within the month before."""
    table = typed(book, "outreach")
    if table is None:
        return
    alike: dict[tuple[str, str], list[tuple[date, Message]]] = {}
    for message in messages(book):
        if message.on is not None and message.text and message.purpose != REPEATED:
            said = (message.who, plain(message.text))
            alike.setdefault(said, []).append((message.on, message))
    for same in alike.values():
        same.sort(key=lambda each: (each[0], each[1].row))
        for (before, first), (on, message) in pairwise(same):
            if on - before <= MONTH:
                yield rule.found(
                    table.table.ref(message.row, "text"),
                    customer=shown(message.who),
                    row=table.table.rows[first.row],
                )


RULE = Rule(
    "warning",
    Text(
        "אותה הודעה ל-{customer} כמו בשורה {row}, בתוך 30 יום",
        "the same message to {customer} as in row {row}, within 30 days",
    ),
    check,
    columns=("outreach.text", "outreach.status"),
)
