"""A sale with a negative amount, or a return with a positive one

'Sale' and minus contradict each other: either it is a credit, or the minus is a slip. Counted as it
stands it lowers revenue and still counts as a visit.

`purchases`
| date       | customer_id | doc_type | quantity | amount |
|------------|-------------|----------|----------|--------|
| 2026-03-01 | C-0001      | מכירה    | 1        | -120   |
| 2026-03-02 | C-0002      | זיכוי    | 1        | -80    |
| 2026-03-03 | C-0002      | הזמנה    | -2       | 80     |
| 2026-03-04 | C-0002      |          | -2       | -80    |

Finds:
- purchases!E2
- purchases!E4

Fix: none, since no fix ever changes an amount. Say what kind of document it is, or drop the minus.

---

מכירה בסכום שלילי, או החזרה בסכום חיובי

'מכירה' ומינוס סותרים זה את זה: או שזה זיכוי, או שהמינוס הוא טעות. כפי שזה, המחזור קטן והביקור בכל זאת
נספר.

תיקון: אין תיקון אוטומטי, כי הכלי אינו משנה סכומים. יש לציין את סוג המסמך, או להסיר את המינוס.
"""

from __future__ import annotations

from crm_workbook.lean import TYPE_CHECKING, Final
from crm_workbook.model import shown
from crm_workbook.rules import Rule
from crm_workbook.rules.figures import figures
from crm_workbook.schema.typed import typed
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from crm_workbook.model import Book, Finding


UNFINISHED: Final = frozenset({"order", "quote", "receipt"})
"""Documents that are neither a sale nor what takes one back."""

SALE: Final = Text(
    "מכירה בסכום שלילי, {value}; אם זה החזר, סוג המסמך הוא זיכוי",
    "a sale of {value}; if it is a refund, the document is a credit",
)


def check(rule: Rule, book: Book, _as_of: date) -> Iterator[Finding]:
    """Find amounts whose sign goes against the document's type or against the quantity's sign."""
    table = typed(book, "purchases")
    if table is None or "amount" not in table:
        return
    amounts, quantities = figures(table, "amount"), figures(table, "quantity")
    kinds = table.values("doc_type")
    for row, (amount, quantity) in enumerate(zip(amounts, quantities, strict=True)):
        if not amount:
            continue
        kind = kinds[row]
        sold_below_zero = amount < 0 and kind == "sale"
        # A sale of less than nothing has a rule of its own.
        returned_for_money = amount > 0 > (quantity or 0.0) and kind in UNFINISHED
        if sold_below_zero or returned_for_money:
            yield rule.found(
                table.table.ref(row, "amount"),
                text=SALE if sold_below_zero else None,
                value=shown(amount),
                quantity="-" if quantity is None else shown(quantity),
            )


RULE = Rule(
    "warning",
    Text(
        "הסימן של הסכום {value} אינו מתאים לסוג המסמך או לכמות {quantity}",
        "the sign of {value} does not fit the document or the quantity {quantity}",
    ),
    check,
    columns=("purchases.amount",),
    values=("purchases.amount < 0", "purchases.quantity < 0"),
)
