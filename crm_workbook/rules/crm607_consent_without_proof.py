"""Consent that could not be proved

It is the sender who has to show that consent was given, and 'the number was in our list' is not a
proof. What is not recorded was, in court, not given.

`consents`
| customer_id | channel  | action       | basis | proof      | on         |
|-------------|----------|--------------|-------|------------|------------|
| C-0001      | וואטסאפ  | ניתנה הסכמה  |       |            | 2026-01-01 |
| C-0002      | וואטסאפ  | ניתנה הסכמה  | בכתב  | טופס 17    | 2026-01-01 |
| C-0003      | וואטסאפ  | הסכמה בוטלה  |       |            | 2026-01-01 |

Finds:
- consents!E2

Fix: none, since no fix ever touches consent. Note where the form, the recording or the message is
kept.

---

הסכמה שאי אפשר להוכיח

השולח הוא שצריך להראות שניתנה הסכמה, ו'המספר היה ברשימה' אינו הוכחה. מה שלא נרשם, מבחינת בית המשפט לא
ניתן.

תיקון: אין תיקון אוטומטי, כי הכלי אינו נוגע בהסכמות. יש לרשום היכן נשמרים הטופס, ההקלטה או ההודעה.
"""

from __future__ import annotations

from crm_workbook.lean import TYPE_CHECKING, Final
from crm_workbook.model import shown
from crm_workbook.rules import Rule
from crm_workbook.schema.typed import typed
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from crm_workbook.model import Book, Finding

BY_ITSELF: Final = frozenset({"soft_opt_in", "running_deal", "one_time_business", "callback"})
"""Bases that rest on rows of this workbook, or that need no consent."""


def check(rule: Rule, book: Book, _as_of: date) -> Iterator[Finding]:
    """Find consents given without a word on where the evidence is."""
    table = typed(book, "consents")
    if table is None:
        return
    column = "proof" if "proof" in table else "action"
    columns = ("action", "basis", "proof", "wording", "customer_id")
    rows = zip(*(table.values(name) for name in columns), strict=True)
    for row, (action, basis, proof, wording, customer) in enumerate(rows):
        if action == "given" and proof is None and wording is None and basis not in BY_ITSELF:
            yield rule.found(table.table.ref(row, column), customer=shown(customer))


RULE = Rule(
    "warning",
    Text("אין הוכחה להסכמה של {customer}", "there is no proof of the consent of {customer}"),
    check,
    sheets=("consents",),
)
