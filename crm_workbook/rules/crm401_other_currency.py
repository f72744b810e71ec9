"""An amount in another currency

Every amount in the workbook is in one currency. One hundred dollars among shekels cannot be added to
them, so the sale is left out.

`purchases`
| date       | customer_id | amount |
|------------|-------------|--------|
| 2026-03-01 | C-0001      | '$100' |
| 2026-03-02 | C-0002      | 80     |

Finds:
- purchases!C2

Fix: none, since a rate is a decision. Type the amount in the workbook's currency, or change the
currency in the settings.

---

סכום במטבע אחר

כל הסכומים בחוברת הם במטבע אחד. אי אפשר לחבר מאה דולר לשקלים, ולכן המכירה אינה נכללת.

תיקון: אין תיקון אוטומטי, כי שער הוא החלטה. יש להקליד את הסכום במטבע החוברת, או לשנות את המטבע
בהגדרות.
"""

from crm_workbook.rules.values import value_rule
from crm_workbook.text import Text

RULE = value_rule(
    "error",
    Text(
        "{column}: '{value}' אינו במטבע של החוברת",
        "{column}: '{value}' is not in the workbook's currency",
    ),
    "other-currency",
)
