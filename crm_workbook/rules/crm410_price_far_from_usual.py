"""A price ten times what the product costs, or a tenth of it

A digit too many or too few: 600 for a cake of 60. The invoice may have gone out like this, and every figure
of this product follows it.

`products`
| product_id | name | price | cost |
|------------|------|-------|------|
| P-1        | עוגה | 60    | 25   |

`purchases`
| date       | customer_id | product_id | quantity | unit_price | amount |
|------------|-------------|------------|----------|------------|--------|
| 2026-03-01 | C-0001      | P-1        | 1        | 60         | 60     |
| 2026-03-02 | C-0001      | P-1        | 1        | 600        | 600    |
| 2026-03-03 | C-0001      | P-1        | 1        | 6          | 6      |
| 2026-03-04 | C-0001      | P-1        | 1        | 45         | 45     |
| 2026-03-05 | C-0001      | P-1        | 1        | 0          | 0      |

Finds:
- purchases!E3
- purchases!E4

Fix: none, since no fix ever changes an amount. Look at the document.

---

מחיר פי עשרה מהרגיל של המוצר, או עשירית ממנו

ספרה מיותרת או חסרה: 600 על עוגה של 60. ייתכן שכך יצאה החשבונית, וכל המספרים של המוצר הולכים אחריה.

תיקון: אין תיקון אוטומטי, כי הכלי אינו משנה סכומים. יש לבדוק במסמך.
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

    from crm_workbook.model import Book, Cell, Finding

TIMES: Final = 9.9
"""A digit more or less, whatever the rounding."""


def check(rule: Rule, book: Book, _as_of: date) -> Iterator[Finding]:
    """Find unit prices that are a digit away from the price of the product's own row."""
    table, products = typed(book, "purchases"), typed(book, "products")
    if table is None or products is None:
        return
    listed = zip(products.values("product_id"), figures(products, "price"), strict=True)
    prices: dict[Cell, float] = {key: price for key, price in listed if price and price > 0}
    pairs = zip(table.values("product_id"), figures(table, "unit_price"), strict=True)
    for row, (product, price) in enumerate(pairs):
        usual = prices.get(product)
        if usual is None or not price or price < 0:
            continue  # a gift, or a credit written with a minus
        if price > usual * TIMES or price * TIMES < usual:
            yield rule.found(
                table.table.ref(row, "unit_price"),
                product=shown(product),
                value=shown(price),
                usual=shown(usual),
            )


RULE = Rule(
    "warning",
    Text(
        "המחיר של {product} הוא {value}, ובגיליון המוצרים {usual}",
        "the price of {product} is {value}, in the products sheet it is {usual}",
    ),
    check,
    columns=("purchases.product_id", "purchases.unit_price", "products.price"),
)
