"""A message approved long ago that never went

Its day passed more than two weeks ago. The words are no longer true, a holiday is over, an offer has ended,
and the day somebody presses send it goes out all the same.

`outreach`
| planned_on | customer_id | purpose | channel | text      | status |
|------------|-------------|---------|---------|-----------|--------|
| 2026-04-01 | C-0001      | ברכה    | מסרון   | חג שמח    | מאושר  |
| 2026-06-28 | C-0002      | ברכה    | מסרון   | חג שמח    | מאושר  |
| 2026-04-01 | C-0003      | ברכה    | מסרון   | חג שמח    | טיוטה  |

Finds:
- outreach!A2

Fix: none. Mark it as sent, skip it, or plan it for a new day with words that fit.

---

הודעה שאושרה מזמן ולא נשלחה

היום שלה עבר לפני יותר משבועיים. המילים כבר אינן נכונות, החג עבר, המבצע הסתיים, וביום שמישהו ילחץ על
שליחה היא תצא בכל זאת.

תיקון: אין תיקון אוטומטי. יש לסמן שנשלחה, לדלג עליה, או לקבוע לה יום חדש ונוסח מתאים.
"""

from __future__ import annotations

from datetime import timedelta

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

STALE: Final = timedelta(days=14)


def check(rule: Rule, book: Book, as_of: date) -> Iterator[Finding]:
    """Find approved messages whose day has gone by more than two weeks ago."""
    table = typed(book, "outreach")
    if table is None:
        return
    for message in messages(book):
        planned = message.planned
        if message.status != "approved" or planned is None or message.sent is not None:
            continue
        if as_of - planned > STALE:
            yield rule.found(
                table.table.ref(message.row, "planned_on"),
                customer=shown(message.who),
                value=planned,
            )


RULE = Rule(
    "warning",
    Text(
        "ההודעה ל-{customer} אושרה ל-{value} ולא נשלחה",
        "the message to {customer} was approved for {value} and never sent",
    ),
    check,
    columns=("outreach.planned_on", "outreach.status"),
)
