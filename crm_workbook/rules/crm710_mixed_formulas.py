"""One formula that is not like the others of its column

A column computes the same thing in every row, but one row points a line too high, or leaves a discount out.
Nobody looks at that row, since it does show a number.

`purchases` formula E2 = C2*D2; formula E3 = C3*D3; formula E4 = C4*D3; formula E5 = C5*D5; formula E6 = C6*D6; formula E7 = C7*D7
| date       | customer_id | quantity | unit_price | amount |
|------------|-------------|----------|------------|--------|
| 2026-03-01 | C-0001      | 1        | 60         | 60     |
| 2026-03-02 | C-0001      | 2        | 60         | 120    |
| 2026-03-03 | C-0001      | 1        | 60         | 60     |
| 2026-03-04 | C-0001      | 1        | 60         | 60     |
| 2026-03-05 | C-0001      | 1        | 60         | 60     |
| 2026-03-06 | C-0001      | 1        | 60         | 60     |

Finds:
- purchases!E4

Good:

`purchases` formula E2 = C2*$D$2; formula E3 = C3*$D$2; formula E4 = C4*$D$2; formula E5 = C5*$D$2; formula E6 = C6*$D$2
| date       | customer_id | quantity | unit_price | amount |
|------------|-------------|----------|------------|--------|
| 2026-03-01 | C-0001      | 1        | 60         | 60     |
| 2026-03-02 | C-0001      | 2        | 60         | 120    |
| 2026-03-03 | C-0001      | 1        | 60         | 60     |
| 2026-03-04 | C-0001      | 1        | 60         | 60     |
| 2026-03-05 | C-0001      | 1        | 60         | 60     |

Fix: none, since formulas are never touched. Copy the formula from the row above.

---

נוסחה אחת שאינה כמו האחרות בעמודה

עמודה מחשבת אותו דבר בכל שורה, אבל שורה אחת מצביעה שורה גבוה מדי, או שוכחת הנחה. איש אינו מסתכל בה, כי היא
הרי מציגה מספר.

תיקון: אין תיקון אוטומטי, כי הכלי אינו נוגע בנוסחאות. יש להעתיק את הנוסחה מהשורה שמעל.
"""

from __future__ import annotations

import re
from collections import Counter

from crm_workbook.lean import TYPE_CHECKING, Final
from crm_workbook.model import column_number, shown
from crm_workbook.rules import Rule
from crm_workbook.rules.areas import formulas
from crm_workbook.rules.tables import filled
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from crm_workbook.model import Book, Finding

ENOUGH: Final = 5
"""Formulas from which on a column has a way of its own."""
MOSTLY: Final = 0.8
"""The share of a column's formulas that says what the way is."""
REFERENCE: Final = re.compile(
    r'"[^"]*"|\'[^\']*\'|(?<![\w.])(\$?)([A-Z]{1,3})(\$?)([0-9]{1,7})(?![\w(.])'
)
"""A cell's name, or a quoted text in which nothing is one."""
LONGEST: Final = 2_000
"""Signs of a formula that are looked at."""


def check(rule: Rule, book: Book, _as_of: date) -> Iterator[Finding]:
    """Find formulas that are not, row for row, the formula of most of their column."""
    for table in (each.table for each in filled(book)):
        for placed in table.placed:
            cells = formulas(book, table).get(placed.column.id, {})
            # Followers of a shared formula have no source of their own, and cannot differ.
            written = {row: source for row, source in cells.items() if source}
            if len(written) < ENOUGH or len(set(written.values())) == 1:
                continue
            ways = {
                row: _relative(source[:LONGEST], placed.number, table.rows[row])
                for row, source in written.items()
            }
            usual, times = Counter(ways.values()).most_common(1)[0]
            if times == len(ways) or times < len(ways) * MOSTLY:
                continue
            for row, way in ways.items():
                if way != usual:
                    yield rule.found(
                        table.ref(row, placed.column.id),
                        column=shown(placed.heading),
                        value=shown(f"={written[row]}"),
                    )


def _relative(source: str, column: int, row: int) -> str:
    """Return a formula with every name of a cell as its distance from the formula's own."""

    def told(match: re.Match[str]) -> str:
        if not match[2]:
            return match[0]
        across = match[2] if match[1] else column_number(match[2]) - column
        down = match[4] if match[3] else int(match[4]) - row
        return f"[{match[1]}{across},{match[3]}{down}]"

    return REFERENCE.sub(told, source)


RULE = Rule(
    "warning",
    Text(
        "{column}: הנוסחה {value} אינה כמו האחרות בעמודה",
        "{column}: the formula {value} is not like the others of the column",
    ),
    check,
    marks=("formulas",),
)
