"""A dropdown that ends before the rows do

The first rows offer a list to choose from, the later ones take whatever is typed. That is where 'watsap' and
'whats app' come from, and each falls out of every filter.

`customers` dropdown C2:C4 = crm_list_customer_status
| customer_id | display_name | status |
|-------------|--------------|--------|
| C-0001      | דנה כהן      | פעיל   |
| C-0002      | רות אלון     | פעיל   |
| C-0003      | יוסי לוי     | פעיל   |
| C-0004      | מאיה גל      | פעיל   |
| C-0005      | עומר בר      | פעיל   |

Finds:
- customers!C5

Good:

`customers` dropdown C2:C3 = crm_list_customer_status; dropdown C4:C1048576 = crm_list_customer_status
| customer_id | display_name | status |
|-------------|--------------|--------|
| C-0001      | דנה כהן      | פעיל   |
| C-0002      | רות אלון     | פעיל   |
| C-0003      | יוסי לוי     | פעיל   |

Fix: none. Select the column with a row that has the list, then Data, Data Validation, and agree to extend it.

---

רשימה נפתחת שנגמרת לפני השורות

בשורות הראשונות בוחרים מרשימה, ובאחרונות אפשר להקליד כל דבר. משם באים 'ווטצאפ' ו'וואצ אפ', וכל אחד מהם נופל
מכל מסנן.

תיקון: אין תיקון אוטומטי. יש לסמן את העמודה יחד עם שורה שיש בה רשימה, ואז נתונים, אימות נתונים, ולהסכים
להרחבה.
"""

from __future__ import annotations

from crm_workbook.lean import TYPE_CHECKING, Final
from crm_workbook.model import shown
from crm_workbook.rules import Rule
from crm_workbook.rules.tables import inputs
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from crm_workbook.model import Book, Finding, Table, Validation
    from crm_workbook.rules.areas import Area


OTHER: Final = "settings"
"""Each of its rows is of a kind of its own, with a list of its own or none."""


def check(rule: Rule, book: Book, _as_of: date) -> Iterator[Finding]:
    """Find columns whose dropdown stands in the first data row and not in the last."""
    for table in (each.table for each in inputs(book)):
        if table.sheet.id == OTHER:
            continue
        areas = _areas(book, table)
        for placed in table.placed:
            spans = sorted(
                (each.top, each.bottom)
                for each in areas
                if each.left <= placed.number <= each.right
            )
            covered = table.rows[0] - 1
            for top, bottom in spans:
                if top <= covered + 1:
                    covered = max(covered, bottom)
            if table.rows[0] <= covered < table.rows[-1] and not any(
                top > covered for top, _ in spans
            ):
                row = next(row for row, number in enumerate(table.rows) if number > covered)
                count = len(table.rows) - row
                yield rule.found(
                    table.ref(row, placed.column.id),
                    column=shown(placed.heading),
                    count=f"{count:,}",
                )


def _areas(book: Book, table: Table) -> list[Area]:
    """Return the rectangles in which a sheet offers lists."""
    validations = book.facts.tab(table.layout.title).validations
    lists = [each.ranges for each in validations if _offers(each)]
    if all(_whole(ranges) for ranges in lists):
        return []
    from crm_workbook.rules.areas import area  # a workbook of ours gets by without it

    names = (name for ranges in lists for name in ranges.split())
    return [found for name in names if (found := area(name)) is not None]


def _offers(validation: Validation) -> bool:
    """Return whether it is a dropdown that works; of one that does not another rule tells."""
    return validation.kind == "list" and "#REF!" not in validation.formula


def _whole(ranges: str) -> bool:
    """Return whether a dropdown goes down to the end of the sheet, as a new workbook's do."""
    return ranges.endswith("1048576")


RULE = Rule(
    "info",
    Text(
        "{column}: הרשימה הנפתחת נגמרת כאן, ו-{count} שורות בלעדיה",
        "{column}: the dropdown ends here, and {count} rows are without it",
    ),
    check,
    marks=("validations",),
)
