"""A customer who is a baby

The year of birth is this one or the last: somebody typed the birthday with the current year. The age
is wrong, and a greeting for the first birthday is a strange thing to get.

`customers`
| customer_id | display_name | birth_date |
|-------------|--------------|------------|
| C-0001      | דנה כהן      | 2025-09-14 |
| C-0002      | רות אלון     | 1979-09-14 |

Finds:
- customers!C2

Fix: none. Type the year of birth, or move day and month to the birthday column.

---

לקוח שהוא תינוק

שנת הלידה היא השנה או אשתקד: מישהו הקליד יום הולדת עם השנה הנוכחית. הגיל שגוי, וברכה ליום הולדת ראשון
היא דבר משונה לקבל.

תיקון: אין תיקון אוטומטי. יש להקליד את שנת הלידה, או להעביר את היום והחודש לעמודת יום ההולדת.
"""

from __future__ import annotations

from datetime import timedelta

from crm_workbook.lean import TYPE_CHECKING, Final
from crm_workbook.rules import Rule
from crm_workbook.rules.days import odd_days
from crm_workbook.schema.columns import day
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from crm_workbook.model import Book, Finding

YOUNGEST: Final = timedelta(days=3 * 365)


def check(rule: Rule, book: Book, as_of: date) -> Iterator[Finding]:
    """Find birth dates of the last three years; those still to come have a rule of their own."""
    return odd_days(
        rule,
        book,
        lambda column, value: column.id == "birth_date" and as_of - YOUNGEST < day(value) <= as_of,
    )


RULE = Rule(
    "warning",
    Text("{column}: {value} נותן גיל של תינוק", "{column}: {value} makes the customer a baby"),
    check,
    columns=("customers.birth_date",),
)
