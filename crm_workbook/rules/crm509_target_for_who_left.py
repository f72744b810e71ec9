"""A target for a customer who is not to be contacted

Somebody is to call a customer who left, died or asked to be left alone. Either the target is kept and a
wish is broken, or it is missed for certain.

`customers`
| customer_id | display_name | status | do_not_contact |
|-------------|--------------|--------|----------------|
| C-0001      | דנה כהן      | סגור   |                |
| C-0002      | רות אלון     | פעיל   | כן             |
| C-0003      | יוסי לוי     | פעיל   |                |

`targets`
| target_id | level | level_value | kind   | measure | value | start      | end        |
|-----------|-------|-------------|--------|---------|-------|------------|------------|
| T-1       | לקוח  | C-0001      | פעולה  | שיחות   | 4     | 2026-01-01 | 2026-12-31 |
| T-2       | לקוח  | C-0002      | פעולה  | הודעות  | 4     | 2026-01-01 | 2026-12-31 |
| T-3       | לקוח  | C-0003      | פעולה  | שיחות   | 4     | 2026-01-01 | 2026-12-31 |
| T-4       | לקוח  | C-0001      | פעולה  | שיחות   | 4     | 2025-01-01 | 2025-12-31 |

Finds:
- targets!C2
- targets!C3

Fix: none. Take the target back, or correct the customer's row.

---

יעד ללקוח שאין לפנות אליו

מישהו אמור להתקשר ללקוח שעזב, נפטר או ביקש שיניחו לו. או שעומדים ביעד ומפרים בקשה, או שהוא יוחמץ בוודאות.

תיקון: אין תיקון אוטומטי. יש לבטל את היעד, או לתקן את שורת הלקוח.
"""

from __future__ import annotations

from crm_workbook.lean import TYPE_CHECKING
from crm_workbook.model import same_key, shown
from crm_workbook.rules import Rule
from crm_workbook.schema.columns import days_in
from crm_workbook.schema.ledger import CLOSED
from crm_workbook.schema.typed import typed
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from crm_workbook.model import Book, Finding


def check(rule: Rule, book: Book, as_of: date) -> Iterator[Finding]:
    """Find targets for actions towards customers who are closed or to be left alone."""
    table, customers = typed(book, "targets"), typed(book, "customers")
    if table is None or customers is None or "customer" not in table.values("level"):
        return
    names = ("customer_id", "status", "do_not_contact")
    people = zip(*(customers.values(name) for name in names), strict=True)
    left = {
        same_key(customer)
        for customer, status, silent in people
        if customer is not None and (status in CLOSED or silent is True)
    }
    columns = (table.values(name) for name in ("level", "level_value", "kind"))
    rows = zip(*columns, days_in(table, "end"), strict=True)
    for row, (level, whose, kind, end) in enumerate(rows):
        if level != "customer" or kind != "action" or (end is not None and end < as_of):
            continue
        if whose is not None and same_key(whose) in left:
            yield rule.found(table.table.ref(row, "level_value"), customer=shown(whose))


RULE = Rule(
    "warning",
    Text(
        "יעד של פעולות עבור {customer}, ואין לפנות ללקוח הזה",
        "a target of actions for {customer}, who is not to be contacted",
    ),
    check,
    columns=("targets.level_value", "targets.kind", "customers.customer_id"),
)
