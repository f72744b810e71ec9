"""Amounts with VAT among amounts without

Some rows say their amount includes VAT, some say it does not. They are added up as they stand, so a customer
billed without VAT looks smaller than one billed with it for the same goods.

`purchases`
| date       | customer_id | amount | vat_included |
|------------|-------------|--------|--------------|
| 2026-03-01 | C-0001      | 118    | כן           |
| 2026-03-02 | C-0002      | 100    | לא           |
| 2026-03-03 | C-0003      | 236    | כן           |

Finds:
- purchases!D3

Fix: none, since no fix ever changes an amount. Bring all amounts to the same footing.

---

סכומים כולל מע"מ בין סכומים שלפניו

בחלק מהשורות כתוב שהסכום כולל מע"מ, ובחלק שאינו כולל. הם מסוכמים כמו שהם, ולכן לקוח שחויב לפני מע"מ נראה קטן
ממי שחויב כולל מע"מ על אותה סחורה.

תיקון: אין תיקון אוטומטי, כי הכלי אינו משנה סכומים. יש להביא את כל הסכומים לאותו בסיס.
"""

from __future__ import annotations

from crm_workbook.lean import TYPE_CHECKING
from crm_workbook.rules import Rule
from crm_workbook.schema.typed import typed
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from crm_workbook.model import Book, Finding


def check(rule: Rule, book: Book, _as_of: date) -> Iterator[Finding]:
    """Find rows on the rarer footing; one finding, at the first of them."""
    table = typed(book, "purchases")
    if table is None:
        return
    values = table.values("vat_included")
    gross, net = values.count(True), values.count(False)
    if gross and net:
        rarer = gross <= net
        row = values.index(rarer)
        yield rule.found(table.table.ref(row, "vat_included"), gross=f"{gross:,}", net=f"{net:,}")


RULE = Rule(
    "warning",
    Text(
        'סכומים כולל מע"מ ({gross}) ולפני מע"מ ({net}) באותו גיליון',
        "amounts with VAT ({gross}) and without ({net}) in one sheet",
    ),
    check,
    columns=("purchases.vat_included", "purchases.amount"),
)
