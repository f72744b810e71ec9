"""A purchase booked to one house, bought by somebody of another

'Bought by' names who stood at the till; they should belong to the household or business the purchase is
booked to. Otherwise one family gets the credit for what another buys.

`customers`
| customer_id | display_name | unit_type | parent_id |
|-------------|--------------|-----------|-----------|
| C-0001      | משפחת כהן    | משק בית   |           |
| C-0002      | דנה כהן      | אדם       | C-0001    |
| C-0003      | משפחת לוי    | משק בית   |           |
| C-0004      | יוסי לוי     | אדם       | C-0003    |

`purchases`
| date       | customer_id | buyer_id | amount |
|------------|-------------|----------|--------|
| 2026-03-01 | C-0001      | C-0002   | 120    |
| 2026-03-02 | C-0001      | C-0004   | 80     |
| 2026-03-03 | C-0002      | C-0002   | 80     |

Finds:
- purchases!C3

Fix: none. Book it to the buyer's own household or business, or correct where the buyer belongs.

---

קנייה שנרשמה לבית אחד, ומי שקנה שייך לבית אחר

'מי קנה בפועל' אומר מי עמד בקופה, והוא אמור להשתייך למשק הבית או לעסק שהקנייה נרשמה לו. אחרת משפחה אחת
מקבלת את הזכות על מה שאחרת קונה.

תיקון: אין תיקון אוטומטי. יש לרשום את הקנייה למשק הבית או לעסק של הקונה, או לתקן את שיוכו.
"""

from __future__ import annotations

from crm_workbook.lean import TYPE_CHECKING
from crm_workbook.model import shown
from crm_workbook.rules import Rule
from crm_workbook.rules.elsewhere import is_stranger
from crm_workbook.rules.parents import parents
from crm_workbook.schema.typed import typed
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from crm_workbook.model import Book, Finding


def check(rule: Rule, book: Book, _as_of: date) -> Iterator[Finding]:
    """Find purchases whose buyer belongs to a house, and not to that of the purchase."""
    table, above = typed(book, "purchases"), parents(book)
    if table is None or not above:
        return
    pairs = zip(table.values("customer_id"), table.values("buyer_id"), strict=True)
    for row, (customer, buyer) in enumerate(pairs):
        if buyer is None or customer is None or buyer == customer:
            continue
        house = above.get(buyer)
        if house is None or house in (customer, above.get(customer)):
            continue
        if not is_stranger(book, customer):
            yield rule.found(
                table.table.ref(row, "buyer_id"), buyer=shown(buyer), customer=shown(customer)
            )


RULE = Rule(
    "warning",
    Text(
        "{buyer} אינו שייך ל-{customer}, שהקנייה רשומה לו",
        "{buyer} does not belong to {customer}, to whom the purchase is booked",
    ),
    check,
    columns=("purchases.buyer_id", "customers.parent_id"),
)
