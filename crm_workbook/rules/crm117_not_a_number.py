"""Words where a number belongs

An amount such as 'about 200' adds nothing to any total: the sale is lost to every figure.

`purchases`
| date       | customer_id | quantity | amount    |
|------------|-------------|----------|-----------|
| 2026-03-01 | C-0001      | כמה      | 120       |
| 2026-03-02 | C-0002      | 2        | בערך מאה  |

Finds:
- purchases!C2
- purchases!D3

Fix: none. Type the number; a remark belongs in the notes.

---

מילים במקום מספר

סכום כמו 'בערך 200' אינו מוסיף דבר לשום סיכום, והמכירה אובדת לכל החישובים.

תיקון: אין תיקון אוטומטי. יש להקליד את המספר, ואת ההערה לכתוב בהערות.
"""

from crm_workbook.rules.values import value_rule
from crm_workbook.text import Text

RULE = value_rule(
    "error",
    Text("{column}: '{value}' אינו מספר", "{column}: '{value}' is no number"),
    "not-a-number",
    "not-money",
    "not-a-percent",
)
