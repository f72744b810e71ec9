"""Hebrew that has turned into gibberish

A file was opened in the wrong encoding and saved again: '×“× ×”' or 'ãðä' was once a name. It goes
out just so in the next greeting.

`customers`
| customer_id | display_name |
|-------------|--------------|
| C-0001      | ×“× ×” ×›×”×Ÿ |
| C-0002      | ãðéàì ëäï    |
| C-0003      | André Lévêque |

Finds:
- customers!B2
- customers!B3

Fix: none. Import the source again; the importer finds the right encoding by itself.

---

עברית שהפכה לג'יבריש

קובץ נפתח בקידוד שגוי ונשמר שוב: '×“× ×”' או 'ãðä' היו פעם שם. כך בדיוק הוא ייצא בברכה הבאה.

תיקון: אין תיקון אוטומטי. יש לייבא שוב מהמקור; הייבוא מזהה את הקידוד הנכון בעצמו.
"""

import re

from crm_workbook.fields.normal import SCRAMBLED
from crm_workbook.rules.texts import text_rule
from crm_workbook.text import Text

RULE = text_rule(
    "error",
    Text("{column}: '{value}' הוא עברית בקידוד שגוי", "{column}: '{value}' is scrambled Hebrew"),
    re.compile(SCRAMBLED),
    hint="[×à-ú\ufffd]",
)
