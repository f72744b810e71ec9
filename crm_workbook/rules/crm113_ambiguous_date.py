"""A date that can be read in two ways

03/04/2026 is the third of April to some and the fourth of March to others, and nothing in the
column settles it. Read wrongly, a customer of last week becomes one of last month.

`purchases`
| date         | customer_id | amount |
|--------------|-------------|--------|
| '03/04/2026' | C-0001      | 120    |
| '05/06/2026' | C-0002      | 80     |

Finds:
- purchases!A2
- purchases!A3

Fix: none, since a guess would be silently wrong half of the time. Type the dates as
dates; or one more date written the same way, with a day above 12, tells how to read the rest.

---

תאריך שאפשר לקרוא בשתי דרכים

03/04/2026 הוא שלושה באפריל או ארבעה במרץ, ואין בעמודה דבר שמכריע. בקריאה שגויה לקוח של השבוע
שעבר הופך ללקוח של החודש שעבר.

תיקון: אין תיקון אוטומטי, כי ניחוש יהיה שגוי במחצית המקרים. יש להקליד תאריכים
של ממש; ודי גם בתאריך אחד שכתוב באותה צורה והיום בו גדול מ-12 כדי לדעת איך לקרוא את השאר.
"""

from crm_workbook.rules.values import value_rule
from crm_workbook.text import Text

RULE = value_rule(
    "warning",
    Text(
        "{column}: '{value}' יכול להיות יום/חודש או חודש/יום",
        "{column}: '{value}' may be day/month or month/day",
    ),
    "ambiguous-date",
)
