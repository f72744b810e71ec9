"""A value typed over a formula

The column computes, one row no longer does. It looked right on the day it was typed, and it stays
that way while everything around it moves.

`purchases` formula E2 = C2*D2; formula E3 = C3*D3; formula E4 = C4*D4
| date       | customer_id | quantity | unit_price | amount |
|------------|-------------|----------|------------|--------|
| 2026-03-01 | C-0001      | 1        | 60         | 60     |
| 2026-03-02 | C-0001      | 2        | 60         | 120    |
| 2026-03-03 | C-0001      | 1        | 60         | 60     |
| 2026-03-04 | C-0001      | 1        | 60         | 60     |

Finds:
- purchases!E5

Good:

`benefits` formula C2 = TRUE(); formula C3 = FALSE(); formula C4 = TRUE()
| customer_id | benefit | בתוקף |
|-------------|---------|-------|
| C-0001      | הנחה    | TRUE  |
| C-0002      | הנחה    | FALSE |
| C-0003      | הנחה    | TRUE  |
| C-0004      | הנחה    | FALSE |

Fix: none, since formulas are never touched. Copy the formula from the row above, or make the whole
column values.

---

ערך שהוקלד על נוסחה

העמודה מחשבת, ושורה אחת כבר לא. ביום שהוקלדה היא נראתה נכונה, והיא תישאר כך כשכל מה שסביבה ישתנה.

תיקון: אין תיקון אוטומטי, כי הכלי אינו נוגע בנוסחאות. יש להעתיק את הנוסחה מהשורה שמעל, או להפוך את כל
העמודה לערכים.
"""

from __future__ import annotations

from crm_workbook.lean import TYPE_CHECKING, Final
from crm_workbook.model import shown
from crm_workbook.rules import Rule
from crm_workbook.rules.areas import formulas
from crm_workbook.rules.tables import filled
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from crm_workbook.model import Book, Finding

MOSTLY: Final = 0.75
"""A column with formulas in this share of its filled rows is a computed one."""


def check(rule: Rule, book: Book, _as_of: date) -> Iterator[Finding]:
    """Find filled cells without a formula in columns that consist of formulas."""
    for table in (each.table for each in filled(book)):
        for placed in table.placed:
            computed = formulas(book, table).get(placed.column.id, {})
            values = table.columns[placed.column.id] if computed else []
            count = len(values) - values.count(None)
            if not computed or len(computed) < count * MOSTLY:
                continue
            for row, value in enumerate(values):
                if value is not None and row not in computed:
                    yield rule.found(
                        table.ref(row, placed.column.id),
                        column=shown(placed.heading),
                        value=shown(value),
                    )


RULE = Rule(
    "warning",
    Text(
        "{column}: '{value}' הוקלד במקום נוסחה",
        "{column}: '{value}' was typed in place of a formula",
    ),
    check,
    marks=("formulas",),
)
