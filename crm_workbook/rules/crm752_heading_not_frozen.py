"""A long list whose headings scroll away

From the second screen on nobody sees which column is which, and amounts get typed into the column for
discounts.

`customers` frozen 0
| customer_id | display_name |
|-------------|--------------|
| C-0001      | א            |
| C-0002      | ב            |
| C-0003      | ג            |
| C-0004      | ד            |
| C-0005      | ה            |
| C-0006      | ו            |
| C-0007      | ז            |
| C-0008      | ח            |
| C-0009      | ט            |
| C-0010      | י            |
| C-0011      | כ            |
| C-0012      | ל            |
| C-0013      | מ            |
| C-0014      | נ            |
| C-0015      | ס            |
| C-0016      | ע            |
| C-0017      | פ            |
| C-0018      | צ            |
| C-0019      | ק            |
| C-0020      | ר            |
| C-0021      | ש            |
| C-0022      | ת            |
| C-0023      | א            |
| C-0024      | ב            |
| C-0025      | ג            |
| C-0026      | ד            |
| C-0027      | ה            |
| C-0028      | ו            |
| C-0029      | ז            |
| C-0030      | ח            |

Finds:
- customers

Fix: none. In Excel: View, Freeze Panes, with the cell below the headings selected.

---

רשימה ארוכה שכותרותיה נגללות ונעלמות

מהמסך השני והלאה אין רואים איזו עמודה היא איזו, וסכומים מוקלדים בעמודת ההנחה.

תיקון: אין תיקון אוטומטי. באקסל: תצוגה, הקפאת חלוניות, כשהתא שמתחת לכותרות מסומן.
"""

from __future__ import annotations

from crm_workbook.lean import TYPE_CHECKING, Final
from crm_workbook.model import Ref
from crm_workbook.rules import Rule
from crm_workbook.rules.tables import inputs
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from crm_workbook.model import Book, Finding

SCREEN: Final = 30
"""Rows that a screen shows at once."""


def check(rule: Rule, book: Book, _as_of: date) -> Iterator[Finding]:
    """Find visible input sheets, longer than a screen, whose headings are not frozen.

    Excel keeps the headings of a declared table in sight by itself.
    """
    for table in (each.table for each in inputs(book)):
        if len(table) < SCREEN or not table.layout.loose:
            continue
        tab = book.facts.tab(table.layout.title)
        if tab.state == "visible" and tab.frozen_rows < table.layout.heading_row:
            yield rule.found(Ref(table.sheet.id), count=f"{len(table):,}")


RULE = Rule(
    "info",
    Text(
        "הכותרות אינן מוקפאות מעל {count} שורות", "the headings are not frozen above {count} rows"
    ),
    check,
    marks=("loose",),
)
