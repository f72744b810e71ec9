"""An amount that is not quantity times price less discount

One of the four was typed wrongly. Revenue follows the amount, margin and favourite products follow
the others, and the two no longer fit.

`purchases`
| date       | customer_id | quantity | unit_price | discount | amount |
|------------|-------------|----------|------------|----------|--------|
| 2026-03-01 | C-0001      | 3        | 40         |          | 1200   |
| 2026-03-02 | C-0002      | 3        | 40         | 20       | 100    |
| 2026-03-02 | C-0002      | 3        | 33.333     |          | 100    |
| 2026-03-03 | C-0002      | 1        | 100        |          | 118    |
| 2026-03-04 | C-0002      | 0        | 40         |          | 40     |

Finds:
- purchases!F2

Fix: none, since no fix ever changes an amount. Look at the document. An amount that differs by the
VAT is no fault.

---

סכום שאינו כמות כפול מחיר פחות הנחה

אחד מהארבעה הוקלד לא נכון. המחזור נקבע לפי הסכום, והרווח והמוצרים האהובים לפי האחרים, והם אינם
מתיישבים.

תיקון: אין תיקון אוטומטי, כי הכלי אינו משנה סכומים. יש לבדוק במסמך. סכום ששונה בגובה המע"מ אינו
טעות.
"""

from __future__ import annotations

from crm_workbook.lean import TYPE_CHECKING, Final
from crm_workbook.model import shown
from crm_workbook.rules import Rule
from crm_workbook.rules.elsewhere import rows_told
from crm_workbook.rules.figures import figures
from crm_workbook.schema.typed import typed
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from crm_workbook.model import Book, Finding

CAUSES: Final = ("CRM407", "CRM410", "CRM714", "CRM718")
ROUNDING: Final = 0.51
"""A unit of currency up or down is how tills and price lists round."""


def check(rule: Rule, book: Book, as_of: date) -> Iterator[Finding]:
    """Find lines whose amount does not follow from the others, with the VAT or without.

    Where the quantity or the price is what is wrong, that is told, and not what follows from it.
    """
    table = typed(book, "purchases")
    needed = ("amount", "quantity", "unit_price")
    if table is None or any(column not in table for column in needed):
        return
    if any(table[column].types == {type(None)} for column in needed):
        return
    rate = book.settings.get("vat")
    vat = 1 + rate if isinstance(rate, float) else 1.0
    rows = zip(*(figures(table, column) for column in (*needed, "discount")), strict=True)
    for row, (amount, quantity, price, discount) in enumerate(rows):
        if amount is None or quantity is None or price is None:
            continue
        # The sign is the document's business: a credit may be written either way.
        left, due, off = abs(amount), abs(quantity * price), abs(discount or 0.0)
        if abs(left - due + off) <= ROUNDING:
            continue
        slack = max(ROUNDING, abs(quantity) * 0.005 + 0.01)  # the price may have been rounded
        if all(abs(left - net) > slack for net in _readings(due, off, vat)):
            if table.table.rows[row] in rows_told(book, as_of, "purchases", CAUSES):
                continue
            yield rule.found(
                table.table.ref(row, "amount"),
                value=shown(amount),
                expected=shown(round(due - off, 2)),
            )


def _readings(due: float, off: float, vat: float) -> tuple[float, ...]:
    """Return what the amount may be: after or before discount, VAT added, or taken off."""
    net = due - off
    percent = due * (1 - off / 100) if 0 < off < 100 else net  # noqa: PLR2004 - per cent
    return (net, due, net * vat, net / vat, percent)


RULE = Rule(
    "warning",
    Text(
        "הסכום {value}, אבל כמות כפול מחיר פחות הנחה נותנים {expected}",
        "the amount is {value}, but quantity times price less discount gives {expected}",
    ),
    check,
    columns=("purchases.amount", "purchases.quantity", "purchases.unit_price"),
)
