"""A customer who got back more than they ever paid

The credits of one customer add up to more than all their sales. Either sales are missing, or a credit was
booked to the wrong customer or twice; the customer's value is below zero.

`purchases`
| date       | customer_id | doc_type | amount |
|------------|-------------|----------|--------|
| 2026-03-01 | C-0001      | מכירה    | 100    |
| 2026-03-02 | C-0001      | זיכוי    | -150   |
| 2026-03-03 | C-0002      | מכירה    | 100    |
| 2026-03-04 | C-0002      | זיכוי    | -100   |

Finds:
- purchases!D3

Fix: none, since no fix ever changes an amount. Look for the sale the credit belongs to.

---

לקוח שקיבל בחזרה יותר ממה ששילם

הזיכויים של לקוח אחד מסתכמים ביותר מכל המכירות שלו. או שחסרות מכירות, או שזיכוי נרשם ללקוח הלא נכון או
פעמיים; הערך של הלקוח הוא מתחת לאפס.

תיקון: אין תיקון אוטומטי, כי הכלי אינו משנה סכומים. יש לחפש את המכירה שאליה הזיכוי שייך.
"""

from __future__ import annotations

from crm_workbook.lean import TYPE_CHECKING, Final
from crm_workbook.model import shown
from crm_workbook.rules import Rule
from crm_workbook.rules.elsewhere import is_stranger
from crm_workbook.rules.figures import figures
from crm_workbook.schema.typed import typed
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from crm_workbook.model import Book, Cell, Finding

ROUNDING: Final = 1.0
"""A unit of currency up or down is how tills round."""


def check(rule: Rule, book: Book, _as_of: date) -> Iterator[Finding]:
    """Find customers whose credits exceed their sales; told at the last credit."""
    table = typed(book, "purchases")
    if table is None or "credit" not in table.values("doc_type"):
        return
    kinds, customers = table.values("doc_type"), table.values("customer_id")
    amounts = figures(table, "amount")
    last = {
        customer: row
        for row, customer in enumerate(customers)
        if kinds[row] == "credit" and customer is not None and amounts[row]
    }
    paid: dict[Cell, float] = dict.fromkeys(last, 0.0)
    back: dict[Cell, float] = dict.fromkeys(last, 0.0)
    for customer, kind, amount in zip(customers, kinds, amounts, strict=True):
        if customer in last and amount:
            if kind == "credit":
                back[customer] += abs(amount)
            elif kind in {"sale", None}:
                paid[customer] += amount
    for customer, row in last.items():
        if back[customer] > paid[customer] + ROUNDING and not is_stranger(book, customer):
            yield rule.found(
                table.table.ref(row, "amount"),
                customer=shown(customer),
                back=shown(round(back[customer], 2)),
                paid=shown(round(paid[customer], 2)),
            )


RULE = Rule(
    "warning",
    Text(
        "הזיכויים של {customer} הם {back}, והמכירות {paid}",
        "the credits of {customer} come to {back}, the sales to {paid}",
    ),
    check,
    values=("purchases.doc_type is credit",),
    columns=("purchases.customer_id", "purchases.amount"),
)
