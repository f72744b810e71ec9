"""Something that is no ID or company number

A number of the wrong length, or a tick, names nobody: the invoice, the lookup and the next import
all miss.

`customers`
| customer_id | display_name | business_id    |
|-------------|--------------|----------------|
| C-0001      | מאפיית לוי   | '5143212340'   |
| C-0002      | גן ורד       | '520013954'    |

Finds:
- customers!C2

Fix: none. Type the number as it stands in their papers.

---

דבר שאינו מזהה או מספר חברה

מספר באורך שגוי, או סימן וי, אינם מזהים איש: החשבונית, החיפוש והייבוא הבא יחטיאו.

תיקון: אין תיקון אוטומטי. יש להקליד את המספר כפי שהוא במסמכים.
"""

from crm_workbook.rules.values import value_rule
from crm_workbook.text import Text

RULE = value_rule(
    "warning",
    Text("{column}: '{value}' אינו מזהה תקין", "{column}: '{value}' is no valid number or ID"),
    "short-id",
    "long-id",
    "not-an-id",
)
