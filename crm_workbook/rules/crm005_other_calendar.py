"""The workbook counts its days from 1904

An old Mac setting. Here the dates are read rightly, but copied into any other workbook each of them
moves by four years and a day.

`workbook` epoch 1904

`customers`
| customer_id | display_name |
|-------------|--------------|
| C-0001      | דנה כהן      |

Finds:
- workbook

Fix: none. Import the data into a workbook made by `crm new`; that keeps the dates.

---

החוברת סופרת ימים משנת 1904

הגדרה ישנה של מק. כאן התאריכים נקראים נכון, אבל בהעתקה לכל חוברת אחרת כל תאריך זז בארבע שנים ויום.

תיקון: אין תיקון אוטומטי. יש לייבא את הנתונים לחוברת שנוצרה בעזרת `crm new`; כך התאריכים נשמרים.
"""

from __future__ import annotations

from crm_workbook.lean import TYPE_CHECKING
from crm_workbook.model import Ref
from crm_workbook.rules import Rule
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from crm_workbook.model import Book, Finding


def check(rule: Rule, book: Book, _as_of: date) -> Iterator[Finding]:
    """Find a book whose serial dates count from 1904."""
    if book.facts.epoch == 1904:  # noqa: PLR2004 - a calendar's name
        yield rule.found(Ref("workbook"))


RULE = Rule(
    "info",
    Text(
        "התאריכים נספרים משנת 1904; העתקה לחוברת אחרת תזיז אותם",
        "dates count from 1904; copying them to another workbook moves them",
    ),
    check,
)
