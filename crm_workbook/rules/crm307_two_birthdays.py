"""A birthday that is not the day of the date of birth

Two columns say when the customer was born, and they say different days. The greeting goes out on one of them,
and half of such greetings come on the wrong day.

`customers`
| customer_id | display_name | birth_date | birthday |
|-------------|--------------|------------|----------|
| C-0001      | דנה כהן      | 1984-05-06 | '06.05'  |
| C-0002      | רות אלון     | 1979-09-14 | '15.09'  |
| C-0003      | יוסי לוי     |            | '15.09'  |

Finds:
- customers!D3

Fix: none. Only the customer knows; ask, and empty one of the two.

---

יום הולדת שאינו היום שבתאריך הלידה

שתי עמודות אומרות מתי הלקוח נולד, ואומרות ימים שונים. הברכה יוצאת באחד מהם, ומחצית מהברכות האלה מגיעות ביום
הלא נכון.

תיקון: אין תיקון אוטומטי. רק הלקוח יודע; יש לשאול, ולרוקן אחת מהשתיים.
"""

from __future__ import annotations

from crm_workbook.lean import TYPE_CHECKING
from crm_workbook.model import shown
from crm_workbook.rules import Rule
from crm_workbook.schema.columns import days_in
from crm_workbook.schema.typed import typed
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from crm_workbook.model import Book, Finding


def check(rule: Rule, book: Book, _as_of: date) -> Iterator[Finding]:
    """Find birthdays of another day or month than the birth date beside them."""
    table = typed(book, "customers")
    if table is None:
        return
    pairs = zip(days_in(table, "birth_date"), table.values("birthday"), strict=True)
    for row, (born, birthday) in enumerate(pairs):
        if born is None or not isinstance(birthday, str) or f"{born:%m-%d}" == birthday:
            continue
        yield rule.found(
            table.table.ref(row, "birthday"),
            value=shown(table["birthday"].raw[row]),
            born=born,
        )


RULE = Rule(
    "warning",
    Text(
        "יום ההולדת {value} אינו היום שבתאריך הלידה {born}",
        "the birthday {value} is not the day of the date of birth {born}",
    ),
    check,
    columns=("customers.birth_date", "customers.birthday"),
)
