"""A date that is kept as text

Excel does not know it is a date: filters by month, sorting by age and every formula on dates leave
the row out.

`purchases`
| date         | customer_id | amount |
|--------------|-------------|--------|
| '15/03/2026' | C-0001      | 120    |
| 2026-03-16   | C-0002      | 80     |

Finds:
- purchases!A2

Good:

`purchases`
| date         | customer_id | amount |
|--------------|-------------|--------|
| 2026-01-02   | C-0001      | 10     |
| 2026-02-05   | C-0001      | 10     |
| 2026-03-11   | C-0001      | 10     |
| 2026-04-07   | C-0001      | 10     |
| 2026-05-02   | C-0001      | 10     |
| 2026-05-09   | C-0001      | 10     |
| 2026-06-03   | C-0001      | 10     |
| 2026-06-12   | C-0001      | 10     |
| '25/04/2026' | C-0001      | 10     |

Fix: safe. The text becomes the date, where it can be read in one way only; the other dates in the
column decide whether the day or the month comes first. In a column whose dates were swapped on
pasting the texts are the right ones, and all that shows it; there swapped-date speaks instead.

---

תאריך ששמור כטקסט

אקסל אינו יודע שזה תאריך: סינון לפי חודש, מיון לפי ותק וכל נוסחה על תאריכים מדלגים על השורה.

תיקון: בטוח. הטקסט נעשה לתאריך כשיש רק דרך אחת לקרוא אותו; שאר התאריכים בעמודה מלמדים אם היום בא
לפני החודש. בעמודה שבה היום והחודש התחלפו בהדבקה דווקא הטקסטים נכונים, והם הסימן היחיד לכך; שם הכלל
swapped-date הוא שמדווח.
"""

from __future__ import annotations

from crm_workbook.lean import TYPE_CHECKING, Final
from crm_workbook.rules import Rule
from crm_workbook.rules.values import faulty, faulty_values
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from crm_workbook.model import Book, Finding

FAULTS: Final = ("text-date",)


def check(rule: Rule, book: Book, _as_of: date) -> Iterator[Finding]:
    """Find dates in text; not among swapped ones, where mending them would hide the swapping."""
    swapped = {
        (each.table.sheet.id, each.placed.column.id)
        for each in faulty(book).get("swapped-date", ())
    }
    for finding in faulty_values(rule, book, FAULTS):
        if (finding.ref.sheet, finding.ref.column) not in swapped:
            yield finding


RULE = Rule(
    "warning",
    Text("{column}: '{value}' הוא טקסט ולא תאריך", "{column}: '{value}' is text, not a date"),
    check,
    faults=FAULTS,
)
