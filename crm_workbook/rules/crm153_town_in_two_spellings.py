"""One town in several spellings

'תל אביב', 'תל-אביב' and 'ת"א' are one town to a person and three to a filter. Each spelling gets a part of
the customers, and whoever filters by one forgets the others.

`customers`
| customer_id | display_name | city      |
|-------------|--------------|-----------|
| C-0001      | דנה כהן      | תל אביב   |
| C-0002      | רות אלון     | תל אביב   |
| C-0003      | יוסי לוי     | תל-אביב   |
| C-0004      | מאיה גל      | ת"א       |
| C-0005      | עומר בר      | חיפה      |

Finds:
- customers!C4
- customers!C5

Fix: none. Choose one spelling; the commoner one is named in the finding.

---

יישוב אחד בכמה צורות כתיב

'תל אביב', 'תל-אביב' ו-'ת"א' הם יישוב אחד לאדם ושלושה למסנן. כל צורה מקבלת חלק מהלקוחות, ומי שמסנן לפי
אחת שוכח את האחרות.

תיקון: אין תיקון אוטומטי. יש לבחור צורה אחת; בממצא מופיעה הנפוצה יותר.
"""

from __future__ import annotations

from collections import Counter

from crm_workbook.fields.normal import heading_key
from crm_workbook.lean import TYPE_CHECKING, Final
from crm_workbook.model import shown
from crm_workbook.rules import Rule
from crm_workbook.rules.notdata import not_data
from crm_workbook.schema.typed import typed
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from crm_workbook.model import Book, Cell, Finding

SHORT: Final = {
    heading_key(short): heading_key(town)
    for short, town in (
        ('ת"א', "תל אביב"),
        ('ת"א יפו', "תל אביב"),
        ("תל אביב יפו", "תל אביב"),
        ('פ"ת', "פתח תקווה"),
        ("פתח תקוה", "פתח תקווה"),
        ('ראשל"צ', "ראשון לציון"),
        ("ראשון", "ראשון לציון"),
        ('ב"ש', "באר שבע"),
        ("י-ם", "ירושלים"),
        ('כ"ס', "כפר סבא"),
        ('ר"ג', "רמת גן"),
        ("קרית גת", "קריית גת"),
        ("קרית אתא", "קריית אתא"),
        ("קרית ביאליק", "קריית ביאליק"),
        ("קרית מוצקין", "קריית מוצקין"),
        ("קרית שמונה", "קריית שמונה"),
        ("קרית אונו", "קריית אונו"),
        ("הרצלייה", "הרצליה"),
        ("נהרייה", "נהריה"),
    )
}
"""What towns are also called, by their keys."""


def check(rule: Rule, book: Book, _as_of: date) -> Iterator[Finding]:
    """Find towns spelled otherwise than most customers' rows spell them: one a spelling."""
    table = typed(book, "customers")
    if table is None or "city" not in table:
        return
    towns: dict[str, list[Cell]] = {}
    for value in table["city"].meanings:
        key = heading_key(str(value))
        towns.setdefault(SHORT.get(key, key), []).append(value)
    several = [spellings for spellings in towns.values() if len(spellings) > 1]
    if not several:
        return
    times = Counter(table.values("city"))
    usual: dict[Cell, Cell] = {}
    for spellings in several:
        most = max(spellings, key=lambda value: (times[value], str(value)))
        usual.update((value, most) for value in spellings if value != most)
    told: set[Cell] = set()
    skipped = not_data(book, "customers")
    for row, value in enumerate(table.values("city")):
        if value in usual and value not in told and row not in skipped:
            told.add(value)
            yield rule.found(
                table.table.ref(row, "city"),
                value=shown(value),
                usual=shown(usual[value]),
                count=f"{times[value]:,}",
            )


RULE = Rule(
    "info",
    Text(
        "היישוב '{value}' (שורות: {count}) כתוב ברוב המקומות '{usual}'",
        "the town '{value}' (rows: {count}) is mostly spelled '{usual}'",
    ),
    check,
    columns=("customers.city",),
)
