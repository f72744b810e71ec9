"""Somebody's health or past in free text

A diagnosis or a criminal record is information of special sensitivity by the Privacy Protection Law: keeping
it needs a reason and better protection than a workbook has. If it leaks, the customer is hurt most.

`customers`
| customer_id | display_name | notes                          |
|-------------|--------------|--------------------------------|
| C-0001      | דנה כהן      | אובחנה עם סכיזופרניה           |
| C-0002      | רות אלון     | has a criminal record          |
| C-0003      | יוסי לוי     | מזל סרטן, אוהב עוגת גבינה      |
| C-0004      | עומר בר      | אובחן עם אפילפסיה              |

Finds:
- customers!C2
- customers!C3
- customers!C5

Fix: none. Write what follows from it for the service, 'needs a ground-floor delivery', and delete the rest.

---

מצב בריאות או עבר של אדם בטקסט חופשי

אבחנה או עבר פלילי הם מידע בעל רגישות מיוחדת לפי חוק הגנת הפרטיות: צריך סיבה כדי להחזיק בו, והגנה טובה ממה
שיש לחוברת. אם ידלוף, מי שייפגע יותר מכולם הוא הלקוח.

תיקון: אין תיקון אוטומטי. יש לכתוב מה נובע מזה לשירות, 'משלוח לקומת קרקע בלבד', ולמחוק את השאר.
"""

import re

from crm_workbook.rules.texts import text_rule
from crm_workbook.text import Text

RULE = text_rule(
    "info",
    Text("{column}: נראה כמו מידע רגיש על אדם", "{column}: this looks like sensitive information"),
    re.compile(
        r"\bאובח(?:ן|נה)\b|\bח(?:ולה|ולת) (?:ב|סרטן|נפש|סוכרת|לב)|\bסכיזופרני|\bאיידס\b|\bדיכאון\b"
        r"|\bעבר פלילי|\bנטיי?ה מינית|\bנכות נפשית|\bהתמכר"
        r"|\bdiagnosed with\b|\bschizophreni|\bhiv[ -]positive|\bcriminal record|\bcancer patient"
        r"|\bsexual orientation",
        re.IGNORECASE,
    ),
    hint="(?i)ובח|חול[הת]|סכי|יידס|דיכא|פליל|מינית|נפשית|תמכ|diag|schi|hiv|crim|canc|sexu",
    quote=False,
)
