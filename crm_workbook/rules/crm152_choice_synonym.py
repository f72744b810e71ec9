"""The right value by another name

It is understood here, but Excel's own filters, pivots and dropdowns take 'E-mail' and 'mail' for two
different things, and each counts half.

`customers`
| customer_id | display_name | preferred_channel |
|-------------|--------------|-------------------|
| C-0001      | דנה כהן      | ווטסאפ            |
| C-0002      | רות אלון     | וואטסאפ           |

Finds:
- customers!C2

A workbook without a lists sheet has words of its own, and a name is only told of where another one in
the same column means the same.

Fix: safe. The name as it stands in the list is written in its place; in a workbook without a lists
sheet, the name that most cells have.

---

הערך הנכון בשם אחר

כאן הוא מובן, אבל הסינון, טבלאות הציר והרשימות הנפתחות של אקסל רואים ב'מייל' וב'דוא"ל' שני דברים
שונים, וכל אחד סופר חצי.

בחוברת בלי גיליון רשימות המילים הן של העסק, ולכן שם מדווח רק אם באותה עמודה יש לו שם נוסף.

תיקון: בטוח. במקומו נכתב השם כפי שהוא ברשימה; בחוברת בלי גיליון רשימות, השם שברוב התאים.
"""

from __future__ import annotations

from crm_workbook.fields.normal import tidy
from crm_workbook.lean import TYPE_CHECKING, Final
from crm_workbook.rules import Rule
from crm_workbook.rules.values import faulty, findings
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from crm_workbook.model import Book, Cell, Finding
    from crm_workbook.rules.values import Faulty

FAULT: Final = "choice-synonym"


def check(rule: Rule, book: Book, _as_of: date) -> Iterator[Finding]:
    """Find synonyms; without a lists sheet only those that stand beside another name."""
    for each in faulty(book).get(FAULT, ()):
        if "lists" in book.tables:
            yield from findings(rule, book, each)
            continue
        names = _usual(each)
        meant = {value: names[each.column.readings[value].value] for value in each.values}
        odd = {value: name for value, name in meant.items() if value != name}
        yield from findings(rule, book, each._replace(values=list(odd)), odd)


def _usual(faulty: Faulty) -> dict[Cell, Cell]:
    """Return what most cells call each choice; nobody means a name with odd blanks or marks."""
    synonyms = frozenset(faulty.values)
    times: dict[tuple[Cell, Cell], int] = {}
    for pair in zip(faulty.column.values, faulty.column.raw, strict=True):
        times[pair] = times.get(pair, 0) + 1

    def worth(pair: tuple[Cell, Cell]) -> tuple[bool, int, bool]:
        name = pair[1]
        return (name == tidy(str(name)), times[pair], name not in synonyms)

    return dict(sorted(times, key=worth))


RULE = Rule(
    "info",
    Text(
        "{column}: '{value}' נקרא אחרת ברשימה", "{column}: '{value}' has another name in the list"
    ),
    check,
    faults=(FAULT,),
)
