"""What the last button said, in full: the status bar has room for one sentence."""

from crm_workbook.model import Sheet
from crm_workbook.text import Text

SHEET = Sheet(
    id="report",
    he="דוח אחרון",
    en="Last report",
    role="log",
    columns=(),
    order=220,
    purpose=Text(
        "מה אמר הכפתור האחרון שנלחץ, עם קישור לכל תא שהוזכר.",
        "What the last button said, with a link to every cell it spoke of.",
    ),
    synonyms=("דוח crm", "crm report"),
)
