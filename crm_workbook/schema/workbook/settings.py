"""The rules of the workbook as cells: one row a setting."""

from crm_workbook.model import Column, Sheet
from crm_workbook.text import Text

SHEET = Sheet(
    id="settings",
    he="הגדרות",
    en="Settings",
    role="input",
    key="key",
    table="Settings",
    order=180,
    shown="grouped",
    purpose=Text(
        "פרטי העסק והכללים שלפיהם מחשבים ופונים. משנים כאן, ולא בתוך נוסחאות.",
        "The business's details and the rules for computing and contacting. "
        "Change them here, never inside a formula.",
    ),
    synonyms=("הגדרה", "פרמטרים", "setup", "configuration", "options", "preferences"),
    columns=(
        Column(
            "key", "text", "מפתח", "Key",
            ("קוד הגדרה", "setting"),
            role="computed", required=True, width=24, folded=True,
            note=Text(
                "השם הקבוע של ההגדרה, זהה בכל שפה.",
                "The setting's fixed name, the same in every language.",
            ),
        ),
        Column(
            "label", "text", "מה זה", "What it is",
            ("שם ההגדרה", "תיאור", "description"),
            role="computed", width=44,
        ),
        Column("value", "text", "ערך", "Value", ("הערך",), width=28),
        Column(
            "note", "text", "הסבר", "Note",
            ("הערה", "help", "explanation"),
            role="computed", width=66,
        ),
    ),
)  # fmt: skip
