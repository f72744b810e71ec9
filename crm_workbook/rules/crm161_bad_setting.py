"""A setting that cannot be read

The business decided, and nobody can tell what. No figure rests on a guess: `crm refresh` and whatever
else goes by this setting stops until the cell can be read.

`settings`
| key         | value        |
|-------------|--------------|
| cap_sms     | שלוש בערך    |
| window_from | '03/04/2026' |
| vat         | 180          |
| currency    | USD          |
| check_ignore | CRM752 CRM999 |

Finds:
- settings!B2
- settings!B3
- settings!B4
- settings!B6

Fix: none. The message says what may stand there, and so does the note beside the setting. An empty
cell means the usual value.

---

הגדרה שאי אפשר לקרוא

בעסק החליטו משהו, ואי אפשר לדעת מה. הכלי אינו מנחש: crm refresh וכל פעולה אחרת שנשענת על ההגדרה
הזאת נעצרות עד שהתא יתוקן.

תיקון: אין תיקון אוטומטי. הממצא אומר מה מותר לכתוב בתא, וכך גם ההסבר שליד ההגדרה. תא ריק פירושו
הערך המקובל.
"""

from __future__ import annotations

from crm_workbook.lean import TYPE_CHECKING, Final
from crm_workbook.model import shown
from crm_workbook.rules import Rule
from crm_workbook.schema.settings import given_settings
from crm_workbook.schema.wanted import wanted
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from crm_workbook.model import Book, Finding


def check(rule: Rule, book: Book, _as_of: date) -> Iterator[Finding]:
    """Find settings whose cell says something that has no meaning for them."""
    table = book.tables.get("settings")
    for given in given_settings(table, book.lists):
        if table is not None and not given.readable:
            yield rule.found(
                table.ref(given.row, "value"),
                setting=given.setting.title,
                value=shown(given.cell),
                wanted=wanted(given.setting, book.lists),
            )
        elif table is not None and given.value and given.setting.id.startswith(_OF_CHECK):
            from crm_workbook.rules.deciding.decided import misunderstood

            words = ", ".join(misunderstood(given.setting.id, str(given.value)))
            if words:
                yield rule.found(
                    table.ref(given.row, "value"),
                    setting=given.setting.title,
                    value=shown(words),
                    wanted=_CODES,
                )


_OF_CHECK: Final = "check_"
"""How the ids of settings begin that name rules of `crm check`."""
_CODES: Final = Text(
    "קודים של כללים, כמו CRM752 (ולחומרה: CRM301=error)",
    "codes of rules, such as CRM752 (for a severity: CRM301=error)",
)


RULE = Rule(
    "error",
    Text(
        "{setting}: אי אפשר להבין את '{value}'; צריך להיות שם {wanted}",
        "{setting}: '{value}' cannot be understood; it should be {wanted}",
    ),
    check,
    sheets=("settings",),
)
