"""A sale of nothing, or of less than nothing

A sale has an amount, and its quantity is zero or below. What was sold, what is in stock and which product
the customer likes are counted by quantity, and come out wrong.

`purchases`
| date       | customer_id | doc_type | quantity | amount |
|------------|-------------|----------|----------|--------|
| 2026-03-01 | C-0001      | מכירה    | 0        | 120    |
| 2026-03-02 | C-0002      |          | -2       | 80     |
| 2026-03-03 | C-0002      | זיכוי    | -1       | -80    |
| 2026-03-04 | C-0002      | מכירה    | 1        | 80     |

Finds:
- purchases!D2
- purchases!D3

Fix: none. Type the quantity of the document, or make it a credit.

---

מכירה של כלום, או של פחות מכלום

למכירה יש סכום, והכמות שלה אפס או פחות. מה שנמכר, מה שבמלאי ואיזה מוצר הלקוח אוהב נספרים לפי כמות, ויוצאים
שגויים.

תיקון: אין תיקון אוטומטי. יש להקליד את הכמות שבמסמך, או לסמן זיכוי.
"""

from __future__ import annotations

from crm_workbook.lean import TYPE_CHECKING, Final
from crm_workbook.model import shown
from crm_workbook.rules import Rule
from crm_workbook.rules.figures import figures
from crm_workbook.rules.notdata import not_data
from crm_workbook.schema.typed import typed
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from crm_workbook.model import Book, Finding

SALES: Final = frozenset({"sale", None})


def check(rule: Rule, book: Book, _as_of: date) -> Iterator[Finding]:
    """Find lines of sales with a positive amount of no positive quantity."""
    table = typed(book, "purchases")
    if table is None:
        return
    quantities = figures(table, "quantity")
    skipped = not_data(book, "purchases")
    rows = zip(quantities, figures(table, "amount"), table.values("doc_type"), strict=True)
    for row, (quantity, amount, kind) in enumerate(rows):
        if quantity is None or amount is None or quantity > 0 or amount <= 0:
            continue
        if kind in SALES and row not in skipped:
            ref = table.table.ref(row, "quantity")
            yield rule.found(ref, value=shown(quantity), amount=shown(amount))


RULE = Rule(
    "warning",
    Text(
        "מכירה ב-{amount} עם כמות {value}",
        "a sale of {amount} with a quantity of {value}",
    ),
    check,
    columns=("purchases.quantity", "purchases.amount"),
    values=("purchases.quantity <= 0",),
)
