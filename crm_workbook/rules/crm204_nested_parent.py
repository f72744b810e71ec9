"""A household inside a household

Two levels are all there is: people, and the household or business they belong to. A third one is not
added up, so part of a family's purchases is missing from the family.

`customers`
| customer_id | display_name | unit_type  | parent_id |
|-------------|--------------|------------|-----------|
| C-0001      | דנה כהן      | אדם        | C-0002    |
| C-0002      | משפחת כהן    | משק בית    | C-0003    |
| C-0003      | כהן ובניו    | לקוח עסקי  |           |

Finds:
- customers!D3

Fix: none. Let the people belong to one of the two.

---

משק בית בתוך משק בית

יש שתי רמות בלבד: אנשים, ומשק הבית או העסק שאליו הם שייכים. רמה שלישית אינה מסוכמת, וחלק מהקניות של
המשפחה חסר אצלה.

תיקון: אין תיקון אוטומטי. יש לשייך את האנשים לאחד מהשניים.
"""

from __future__ import annotations

from crm_workbook.lean import TYPE_CHECKING
from crm_workbook.model import shown
from crm_workbook.rules import Rule
from crm_workbook.rules.parents import circular, parents
from crm_workbook.schema.typed import typed
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from crm_workbook.model import Book, Finding


def check(rule: Rule, book: Book, _as_of: date) -> Iterator[Finding]:
    """Find customers that have a parent and are a parent; circles have a rule of their own."""
    table = typed(book, "customers")
    above = parents(book)
    if table is None or not above:
        return
    someones = set(above.values())
    rounds = set(circular(book))
    for row, key in enumerate(table.values("customer_id")):
        if key in above and key in someones and row not in rounds:
            yield rule.found(
                table.table.ref(row, "parent_id"), value=shown(key), parent=shown(above[key])
            )


RULE = Rule(
    "warning",
    Text(
        "אל {value} שייכים אחרים, והוא עצמו שייך אל {parent}",
        "others belong to {value}, which itself belongs to {parent}",
    ),
    check,
    columns=("customers.parent_id",),
)
