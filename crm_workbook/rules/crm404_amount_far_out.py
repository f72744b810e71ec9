"""An amount far above all others

Three digits too many, or a phone number in the amount column: one such row makes its customer the best
of all and moves every average.

`purchases`
| date       | customer_id | amount |
|------------|-------------|--------|
| 2026-03-01 | C-0001      | 101    |
| 2026-03-02 | C-0001      | 102    |
| 2026-03-03 | C-0001      | 103    |
| 2026-03-04 | C-0001      | 104    |
| 2026-03-05 | C-0001      | 105    |
| 2026-03-06 | C-0001      | 106    |
| 2026-03-07 | C-0001      | 107    |
| 2026-03-08 | C-0001      | 108    |
| 2026-03-09 | C-0001      | 109    |
| 2026-03-10 | C-0001      | 90     |
| 2026-03-11 | C-0001      | 91     |
| 2026-03-12 | C-0001      | 92     |
| 2026-03-13 | C-0001      | 93     |
| 2026-03-14 | C-0001      | 94     |
| 2026-03-15 | C-0001      | 95     |
| 2026-03-16 | C-0001      | 96     |
| 2026-03-17 | C-0001      | 97     |
| 2026-03-18 | C-0001      | 98     |
| 2026-03-19 | C-0001      | 99     |
| 2026-03-20 | C-0002      | 547654321 |

Finds:
- purchases!C21

Fix: none, since no fix ever changes an amount. Look at the document; if it is right, all is well.

---

סכום גבוה בהרבה מכל האחרים

שלוש ספרות מיותרות, או מספר טלפון בעמודת הסכום: שורה אחת כזאת הופכת את הלקוח לטוב מכולם ומזיזה כל
ממוצע.

תיקון: אין תיקון אוטומטי, כי הכלי אינו משנה סכומים. יש לבדוק במסמך; אם הסכום נכון, הכול בסדר.
"""

from __future__ import annotations

from crm_workbook.lean import TYPE_CHECKING, Final
from crm_workbook.model import shown
from crm_workbook.rules import Rule
from crm_workbook.rules.elsewhere import rows_told
from crm_workbook.rules.figures import figures, span
from crm_workbook.schema.typed import typed
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from crm_workbook.model import Book, Finding

CAUSES: Final = ("CRM402", "CRM410", "CRM714", "CRM718")
ENOUGH: Final = 20
"""Below so many different amounts nothing can be said to be usual."""
USUAL: Final = 0.9
"""The share of the different amounts that is taken for usual."""
FAR: Final = 1000.0
"""How many times the largest usual amount is no longer a big customer but a slip."""


def check(rule: Rule, book: Book, as_of: date) -> Iterator[Finding]:
    """Find amounts a thousand times above what nine in ten amounts stay below.

    Where quantity and price say what the amount should be, that is told instead.
    """
    table = typed(book, "purchases")
    if table is None or "amount" not in table:
        return
    amounts = figures(table, "amount")
    least, most = span(book, table, "amount")
    if least > 0 and most <= least * FAR:
        return  # which is quicker to see than how many different amounts there are
    sizes = set(map(abs, filter(None, amounts)))
    if len(sizes) < ENOUGH or max(sizes) <= min(sizes) * FAR:
        return
    limit = sorted(sizes)[int(len(sizes) * USUAL) - 1] * FAR
    if max(sizes) <= limit:
        return
    told = rows_told(book, as_of, "purchases", CAUSES)
    for row, value in enumerate(amounts):
        if value is None or abs(value) <= limit:
            continue
        if table.table.rows[row] not in told:
            yield rule.found(table.table.ref(row, "amount"), value=shown(value))


RULE = Rule(
    "warning",
    Text(
        "{value} הוא פי אלף ויותר מהסכומים הרגילים",
        "{value} is more than a thousand times the usual amounts",
    ),
    check,
    columns=("purchases.amount",),
)
