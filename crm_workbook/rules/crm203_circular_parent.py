"""A customer who belongs to himself

Somebody belongs to a household that belongs, in the end, to him. Adding up by household never comes
to an end, so the tool leaves such customers as they are and their figures stay apart.

`customers`
| customer_id | display_name | unit_type | parent_id |
|-------------|--------------|-----------|-----------|
| C-0001      | דנה כהן      | אדם       | C-0002    |
| C-0002      | משפחת כהן    | משק בית   | C-0001    |
| C-0003      | רות אלון     | אדם       | C-0003    |

Finds:
- customers!D2
- customers!D3
- customers!D4

Fix: none. A household or a business belongs to nobody: empty its cell.

---

לקוח ששייך לעצמו

מישהו שייך למשק בית, שבסופו של דבר שייך לו. סיכום לפי משק בית לא ייגמר לעולם, ולכן הכלי משאיר לקוחות
כאלה בנפרד.

תיקון: אין תיקון אוטומטי. משק בית או עסק אינם שייכים לאיש: יש לרוקן את התא שלהם.
"""

from __future__ import annotations

from crm_workbook.lean import TYPE_CHECKING
from crm_workbook.rules import Rule
from crm_workbook.rules.parents import circular
from crm_workbook.schema.typed import typed
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from crm_workbook.model import Book, Finding


def check(rule: Rule, book: Book, _as_of: date) -> Iterator[Finding]:
    """Find customers in whose chain of parents they stand themselves."""
    table = typed(book, "customers")
    if table is None:
        return
    for row in circular(book):
        yield rule.found(table.table.ref(row, "parent_id"), value=table.table.key(row))


RULE = Rule(
    "error",
    Text("{value} שייך בסופו של דבר לעצמו", "{value} belongs, in the end, to itself"),
    check,
    columns=("customers.parent_id",),
)
