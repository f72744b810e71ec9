"""A result that nobody does anything for

A target for revenue says where to arrive, not how. Without an action beside it, calls, visits or
messages, nobody knows on Monday what to do for it, nor afterwards what brought it about.

`targets`
| target_id | kind   | measure | value | start      | end        | paired_with |
|-----------|--------|---------|-------|------------|------------|-------------|
| T-1       | תוצאה  | מחזור   | 9000  | 2026-01-01 | 2026-12-31 |             |
| T-2       | תוצאה  | קניות   | 30    | 2026-01-01 | 2026-12-31 | T-3         |
| T-3       | פעולה  | שיחות   | 40    | 2026-01-01 | 2026-12-31 |             |
| T-4       | תוצאה  | ביקורים | 10    | 2026-01-01 | 2026-12-31 |             |

Finds:
- targets!C2

Fix: none. Add an action target and name it in 'paired with'.

---

תוצאה שאיש אינו עושה דבר למענה

יעד מחזור אומר לאן להגיע ולא איך. בלי פעולה לצדו, שיחות, ביקורים או הודעות, לא יודעים ביום ראשון מה
לעשות, ובסוף לא יודעים מה הביא את התוצאה.

תיקון: אין תיקון אוטומטי. יש להוסיף יעד פעולה ולרשום אותו בעמודה 'משויך ליעד'.
"""

from __future__ import annotations

from crm_workbook.lean import TYPE_CHECKING
from crm_workbook.model import shown
from crm_workbook.rules import Rule
from crm_workbook.schema.limits import ACTIONS
from crm_workbook.schema.typed import typed
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from crm_workbook.model import Book, Finding


def check(rule: Rule, book: Book, _as_of: date) -> Iterator[Finding]:
    """Find result targets that neither name an action target nor are named by one."""
    table = typed(book, "targets")
    if table is None:
        return
    paired = table.values("paired_with")
    keys, kinds = table.values("target_id"), table.values("kind")
    named = {pair for pair, kind in zip(paired, kinds, strict=True) if kind == "action"}
    measures = table.values("measure")
    for row, kind in enumerate(kinds):
        if measures[row] in ACTIONS:
            continue  # an action called a result has a rule of its own
        if kind == "result" and paired[row] is None and keys[row] not in named - {None}:
            raw = table["measure"].raw[row]
            yield rule.found(table.table.ref(row, "measure"), value=shown(raw))


RULE = Rule(
    "info",
    Text(
        "ליעד '{value}' אין יעד פעולה שיביא אותו",
        "no action target is to bring about '{value}'",
    ),
    check,
    sheets=("targets",),
)
