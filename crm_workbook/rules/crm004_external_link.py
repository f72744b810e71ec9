"""A formula that looks into another workbook

Sent by mail or moved to another folder, the workbook cannot find the other one: the figures freeze or
turn into #REF!, and nobody sees when.

`workbook` external prices.xlsx

`customers`
| customer_id | display_name |
|-------------|--------------|
| C-0001      | דנה כהן      |

Finds:
- prices.xlsx

Fix: none. Copy what is needed into this workbook as values.

---

נוסחה שמביטה בחוברת אחרת

כשהחוברת נשלחת בדואר או עוברת תיקייה, היא אינה מוצאת את האחרת: המספרים קופאים או הופכים ל-#REF!, ואין
רואים מתי.

תיקון: אין תיקון אוטומטי. יש להעתיק את מה שצריך לתוך חוברת זו, כערכים.
"""

from __future__ import annotations

from crm_workbook.lean import TYPE_CHECKING
from crm_workbook.model import Ref, shown
from crm_workbook.rules import Rule
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from crm_workbook.model import Book, Finding


def check(rule: Rule, book: Book, _as_of: date) -> Iterator[Finding]:
    """Find links to other workbooks, connections and queries."""
    for target in book.facts.external:
        file = target.replace("\\", "/").rstrip("/").rpartition("/")[2]
        name = shown(target if target.startswith("dde:") else file, 60)  # a command has slashes
        yield rule.found(Ref(name), value=name)


RULE = Rule(
    "warning",
    Text(
        "החוברת נשענת על קובץ או מקור אחר: {value}",
        "the workbook rests on another file or source: {value}",
    ),
    check,
    marks=("external",),
)
