"""A target that the measure cannot come to

A share is at most 100%, and satisfaction goes from 1 to 5. Such a target is not computed at all: it
would be missed for certain.

`targets`
| target_id | kind  | measure           | value | start      | end        |
|-----------|-------|-------------------|-------|------------|------------|
| T-1       | תוצאה | שיעור קנייה חוזרת | 500   | 2026-01-01 | 2026-12-31 |
| T-2       | תוצאה | שביעות רצון       | 45    | 2026-01-01 | 2026-12-31 |
| T-3       | תוצאה | שביעות רצון       | 0.5   | 2026-01-01 | 2026-12-31 |
| T-4       | תוצאה | שיעור קנייה חוזרת | 35    | 2026-01-01 | 2026-12-31 |
| T-5       | תוצאה | שיעור קנייה חוזרת | 0.35  | 2026-01-01 | 2026-12-31 |

Finds:
- targets!D2
- targets!D3
- targets!D4

Fix: none. Write the value that was meant: 35 and 0.35 both stand for 35%.

---

יעד שהמדד לא יכול להגיע אליו

שיעור הוא 100% לכל היותר, ושביעות רצון היא מ-1 עד 5. יעד כזה לא מחושב כלל: הוא יוחמץ בוודאות.

תיקון: אין תיקון אוטומטי. יש לרשום את הערך הנכון. גם 35 וגם 0.35 פירושם 35%.
"""

from __future__ import annotations

from crm_workbook.lean import TYPE_CHECKING, Final
from crm_workbook.model import shown
from crm_workbook.rules import Rule
from crm_workbook.rules.figures import figures
from crm_workbook.schema.limits import SHARES, limits
from crm_workbook.schema.typed import typed
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from crm_workbook.model import Book, Finding


def check(rule: Rule, book: Book, _as_of: date) -> Iterator[Finding]:
    """Find targets whose value lies outside what their measure can be."""
    table = typed(book, "targets")
    if table is None:
        return
    rows = zip(table.values("measure"), figures(table, "value"), strict=True)
    for row, (measure, value) in enumerate(rows):
        if measure is None or value is None or "value" not in table:
            continue
        least, most = limits(str(measure))
        if value > most or 0 < value < least:  # what is not above zero has a rule of its own
            unit = "%" if measure in SHARES else ""
            yield rule.found(
                table.table.ref(row, "value"),
                text=ABOVE if value > most else BELOW,
                measure=shown(table["measure"].raw[row]),
                value=shown(value) + unit,
                limit=shown(most if value > most else least) + unit,
            )


ABOVE: Final = Text(
    "{measure}: היעד הוא {value}, ויותר מ-{limit} אי אפשר",
    "{measure}: the target is {value}, and more than {limit} cannot be",
)
BELOW: Final = Text(
    "{measure}: היעד הוא {value}, ופחות מ-{limit} אי אפשר",
    "{measure}: the target is {value}, and less than {limit} cannot be",
)
RULE = Rule("error", ABOVE, check, sheets=("targets",))
