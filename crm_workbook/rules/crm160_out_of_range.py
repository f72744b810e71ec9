"""A number outside what the column can hold

A satisfaction of 7 on a scale of 5, or a share of 300%, is a slip of the keyboard that pulls the
average after it.

`interactions`
| when       | customer_id | satisfaction |
|------------|-------------|--------------|
| 2026-03-01 | C-0001      | 7            |
| 2026-03-02 | C-0002      | 5            |
| סה"כ       |             | 12           |
| 2026-03-03 | C-0002      | 4            |

Finds:
- interactions!C2

Fix: none. Type what was meant.

---

מספר מחוץ לתחום של העמודה

שביעות רצון 7 בסולם של 5, או שיעור של 300%, הם טעות הקלדה שמושכת אחריה את הממוצע.

תיקון: אין תיקון אוטומטי. יש להקליד את מה שהתכוונו אליו.
"""

from __future__ import annotations

from crm_workbook.lean import TYPE_CHECKING, Final
from crm_workbook.model import shown
from crm_workbook.rules import Rule
from crm_workbook.rules.notdata import not_data
from crm_workbook.rules.tables import filled
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from crm_workbook.model import Book, Finding

LOW: Final = Text(
    "{column}: {value} קטן מהמותר, {limit}", "{column}: {value} is below the least, {limit}"
)
HIGH: Final = Text(
    "{column}: {value} גדול מהמותר, {limit}", "{column}: {value} is above the most, {limit}"
)


def check(rule: Rule, book: Book, _as_of: date) -> Iterator[Finding]:
    """Find numbers below a column's `low` or above its `high`."""
    for table in filled(book):
        for placed in table.table.placed:
            column = placed.column
            if column.role != "input" or column.id not in table:
                continue
            for limit, sign, text in ((column.low, 1, LOW), (column.high, -1, HIGH)):
                if limit is None:
                    continue
                for row, value in enumerate(table.values(column.id)):
                    if not isinstance(value, float | int) or (value - limit) * sign >= 0:
                        continue
                    if row not in not_data(book, table.table.sheet.id):
                        yield rule.found(
                            table.table.ref(row, column.id),
                            text=text,
                            column=shown(placed.heading),
                            value=shown(value),
                            limit=shown(limit),
                        )


RULE = Rule("error", LOW, check)
