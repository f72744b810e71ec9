"""One document booked to two customers

An invoice has one customer. When lines of the same number and day belong to two, one of them was booked to
the wrong one: that customer's value is too low, the other's too high.

`purchases`
| date       | customer_id | doc_type | doc_no | description | amount |
|------------|-------------|----------|--------|-------------|--------|
| 2026-03-01 | C-0001      | מכירה    | '1001' | עוגה        | 120    |
| 2026-03-01 | C-0002      | מכירה    | '1001' | נרות        | 10     |
| 2026-03-01 | C-0002      | זיכוי    | '1001' | נרות        | -10    |
| 2025-03-01 | C-0002      | מכירה    | '1001' | עוגה        | 120    |

Finds:
- purchases!B3

Fix: none. Look at the document.

---

מסמך אחד שרשום לשני לקוחות

לחשבונית יש לקוח אחד. כששורות של אותו מספר ואותו יום שייכות לשניים, אחת מהן נרשמה ללקוח הלא נכון: הערך שלו
נמוך מדי, ושל האחר גבוה מדי.

תיקון: אין תיקון אוטומטי. יש לבדוק במסמך.
"""

from __future__ import annotations

from crm_workbook.lean import TYPE_CHECKING
from crm_workbook.model import shown
from crm_workbook.rules import Rule
from crm_workbook.rules.elsewhere import is_stranger
from crm_workbook.schema.typed import typed
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from crm_workbook.model import Book, Cell, Finding


def check(rule: Rule, book: Book, _as_of: date) -> Iterator[Finding]:
    """Find documents of one number, kind and day with two customers: one finding a customer."""
    table = typed(book, "purchases")
    if table is None:
        return
    numbers = table.values("doc_no")
    customers = table.values("customer_id")
    if len(set(zip(numbers, customers, strict=True))) == len(set(numbers)):
        return  # no number has two customers, whatever the day
    # An ID that nobody has is a fault of its own, and no second customer.
    strangers = {None, *(each for each in set(customers) if is_stranger(book, each))}
    first: dict[tuple[Cell, ...], int] = {}
    told: set[tuple[Cell, ...]] = set()
    kinds, days = table.values("doc_type"), table.values("date")
    for row, number in enumerate(numbers):
        if number is None or customers[row] in strangers or days[row] is None:
            continue
        document = (number, kinds[row] or "sale", days[row])
        before = first.setdefault(document, row)
        torn = (*document, customers[row])
        if customers[row] != customers[before] and torn not in told:
            told.add(torn)
            yield rule.found(
                table.table.ref(row, "customer_id"),
                number=shown(number),
                customer=shown(customers[row]),
                other=shown(customers[before]),
                row=table.table.rows[before],
            )


RULE = Rule(
    "warning",
    Text(
        "מסמך {number} רשום ל-{customer}, ובשורה {row} ל-{other}",
        "document {number} is booked to {customer}, and in row {row} to {other}",
    ),
    check,
    columns=("purchases.doc_no", "purchases.customer_id"),
)
