"""A dropdown or a name that points at nothing

Something it pointed at was deleted, and #REF! stands in its place. The dropdown offers nothing and accepts
anything, and every formula that uses the name is broken.

`workbook` name my_list = #REF!$A$1:$A$9; name crm_list_channel = 'רשימות'!$A$2:$A$9

`customers` dropdown C2:C9 = #REF!
| customer_id | display_name | status |
|-------------|--------------|--------|
| C-0001      | דנה כהן      | פעיל   |

Finds:
- customers!C2
- workbook

Fix: none. In Excel: Data, Data Validation for the dropdown; Formulas, Name Manager for the name.

---

רשימה נפתחת או שם שמצביעים על כלום

משהו שהצביעו עליו נמחק, ובמקומו עומד #REF!. הרשימה אינה מציעה דבר ומקבלת הכול, וכל נוסחה שמשתמשת בשם שבורה.

תיקון: אין תיקון אוטומטי. באקסל: נתונים, אימות נתונים לרשימה; נוסחאות, מנהל השמות לשם.
"""

from __future__ import annotations

from crm_workbook.lean import TYPE_CHECKING, Final
from crm_workbook.model import Ref, letters, shown
from crm_workbook.rules import Rule
from crm_workbook.rules.tables import inputs
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from crm_workbook.model import Book, Finding

DEAD: Final = "#REF!"
HIDDEN: Final = ("_xlnm.", "_FilterDatabase")
"""Names that Excel makes for itself and mends itself."""
NAME: Final = Text("השם '{value}' מצביע על מה שנמחק", "the name '{value}' points at what is gone")


def check(rule: Rule, book: Book, _as_of: date) -> Iterator[Finding]:
    """Find dropdowns and defined names that point at #REF!."""
    for table in (each.table for each in inputs(book)):
        for validation in book.facts.tab(table.layout.title).validations:
            if DEAD not in validation.formula:
                continue
            from crm_workbook.rules.areas import area  # hardly any workbook needs it

            place = area(validation.ranges.split(" ")[0])
            cell = f"{letters(place.left)}{place.top}" if place else ""
            yield rule.found(Ref(table.sheet.id, cell), value=shown(validation.ranges))
    for name, target in book.facts.names.items():
        if DEAD in target and not any(word in name for word in HIDDEN):
            yield rule.found(Ref("workbook"), text=NAME, value=shown(name))


RULE = Rule(
    "warning",
    Text(
        "הרשימה הנפתחת של {value} מצביעה על מה שנמחק",
        "the dropdown of {value} points at what is gone",
    ),
    check,
    marks=("validations", "names"),
)
