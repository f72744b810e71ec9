"""Merged cells inside a table

Only the first of merged cells holds a value, the others are empty to every program. Such a table
cannot be sorted or filtered, and the merged rows lose what they seem to show.

`customers` merged C2:C3; merged A9:D9
| customer_id | display_name | city   |
|-------------|--------------|--------|
| C-0001      | דנה כהן      | חיפה   |
| C-0002      | רות אלון     |        |

Finds:
- customers!C2

Fix: none. Unmerge, and fill each cell.

---

תאים ממוזגים בתוך טבלה

רק התא הראשון במיזוג מחזיק ערך, והאחרים ריקים בעיני כל תוכנה. טבלה כזאת אי אפשר למיין או לסנן, והשורות
הממוזגות מאבדות את מה שנראה בהן.

תיקון: אין תיקון אוטומטי. יש לבטל את המיזוג ולמלא כל תא.
"""

from __future__ import annotations

from crm_workbook.lean import TYPE_CHECKING
from crm_workbook.model import Ref
from crm_workbook.rules import Rule
from crm_workbook.rules.areas import area
from crm_workbook.rules.tables import filled
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from crm_workbook.model import Book, Finding


def check(rule: Rule, book: Book, _as_of: date) -> Iterator[Finding]:
    """Find merged ranges that touch a table's headings or body."""
    for layout, sheet_id in ((t.table.layout, t.table.sheet.id) for t in filled(book)):
        columns = [placed.number for placed in layout.placed]
        for merged in book.facts.tab(layout.title).merges:
            place = area(merged)
            if place is None or not columns:
                continue
            if (
                place.top <= layout.last_row
                and place.bottom >= layout.heading_row
                and place.left <= max(columns)
                and place.right >= min(columns)
            ):
                yield rule.found(Ref(sheet_id, merged.partition(":")[0]), value=merged)


RULE = Rule(
    "warning",
    Text("התאים {value} ממוזגים", "the cells {value} are merged"),
    check,
    marks=("merges",),
)
