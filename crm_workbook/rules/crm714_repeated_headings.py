"""The heading row once more among the data

Lists pasted below one another bring their headings along. To every formula that is one more customer,
named 'Name'.

`customers`
| customer_id | display_name | phone          |
|-------------|--------------|----------------|
| C-0001      | דנה כהן      | '054-765-4321' |
| מזהה לקוח   | שם           | טלפון          |
| C-0002      | רות אלון     | '054-765-4322' |

Finds:
- customers!A3

Fix: none, since rows are never removed by a fix. Delete the row.

---

שורת הכותרות שוב, בתוך הנתונים

רשימות שהודבקו זו מתחת לזו מביאות איתן את הכותרות. בעיני כל נוסחה זה עוד לקוח, ששמו 'שם'.

תיקון: אין תיקון אוטומטי, כי הכלי אינו מוחק שורות. יש למחוק את השורה.
"""

from __future__ import annotations

from crm_workbook.rules.strays import stray_rule
from crm_workbook.text import Text

RULE = stray_rule(
    "heading", Text("הכותרות חוזרות בתוך הנתונים", "the headings stand again among the data")
)
