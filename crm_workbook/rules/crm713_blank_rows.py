"""Blank rows inside a list

Sorting, filtering and selecting stop at a blank row. What lies below it is left out, and nobody is
told.

`customers`
| customer_id | display_name |
|-------------|--------------|
| C-0001      | דנה כהן      |
|             |              |
| C-0002      | רות אלון     |

Finds:
- customers!A3

Fix: none, since rows are never removed by a fix. Delete the blank rows, or make the list an Excel
table, which does not mind them.

---

שורות ריקות בתוך רשימה

מיון, סינון וסימון נעצרים בשורה ריקה. מה שמתחתיה נשאר בחוץ, בלי שום אזהרה.

תיקון: אין תיקון אוטומטי, כי הכלי אינו מוחק שורות. יש למחוק את השורות הריקות, או להפוך את הרשימה לטבלת
אקסל, שאינה מוטרדת מהן.
"""

from __future__ import annotations

from itertools import pairwise

from crm_workbook.lean import TYPE_CHECKING
from crm_workbook.model import Ref, letters
from crm_workbook.rules import Rule
from crm_workbook.rules.tables import inputs
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from crm_workbook.model import Book, Finding


def check(rule: Rule, book: Book, _as_of: date) -> Iterator[Finding]:
    """Find gaps between the rows of a list that is no Excel table; one finding for a sheet."""
    for table in (each.table for each in inputs(book)):
        rows = table.rows
        if not table.layout.loose:
            continue
        blank = rows[-1] - rows[0] + 1 - len(rows)
        if not blank:
            continue
        first = next(row + 1 for row, below in pairwise(rows) if below > row + 1)
        left = letters(min(placed.number for placed in table.placed))
        yield rule.found(Ref(table.sheet.id, f"{left}{first}"), count=f"{blank:,}")


RULE = Rule(
    "info",
    Text("שורות ריקות בתוך הרשימה: {count}", "blank rows inside the list: {count}"),
    check,
    marks=("loose",),
)
