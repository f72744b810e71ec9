"""A date too long ago to be true

1926 is 2026 with a slip, and 1900 is an empty cell that some program took for a date. The customer
looks lost for a hundred years.

`purchases`
| date       | customer_id | amount |
|------------|-------------|--------|
| 2026-03-01 | C-0001      | 120    |
| 1926-03-02 | C-0002      | 80     |

`customers`
| customer_id | display_name | birth_date |
|-------------|--------------|------------|
| C-0001      | דנה כהן      | 1934-05-06 |
| C-0002      | רות אלון     | 1884-05-06 |

Finds:
- purchases!A3
- customers!C3

Fix: none. Type the right date.

---

תאריך רחוק מכדי להיות נכון

1926 הוא 2026 עם טעות הקלדה, ו-1900 הוא תא ריק שתוכנה כלשהי חשבה לתאריך. הלקוח נראה אבוד כבר מאה
שנה.

תיקון: אין תיקון אוטומטי. יש להקליד את התאריך הנכון.
"""

from __future__ import annotations

from crm_workbook.lean import TYPE_CHECKING, Final
from crm_workbook.rules import Rule
from crm_workbook.rules.days import EARLIEST, odd_days
from crm_workbook.rules.values import faulty_values
from crm_workbook.schema.columns import day
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from crm_workbook.model import Book, Finding

OLDEST: Final = 120
"""Years a customer may be old."""


def check(rule: Rule, book: Book, as_of: date) -> Iterator[Finding]:
    """Find dates of another century, and those from before Excel's calendar is right."""
    yield from odd_days(
        rule,
        book,
        lambda column, value: (
            day(value).year < (as_of.year - OLDEST if column.id == "birth_date" else EARLIEST)
        ),
    )
    yield from faulty_values(rule, book, ("before-1900-03",))


RULE = Rule(
    "warning",
    Text("{column}: {value} רחוק מדי בעבר", "{column}: {value} is too long ago"),
    check,
)
