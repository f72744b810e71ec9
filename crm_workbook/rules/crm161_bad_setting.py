"""A setting that cannot be read

The tool falls back on its default without stopping: the owner believes that three messages a month
are the limit, and the tool counts with two.

`settings`
| key      | value      |
|----------|------------|
| cap_sms  | שלוש בערך  |
| currency | USD        |

Finds:
- settings!B2

Fix: none. The note beside the setting says what it may be.

---

הגדרה שאי אפשר לקרוא

הכלי חוזר לברירת המחדל ואינו נעצר: בעל העסק חושב שהמגבלה היא שלוש הודעות בחודש, והכלי סופר שתיים.

תיקון: אין תיקון אוטומטי. ההסבר שליד ההגדרה אומר מה מותר לכתוב בה.
"""

from __future__ import annotations

from crm_workbook.fields import Context, field
from crm_workbook.lean import TYPE_CHECKING
from crm_workbook.model import shown
from crm_workbook.rules import Rule
from crm_workbook.schema.lists import builtin_lists
from crm_workbook.schema.settings import SETTINGS, read_settings
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from crm_workbook.model import Book, Finding


def check(rule: Rule, book: Book, _as_of: date) -> Iterator[Finding]:
    """Find settings that are filled in and still have their default."""
    table = book.tables.get("settings")
    if table is None or not {"key", "value"} <= table.columns.keys():
        return
    in_force = read_settings(table)
    for row, (key, value) in enumerate(
        zip(table.columns["key"], table.columns["value"], strict=True)
    ):
        setting = next((s for s in SETTINGS if s.id == key and not s.log), None)
        if setting is None or value is None or in_force[setting.id] != setting.default:
            continue
        context = Context(setting.column, builtin_lists())
        if field(setting.kind).reader(context, (value,))(value).value != setting.default:
            yield rule.found(
                table.ref(row, "value"),
                key=setting.id,
                value=shown(value),
                default=shown(setting.default) or "-",
            )


RULE = Rule(
    "warning",
    Text(
        "{key}: '{value}' לא נקרא, ובתוקף ברירת המחדל {default}",
        "{key}: '{value}' cannot be read, the default {default} is in force",
    ),
    check,
    sheets=("settings",),
)
