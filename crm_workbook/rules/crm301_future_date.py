"""A date in the future where only the past makes sense

A purchase dated next year is left out of every figure until then; a birth date in the future makes an
age below nothing. Most often it is a slip in the year.

`purchases`
| date       | customer_id | amount |
|------------|-------------|--------|
| 2026-03-01 | C-0001      | 120    |
| 2062-03-02 | C-0002      | 80     |

Finds:
- purchases!A3

Fix: none. Type the right date.

---

תאריך עתידי במקום שרק עבר מתאים בו

קנייה שתאריכה בשנה הבאה לא תיכלל באף חישוב עד אז; תאריך לידה עתידי נותן גיל קטן מאפס. לרוב זו טעות
הקלדה בשנה.

תיקון: אין תיקון אוטומטי. יש להקליד את התאריך הנכון.
"""

from __future__ import annotations

from crm_workbook.lean import TYPE_CHECKING
from crm_workbook.rules import Rule
from crm_workbook.rules.days import odd_days
from crm_workbook.schema.columns import day
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from crm_workbook.model import Book, Finding


def check(rule: Rule, book: Book, as_of: date) -> Iterator[Finding]:
    """Find dates after the day of the check in columns that hold none."""
    return odd_days(rule, book, lambda column, value: not column.future and day(value) > as_of)


RULE = Rule(
    "error",
    Text("{column}: {value} הוא תאריך שעוד לא הגיע", "{column}: {value} is still to come"),
    check,
)
