"""The same document line twice

The file was imported twice, or a line was pasted twice: the sale counts double, the customer looks
twice as good. Lines without a document number are told as well where ten or more stand once more in
the same order, as they do when a list was pasted twice.

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

הקובץ יובא פעמיים, או ששורה הודבקה פעמיים: המכירה נספרת כפול, והלקוח נראה טוב פי שניים. גם שורות בלי
מספר מסמך מדווחות, כשעשר מהן או יותר חוזרות באותו סדר, כמו אחרי הדבקה כפולה של רשימה.

תיקון: אין תיקון אוטומטי. אם שתיהן נמכרו באמת, שורה אחת עם כמות 2 תאמר זאת; אחרת יש למחוק אחת.
"""

from __future__ import annotations

from crm_workbook.lean import TYPE_CHECKING, Final
from crm_workbook.model import shown
from crm_workbook.rules import Rule
from crm_workbook.schema.typed import typed
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from crm_workbook.model import Book, Cell, Finding

    Line = tuple[Cell, ...]

LINE: Final = (
    "doc_no", "doc_type", "date", "customer_id", "product_id", "description", "quantity", "amount",
)  # fmt: skip
"""What makes two lines of one document the same line."""


RUN: Final = 10
"""So many different lines are not sold once more on the same days in the same order."""
PASTED: Final = Text(
    "השורות {first} עד {last} זהות לשורות {before} עד {until}, וכנראה הודבקו פעמיים",
    "rows {first} to {last} are the same as rows {before} to {until}, most likely pasted twice",
)


def check(rule: Rule, book: Book, _as_of: date) -> Iterator[Finding]:
    """Find lists that stand twice, and other numbered lines that are the same in everything."""
    table = typed(book, "purchases")
    if table is None:
        return
    there = [column for column in LINE if column in table]
    if there[:1] == ["doc_no"] and len(table["doc_no"].distinct) == len(table):
        return  # a number for each line is the quickest way to see that none is there twice
    lines: list[Line] = list(zip(*(table.values(column) for column in there), strict=True))
    first: dict[Line, int] = {}
    before = [first.setdefault(line, row) for row, line in enumerate(lines)]
    if len(first) == len(lines):
        return
    rows = table.table.rows
    pasted = set[int]()
    for start, again, count in _runs(lines, before):
        pasted.update(range(again, again + count))
        yield rule.found(
            table.table.ref(again, there[0]),
            text=PASTED,
            first=rows[again],
            last=rows[again + count - 1],
            before=rows[start],
            until=rows[start + count - 1],
        )
    for row, line in enumerate(lines if there[0] == "doc_no" else ()):
        if line[0] is not None and before[row] != row and row not in pasted:
            yield rule.found(
                table.table.ref(row, "doc_no"),
                doc=shown(line[0]),
                row=rows[before[row]],
            )


def _runs(lines: Sequence[Line], before: Sequence[int]) -> Iterator[tuple[int, int, int]]:
    """Yield where a run of different lines begins, where it does so again, and its length."""
    starts: dict[tuple[Line, ...], int] = {}
    row = known = 0
    while row < len(lines):
        known = known + 1 if before[row] < row else 0
        row += 1
        if known < RUN:
            continue
        if not starts:
            for place in range(len(lines) - RUN, -1, -1):
                starts[tuple(lines[place : place + RUN])] = place
        again = row - RUN
        run = tuple(lines[again:row])
        start = starts[run]
        if start + RUN > again or len(set(run)) < RUN:
            continue
        while (
            row < len(lines)
            and start + row - again < again
            and (lines[row] == lines[start + row - again])
        ):
            row += 1
        yield start, again, row - again
        known = 0


RULE = Rule(
    "warning",
    Text("מסמך {doc}: השורה זהה לשורה {row}", "document {doc}: the line is the same as row {row}"),
    check,
    columns=("purchases.amount",),
)
