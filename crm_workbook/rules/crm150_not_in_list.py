"""A value that is not in its list

Segments, filters and templates go by the values of the list. A word of one's own falls out of all
of them: the channel 'watsap' is no channel, so nobody is written to there.

`customers`
| customer_id | display_name | preferred_channel | source      | owner |
|-------------|--------------|-------------------|-------------|-------|
| C-0001      | דנה כהן      | יונת דואר         | תחנת הדלק   | הדס   |
| C-0002      | רות אלון     | וואטסאפ           | המלצה       | הדס   |

`lists`
| source    |
|-----------|
| שלט ברחוב |

Finds:
- customers!C2
- customers!D2

Fix: none. Choose from the list. An open list, such as how customers found you, may be added to in the
lists sheet, and a value missing there is only a note; a list nobody has begun forbids nothing.

---

ערך שאינו ברשימה

מגזרים, סינונים ותבניות פועלים לפי ערכי הרשימה. מילה אחרת נופלת מכולם: ערוץ 'ווצפ' אינו ערוץ, ואיש
לא יקבל בו הודעה.

תיקון: אין תיקון אוטומטי. יש לבחור מהרשימה. לרשימה פתוחה, כמו איך הגיעו אלינו, אפשר להוסיף ערכים
בגיליון הרשימות, וערך שחסר בה הוא רק הערה; רשימה שעוד לא התחילו למלא אינה אוסרת דבר.
"""

from __future__ import annotations

from crm_workbook.lean import TYPE_CHECKING, Final
from crm_workbook.rules import Rule
from crm_workbook.rules.values import faulty_values
from crm_workbook.schema.lists import LISTS
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from crm_workbook.model import Book, Finding

FAULTS: Final = ("not-in-list",)
ADD: Final = Text(
    "{column}: '{value}' עוד אינו ברשימה, ואפשר להוסיף",
    "{column}: '{value}' is not in the list yet and may be added",
)


def check(rule: Rule, book: Book, _as_of: date) -> Iterator[Finding]:
    """Find values that their lists do not have, lists that nobody has begun left out.

    An open list is begun where the workbook has a lists sheet to add to.
    """
    for finding in faulty_values(rule, book, FAULTS):
        column = book.tables[finding.ref.sheet].column(finding.ref.column)
        spec = LISTS.get(column.choices) if column is not None else None
        if spec is None or not spec.open:
            yield finding
        elif "lists" in book.tables and book.lists.get(spec.id):
            yield finding._replace(severity="info", text=ADD)


RULE = Rule(
    "warning",
    Text("{column}: '{value}' אינו ברשימה", "{column}: '{value}' is not in the list"),
    check,
    faults=FAULTS,
)
