"""An offer inside a service message or a greeting

'Your order is ready, and 20% off today' is advertising to the law, whatever the sheet calls it: it needs
consent, the word for it and a way out, and as service it passes by all of them.

`outreach`
| planned_on | customer_id | purpose | channel | text                              | status |
|------------|-------------|---------|---------|-----------------------------------|--------|
| 2026-07-01 | C-0001      | שירות   | מסרון   | ההזמנה מוכנה, והיום 20% הנחה      | מאושר  |
| 2026-07-01 | C-0002      | ברכה    | מסרון   | Happy birthday! Here is a coupon  | מאושר  |
| 2026-07-01 | C-0003      | שירות   | מסרון   | הטכנאי מבצע ביקור מחר             | מאושר  |
| 2026-07-01 | C-0004      | ברכה    | מסרון   | מזל טוב ליום ההולדת               | מאושר  |

Finds:
- outreach!E2
- outreach!E3

Fix: none. Take the offer out, or make it advertising with all that belongs to it.

---

הצעת מכר בתוך הודעת שירות או ברכה

'ההזמנה מוכנה, והיום 20% הנחה' היא פרסומת בעיני החוק, איך שלא קוראים לה בגיליון: היא צריכה הסכמה, את
המילה פרסומת ודרך להסרה, ובתור שירות היא עוקפת את כולם.

תיקון: אין תיקון אוטומטי. יש להוציא את ההצעה, או לסמן כפרסומת עם כל מה שצריך.
"""

from __future__ import annotations

import re

from crm_workbook.lean import TYPE_CHECKING, Final
from crm_workbook.model import shown
from crm_workbook.rules import Rule
from crm_workbook.rules.messages import messages
from crm_workbook.schema.typed import typed
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from crm_workbook.model import Book, Finding

OFFER: Final = re.compile(
    r"[0-9]+ ?% ?הנחה|\bהנחה (?:של|על|מיוחדת)|\bהנחות\b|\bבמבצע\b|\bמבצעים\b|\bמבצע (?:של|מיוחד|על)"
    r"|\bה?קופון|\bשובר הנחה|\bdiscounts?\b|\bcoupons?\b|[0-9]+ ?% off\b|\bspecial offer"
    r"|\bpromo code|\bскидк|\bخصم",
    re.IGNORECASE,
)
"""Words of an offer. 'מבצע' alone also means 'carries out'."""
INNOCENT: Final = frozenset({"service", "greeting", "survey"})


def check(rule: Rule, book: Book, _as_of: date) -> Iterator[Finding]:
    """Find messages, approved or sent, that offer something and are not called advertising."""
    table = typed(book, "outreach")
    if table is None:
        return
    for message in messages(book):
        offer = OFFER.search(message.text) if message.purpose in INNOCENT else None
        if offer is not None:
            ref = table.table.ref(message.row, "text")
            yield rule.found(ref, customer=shown(message.who), value=shown(offer[0]))


RULE = Rule(
    "error",
    Text(
        "בהודעה ל-{customer}, שאינה מסומנת כפרסומת, יש הצעת מכר: '{value}'",
        "the message to {customer} is not called advertising and makes an offer: '{value}'",
    ),
    check,
    columns=("outreach.purpose", "outreach.status", "outreach.text"),
)
