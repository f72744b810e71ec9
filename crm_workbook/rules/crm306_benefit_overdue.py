"""A personal benefit that has run past its end

A benefit is easy to give and hard to stop. Its end date has gone by and nothing says that it was
ended, so it goes on costing money that nobody decided to spend.

`benefits`
| benefit_id | customer_id | what     | since      | ends_on    | exit_step |
|------------|-------------|----------|------------|------------|-----------|
| B-1        | C-0001      | 10% הנחה | 2025-01-01 | 2025-12-31 |           |
| B-2        | C-0002      | משלוח    | 2025-01-01 | 2025-12-31 | הסתיימה   |
| B-3        | C-0003      | 5% הנחה  | 2026-01-01 | 2026-12-31 |           |

Finds:
- benefits!E2

Fix: none. Decide: end it and tell the customer, or give it a new end.

---

הטבה אישית שעבר מועד סיומה

הטבה קל לתת וקשה להפסיק. מועד הסיום חלף, ואין סימן שהופסקה, ולכן היא ממשיכה לעלות כסף שאיש לא החליט
להוציא.

תיקון: אין תיקון אוטומטי. יש להחליט: להפסיק ולומר ללקוח, או לקבוע מועד סיום חדש.
"""

from __future__ import annotations

from crm_workbook.lean import TYPE_CHECKING, Final
from crm_workbook.rules import Rule
from crm_workbook.rules.days import is_misdated
from crm_workbook.schema.columns import days_in
from crm_workbook.schema.typed import typed
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from crm_workbook.model import Book, Finding

OVER: Final = frozenset({"ended", "replaced"})


def check(rule: Rule, book: Book, as_of: date) -> Iterator[Finding]:
    """Find benefits whose last day has passed and that were not ended."""
    table = typed(book, "benefits")
    if table is None:
        return
    ends = table["ends_on"].context.column
    rows = zip(days_in(table, "ends_on"), table.values("exit_step"), strict=True)
    for row, (end, step) in enumerate(rows):
        if end is None or is_misdated(ends, end, as_of):
            continue
        if end < as_of and step not in OVER:
            yield rule.found(table.table.ref(row, "ends_on"), value=end)


RULE = Rule(
    "warning",
    Text(
        "ההטבה הייתה אמורה להסתיים ב-{value}, ולא נרשם שהופסקה",
        "the benefit should have ended on {value}, and nothing says it did",
    ),
    check,
    sheets=("benefits",),
)
