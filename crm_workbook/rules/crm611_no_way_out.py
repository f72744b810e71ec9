"""Advertising that does not say how to be removed

The law (section 30A) wants a simple way to refuse in every advertisement. Who finds none does not write
back: they complain, or go.

`outreach`
| planned_on | customer_id | purpose | channel | text                          | status |
|------------|-------------|---------|---------|-------------------------------|--------|
| 2026-07-01 | C-0001      | פרסומת  | וואטסאפ | פרסומת: מבצע על עוגות          | מאושר  |
| 2026-07-01 | C-0002      | פרסומת  | מסרון   | פרסומת: מבצע. להסרה השיבו הסר | מאושר  |
| 2026-07-01 | C-0003      | שירות   | מסרון   | ההזמנה מוכנה                  | מאושר  |

Finds:
- outreach!E2

Fix: none. End the message with the removal line of the settings.

---

פרסומת שאינה אומרת איך להסיר

החוק (סעיף 30א) דורש בכל פרסומת דרך פשוטה לסרב. מי שאינו מוצא אותה אינו כותב בחזרה: הוא מתלונן, או עוזב.

תיקון: אין תיקון אוטומטי. יש לסיים את ההודעה בשורת ההסרה שבהגדרות.
"""

from __future__ import annotations

import re

from crm_workbook.fields.normal import plain
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

WAY: Final = re.compile(
    r"הסר|unsubscribe|opt[ -]?out|\bstop\b|\bremoved?\b|отпис|удал|إلغاء|إزالة", re.IGNORECASE
)
"""Words in which people are told how to be removed, in the languages of the drafts."""


def check(rule: Rule, book: Book, _as_of: date) -> Iterator[Finding]:
    """Find advertisements, approved or sent, without the words for a removal."""
    table = typed(book, "outreach")
    if table is None:
        return
    own = book.settings.get("removal_phrase")
    phrase = plain(own) if isinstance(own, str) else ""
    for message in messages(book):
        if message.purpose != "advertising" or message.channel not in WRITTEN:
            continue
        if not message.text or WAY.search(message.text):
            continue
        if not phrase or phrase not in plain(message.text):
            ref = table.table.ref(message.row, "text")
            yield rule.found(ref, customer=shown(message.who))


RULE = Rule(
    "error",
    Text(
        "הפרסומת ל-{customer} אינה אומרת איך להסיר",
        "the advertisement to {customer} does not say how to be removed",
    ),
    check,
    columns=("outreach.purpose", "outreach.status", "outreach.text"),
)
