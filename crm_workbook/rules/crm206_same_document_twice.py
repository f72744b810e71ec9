"""The same document line twice

The file was imported twice, or a line was pasted twice: the sale counts double, the customer looks
twice as good.

`purchases`
| date       | customer_id | doc_no | description | amount |
|------------|-------------|--------|-------------|--------|
| 2026-03-01 | C-0001      | '1001' | עוגה        | 120    |
| 2026-03-01 | C-0001      | '1001' | נרות        | 20     |
| 2026-03-02 | C-0002      | '1002' | עוגה        | 120    |
| 2026-03-02 | C-0002      | '1002' | עוגה        | 120    |

Finds:
- purchases!C5

Fix: none. If both were really sold, one line with a quantity of 2 says so; otherwise delete one.

---

אותה שורת מסמך פעמיים

הקובץ יובא פעמיים, או ששורה הודבקה פעמיים: המכירה נספרת כפול, והלקוח נראה טוב פי שניים.

תיקון: אין תיקון אוטומטי. אם שתיהן נמכרו באמת, שורה אחת עם כמות 2 תאמר זאת; אחרת יש למחוק אחת.
"""

from __future__ import annotations

from crm_workbook.lean import TYPE_CHECKING, Final
from crm_workbook.model import shown
from crm_workbook.rules import Rule
from crm_workbook.schema.typed import typed
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from crm_workbook.model import Book, Finding

LINE: Final = (
    "doc_no", "doc_type", "date", "customer_id", "product_id", "description", "quantity", "amount",
)  # fmt: skip
"""What makes two lines of one document the same line."""


def check(rule: Rule, book: Book, _as_of: date) -> Iterator[Finding]:
    """Find lines that bear a document number and are the same in everything."""
    table = typed(book, "purchases")
    if table is None or "doc_no" not in table or table["doc_no"].types == {type(None)}:
        return
    there = [column for column in LINE if column in table]
    lines = list(zip(*(table.values(column) for column in there), strict=True))
    if len(set(lines)) == len(lines):
        return
    first: dict[object, int] = {}
    for row, line in enumerate(lines):
        if line[0] is None:
            continue
        before = first.setdefault(line, row)
        if before != row:
            yield rule.found(
                table.table.ref(row, "doc_no"),
                doc=shown(line[0]),
                row=table.table.rows[before],
            )


RULE = Rule(
    "warning",
    Text("מסמך {doc}: השורה זהה לשורה {row}", "document {doc}: the line is the same as row {row}"),
    check,
    columns=("purchases.doc_no",),
)
