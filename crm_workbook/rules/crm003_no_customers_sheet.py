"""Purchases without a customer list

They belong to nobody: no name, no phone, no consent. Figures can be computed, nobody can be
contacted.

`purchases`
| date       | customer_id | amount |
|------------|-------------|--------|
| 2026-03-01 | C-0001      | 120    |

Finds:
- purchases

Fix: none. Import the purchases into a workbook made by `crm new`: it makes the customers they name.

---

קניות בלי רשימת לקוחות

אין למי לשייך אותן: אין שם, אין טלפון ואין הסכמה. אפשר לחשב, ואי אפשר לפנות לאיש.

תיקון: אין תיקון אוטומטי. יש לייבא את הקניות לחוברת שנוצרה בעזרת `crm new`: הייבוא יוצר את הלקוחות
שמופיעים בהן.
"""

from __future__ import annotations

from crm_workbook.lean import TYPE_CHECKING
from crm_workbook.model import Ref
from crm_workbook.rules import Rule
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from crm_workbook.model import Book, Finding


def check(rule: Rule, book: Book, _as_of: date) -> Iterator[Finding]:
    """Find a book of purchases with no sheet of customers."""
    if "purchases" in book.tables and "customers" not in book.tables:
        yield rule.found(Ref("purchases"))


RULE = Rule(
    "warning",
    Text("יש קניות, ואין גיליון לקוחות", "there are purchases and no sheet of customers"),
    check,
    absent=("customers",),
)
