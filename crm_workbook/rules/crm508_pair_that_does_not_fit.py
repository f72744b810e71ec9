"""A result paired with what cannot have brought it

A result is paired with the action meant to bring it about. Paired with another result, with itself, or with
calls that ended before it began, 'result per action' divides by something else.

`targets`
| target_id | level | kind   | measure | value | start      | end        | paired_with |
|-----------|-------|--------|---------|-------|------------|------------|-------------|
| T-1       | כללי  | פעולה  | שיחות   | 60    | 2026-01-01 | 2026-03-31 |             |
| T-2       | כללי  | תוצאה  | מחזור   | 9000  | 2026-01-01 | 2026-03-31 | T-1         |
| T-3       | כללי  | תוצאה  | מחזור   | 9000  | 2026-07-01 | 2026-09-30 | T-1         |
| T-4       | כללי  | תוצאה  | קניות   | 40    | 2026-01-01 | 2026-03-31 | T-2         |
| T-5       | כללי  | תוצאה  | ביקורים | 10    | 2026-01-01 | 2026-03-31 |             |
| T-6       | כללי  | תוצאה  | קניות   | 50    | 2026-01-01 | 2026-03-31 | T-5         |
| T-7       | כללי  | תוצאה  | מחזור   | 7000  | 2026-02-28 | 2026-01-01 | T-8         |
| T-8       | כללי  | פעולה  | סקרים   | 9     | 2026-01-05 | 2026-01-31 |             |

Finds:
- targets!H4
- targets!H5

Fix: none. Pair it with an action of the same days.

---

תוצאה שמשויכת למה שלא יכול היה להביא אותה

תוצאה משויכת לפעולה שאמורה להביא אותה. כשהיא משויכת לתוצאה אחרת, לעצמה, או לשיחות שנגמרו לפני שהתחילה,
'תוצאה לפעולה' מחולקת בדבר אחר.

תיקון: אין תיקון אוטומטי. יש לשייך אותה לפעולה של אותם ימים.
"""

from __future__ import annotations

from crm_workbook.lean import TYPE_CHECKING, Final
from crm_workbook.model import shown
from crm_workbook.rules import Rule
from crm_workbook.schema.columns import days_in
from crm_workbook.schema.limits import ACTIONS
from crm_workbook.schema.typed import typed
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from crm_workbook.model import Book, Finding

NO_ACTION: Final = Text(
    "היעד {value} שאליו שויכה התוצאה אינו פעולה",
    "the target {value} it is paired with is no action",
)


def check(rule: Rule, book: Book, _as_of: date) -> Iterator[Finding]:
    """Find results paired with what is no action, or with one of other days."""
    table = typed(book, "targets")
    if table is None:
        return
    measures = table.values("measure")
    place = {key: row for row, key in enumerate(table.values("target_id")) if key is not None}
    kinds, starts, ends = table.values("kind"), days_in(table, "start"), days_in(table, "end")
    for row, paired in enumerate(table.values("paired_with")):
        other = place.get(paired) if paired is not None else None
        if other is None or kinds[row] != "result":
            continue  # of a target that is not there another rule tells
        text = None
        if kinds[other] == "result" and measures[other] in ACTIONS:
            continue  # an action called a result has a rule of its own
        if kinds[other] == "result":
            text = NO_ACTION
        elif _apart(starts[row], ends[row], starts[other], ends[other]):
            text = rule.text
        if text is not None:
            ref = table.table.ref(row, "paired_with")
            yield rule.found(ref, text=text, value=shown(paired))


def _apart(start: date | None, end: date | None, first: date | None, last: date | None) -> bool:
    if start is None or end is None or first is None or last is None:
        return False
    if end < start or last < first:
        return False  # a target that ends before it begins has a rule of its own
    return last < start or end < first


RULE = Rule(
    "warning",
    Text(
        "הפעולה {value} שאליה שויכה התוצאה היא של ימים אחרים",
        "the action {value} it is paired with is of other days",
    ),
    check,
    columns=("targets.paired_with", "targets.kind"),
)
