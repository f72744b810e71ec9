"""Two rows with the same ID

Whatever points at the ID points at both: the purchases of two people add up to one, and a message
for one may go to the other. Upper and lower case make no difference: `k1` finds `K1` in Excel.

`customers`
| customer_id | display_name |
|-------------|--------------|
| C-0001      | דנה כהן      |
| C-0002      | רות אלון     |
| C-0001      | יוסי לוי     |

Finds:
- customers!A4

Fix: none. Give one of them an ID nobody has, and look which purchases are whose.

---

שתי שורות עם אותו מזהה

כל מה שמצביע על המזהה מצביע על שתיהן: הקניות של שני אנשים נספרות יחד, והודעה לאחד עלולה להגיע לאחר.

תיקון: אין תיקון אוטומטי. יש לתת לאחת מהן מזהה שאינו תפוס, ולבדוק אילו קניות של מי.
"""

from __future__ import annotations

from collections import Counter
from itertools import islice
from operator import lt

from crm_workbook.lean import TYPE_CHECKING, cast
from crm_workbook.model import key_text, same_key, shown
from crm_workbook.rules import Rule
from crm_workbook.rules.notdata import not_data
from crm_workbook.rules.tables import filled
from crm_workbook.schema.typed import typed
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from crm_workbook.model import Book, Cell, Finding


def check(rule: Rule, book: Book, _as_of: date) -> Iterator[Finding]:
    """Find keys that stand in more than one row; every row after the first is a finding.

    A customer who stands twice on the customers sheet stands twice on the metrics sheet as well,
    and that is one fault.
    """
    for table in filled(book):
        key = table.table.sheet.key
        if key not in table or table.table.sheet.role == "log":
            continue
        # Keys that the tool itself writes need no reading: they are as it wrote them.
        computed = table[key].context.column.role != "input"
        values = table[key].raw if computed else table.values(key)
        if _ascend(values):
            continue
        distinct = {value.casefold() if isinstance(value, str) else value for value in values}
        if len(distinct) == len(values):
            continue
        skipped = not_data(book, table.table.sheet.id)
        of_others = _repeated(book, table[key].context.column.ref)
        first: dict[str, int] = {}
        for row, value in enumerate(values):
            if value is None or row in skipped:
                continue
            before = first.setdefault(same_key(value), row)
            if before != row and same_key(value) not in of_others:
                yield rule.found(
                    table.table.ref(row, key),
                    value=shown(key_text(value)),
                    row=table.table.rows[before],
                )


def _repeated(book: Book, sheet_id: str) -> set[str]:
    """Return the keys that a sheet has in more than one row; none where there is no such sheet."""
    table = typed(book, sheet_id) if sheet_id else None
    if table is None or table.table.sheet.key not in table:
        return set()
    keys = Counter(same_key(v) for v in table.values(table.table.sheet.key) if v is not None)
    return {key for key, count in keys.items() if count > 1}


def _ascend(values: list[Cell]) -> bool:
    """Return whether IDs are texts in ascending order that cannot differ in case alone.

    So they are as the tool writes them, and seeing it costs less than comparing each with all.
    """
    try:
        letters = "".join(cast("list[str]", values))
    except TypeError:  # a number or an empty cell among them
        return False
    if not letters.isascii() or letters not in {letters.upper(), letters.lower()}:
        return False
    return all(map(lt, cast("list[str]", values), islice(cast("list[str]", values), 1, None)))


RULE = Rule(
    "error",
    Text("המזהה '{value}' כבר נמצא בשורה {row}", "the ID '{value}' is already in row {row}"),
    check,
)
