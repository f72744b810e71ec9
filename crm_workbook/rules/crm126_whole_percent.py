"""18 where 18% is meant

As a number 18 is 1,800%. Whatever multiplies by it is a hundred times too large.

`campaigns`
| campaign_id | name       | control_share |
|-------------|------------|---------------|
| K-01        | מבצע פסח   | 10            |
| K-02        | מבצע קיץ   | 20            |

Finds:
- campaigns!C2
- campaigns!C3

Fix: safe where the whole column is written this way: 10 becomes 10%. In a column that mixes both
ways a person has to decide.

---

18 במקום 18%

כמספר, 18 הוא 1,800%. כל מה שמוכפל בו גדול פי מאה.

תיקון: בטוח כשכל העמודה כתובה כך: 10 הופך ל-10%. בעמודה שבה שתי צורות הכתיבה, אדם צריך להחליט.
"""

from crm_workbook.rules.values import value_rule
from crm_workbook.text import Text

RULE = value_rule(
    "warning",
    Text(
        "{column}: {value} כתוב כמספר שלם ולא כאחוזים",
        "{column}: {value} is written as a whole number, not as per cent",
    ),
    "whole-percent",
)
