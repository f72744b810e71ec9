"""A product that is sold below its cost

Every sale of it loses money, or the cost was typed into the wrong column, and then every margin is
wrong.

`products`
| product_id | name | price | cost |
|------------|------|-------|------|
| P-1        | עוגה | 60    | 75   |
| P-2        | נרות | 9.9   | 4    |

Finds:
- products!C2

Fix: none, since no fix ever changes an amount. Look which of the two is wrong.

---

מוצר שמחירו נמוך מעלותו

כל מכירה שלו מפסידה, או שהעלות הוקלדה בעמודה הלא נכונה, ואז כל רווח שמחושב שגוי.

תיקון: אין תיקון אוטומטי, כי הכלי אינו משנה סכומים. יש לבדוק איזה מהשניים שגוי.
"""

from __future__ import annotations

from crm_workbook.lean import TYPE_CHECKING
from crm_workbook.model import shown
from crm_workbook.rules import Rule
from crm_workbook.rules.figures import figures
from crm_workbook.schema.typed import typed
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from crm_workbook.model import Book, Finding


def check(rule: Rule, book: Book, _as_of: date) -> Iterator[Finding]:
    """Find products whose price is lower than their cost."""
    table = typed(book, "products")
    if table is None:
        return
    prices = zip(figures(table, "price"), figures(table, "cost"), strict=True)
    for row, (price, cost) in enumerate(prices):
        if price is not None and cost is not None and price < cost:
            yield rule.found(table.table.ref(row, "price"), value=shown(price), cost=shown(cost))


RULE = Rule(
    "warning",
    Text("המחיר {value} נמוך מהעלות {cost}", "the price {value} is below the cost {cost}"),
    check,
    sheets=("products",),
)
