"""The purchases stop long before today

Purchases came every few days, and for weeks there has been none. Mostly nobody typed or imported them: then
the best customers look lost, and 'we miss you' goes to somebody who was here yesterday.

`purchases`
| date       | customer_id | amount |
|------------|-------------|--------|
| 2026-01-02 | C-0001      | 120    |
| 2026-01-05 | C-0002      | 80     |
| 2026-01-09 | C-0003      | 80     |
| 2026-01-12 | C-0001      | 80     |
| 2026-01-15 | C-0002      | 80     |
| 2026-01-19 | C-0003      | 80     |
| 2026-01-22 | C-0001      | 80     |
| 2026-01-26 | C-0002      | 80     |
| 2026-01-29 | C-0003      | 80     |
| 2026-02-02 | C-0001      | 80     |
| 2026-02-05 | C-0002      | 80     |

Finds:
- purchases!A12

Good:

`purchases`
| date       | customer_id | amount |
|------------|-------------|--------|
| 2024-01-02 | C-0001      | 120    |
| 2025-01-05 | C-0002      | 80     |
| 2026-01-09 | C-0003      | 80     |

Fix: none. Import the purchases since; whoever looks at an old workbook sets the day in the settings, 'as of'.

---

הקניות נפסקות זמן רב לפני היום

קניות נרשמו כל כמה ימים, וכבר שבועות אין אף אחת. לרוב איש לא הקליד או ייבא אותן: הלקוחות הטובים נראים אז
אבודים, ו'התגעגענו' נשלח למי שהיה כאן אתמול.

תיקון: אין תיקון אוטומטי. יש לייבא את הקניות שמאז; מי שמסתכל בחוברת ישנה קובע בהגדרות את היום, 'נכון ליום'.
"""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

from crm_workbook.lean import TYPE_CHECKING, Final
from crm_workbook.rules import Rule
from crm_workbook.schema.columns import day
from crm_workbook.schema.typed import typed
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from crm_workbook.model import Book, Finding

LONG: Final = timedelta(days=45)
"""A shorter break may be a holiday."""
TIMES: Final = 10
"""How often the usual time between two days of sales is no longer chance."""
ENOUGH: Final = 10
"""Days of sales from which on there is a usual time between them."""
RECENT: Final = 200
"""Days of sales, the latest, that show what is usual."""


def check(rule: Rule, book: Book, as_of: date) -> Iterator[Finding]:
    """Find a break at the end of the purchases, far longer than any usual one."""
    table = typed(book, "purchases")
    if table is None:
        return
    swapped = set(table["date"].faults.get("swapped-date", ()))  # another rule tells of those
    known = (value for value in table["date"].meanings if value not in swapped)
    found = {on for value in known if (on := day(value)) and on <= as_of}
    days = sorted(found)[-RECENT:]
    if len(days) < ENOUGH:
        return
    gaps = sorted(after - before for before, after in pairwise(days))
    usual, longest = gaps[len(gaps) // 2], gaps[-1]
    since = as_of - days[-1]
    if since > max(LONG, usual * TIMES, longest * 2):
        values = table.values("date")
        row = max(row for row, value in enumerate(values) if day(value) == days[-1])
        yield rule.found(table.table.ref(row, "date"), value=days[-1], days=f"{since.days:,}")


RULE = Rule(
    "warning",
    Text(
        "הקנייה האחרונה היא מ-{value}, ומאז {days} ימים בלי אף קנייה",
        "the last purchase is of {value}, and for {days} days there is none",
    ),
    check,
    columns=("purchases.date",),
)
