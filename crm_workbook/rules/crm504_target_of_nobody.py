"""A target for somebody or something that is not there

A target for customer C-0077 counts the rows of C-0077. If there is no such customer, nothing can be
counted, and the target is not computed.

`targets`
| target_id | level  | level_value | kind  | measure | value | start      | end        |
|-----------|--------|-------------|-------|---------|-------|------------|------------|
| T-1       | לקוח   | C-0077      | פעולה | שיחות   | 4     | 2026-01-01 | 2026-12-31 |
| T-2       | לקוח   | C-0001      | פעולה | שיחות   | 4     | 2026-01-01 | 2026-12-31 |
| T-3       | מגזר   | אלופים      | פעולה | שיחות   | 4     | 2026-01-01 | 2026-12-31 |
| T-4       | מגזר   |             | פעולה | שיחות   | 4     | 2026-01-01 | 2026-12-31 |
| T-5       | כללי   |             | פעולה | שיחות   | 4     | 2026-01-01 | 2026-12-31 |

`customers`
| customer_id | display_name |
|-------------|--------------|
| C-0001      | דנה כהן      |

Finds:
- targets!C2
- targets!C5

Fix: none. Name the customer by ID, or the segment, channel or person as in the lists.

---

יעד עבור מי או מה שאינו קיים

יעד ללקוח C-0077 סופר את השורות של C-0077. אם אין לקוח כזה, אין מה לספור והיעד אינו מחושב.

תיקון: אין תיקון אוטומטי. יש לציין לקוח לפי המזהה שלו, או מגזר, ערוץ או איש צוות כפי שהם ברשימות.
"""

from __future__ import annotations

from crm_workbook.fields.normal import heading_key
from crm_workbook.lean import TYPE_CHECKING, Final
from crm_workbook.model import shown
from crm_workbook.rules import Rule
from crm_workbook.schema.lists import names_of
from crm_workbook.schema.typed import typed
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from crm_workbook.model import Book, Finding

SHEETS: Final = {"customer": ("customers", "customer_id"), "product": ("products", "product_id")}
LISTS: Final = {"segment": ("segment",), "channel": ("channel", "sales_channel"),
                "owner": ("staff",)}  # fmt: skip
MISSING: Final = Text(
    "לא צוין עבור מי או מה היעד", "the target does not say for whom or what it is"
)


def check(rule: Rule, book: Book, _as_of: date) -> Iterator[Finding]:
    """Find targets of a level whose value nobody bears."""
    table = typed(book, "targets")
    if table is None:
        return
    rows = zip(table.values("level"), table.values("level_value"), strict=True)
    for row, (level, value) in enumerate(rows):
        if level in {None, "general"}:
            continue
        ref = table.table.ref(row, "level_value")
        if value is None:
            yield rule.found(ref, text=MISSING)
        elif not _there(book, str(level), str(value)):
            yield rule.found(ref, value=shown(value))


def _there(book: Book, level: str, value: str) -> bool:
    if level in SHEETS:
        sheet, key = SHEETS[level]
        table = typed(book, sheet)
        return table is None or value in table.values(key)
    known = [choice for name in LISTS.get(level, ()) for choice in book.lists.get(name, ())]
    if not known:
        return True  # a list nobody has filled in forbids nothing
    return heading_key(value) in {heading_key(n) for choice in known for n in names_of(choice)}


RULE = Rule(
    "error",
    Text("היעד הוא עבור '{value}', שאינו קיים", "the target is for '{value}', which is not there"),
    check,
    sheets=("targets",),
)
