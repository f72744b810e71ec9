"""One phone or e-mail at many customers

A family shares a number; five customers of different names do not. Mostly it is the number of the shop, of a
seller or of the first row copied down, and every message for the five goes to one person.

`customers`
| customer_id | display_name | phone          | parent_id |
|-------------|--------------|----------------|-----------|
| C-0001      | דנה כהן      | '054-765-4321' |           |
| C-0002      | רות אלון     | '054-765-4321' |           |
| C-0003      | יוסי לוי     | '054-765-4321' |           |
| C-0004      | מאיה גל      | '054-765-4321' |           |
| C-0005      | עומר בר      | '054-765-4321' |           |
| C-0006      | נועה ים      | '054-765-4329' |           |

Finds:
- customers!C2

Good:

`customers`
| customer_id | display_name | phone          | parent_id |
|-------------|--------------|----------------|-----------|
| C-0001      | גן ורד       | '054-765-4321' |           |
| C-0002      | רות אלון     | '054-765-4321' | C-0001    |
| C-0003      | יוסי לוי     | '054-765-4321' | C-0001    |
| C-0004      | מאיה גל      | '054-765-4321' | C-0001    |
| C-0005      | עומר בר      | '054-765-4321' | C-0001    |

Fix: none. Empty the cells of those whose number it is not, or make them members of one household or
business.

---

טלפון או דוא"ל אחד אצל לקוחות רבים

משפחה חולקת מספר; חמישה לקוחות בשמות שונים לא. לרוב זה המספר של העסק, של מוכר, או של השורה הראשונה שהועתקה
למטה, וכל הודעה לחמישה מגיעה לאדם אחד.

תיקון: אין תיקון אוטומטי. יש לרוקן את התאים של מי שהמספר אינו שלו, או לשייך אותם למשק בית או לעסק אחד.
"""

from __future__ import annotations

from collections import Counter

from crm_workbook.fields.normal import plain
from crm_workbook.lean import TYPE_CHECKING, Final
from crm_workbook.model import shown
from crm_workbook.rules import Rule
from crm_workbook.rules.nobody import is_made_up
from crm_workbook.rules.parents import parents
from crm_workbook.schema.names import known_as
from crm_workbook.schema.typed import typed
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from crm_workbook.model import Book, Cell, Finding

MANY: Final = 5
"""From so many customers of different houses and family names on, it is nobody's family."""


def check(rule: Rule, book: Book, _as_of: date) -> Iterator[Finding]:
    """Find addresses that customers of many names share: one finding for an address."""
    table = typed(book, "customers")
    if table is None:
        return
    # So has the address of the business itself.
    own = (book.settings.get("business_phone"), book.settings.get("business_email"))
    for column in ("phone", "email"):
        if column not in table:
            continue
        addresses = table.values(column)
        if len(addresses) - len(set(addresses)) < MANY - 1:
            continue
        times = Counter(addresses)
        shared = {
            value
            for value, count in times.items()
            if count >= MANY
            and isinstance(value, str)
            and value not in own
            # What was made up to fill the cell has a rule of its own.
            and not is_made_up(value)
        }
        if not shared:
            continue
        above, names = parents(book), known_as(table)
        rows: dict[Cell, list[int]] = {}
        for row, value in enumerate(addresses):
            if value in shared:
                rows.setdefault(value, []).append(row)
        ids = table.values("customer_id")
        for where in rows.values():
            families = {word for row in where for word in _family(names[row])}
            houses = {above.get(ids[row], ids[row]) for row in where}
            if len(houses) >= MANY and len(families) >= MANY:
                yield rule.found(
                    table.table.ref(where[0], column),
                    value=shown(table[column].raw[where[0]]),
                    count=f"{len(where):,}",
                )


def _family(name: Cell) -> list[str]:
    """Return the last word of a name, where a family name most often stands; none of no name."""
    return plain(str(name)).split()[-1:] if name is not None else []


RULE = Rule(
    "warning",
    Text(
        "'{value}' רשום אצל {count} לקוחות שונים",
        "'{value}' stands at {count} different customers",
    ),
    check,
    sheets=("customers",),
)
