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

Good:

`customers` calculated E = 2*D2; uncalculated E3
| customer_id | display_name | phone          | נקודות | בונוס |
|-------------|--------------|----------------|--------|-------|
| C-0001      | דנה כהן      | '054-765-4321' | 3      | 6     |
| C-0002      | רות אלון     | '054-765-4322' | 4      |       |

Fix: none. Open the workbook in Excel or LibreOffice, save it, and check again. A row that this tool
has added to a column of your own formulas is no finding: Excel calculates it by itself.

---

נוסחה שמעולם לא חושבה

הקובץ נכתב בידי תוכנה שאינה מחשבת. עד שאקסל יפתח וישמור אותו, התא ריק בעיני כל השאר, גם בעיני הכלי
הזה.

תיקון: אין תיקון אוטומטי. יש לפתוח את החוברת באקסל או בליברה אופיס, לשמור, ולבדוק שוב.
שורה שהכלי הוסיף לעמודת נוסחאות שלך אינה ממצא: אקסל מחשב אותה מעצמו.
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

    from crm_workbook.model import Book, Finding, Tab, Table


def check(rule: Rule, book: Book, _as_of: date) -> Iterator[Finding]:
    """Find formulas without a stored result in a table's body."""
    for table in (each.table for each in filled(book)):
        tab = book.facts.tab(table.layout.title)
        waiting = _own_calculated(table, tab)
        for cell in tab.uncalculated:
            place = in_body(table, cell)
            if place is not None and place[0] not in waiting:
                column, row = place
                yield rule.found(table.ref(row, column))


def _own_calculated(table: Table, tab: Tab) -> set[str]:
    """Return the user's own columns in which the table itself puts the formula into every row.

    An import adds rows to them and cannot know what they give; no figure rests on them.
    """
    numbers = {number for each in tab.tables for number in each.calculated}
    return {p.column.id for p in table.placed if p.own and p.number in numbers}


RULE = Rule(
    "error",
    Text("לנוסחה אין תוצאה שמורה", "the formula has no stored result"),
    check,
    marks=("uncalculated",),
)
