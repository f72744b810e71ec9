"""A hidden sheet with people in it

Whoever gets the workbook gets the hidden sheets as well: one click shows them. Thousands of people's
details have been published in just this way.

`customers` hidden
| customer_id | display_name | phone          |
|-------------|--------------|----------------|
| C-0001      | דנה כהן      | '054-765-4321' |

`רשימה ישנה` hidden

Finds:
- customers
- רשימה ישנה

Fix: none. Show the sheet and delete it before the workbook leaves the house, or keep it on purpose.

---

גיליון מוסתר שיש בו אנשים

מי שמקבל את החוברת מקבל גם את הגיליונות המוסתרים: לחיצה אחת מציגה אותם. כך בדיוק פורסמו פרטים של אלפי
אנשים.

תיקון: אין תיקון אוטומטי. יש להציג את הגיליון ולמחוק אותו לפני שהחוברת יוצאת מהבית, או להשאיר אותו
בכוונה.
"""

from __future__ import annotations

from crm_workbook.fields.normal import heading_key
from crm_workbook.lean import TYPE_CHECKING, Final
from crm_workbook.model import Ref, shown
from crm_workbook.rules import Rule
from crm_workbook.rules.tables import filled
from crm_workbook.schema import sheets
from crm_workbook.text import Counted, Text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from crm_workbook.model import Book, Finding

PERSONAL: Final = frozenset({"phone", "email", "israeli_id"})
ROWS: Final = Counted(Text("שורה אחת", "1 row"), Text("{count:,} שורות", "{count:,} rows"))
UNKNOWN: Final = Text(
    "הגיליון '{value}' מוסתר, ולא ידוע מה יש בו",
    "the sheet '{value}' is hidden, and nobody knows what is in it",
)


def check(rule: Rule, book: Book, _as_of: date) -> Iterator[Finding]:
    """Find hidden tabs with people in them, and hidden tabs that the schema does not know."""
    for table in (each.table for each in filled(book)):
        title = table.layout.title
        personal = any(placed.column.kind in PERSONAL for placed in table.placed)
        if table.sheet.shown == "yes" and personal and book.facts.tab(title).state != "visible":
            yield rule.found(Ref(table.sheet.id), value=shown(title), rows=ROWS.of(len(table)))
    tables = {table.layout.title for table in book.tables.values()}
    if tables.issuperset(book.facts.titles):
        return
    known = {heading_key(name) for sheet in sheets().values() for name in sheet.title}
    known |= set(map(heading_key, tables))
    for title in book.facts.titles:
        if heading_key(title) not in known:
            tab = book.facts.tab(title)
            if tab.state != "visible" and tab.kind == "worksheet":
                yield rule.found(Ref(title), text=UNKNOWN, value=shown(title))


RULE = Rule(
    "warning",
    Text(
        "הגיליון '{value}' מוסתר, ויש בו {rows} עם פרטים אישיים",
        "the sheet '{value}' is hidden and holds {rows} of personal details",
    ),
    check,
)
