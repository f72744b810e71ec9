"""The VAT rate of another year

Since 1 January 2025 VAT in Israel is 18%. A setting of 17%, or a formula that multiplies by 1.17, makes every
price and every profit after that day wrong by one in a hundred.

`settings`
| key | value |
|-----|-------|
| vat | 0.17  |

`purchases` formula D2 = C2*1.17; formula D3 = C3*1.18
| date       | customer_id | amount | ברוטו |
|------------|-------------|--------|-------|
| 2026-03-01 | C-0001      | 100    | 117   |
| 2026-03-02 | C-0001      | 100    | 118   |

Finds:
- settings!B2
- purchases!D2

Good:

`settings`
| key      | value |
|----------|-------|
| currency | EUR   |
| vat      | 0.17  |

Fix: none, since no fix changes a setting or a formula. Type the rate of today; best keep it in the settings
alone.

---

שיעור מע"מ של שנה אחרת

מאז 1 בינואר 2025 המע"מ בישראל הוא 18%. הגדרה של 17%, או נוסחה שמכפילה ב-1.17, הופכת כל מחיר וכל רווח מאותו
יום לשגויים באחוז.

תיקון: אין תיקון אוטומטי, כי הכלי אינו משנה הגדרה או נוסחה. יש להקליד את השיעור של היום; מוטב שיעמוד בהגדרות
בלבד.
"""

from __future__ import annotations

from datetime import date

from crm_workbook.fields.pattern import pattern
from crm_workbook.lean import TYPE_CHECKING, Final
from crm_workbook.model import shown
from crm_workbook.rules import Rule
from crm_workbook.rules.tables import filled
from crm_workbook.schema.columns import day
from crm_workbook.schema.settings import given_settings
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crm_workbook.model import Book, Finding

SINCE: Final = date(2025, 1, 1)
RATE: Final = 0.18
BEFORE: Final = 0.17
"""The rate since that day, and the one before it, by orders of the Minister of Finance."""
IN_FORMULA: Final = r"[*/] ?(?:1\.17|0?\.17|17%)(?![0-9.])"
OLD: Final = Text(
    'הנוסחה {value} מחשבת לפי מע"מ של 17%, והשיעור הוא {rate}',
    "the formula {value} counts VAT at 17%, and the rate is {rate}",
)


def check(rule: Rule, book: Book, as_of: date) -> Iterator[Finding]:
    """Find an old rate in the settings, and the rate of before 2025 in the formulas of today."""
    if book.settings.get("currency") != "ILS" or as_of < SINCE:
        return
    settings = book.tables.get("settings")
    for given in given_settings(settings, book.lists):
        if settings is not None and given.setting.id == "vat" and given.value == BEFORE:
            ref = settings.ref(given.row, "value")
            yield rule.found(ref, value=f"{BEFORE:.0%}", rate=f"{RATE:.0%}")
    yield from _formulas(book, rule)


def _formulas(book: Book, rule: Rule) -> Iterator[Finding]:
    """Find formulas about days since the last change that still count with the rate before."""
    for table in (each.table for each in filled(book)):
        if not book.facts.tab(table.layout.title).formulas:
            continue
        from crm_workbook.rules.areas import formulas  # most workbooks have no formula

        days = table.columns.get("date")
        for column, cells in formulas(book, table).items():
            for row, source in cells.items():
                then = day(days[row]) if days is not None else None
                if pattern(IN_FORMULA).search(source) and (then is None or then >= SINCE):
                    ref = table.ref(row, column)
                    yield rule.found(ref, text=OLD, value=shown(f"={source}"), rate=f"{RATE:.0%}")


RULE = Rule(
    "warning",
    Text(
        'המע"מ בהגדרות הוא {value}, והשיעור בישראל הוא {rate}',
        "the VAT of the settings is {value}, and the rate in Israel is {rate}",
    ),
    check,
)
