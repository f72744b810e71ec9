"""Consent as an existing customer, of somebody who never bought

The law lets a business write to its customers about similar products because they bought. Without a
purchase there is nothing for that to rest on, and the message counts as sent without consent.

`customers`
| customer_id | display_name | parent_id |
|-------------|--------------|-----------|
| C-0001      | דנה כהן      |           |
| C-0002      | רות אלון     |           |
| C-0003      | יוסי לוי     | C-0001    |

`purchases`
| date       | customer_id | amount |
|------------|-------------|--------|
| 2026-03-01 | C-0001      | 120    |

`consents`
| customer_id | channel | action       | basis                 | proof   | on         |
|-------------|---------|--------------|-----------------------|---------|------------|
| C-0001      | מסרון   | ניתנה הסכמה  | לקוח קיים, מוצר דומה  | קבלה    | 2026-03-01 |
| C-0002      | מסרון   | ניתנה הסכמה  | לקוח קיים, מוצר דומה  | רשימה   | 2026-03-01 |
| C-0003      | מסרון   | ניתנה הסכמה  | לקוח קיים, מוצר דומה  | קבלה    | 2026-03-01 |

Finds:
- consents!D3

Fix: none, since consent is never made up. Ask for consent, or record the purchase.

---

הסכמה בתור לקוח קיים, למי שמעולם לא קנה

החוק מתיר לעסק לכתוב ללקוחותיו על מוצרים דומים משום שקנו. בלי קנייה אין לזה על מה להישען, וההודעה נחשבת
כאילו נשלחה בלי הסכמה.

תיקון: אין תיקון אוטומטי, כי הסכמה לעולם אינה מומצאת. יש לבקש הסכמה, או לרשום את הקנייה.
"""

from __future__ import annotations

from crm_workbook.lean import TYPE_CHECKING
from crm_workbook.model import shown
from crm_workbook.rules import Rule
from crm_workbook.rules.elsewhere import is_stranger
from crm_workbook.rules.parents import parents
from crm_workbook.schema.typed import typed
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from crm_workbook.model import Book, Cell, Finding


def check(rule: Rule, book: Book, _as_of: date) -> Iterator[Finding]:
    """Find consents that rest on a purchase nobody of the customer's house ever made."""
    table, purchases = typed(book, "consents"), typed(book, "purchases")
    if table is None or purchases is None or "soft_opt_in" not in table.values("basis"):
        return
    bought = {*purchases.values("customer_id"), *purchases.values("buyer_id"), *_asked(book)}
    above = parents(book)
    bought |= {above.get(customer) for customer in bought}
    bought.discard(None)
    rows = zip(*(table.values(name) for name in ("action", "basis", "customer_id")), strict=True)
    for row, (action, basis, customer) in enumerate(rows):
        if action != "given" or basis != "soft_opt_in" or is_stranger(book, customer):
            continue
        if customer not in bought and above.get(customer) not in bought:
            yield rule.found(table.table.ref(row, "basis"), customer=shown(customer))


def _asked(book: Book) -> set[Cell]:
    """Return who was in negotiation: asked for an offer. The law counts that as well."""
    table = typed(book, "interactions")
    if table is None:
        return set()
    pairs = zip(table.values("kind"), table.values("customer_id"), strict=True)
    return {customer for kind, customer in pairs if kind == "offer"}


RULE = Rule(
    "error",
    Text(
        "{customer}: הסכמה כלקוח קיים, ואין אף קנייה",
        "{customer}: consent as an existing customer, and there is no purchase",
    ),
    check,
    columns=("consents.basis", "purchases.customer_id"),
)
