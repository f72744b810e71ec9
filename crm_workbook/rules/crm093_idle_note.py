"""Note that silences nothing

A note on a cell begins `crm: ignore`, so somebody expects a finding to be silent. It is not: the note
names no rule, or gives no reason, or the cell has no such fault any more. A note on a heading is about
its whole column.

`customers` note C2 = crm: ignore CRM121 תבוא לעדכן; note C3 = crm: ignore CRM121 ידוע; note B2 = crm: ignore CRM999 ידוע; note B3 = crm: ignore CRM158; note A2 = לקוחה מהיום הראשון
| customer_id | display_name | phone          |
|-------------|--------------|----------------|
| C-0001      | דנה כהן      | '050-12'       |
| C-0002      | רות אלון     | '054-765-4322' |

Finds:
- customers!C3
- customers!B2
- customers!B3

Fix: none. Take the note away, or write it whole: `crm: ignore CRM121 reason`.

---

הערה שאינה משתיקה דבר

הערה על תא פותחת במילים crm: ignore, כלומר מישהו מצפה שהממצא לא ידווח. זה לא קורה: ההערה אינה אומרת
לאיזה כלל הכוונה, או שאין בה סיבה, או שבתא כבר אין תקלה כזאת. הערה על כותרת חלה על כל העמודה. אפשר
לכתוב גם בעברית: crm: להתעלם מ-CRM121 ואחריו הסיבה.

תיקון: אין תיקון אוטומטי. יש להסיר את ההערה, או לכתוב אותה במלואה: crm: ignore CRM121 ואחריו הסיבה.
"""

from __future__ import annotations

from crm_workbook.lean import TYPE_CHECKING, Final
from crm_workbook.model import shown
from crm_workbook.rules import Rule
from crm_workbook.rules.setting_aside.silenced import silenced, useless
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from crm_workbook.model import Book, Finding

UNUSED: Final = Text(
    "ההערה משתיקה את {word}, אבל אין שם ממצא כזה; אפשר להסיר אותה",
    "the note silences {word}, but there is no such finding; it can go",
)
NO_RULE: Final = Text(
    "אין כלל בשם {word}, וההערה אינה משתיקה דבר",
    "there is no rule {word}, and the note silences nothing",
)
NO_REASON: Final = Text(
    "בהערה שמשתיקה את {word} אין סיבה, ולכן היא אינה משתיקה דבר",
    "the note that silences {word} gives no reason, so it silences nothing",
)


def check(rule: Rule, book: Book, as_of: date) -> Iterator[Finding]:
    """Find notes that are meant to silence something and do not."""
    for each in silenced(book):
        if not each.note:
            continue
        text = NO_RULE if not each.code else NO_REASON if not each.whole else None
        if text is not None or useless(each, book, as_of):
            yield rule.found(each.ref, text=text, word=shown(each.word))


RULE = Rule("info", UNUSED, check, marks=("notes",))
