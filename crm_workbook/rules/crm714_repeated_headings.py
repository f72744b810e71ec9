"""The heading row once more among the data

Lists pasted below one another bring their headings along. To every formula that is one more customer,
named 'Name'.

`customers`
| customer_id | display_name | phone          |
|-------------|--------------|----------------|
| C-0001      | דנה כהן      | '054-765-4321' |
| מזהה לקוח   | שם           | טלפון          |
| C-0002      | רות אלון     | '054-765-4322' |

Finds:
- customers!A3

Fix: none, since rows are never removed by a fix. Delete the row.

---

שורת הכותרות שוב, בתוך הנתונים

רשימות שהודבקו זו מתחת לזו מביאות איתן את הכותרות. בעיני כל נוסחה זה עוד לקוח, ששמו 'שם'.

תיקון: אין תיקון אוטומטי, כי הכלי אינו מוחק שורות. יש למחוק את השורה.
"""

from __future__ import annotations

from crm_workbook.lean import TYPE_CHECKING
from crm_workbook.rules import Rule
from crm_workbook.rules.notdata import not_data
from crm_workbook.rules.tables import inputs
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from crm_workbook.model import Book, Finding


def check(rule: Rule, book: Book, _as_of: date) -> Iterator[Finding]:
    """Find rows in which two cells or more hold their own headings."""
    for table in (each.table for each in inputs(book)):
        for row, kind in not_data(book, table.sheet.id).items():
            if kind == "heading":
                yield rule.found(table.ref(row, table.placed[0].column.id))


RULE = Rule(
    "error",
    Text("הכותרות חוזרות בתוך הנתונים", "the headings stand again among the data"),
    check,
    strays=("heading",),
)
