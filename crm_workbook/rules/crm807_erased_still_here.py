"""A customer who was erased on request, and is still here

The status says erased, and phone, e-mail or address still stand in the row. The customer was told that they
are gone; the law lets them ask, and the next copy of the workbook spreads them again.

`customers`
| customer_id | display_name | phone          | email | status       |
|-------------|--------------|----------------|-------|--------------|
| C-0001      | נמחק         | '054-765-4321' |       | נמחק לבקשתו  |
| C-0002      | נמחק         |                |       | נמחק לבקשתו  |
| C-0003      | דנה כהן      | '054-765-4322' |       | פעיל         |

Finds:
- customers!C2

Fix: none, since deleting cannot be taken back. Empty the details; the ID and the purchases may stay.

---

לקוח שנמחק לבקשתו, ועדיין כאן

הסטטוס אומר שנמחק, והטלפון, הדוא"ל או הכתובת עדיין בשורה. ללקוח נאמר שהם אינם; החוק מתיר לו לשאול, וכל עותק
של החוברת מפיץ אותם שוב.

תיקון: אין תיקון אוטומטי, כי מחיקה אינה חוזרת. יש לרוקן את הפרטים; המזהה והקניות יכולים להישאר.
"""

from __future__ import annotations

from crm_workbook.lean import TYPE_CHECKING, Final
from crm_workbook.model import shown
from crm_workbook.rules import Rule
from crm_workbook.schema.typed import typed
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from crm_workbook.model import Book, Finding

DETAILS: Final = (
    "phone", "phone2", "email", "street", "birth_date", "birthday", "family_status",
    "preferences", "notes",
)  # fmt: skip
"""What says who somebody is, or what they are like."""


def check(rule: Rule, book: Book, _as_of: date) -> Iterator[Finding]:
    """Find erased customers of whom details are left: one finding a row, at the first."""
    table = typed(book, "customers")
    if table is None or "erased" not in table.values("status"):
        return
    ids, there = table.values("customer_id"), [name for name in DETAILS if name in table]
    for row, status in enumerate(table.values("status")):
        if status != "erased":
            continue
        left = next((name for name in there if table[name].raw[row] is not None), "")
        if left:
            yield rule.found(table.table.ref(row, left), customer=shown(ids[row]))


RULE = Rule(
    "error",
    Text(
        "{customer} נמחק לבקשתו, והפרטים עדיין כאן",
        "{customer} was erased on request, and the details are still here",
    ),
    check,
    values=("customers.status is erased",),
)
