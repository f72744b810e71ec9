"""A customer who is marked as gone, and buys

The status says closed or on hold, and they bought within the last two weeks. Nobody thanks them, offers
them anything or notices a complaint, since everybody takes them for gone.

`customers`
| customer_id | display_name | status |
|-------------|--------------|--------|
| C-0001      | דנה כהן      | סגור   |
| C-0002      | רות אלון     | סגור   |
| C-0003      | יוסי לוי     | פעיל   |

`purchases`
| date       | customer_id | amount |
|------------|-------------|--------|
| 2026-06-25 | C-0001      | 120    |
| 2026-06-02 | C-0002      | 80     |
| 2026-06-02 | C-0003      | 80     |

Finds:
- customers!C2

Fix: none. If they are back, change the status; if they asked not to be contacted, mark that instead.

---

לקוח שמסומן כמי שעזב, וקונה

הסטטוס אומר סגור או בהשהיה, והייתה קנייה בשבועיים האחרונים. איש אינו מודה לו, מציע לו דבר או שם לב לתלונה שלו,
כי כולם חושבים שעזב.

תיקון: אין תיקון אוטומטי. אם חזר, יש לשנות את הסטטוס; אם ביקש שלא יפנו אליו, יש לסמן את זה במקום.
"""

from __future__ import annotations

from datetime import timedelta

from crm_workbook.fields.normal import plain
from crm_workbook.lean import TYPE_CHECKING, Final
from crm_workbook.model import shown
from crm_workbook.rules import Rule
from crm_workbook.rules.nobody import EVERYBODY
from crm_workbook.schema.columns import days_in
from crm_workbook.schema.names import known_as
from crm_workbook.schema.typed import typed
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from crm_workbook.model import Book, Cell, Finding

GONE: Final = frozenset({"paused", "closed"})
LATELY: Final = timedelta(days=14)
"""Who left a month ago may well have bought just before; the workbook does not say when."""
SALES: Final = frozenset({"sale", None})


def check(rule: Rule, book: Book, as_of: date) -> Iterator[Finding]:
    """Find customers who are gone by their status and bought within the last two weeks.

    A row for everybody without a name is closed on purpose.
    """
    table, purchases = typed(book, "customers"), typed(book, "purchases")
    if table is None or purchases is None:
        return
    statuses, names = table.values("status"), known_as(table)
    gone: dict[Cell, int] = {
        key: row
        for row, key in enumerate(table.values("customer_id"))
        if statuses[row] in GONE and key is not None and plain(str(names[row])) not in EVERYBODY
    }
    if not gone:
        return
    last: dict[Cell, date] = {}
    kinds = (purchases.values(name) for name in ("customer_id", "doc_type"))
    for day, customer, kind in zip(days_in(purchases, "date"), *kinds, strict=True):
        if customer in gone and kind in SALES and day is not None and day <= as_of:
            last[customer] = max(day, last.get(customer, day))
    for customer, day in last.items():
        if as_of - day <= LATELY:
            row = gone[customer]
            yield rule.found(
                table.table.ref(row, "status"),
                customer=shown(customer),
                status=shown(table["status"].raw[row]),
                value=day,
            )


RULE = Rule(
    "info",
    Text(
        "{customer} בסטטוס '{status}', ובכל זאת יש קנייה מ-{value}",
        "{customer} has the status '{status}', and bought on {value}",
    ),
    check,
    columns=("purchases.customer_id", "purchases.date"),
    values=("customers.status is paused", "customers.status is closed"),
)
