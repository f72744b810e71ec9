"""A sales call without a look into the do-not-call registry

Before a sales call the number has to be looked up in the registry, at most fifteen days before; a consent
to calls holds for a year. A call to a listed number can cost tens of thousands of shekels.

`outreach`
| planned_on | customer_id | purpose | channel    | text          | status |
|------------|-------------|---------|------------|---------------|--------|
| 2026-07-01 | C-0001      | פרסומת  | שיחת טלפון | להציע עוגה    | מאושר  |
| 2026-07-01 | C-0002      | פרסומת  | שיחת טלפון | להציע עוגה    | מאושר  |
| 2026-07-01 | C-0003      | פרסומת  | שיחת טלפון | להציע עוגה    | מאושר  |
| 2026-07-01 | C-0004      | פרסומת  | שיחת טלפון | להציע עוגה    | מאושר  |
| 2026-07-01 | C-0005      | שירות   | שיחת טלפון | לתאם משלוח    | מאושר  |
| 2026-07-01 | C-0006      | פרסומת  | שיחת טלפון | להציע עוגה    | מאושר  |

`consents`
| customer_id | channel    | action                    | basis         | proof | on         | result     |
|-------------|------------|---------------------------|---------------|-------|------------|------------|
| C-0001      | שיחת טלפון | נבדק במאגר אל תתקשרו      |               |       | 2026-06-20 | לא רשום    |
| C-0002      | שיחת טלפון | נבדק במאגר אל תתקשרו      |               |       | 2026-05-20 | לא רשום    |
| C-0003      | שיחת טלפון | נבדק במאגר אל תתקשרו      |               |       | 2026-06-20 | רשום במאגר |
| C-0004      | שיחת טלפון | ניתנה הסכמה               | שיחה מוקלטת   | הקלטה | 2026-01-20 |            |

Finds:
- outreach!E3
- outreach!E4
- outreach!E7

Fix: none. Look the number up, and record the day and the answer in the consents.

---

שיחת מכירה בלי בדיקה במאגר 'אל תתקשרו'

לפני שיחת מכירה צריך לבדוק את המספר במאגר, לכל היותר חמישה עשר יום קודם; הסכמה לשיחות תקפה לשנה. שיחה
למספר שרשום במאגר עלולה לעלות עשרות אלפי שקלים.

תיקון: אין תיקון אוטומטי. יש לבדוק את המספר, ולרשום בהסכמות את היום ואת התשובה.
"""

from __future__ import annotations

from datetime import timedelta

from crm_workbook.lean import TYPE_CHECKING, Final
from crm_workbook.model import shown
from crm_workbook.rules import Rule
from crm_workbook.rules.elsewhere import is_stranger
from crm_workbook.rules.messages import messages
from crm_workbook.schema.columns import days_in, keys_in
from crm_workbook.schema.typed import typed
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from crm_workbook.model import Book, Cell, Finding

    _Events = list[tuple[Cell, Cell, date]]

FRESH: Final = timedelta(days=15)
YEAR: Final = timedelta(days=366)
LISTED: Final = Text(
    "אושרה שיחת מכירה ל-{customer}, שרשום במאגר 'אל תתקשרו'",
    "a sales call to {customer}, who is in the do-not-call registry",
)


def check(rule: Rule, book: Book, as_of: date) -> Iterator[Finding]:
    """Find sales calls, approved or made, that neither a fresh look nor a consent covers."""
    calls = [m for m in messages(book) if m.channel == "call" and m.purpose == "advertising"]
    table = typed(book, "outreach")
    if table is None or not calls:
        return
    known = _events(book)
    column = "text" if "text" in table else "channel"
    for call in calls:
        if is_stranger(book, call.who):
            continue
        on = call.sent or max(call.planned or as_of, as_of)
        before = [each for each in known.get(call.who, ()) if each[2] <= on]
        checks = [each for each in before if each[0] == "dnc_checked"]
        last = max(checks, key=lambda each: each[2], default=None)
        if any(action == "given" and on - day <= YEAR for action, _, day in before):
            continue
        listed = last is not None and last[1] == "listed"
        if listed or last is None or on - last[2] > FRESH:
            ref = table.table.ref(call.row, column)
            text = LISTED if listed else rule.text
            yield rule.found(ref, text=text, customer=shown(call.who))


def _events(book: Book) -> dict[str, _Events]:
    """Return what happened about calls, by customer: the action, the answer and the day."""
    table = typed(book, "consents")
    found: dict[str, _Events] = {}
    if table is not None:
        words = (table.values(name) for name in ("action", "result", "channel"))
        rows = zip(keys_in(table, "customer_id"), days_in(table, "on"), *words, strict=True)
        for customer, day, action, result, channel in rows:
            if day is not None and channel in {"call", "all", None}:
                found.setdefault(customer, []).append((action, result, day))
    return found


RULE = Rule(
    "error",
    Text(
        "שיחת מכירה ל-{customer} בלי הסכמה ובלי בדיקה במאגר ב-15 הימים שלפניה",
        "a sales call to {customer} without consent or a look into the registry within 15 days",
    ),
    check,
    columns=("outreach.channel", "outreach.purpose", "outreach.status"),
)
