"""Words beside a phone number

'054-7654321 mother' can be read by a person; a link that opens WhatsApp cannot be made from what is
not a number, and whose phone it is stays hidden from every search.

`customers`
| customer_id | display_name | phone             |
|-------------|--------------|-------------------|
| C-0001      | דנה כהן      | '054-7654321 אמא' |
| C-0002      | רות אלון     | '054-765-4322'    |

Finds:
- customers!C2

Fix: none, since the words say something. Move them to the notes.

---

מילים ליד מספר הטלפון

אדם יכול לקרוא '054-7654321 אמא', אבל הטקסט שבתא אינו מספר, ושום חיפוש לא ימצא של מי הטלפון.

תיקון: אין תיקון אוטומטי, כי למילים יש משמעות. יש להעביר אותן להערות.
"""

from crm_workbook.rules.values import value_rule
from crm_workbook.text import Text

RULE = value_rule(
    "info",
    Text("{column}: ב-'{value}' יש גם מילים", "{column}: '{value}' holds words as well"),
    "text-in-phone",
    "labelled-id",
)
