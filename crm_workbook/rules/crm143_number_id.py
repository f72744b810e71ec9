"""An ID that is a number among IDs that are text

To Excel 1023 and '1023' are two different things: a lookup from one finds nothing in the other, and
sorting puts them apart.

`purchases`
| date       | customer_id | doc_no | amount |
|------------|-------------|--------|--------|
| 2026-03-01 | C-0001      | 1023   | 120    |
| 2026-03-02 | C-0002      | 'A-12' | 80     |

Finds:
- purchases!C2

Good:

`purchases`
| date       | customer_id | doc_no | amount |
|------------|-------------|--------|--------|
| 2026-03-01 | C-0001      | 1023   | 120    |
| 2026-03-02 | C-0002      | 1024   | 80     |

Fix: safe. The number becomes the text of its digits, as the others in the column are.

---

מזהה שהוא מספר בין מזהים שהם טקסט

בעיני אקסל 1023 ו-'1023' הם שני דברים שונים: חיפוש של האחד לא ימצא את השני, והמיון מפריד ביניהם.

תיקון: בטוח. המספר נעשה לטקסט של ספרותיו, כמו שאר המזהים בעמודה.
"""

from crm_workbook.rules.values import value_rule
from crm_workbook.text import Text

RULE = value_rule(
    "warning",
    Text(
        "{column}: '{value}' הוא מספר בעמודה של טקסט",
        "{column}: '{value}' is a number in a column of text",
    ),
    "number-id",
    "float-phone",
)
