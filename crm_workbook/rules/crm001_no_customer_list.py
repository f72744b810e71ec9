"""Nothing in the workbook looks like a customer list

No sheet was recognised by its name or by its headings, so nothing of any use could be checked. A
customer list needs a heading for the name and one for a phone or an e-mail; purchases need a date, a
customer and an amount.

`טיוטה`

Finds:
- customers

Fix: none. Check that this is the right file, and that the headings stand in one row above the data.

---

אין בחוברת דבר שנראה כמו רשימת לקוחות

שום גיליון לא זוהה לפי שמו או לפי כותרותיו, ולכן לא נבדק דבר מועיל. רשימת לקוחות צריכה כותרת לשם
וכותרת לטלפון או לדוא"ל; קניות צריכות תאריך, לקוח וסכום.

תיקון: אין תיקון אוטומטי. יש לוודא שזה הקובץ הנכון, ושהכותרות עומדות בשורה אחת מעל הנתונים.
"""

from __future__ import annotations

from crm_workbook.lean import TYPE_CHECKING, Final
from crm_workbook.model import Ref
from crm_workbook.rules import Rule
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from crm_workbook.model import Book, Finding

HEART: Final = frozenset({"customers", "purchases"})
"""A workbook with neither is no customer workbook."""


def check(rule: Rule, book: Book, _as_of: date) -> Iterator[Finding]:
    """Find a book without customers and purchases."""
    if not HEART & book.tables.keys():
        yield rule.found(Ref("customers"))


RULE = Rule(
    "error",
    Text(
        "אין בחוברת גיליון שנראה כמו לקוחות או קניות",
        "no sheet looks like a list of customers or purchases",
    ),
    check,
    absent=("customers", "purchases"),
)
