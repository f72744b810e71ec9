"""A name that is nobody's

'Unknown', '???' or 'test' stands where a name belongs. The row counts as a customer in every figure, and a
message begins with 'Hello Unknown'.

`customers`
| customer_id | display_name | phone          |
|-------------|--------------|----------------|
| C-0001      | לא ידוע      | '054-765-4321' |
| C-0002      | ???          | '054-765-4322' |
| C-0003      | Test         |                |
| C-0004      | דנה כהן      | '054-765-4323' |

Finds:
- customers!B2
- customers!B3
- customers!B4

Fix: none. Type the name, or delete a row made for a trial.

---

שם שאינו של אף אחד

'לא ידוע', '???' או 'בדיקה' כתובים במקום שם. השורה נספרת כלקוח בכל חישוב, והודעה נפתחת ב-'שלום לא ידוע'.

תיקון: אין תיקון אוטומטי. יש להקליד את השם, או למחוק שורה שנעשתה לניסיון.
"""

from __future__ import annotations

from crm_workbook.fields.normal import plain, scrambled
from crm_workbook.lean import TYPE_CHECKING, Final
from crm_workbook.model import shown
from crm_workbook.rules import Rule
from crm_workbook.rules.nobody import NOBODY
from crm_workbook.rules.notdata import not_data
from crm_workbook.schema.typed import typed
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from crm_workbook.model import Book, Cell, Finding

NAMES: Final = ("display_name", "first_name")


def check(rule: Rule, book: Book, _as_of: date) -> Iterator[Finding]:
    """Find words for nobody, and names without a letter or digit, where a name belongs."""
    table = typed(book, "customers")
    if table is None:
        return
    told: set[int] = set()
    for column in NAMES:
        if column not in table:
            continue
        texts = (value for value in table[column].distinct if isinstance(value, str))
        empty: list[Cell] = [value for value in texts if _nobody(value)]
        skipped = not_data(book, "customers")
        for row in table[column].rows_of(empty) if empty else ():
            if row not in skipped and row not in told:
                told.add(row)
                yield rule.found(table.table.ref(row, column), value=shown(table[column].raw[row]))


def _nobody(name: str) -> bool:
    folded = plain(name)
    if folded in NOBODY:
        return True
    return folded != "" and not any(map(str.isalnum, folded)) and not scrambled(name)


RULE = Rule(
    "warning",
    Text("'{value}' אינו שם של לקוח", "'{value}' is nobody's name"),
    check,
    columns=("customers.display_name",),
)
