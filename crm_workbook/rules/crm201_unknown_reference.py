"""An ID that nobody has

A purchase of a customer who does not exist belongs to nobody: it is missing from that customer's
recency and value, and from every list made of them.

`customers`
| customer_id | display_name | parent_id |
|-------------|--------------|-----------|
| C-0001      | דנה כהן      |           |
| C-0002      | רות אלון     | C-0077    |

`purchases`
| date       | customer_id | amount |
|------------|-------------|--------|
| 2026-03-01 | C-0001      | 120    |
| 2026-03-02 | C-0999      | 80     |
| 2026-03-03 | C-0999      | 40     |
| 2026-03-04 | c-1         | 40     |
| 2026-03-05 | דנה כהן     | 40     |

Finds:
- customers!C3
- purchases!B3
- purchases!B5
- purchases!B6

Fix: none. Correct the ID, or add the customer; importing the purchases adds missing customers by
itself.

---

מזהה שאין לו בעלים

קנייה של לקוח שאינו קיים אינה שייכת לאיש: היא חסרה בוותק ובערך של הלקוח ובכל רשימה שנבנית מהם.

תיקון: אין תיקון אוטומטי. יש לתקן את המזהה או להוסיף את הלקוח; ייבוא הקניות מוסיף לקוחות חסרים בעצמו.
"""

from __future__ import annotations

from crm_workbook.fields.normal import heading_key
from crm_workbook.fields.pattern import pattern
from crm_workbook.lean import TYPE_CHECKING, Final
from crm_workbook.model import shown
from crm_workbook.rules import Rule
from crm_workbook.rules.notdata import not_data
from crm_workbook.rules.tables import filled
from crm_workbook.schema.names import known_as
from crm_workbook.schema.typed import typed
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from crm_workbook.model import Book, Cell, Finding
    from crm_workbook.schema.typed import TypedTable

NEAR: Final = Text(
    "{column}: אין '{value}' בגיליון {sheet}, ויש {near}",
    "{column}: '{value}' is not in {sheet}, but {near} is",
)
NAMED: Final = Text(
    "{column}: '{value}' הוא השם של {near} ולא המזהה",
    "{column}: '{value}' is the name of {near}, not the ID",
)
NO_IDS: Final = Text(
    "{column}: אין למה להפנות, כי בגיליון {sheet} אין מזהים",
    "{column}: there is nothing to refer to, since {sheet} has no IDs",
)
_ZEROS: Final = r"(?<![0-9])0+(?=[0-9])"


def check(rule: Rule, book: Book, _as_of: date) -> Iterator[Finding]:
    """Find references to rows that are not there: one finding for each ID and column."""
    for table in filled(book):
        for placed in table.table.placed:
            column = placed.column
            target = typed(book, column.ref) if column.ref else None
            if target is None or column.role != "input" or column.id not in table:
                continue
            key = target.table.sheet.key
            if key not in target or (not len(target) and column.ref != "customers"):
                continue  # a sheet that is not in use names nobody, and that is no fault
            ids = target[key].meanings
            unknown = set(table.values(column.id)) - ids - {None}
            if not unknown:
                continue
            skipped = not_data(book, table.table.sheet.id)
            rows: dict[Cell, list[int]] = {}
            for row, value in enumerate(table.values(column.id)):
                if value in unknown and row not in skipped:
                    rows.setdefault(value, []).append(row)
            if not ids - {None}:  # one slip, and not one for each reference
                found = sorted(row for where in rows.values() for row in where)
                rows = {None: found} if found else {}
            near = _folded(ids)
            names = _names(target)
            for value, where in rows.items():
                written = str(value)
                close, name = near.get(_fold(written)), names.get(heading_key(written))
                text = NEAR if close else NAMED if name else NO_IDS if not value else rule.text
                yield rule.found(
                    table.table.ref(where[0], column.id),
                    text=_in_rows(text) if len(where) > 1 else text,
                    column=shown(placed.heading),
                    value=shown(value),
                    sheet=shown(target.table.layout.title),
                    near=shown(close or name),
                    count=f"{len(where):,}",
                )


def _in_rows(text: Text) -> Text:
    """Return a message with the number of rows it stands for."""
    return Text(f"{text.he} (ב-{{count}} שורות)", f"{text.en} (in {{count}} rows)")


def _fold(text: str) -> str:
    """Return what two spellings of one ID have in common: no case, signs or leading zeros."""
    return pattern(_ZEROS).sub("", heading_key(text))


def _folded(ids: Iterable[Cell]) -> dict[str, str]:
    return {_fold(str(value)): str(value) for value in ids if value is not None}


def _names(target: TypedTable) -> dict[str, str]:
    """Return the IDs of a sheet by the names in it, for those who write names for IDs."""
    sheet = target.table.sheet
    if sheet.id == "customers":
        names = known_as(target)
    elif "name" in target:
        names = target.values("name")
    else:
        return {}
    pairs = zip(names, target.values(sheet.key), strict=True)
    return {heading_key(str(n)): str(key) for n, key in pairs if n is not None and key is not None}


RULE = Rule(
    "error",
    Text(
        "{column}: אין '{value}' בגיליון {sheet}",
        "{column}: '{value}' is not in {sheet}",
    ),
    check,
)
