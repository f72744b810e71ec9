"""A formula that was never calculated

The file was written by a program that does not calculate. Until Excel has opened and saved it, the
cell is empty to everybody else, this tool included.

`purchases` formula C2 = 2*60; uncalculated C2
| date       | customer_id | amount |
|------------|-------------|--------|
| 2026-03-01 | C-0001      |        |
| 2026-03-02 | C-0001      | 80     |

Finds:
- purchases!C2

Fix: none. Open the workbook in Excel or LibreOffice, save it, and check again.

---

נוסחה שמעולם לא חושבה

הקובץ נכתב בידי תוכנה שאינה מחשבת. עד שאקסל יפתח וישמור אותו, התא ריק בעיני כל השאר, גם בעיני הכלי
הזה.

תיקון: אין תיקון אוטומטי. יש לפתוח את החוברת באקסל או בליברה אופיס, לשמור, ולבדוק שוב.
"""

from __future__ import annotations

from crm_workbook.lean import TYPE_CHECKING
from crm_workbook.rules import Rule
from crm_workbook.rules.areas import in_body
from crm_workbook.rules.tables import filled
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from crm_workbook.model import Book, Finding


def check(rule: Rule, book: Book, _as_of: date) -> Iterator[Finding]:
    """Find formulas without a stored result in a table's body."""
    for table in (each.table for each in filled(book)):
        for cell in book.facts.tab(table.layout.title).uncalculated:
            place = in_body(table, cell)
            if place is not None:
                column, row = place
                yield rule.found(table.ref(row, column))


RULE = Rule(
    "error",
    Text("לנוסחה אין תוצאה שמורה", "the formula has no stored result"),
    check,
    marks=("uncalculated",),
)
