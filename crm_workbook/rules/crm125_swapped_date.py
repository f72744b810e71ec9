"""Dates whose day and month were swapped on pasting

Pasted from a program that writes day first into an Excel that reads month first, 03/04 becomes the
fourth of March without a word, while 25/04 stays text. Half of the column is then wrong by months.

`purchases`
| date         | customer_id | amount |
|--------------|-------------|--------|
| 2026-01-02   | C-0001      | 10     |
| 2026-02-05   | C-0001      | 10     |
| 2026-03-11   | C-0001      | 10     |
| 2026-04-07   | C-0001      | 10     |
| 2026-05-02   | C-0001      | 10     |
| 2026-05-09   | C-0001      | 10     |
| 2026-06-03   | C-0001      | 10     |
| 2026-06-12   | C-0001      | 10     |
| '25/04/2026' | C-0001      | 10     |
| '17/05/2026' | C-0001      | 10     |

Finds:
- purchases!A2
- purchases!A3
- purchases!A4
- purchases!A5
- purchases!A6
- purchases!A7
- purchases!A8
- purchases!A9

Fix: none, since an honest date looks the same. Paste the column again as text, or import the file.

---

תאריכים שהיום והחודש בהם התחלפו בהדבקה

כשמדביקים מתוכנה שכותבת יום תחילה לאקסל שקורא חודש תחילה, 03/04 הופך לארבעה במרץ בלי אזהרה, ו-25/04
נשאר טקסט. מחצית העמודה שגויה אז בחודשים.

תיקון: אין תיקון אוטומטי, כי תאריך נכון נראה אותו דבר. יש להדביק שוב את העמודה כטקסט, או לייבא את
הקובץ.
"""

from crm_workbook.rules.values import value_rule
from crm_workbook.text import Text

RULE = value_rule(
    "error",
    Text(
        "{column}: ב-{value} היום והחודש כנראה התחלפו",
        "{column}: in {value} the day and the month were most likely swapped",
    ),
    "swapped-date",
)
