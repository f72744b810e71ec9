"""The first tab: what this workbook is for, where everything is, how to undo."""

from crm_workbook.model import Sheet
from crm_workbook.text import Text

SHEET = Sheet(
    id="start",
    he="התחלה",
    en="Start",
    role="computed",
    columns=(),
    order=10,
    purpose=Text(
        "מה יש בחוברת, מה ממלאים איפה, מה אומר כל צבע ואיך מבטלים פעולה.",
        "What the workbook holds, what to fill in where, what each colour means, how to undo.",
    ),
    synonyms=("ברוכים הבאים", "פתיחה", "מדריך", "welcome", "read me", "guide"),
)
