"""The same target twice, with two different values

Same measure, same scope, same days, and two figures to reach. One of them is reached first and shines on the
dashboard; which of the two was meant nobody can say.

`targets`
| target_id | level | level_value | kind   | measure | value | start      | end        |
|-----------|-------|-------------|--------|---------|-------|------------|------------|
| T-1       | כללי  |             | פעולה  | שיחות   | 60    | 2026-01-01 | 2026-12-31 |
| T-2       | כללי  |             | פעולה  | שיחות   | 80    | 2026-01-01 | 2026-12-31 |
| T-3       | כללי  |             | פעולה  | שיחות   | 15    | 2026-01-01 | 2026-03-31 |
| T-4       | לקוח  | C-0001      | פעולה  | שיחות   | 4     | 2026-01-01 | 2026-12-31 |

Finds:
- targets!E3

Fix: none. Keep one of them; whoever wants a floor and a ceiling sets the direction.

---

אותו יעד פעמיים, בשני ערכים

אותו מדד, אותו היקף, אותם ימים, ושני מספרים להגיע אליהם. אחד מהם מושג קודם ומאיר את לוח הבקרה; לאיזה מהם
התכוונו אי אפשר לדעת.

תיקון: אין תיקון אוטומטי. יש להשאיר אחד מהם; מי שרוצה רצפה ותקרה קובע את הכיוון.
"""

from __future__ import annotations

from crm_workbook.lean import TYPE_CHECKING
from crm_workbook.rules import Rule
from crm_workbook.schema.columns import days_in
from crm_workbook.schema.typed import typed
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from crm_workbook.model import Book, Finding


def check(rule: Rule, book: Book, _as_of: date) -> Iterator[Finding]:
    """Find targets that count the same rows over the same days in the same direction."""
    table = typed(book, "targets")
    if table is None:
        return
    names = ("measure", "level", "level_value", "direction", "value")
    spans = (days_in(table, name) for name in ("start", "end"))
    rows = zip(*(table.values(name) for name in names), *spans, strict=True)
    first: dict[object, int] = {}
    for row, (measure, level, whose, direction, value, start, end) in enumerate(rows):
        if measure is None or value is None or start is None or end is None:
            continue
        same = (measure, level or "general", whose, direction or "at_least", start, end)
        before = first.setdefault(same, row)
        if before != row:
            yield rule.found(table.table.ref(row, "measure"), row=table.table.rows[before])


RULE = Rule(
    "warning",
    Text(
        "אותו יעד לאותם ימים כבר נקבע בשורה {row}",
        "the same target for the same days is already set in row {row}",
    ),
    check,
    columns=("targets.measure", "targets.value"),
)
