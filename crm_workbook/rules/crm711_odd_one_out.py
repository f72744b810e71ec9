"""A few texts in a column of your own that holds numbers or dates

Nineteen cells of your column are numbers, the twentieth looks like one and is text. Sums skip it, sorting puts
it at the end, and a chart shows nothing there.

`customers`
| customer_id | display_name | נקודות |
|-------------|--------------|--------|
| C-0001      | א            | 10     |
| C-0002      | ב            | 20     |
| C-0003      | ג            | 30     |
| C-0004      | ד            | '40'   |
| C-0005      | ה            | 50     |
| C-0006      | ו            | 60     |
| C-0007      | ז            | 70     |
| C-0008      | ח            | 80     |
| C-0009      | ט            | 90     |
| C-0010      | י            | 95     |
| C-0011      | כ            | 97     |

Finds:
- customers!C5

Good:

`customers`
| customer_id | display_name | מידה   |
|-------------|--------------|--------|
| C-0001      | א            | 38     |
| C-0002      | ב            | 40     |
| C-0003      | ג            | XL     |

Fix: none, since nobody but you knows what the column means. Type the value again, as a number or a date.

---

טקסטים בודדים בעמודה שלך שיש בה מספרים או תאריכים

בתשע עשרה שורות של העמודה שלך יש מספרים, ובעשרים משהו שנראה כמספר והוא טקסט. סכומים מדלגים עליו, המיון שם
אותו בסוף, ותרשים אינו מציג שם דבר.

תיקון: אין תיקון אוטומטי, כי רק אצלך יודעים מה משמעות העמודה. יש להקליד את הערך מחדש, כמספר או כתאריך.
"""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime

from crm_workbook.fields.pattern import pattern
from crm_workbook.lean import TYPE_CHECKING, Final
from crm_workbook.model import shown
from crm_workbook.rules import Rule
from crm_workbook.rules.notdata import not_data
from crm_workbook.rules.tables import inputs
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crm_workbook.model import Book, Finding

ENOUGH: Final = 10
"""Filled cells from which on a column has a kind."""
MOSTLY: Final = 0.9
LIKE: Final = r"[\s₪$€'-]*[0-9][0-9.,/: -]*[\s₪$€%-]*"
"""What looks like a number, an amount or a date."""
LONGEST: Final = 40


def check(rule: Rule, book: Book, _as_of: date) -> Iterator[Finding]:
    """Find texts that look like a figure among the figures of a column the user added."""
    for table in inputs(book):
        for placed in table.table.placed:
            if not placed.own or placed.column.id not in table:
                continue
            column = table[placed.column.id]
            if str not in column.types or column.types.isdisjoint({float, date, datetime}):
                continue
            kinds = Counter(map(type, column.raw))
            figures = kinds[float] + kinds[date] + kinds[datetime]
            count = len(column.raw) - kinds[type(None)]
            if count < ENOUGH or figures < count * MOSTLY:
                continue
            skipped = not_data(book, table.table.sheet.id)
            for row, value in enumerate(column.raw):
                if not isinstance(value, str) or len(value) > LONGEST or row in skipped:
                    continue
                if pattern(LIKE).fullmatch(value):
                    yield rule.found(
                        table.table.ref(row, placed.column.id),
                        column=shown(placed.heading),
                        value=shown(value),
                    )


RULE = Rule(
    "info",
    Text(
        "{column}: '{value}' הוא טקסט, ושאר העמודה מספרים או תאריכים",
        "{column}: '{value}' is text, and the rest of the column is numbers or dates",
    ),
    check,
    among=("customers", "purchases", "products", "interactions"),
)
