"""Something that ended before it began

A complaint closed before it came, or a benefit that stops before it starts: days open and running
costs come out negative and spoil the averages.

`interactions`
| when       | customer_id | closed_on  |
|------------|-------------|------------|
| 2026-03-05 | C-0001      | 2026-03-01 |
| 2026-03-05 | C-0002      | 2026-03-05 |
| 2062-03-05 | C-0003      | 2026-03-06 |
| 2026-03-05 | C-0004      | 1926-03-06 |

Finds:
- interactions!C2

Fix: none. One of the two dates is wrong.

---

דבר שנגמר לפני שהתחיל

תלונה שנסגרה לפני שהגיעה, או הטבה שמסתיימת לפני שהתחילה: ימי הטיפול והעלות יוצאים שליליים ומקלקלים את
הממוצעים.

תיקון: אין תיקון אוטומטי. אחד משני התאריכים שגוי.
"""

from __future__ import annotations

from crm_workbook.lean import TYPE_CHECKING, Final
from crm_workbook.rules import Rule
from crm_workbook.rules.days import reversed_spans
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from crm_workbook.model import Book, Finding

SPANS: Final = (
    ("interactions", "when", "closed_on"),
    ("campaigns", "start", "end"),
    ("benefits", "since", "ends_on"),
    ("outreach", "sent_on", "response_on"),
)


def check(rule: Rule, book: Book, as_of: date) -> Iterator[Finding]:
    """Find ends that lie before their starts; targets have a rule of their own."""
    for sheet_id, start, end in SPANS:
        yield from reversed_spans(rule, book, sheet_id, start, end, as_of)


RULE = Rule(
    "error",
    Text("{column}: {value} הוא לפני {start}", "{column}: {value} is before {start}"),
    check,
    among=tuple(sheet_id for sheet_id, _, _ in SPANS),
)
