"""A formula where a fact is recorded

=TODAY() as the date of a purchase makes every purchase happen today, every day. A formula as an ID
points at the row above, and after sorting at somebody else.

`purchases` formula A2 = TODAY(); formula B3 = B2
| date       | customer_id | amount |
|------------|-------------|--------|
| 2026-03-01 | C-0001      | 120    |
| 2026-03-02 | C-0001      | 80     |

Finds:
- purchases!A2
- purchases!B3

Good:

`purchases` formula D2 = B2*C2; formula A2 = DATE(2026,3,1)
| date       | quantity | unit_price | amount | customer_id |
|------------|----------|------------|--------|-------------|
| 2026-03-01 | 2        | 60         | 120    | C-0001      |

Fix: none, since formulas are never touched. Copy the column and paste it over itself as values.

---

נוסחה במקום עובדה

=TODAY() בתאריך של קנייה גורם לכל קנייה לקרות היום, בכל יום. נוסחה במקום מזהה מצביעה על השורה שמעליה,
ואחרי מיון על מישהו אחר.

תיקון: אין תיקון אוטומטי, כי הכלי אינו נוגע בנוסחאות. יש להעתיק את העמודה ולהדביק אותה על עצמה כערכים.
"""

from __future__ import annotations

import re

from crm_workbook.lean import TYPE_CHECKING, Final
from crm_workbook.model import shown
from crm_workbook.rules import Rule
from crm_workbook.rules.areas import formulas
from crm_workbook.rules.tables import inputs
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from crm_workbook.model import Book, Finding

VOLATILE: Final = re.compile(r"\b(?:TODAY|NOW|RAND|RANDBETWEEN)\(", re.IGNORECASE)
NAMES: Final = frozenset({"id", "reference"})


def check(rule: Rule, book: Book, _as_of: date) -> Iterator[Finding]:
    """Find formulas in ID columns, and formulas that change by themselves in any input column."""
    for table in (each.table for each in inputs(book)):
        for placed in table.placed:
            column = placed.column
            if placed.own or column.role != "input":
                continue
            for row, source in formulas(book, table).get(column.id, {}).items():
                if column.kind in NAMES or VOLATILE.search(source):
                    yield rule.found(
                        table.ref(row, column.id),
                        column=shown(placed.heading),
                        value=shown(f"={source}") if source else "=...",
                    )


RULE = Rule(
    "warning",
    Text(
        "{column}: הנוסחה {value} תשתנה מעצמה", "{column}: the formula {value} changes by itself"
    ),
    check,
    marks=("formulas",),
)
