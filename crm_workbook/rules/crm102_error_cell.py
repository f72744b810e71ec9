"""A cell that shows an error such as #REF!

The formula in it lost what it pointed at. Everything that adds up or looks at this cell is wrong
or missing from then on, and the error spreads into every formula that uses it.

`purchases`
| date       | customer_id | amount |
|------------|-------------|--------|
| 2026-03-01 | C-0001      | 120    |
| 2026-03-02 | C-0002      | #REF!  |

Finds:
- purchases!C3

Fix: none. Type the value, or mend the formula.

---

תא שמציג שגיאה כגון #REF!

הנוסחה שבתא איבדה את מה שהצביעה עליו. כל סכום או נוסחה שנשענים על התא שגויים מאותו רגע.

תיקון: אין תיקון אוטומטי. יש להקליד את הערך, או לתקן את הנוסחה.
"""

from __future__ import annotations

from crm_workbook.lean import TYPE_CHECKING
from crm_workbook.model import CellError, shown
from crm_workbook.rules import Rule
from crm_workbook.rules.tables import filled
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from crm_workbook.model import Book, Finding


def check(rule: Rule, book: Book, _as_of: date) -> Iterator[Finding]:
    """Find error cells in every column, the user's own and computed ones too."""
    for table in filled(book):
        for placed in table.table.placed:
            if placed.column.id not in table:
                continue
            column = table[placed.column.id]
            if CellError not in column.types:
                continue
            for row, value in enumerate(column.raw):
                if isinstance(value, CellError):
                    ref = table.table.ref(row, placed.column.id)
                    yield rule.found(ref, column=shown(placed.heading), value=value.code)


RULE = Rule(
    "error",
    Text("{column}: התא מציג שגיאה, {value}", "{column}: the cell shows {value}"),
    check,
    cells=("CellError",),
)
