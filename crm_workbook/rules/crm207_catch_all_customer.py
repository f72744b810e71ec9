"""Passers-by kept as one customer

'Walk-in customer' or 'cash desk' collects the purchases of everybody without a name. To the figures it is one
person, the best of all: it tops every list, and moves averages and segments.

`customers`
| customer_id | display_name  |
|-------------|---------------|
| C-0001      | לקוח מזדמן    |
| C-0002      | דנה כהן       |
| C-0003      | קופה          |

`purchases`
| date       | customer_id | amount |
|------------|-------------|--------|
| 2026-03-01 | C-0001      | 120    |
| 2026-03-02 | C-0001      | 80     |
| 2026-03-02 | C-0002      | 40     |

Finds:
- customers!B2

Fix: none. Give the row the status 'closed', so that nobody writes to it, and read its figures as what they
are: everybody without a name.

---

עוברי אורח שנרשמים כלקוח אחד

'לקוח מזדמן' או 'קופה' אוסף את הקניות של כל מי שאין לו שם. לחישובים זה אדם אחד, הטוב מכולם: הוא בראש כל
רשימה, ומזיז ממוצעים ומגזרים.

תיקון: אין תיקון אוטומטי. יש לתת לשורה את הסטטוס 'סגור', כדי שאיש לא יכתוב אליה, ולקרוא את המספרים שלה
כמו שהם: כל מי שאין לו שם.
"""

from __future__ import annotations

from crm_workbook.fields.normal import plain
from crm_workbook.lean import TYPE_CHECKING, Final
from crm_workbook.model import shown
from crm_workbook.rules import Rule
from crm_workbook.rules.nobody import EVERYBODY
from crm_workbook.schema.typed import typed
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from crm_workbook.model import Book, Cell, Finding

MANY: Final = 2
"""Purchases from which on it is a row for everybody."""


def check(rule: Rule, book: Book, _as_of: date) -> Iterator[Finding]:
    """Find customers who are named for everybody, bought repeatedly and are not closed."""
    table, purchases = typed(book, "customers"), typed(book, "purchases")
    if table is None or purchases is None:
        return
    names = (value for value in table["display_name"].distinct if isinstance(value, str))
    named: list[Cell] = [value for value in names if plain(value) in EVERYBODY]
    if not named:
        return
    from crm_workbook.schema.ledger import CLOSED  # a large module, and few come this far

    bought = purchases.values("customer_id")
    ids, statuses = table.values("customer_id"), table.values("status")
    for row in table["display_name"].rows_of(named):
        count = bought.count(ids[row]) if ids[row] is not None else 0
        if count >= MANY and statuses[row] not in CLOSED:
            yield rule.found(
                table.table.ref(row, "display_name"),
                value=shown(table["display_name"].raw[row]),
                count=f"{count:,}",
            )


RULE = Rule(
    "warning",
    Text(
        "'{value}' ({count} קניות) הוא כל מי שאין לו שם, ונספר כלקוח אחד",
        "'{value}' ({count} purchases) is everybody without a name, and counts as one customer",
    ),
    check,
    columns=("customers.display_name", "purchases.customer_id"),
)
