"""A purchase from before the customer joined

Either the purchase or 'customer since' is wrong. How many new customers a month brought, and what
they are worth after a year, is counted from that date.

`customers`
| customer_id | display_name | customer_since |
|-------------|--------------|----------------|
| C-0001      | דנה כהן      | 2026-02-01     |
| C-0002      | רות אלון     | 2026-03-02     |
| C-0003      | יוסי לוי     | 2062-03-02     |
| C-0004      | מאיה גל      | 2026-01-01     |
| C-0004      | עומר בר      | 2026-05-01     |

`purchases`
| date       | customer_id | amount |
|------------|-------------|--------|
| 2025-12-24 | C-0001      | 120    |
| 2026-01-15 | C-0001      | 120    |
| 2026-03-02 | C-0002      | 80     |
| 1926-03-02 | C-0002      | 80     |
| 2026-03-02 | C-0003      | 80     |
| 2026-03-02 | C-0004      | 80     |

Finds:
- customers!C2

Fix: none. Usually 'customer since' is the day the row was typed; the first purchase is the better
date.

---

קנייה מלפני שהלקוח הצטרף

הקנייה או 'לקוח מאז' שגויים. כמה לקוחות חדשים הביא חודש, ומה הם שווים אחרי שנה, נספר מהתאריך הזה.

תיקון: אין תיקון אוטומטי. בדרך כלל 'לקוח מאז' הוא היום שבו הוקלדה השורה, והקנייה הראשונה היא התאריך
הטוב יותר.
"""

from __future__ import annotations

from collections import Counter
from datetime import date
from itertools import compress, repeat
from operator import lt

from crm_workbook.lean import TYPE_CHECKING, cast
from crm_workbook.rules import Rule
from crm_workbook.rules.days import EARLIEST
from crm_workbook.schema.columns import days_in
from crm_workbook.schema.typed import typed
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from crm_workbook.model import Book, Cell, Finding


def check(rule: Rule, book: Book, as_of: date) -> Iterator[Finding]:
    """Find customers whose first purchase is earlier than the day they joined.

    Dates that cannot be and IDs of two customers have rules of their own.
    """
    customers, purchases = typed(book, "customers"), typed(book, "purchases")
    if customers is None or purchases is None or "customer_since" not in customers:
        return
    joined = [
        (row, key, day)
        for row, (key, day) in enumerate(
            zip(customers.values("customer_id"), days_in(customers, "customer_since"), strict=True)
        )
        if key is not None and day is not None and day <= as_of
    ]
    if not joined:
        return
    since: dict[Cell, date] = {key: day for _, key, day in joined}
    keys = purchases.values("customer_id")
    found = days_in(purchases, "date")
    days = cast("Sequence[date]", found)
    if None in found:
        days = [day or date.max for day in found]
    limits = map(since.get, keys, repeat(date.min))
    first: dict[Cell, date] = {}
    for row in compress(range(len(keys)), map(lt, days, limits)):
        if days[row].year >= EARLIEST:
            first[keys[row]] = min(days[row], first.get(keys[row], date.max))
    times = Counter(key for _, key, _ in joined if key in first)
    for row, key, day in joined:
        if times[key] == 1:
            yield rule.found(
                customers.table.ref(row, "customer_since"), value=day, first=first[key]
            )


RULE = Rule(
    "info",
    Text(
        "לקוח מאז {value}, אבל כבר יש קנייה מ-{first}",
        "customer since {value}, but there is a purchase of {first} already",
    ),
    check,
    columns=("customers.customer_since", "purchases.date"),
)
