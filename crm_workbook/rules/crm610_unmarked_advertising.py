"""Advertising that does not say it is advertising

Israeli law (Communications Law, section 30A) wants the word 'advertisement' at the beginning, in an
e-mail at the beginning of the subject. Leaving it out makes the whole message unlawful, consent or no
consent.

`outreach`
| planned_on | customer_id | purpose | channel | subject        | text                                | status |
|------------|-------------|---------|---------|----------------|-------------------------------------|--------|
| 2026-07-01 | C-0001      | פרסומת  | וואטסאפ |                | מבצע על עוגות! להסרה השיבו הסר       | מאושר  |
| 2026-07-01 | C-0002      | פרסומת  | דוא"ל   | עוגות במבצע    | פרסומת: עוגות. להסרה השיבו הסר       | מאושר  |

Finds:
- outreach!F2
- outreach!E3

Good:

`outreach`
| planned_on | customer_id | purpose | channel | subject           | text                                | status |
|------------|-------------|---------|---------|-------------------|-------------------------------------|--------|
| 2026-07-01 | C-0001      | פרסומת  | וואטסאפ |                   | פרסומת: מבצע! להסרה השיבו הסר        | מאושר  |
| 2026-07-01 | C-0002      | פרסומת  | דוא"ל   | [Ad] Cakes        | Cakes! Reply remove to stop.        | מאושר  |
| 2026-07-01 | C-0003      | ברכה    | מסרון   |                   | חג שמח                              | מאושר  |

Fix: none. Begin the text, or the subject of an e-mail, with the word 'פרסומת', in English '[Ad]'.

---

פרסומת שאינה אומרת שהיא פרסומת

חוק התקשורת (סעיף 30א) דורש את המילה 'פרסומת' בתחילת ההודעה, ובדוא"ל בתחילת הנושא. בלעדיה ההודעה כולה
אסורה, גם אם יש הסכמה.

תיקון: אין תיקון אוטומטי. יש לפתוח את ההודעה, ובדוא"ל את הנושא, במילה 'פרסומת'.
"""

from __future__ import annotations

import re

from crm_workbook.lean import TYPE_CHECKING, Final
from crm_workbook.model import shown
from crm_workbook.rules import Rule
from crm_workbook.rules.messages import WRITTEN, messages
from crm_workbook.schema.typed import typed
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from crm_workbook.model import Book, Finding

MARK: Final = re.compile(r"[\W_]*(?:פרסומת\b|ad[]):]|advert)", re.IGNORECASE)


def check(rule: Rule, book: Book, _as_of: date) -> Iterator[Finding]:
    """Find advertisements, approved or sent, that do not begin with the word for it."""
    table = typed(book, "outreach")
    if table is None:
        return
    for message in messages(book):
        if message.purpose != "advertising" or message.channel not in WRITTEN:
            continue
        mail = message.channel == "email"
        beginning = message.subject if mail else message.text
        # A message without a word in it has a rule of its own.
        if message.text and MARK.match(beginning) is None:
            where = "subject" if mail and "subject" in table else "text"
            yield rule.found(table.table.ref(message.row, where), customer=shown(message.who))


RULE = Rule(
    "error",
    Text(
        "הפרסומת ל-{customer} אינה נפתחת במילה 'פרסומת'",
        "the advertisement to {customer} does not begin with [Ad]",
    ),
    check,
    columns=("outreach.purpose", "outreach.status", "outreach.text"),
)
