"""A number or code that Excel has turned into a date

Typing 3/4 for three quarters, or a document number 3-4, makes Excel store 3 April. What was typed
is gone; what stands there is read as nothing.

`purchases`
| date       | customer_id | doc_no     | quantity   | amount |
|------------|-------------|------------|------------|--------|
| 2026-03-01 | C-0001      | 2026-04-03 | 2          | 120    |
| 2026-03-02 | C-0002      | '1002'     | 2026-05-01 | 80     |

Finds:
- purchases!C2
- purchases!D3

Fix: none, since what was typed cannot be told from the date. Type it again; for codes, format the
column as text first.

---

מספר או קוד שאקסל הפך לתאריך

מי שמקליד 3/4 במקום שלושה רבעים, או מספר מסמך 3-4, מקבל באקסל את 3 באפריל. מה שהוקלד אבד, ומה
שנשאר אינו נקרא.

תיקון: אין תיקון אוטומטי, כי אי אפשר לדעת מה הוקלד. יש להקליד שוב; בעמודת קודים יש לעצב קודם את
העמודה כטקסט.
"""

from crm_workbook.rules.values import value_rule
from crm_workbook.text import Text

RULE = value_rule(
    "error",
    Text(
        "{column}: אקסל הפך את מה שהוקלד לתאריך או לשעה, {value}",
        "{column}: Excel made a date or a time of what was typed, {value}",
    ),
    "date-cell",
    "time-cell",
)
