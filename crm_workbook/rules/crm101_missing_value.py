"""Nothing in a column that must be filled

A purchase without an amount, a date or a customer is left out of every figure; a customer without
a name cannot be greeted. The row looks as if it counted, and does not.

`purchases`
| date       | customer_id | amount |
|------------|-------------|--------|
| 2026-03-01 | C-0001      | 120    |
| 2026-03-02 | C-0002      |        |
|            | C-0002      | 80     |

Finds:
- purchases!C3
- purchases!A4

Fix: none. Fill in what is missing; only the person who knows it can. An empty customer ID is a
warning only: give the customer any ID nobody else has.

---

תא ריק בעמודת חובה

קנייה בלי סכום, תאריך או לקוח לא נכללת באף חישוב, ובלי שם אי אפשר לפנות ללקוח. השורה נראית כאילו
נספרה, ואינה נספרת.

תיקון: אין תיקון אוטומטי. יש להשלים את החסר. מזהה לקוח חסר הוא רק אזהרה: אפשר לתת כל מזהה שאינו
תפוס.
"""

from __future__ import annotations

from crm_workbook.lean import TYPE_CHECKING, Final
from crm_workbook.model import Ref, letters, shown
from crm_workbook.rules import Rule
from crm_workbook.rules.notdata import not_data
from crm_workbook.rules.tables import inputs
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from crm_workbook.model import Book, Finding, Table
    from crm_workbook.schema.typed import TypedColumn

ALL: Final = Text(
    "{column}: העמודה ריקה בכל {count} השורות", "{column}: empty in all {count} rows"
)


def check(rule: Rule, book: Book, _as_of: date) -> Iterator[Finding]:
    """Find empty cells in required columns; a column that is empty throughout is one finding."""
    for table in inputs(book):
        sheet_id = table.table.sheet.id
        skipped = not_data(book, sheet_id)
        for placed in table.table.placed:
            column = placed.column
            if not column.required or column.role != "input" or column.id not in table:
                continue
            rows = [row for row in _empty(table[column.id]) if row not in skipped]
            if rows:
                waiting = _uncalculated(book, table.table)
                rows = [row for row in rows if (column.id, row) not in waiting]
            said = rule
            if column.id == table.table.sheet.key:
                said = rule._replace(severity="warning")
            heading = shown(placed.heading)
            if len(rows) == len(table) > 1:
                cell = f"{letters(placed.number)}{table.table.layout.heading_row}"
                ref = Ref(sheet_id, cell, "", column.id)
                yield said.found(ref, text=ALL, column=heading, count=f"{len(rows):,}")
                continue
            for row in rows:
                yield said.found(table.table.ref(row, column.id), column=heading)


def _uncalculated(book: Book, table: Table) -> set[tuple[str, int] | None]:
    """Return the cells that only look empty; a rule of their own says why."""
    from crm_workbook.rules.areas import in_body

    return {in_body(table, cell) for cell in book.facts.tab(table.layout.title).uncalculated}


def _empty(column: TypedColumn) -> list[int]:
    """Return the rows without anything in them; blanks only are nothing."""
    blank = set[object]()
    if str in column.types:
        blank = {
            value
            for value, parsed in column.readings.items()
            if parsed.value is None and not parsed.fault
        }
    if not blank and type(None) not in column.types:
        return []
    return [row for row, value in enumerate(column.raw) if value is None or value in blank]


RULE = Rule("error", Text("{column}: התא ריק", "{column}: nothing is filled in"), check)
