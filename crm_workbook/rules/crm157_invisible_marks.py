"""Marks nobody can see

Text copied from WhatsApp, a web page or a phone's contacts brings direction and zero-width marks
along. The name looks the same and is not: searching, filtering and matching fail on it.

`customers`
| customer_id | display_name      | phone                |
|-------------|-------------------|----------------------|
| C-0001      | 'דנה\u200f כהן'   | '054-765-4321'       |
| C-0002      | רות אלון          | '\u202a054-765-4322' |

Finds:
- customers!B2
- customers!C3

Fix: safe. The marks go, what can be seen stays.

---

סימנים שאיש אינו רואה

טקסט שהועתק מוואטסאפ, מדף אינטרנט או מאנשי הקשר בטלפון מביא איתו סימני כיוון וסימנים ברוחב אפס. השם
נראה זהה ואינו זהה: חיפוש, סינון והתאמה נכשלים בו.

תיקון: בטוח. הסימנים נמחקים, וכל מה שרואים נשאר.
"""

from crm_workbook.rules.values import value_rule
from crm_workbook.text import Text

RULE = value_rule(
    "info",
    Text("{column}: ב-'{value}' יש סימנים סמויים", "{column}: '{value}' holds invisible marks"),
    "invisible-marks",
)
