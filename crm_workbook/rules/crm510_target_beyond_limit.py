"""A target that the business's own limits forbid

More messages or calls to one customer than the settings allow in that time. Nobody can keep both, and the
one that gives way is usually the customer's peace.

`settings`
| key      | value |
|----------|-------|
| cap_call | 1     |

`targets`
| target_id | level | level_value | kind   | measure | value | start      | end        |
|-----------|-------|-------------|--------|---------|-------|------------|------------|
| T-1       | לקוח  | C-0001      | פעולה  | שיחות   | 10    | 2026-01-01 | 2026-03-31 |
| T-2       | לקוח  | C-0002      | פעולה  | שיחות   | 4     | 2026-01-01 | 2026-12-31 |
| T-3       | כללי  |             | פעולה  | שיחות   | 300   | 2026-01-01 | 2026-03-31 |

Finds:
- targets!F2

Fix: none. Lower the target, give it more time, or raise the limit in the settings.

---

יעד שההגדרות של העסק עצמו אוסרות

יותר הודעות או שיחות ללקוח אחד ממה שההגדרות מתירות בזמן הזה. אי אפשר לעמוד בשניהם, ומי שמוותר הוא בדרך
כלל השקט של הלקוח.

תיקון: אין תיקון אוטומטי. יש להקטין את היעד, לתת לו יותר זמן, או להגדיל את המגבלה בהגדרות.
"""

from __future__ import annotations

from crm_workbook.lean import TYPE_CHECKING, Final
from crm_workbook.model import shown
from crm_workbook.rules import Rule
from crm_workbook.schema.columns import days_in
from crm_workbook.schema.typed import typed
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from crm_workbook.model import Book, Finding

LIMITS: Final = {
    "calls": ("cap_call",),
    "messages": ("cap_sms", "cap_whatsapp", "cap_email"),
}
"""The settings that limit what a measure counts, each for 30 days."""
MONTH: Final = 30


def check(rule: Rule, book: Book, _as_of: date) -> Iterator[Finding]:
    """Find targets for one customer that are above all the limits of their days together."""
    table = typed(book, "targets")
    if table is None:
        return
    columns = (table.values(name) for name in ("level", "kind", "measure", "direction", "value"))
    spans = (days_in(table, name) for name in ("start", "end"))
    for row, (level, kind, measure, direction, value, start, end) in enumerate(
        zip(*columns, *spans, strict=True)
    ):
        if level != "customer" or kind != "action" or direction == "at_most":
            continue
        if start is None or end is None or end < start or not isinstance(value, float):
            continue
        caps = [book.settings.get(name) for name in LIMITS.get(str(measure), ())]
        months = -(-((end - start).days + 1) // MONTH)
        most = sum(cap for cap in caps if isinstance(cap, float)) * months
        if caps and value > most:
            ref = table.table.ref(row, "value")
            yield rule.found(ref, value=shown(value), most=shown(most))


RULE = Rule(
    "warning",
    Text(
        "היעד ללקוח הוא {value}, וההגדרות מתירות בזמן הזה {most} לכל היותר",
        "the target for one customer is {value}, and the settings allow {most} in that time",
    ),
    check,
    columns=("targets.level_value", "targets.kind", "targets.value"),
)
