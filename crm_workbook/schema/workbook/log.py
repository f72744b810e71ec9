"""What the tool did to this workbook, and when."""

from crm_workbook.model import Column, Sheet
from crm_workbook.text import Text

SHEET = Sheet(
    id="log",
    he="יומן שינויים",
    en="Change log",
    role="log",
    key="entry",
    table="ChangeLog",
    order=200,
    shown="hidden",
    purpose=Text(
        "מי הריץ מה, מתי ומה השתנה. לביטול: crm undo.",
        "Who ran what, when, and what changed. To take it back: crm undo.",
    ),
    synonyms=("יומן", "log", "journal", "audit"),
    columns=(
        Column(
            "entry", "id", "מס' רישום", "Entry",
            ("מזהה רישום", "entry no"),
            role="log", required=True,
        ),
        Column(
            "when", "date", "מתי", "When",
            ("תאריך", "מועד", "date", "time"),
            role="log", required=True,
        ),
        Column("job", "text", "פעולה", "Job", ("משימה", "command"), role="log"),
        Column("what", "text", "מה נעשה", "What", ("תיאור", "description"), role="log", width=48),
        Column(
            "changed", "number", "תאים שהשתנו", "Cells changed",
            ("שינויים", "changes"),
            role="log", low=0,
        ),
        Column("who", "text", "מי", "Who", ("משתמש", "user"), role="log"),
    ),
)  # fmt: skip
