"""Targets: an action or a result, general or for one customer, bound in time."""

from crm_workbook.model import Column, Sheet
from crm_workbook.text import Text

SHEET = Sheet(
    id="targets",
    he="יעדים",
    en="Targets",
    role="input",
    key="target_id",
    table="Targets",
    order=70,
    purpose=Text(
        "יעדים כמותיים עם התחלה וסוף: פעולות שמבצעים מול תוצאות שמשיגים.",
        "Targets in numbers, with a start and an end: actions performed against results achieved.",
    ),
    synonyms=("יעד", "מטרות", "יעדי מכירות", "goals", "objectives", "kpi", "quota"),
    columns=(
        Column(
            "target_id", "id", "מזהה יעד", "Target ID",
            ("מס' יעד", "target no", "goal id"),
            required=True,
        ),
        Column("name", "text", "שם היעד", "Target name", ("יעד", "שם", "goal"), width=26),
        Column(
            "level", "choice", "רמה", "Level",
            ("היקף", "scope"),
            choices="target_level", width=12,
            note=Text(
                "ריק או כללי: היעד של כל העסק.",
                "Empty or general: a target for the whole business.",
            ),
        ),
        Column(
            "level_value", "text", "עבור", "For",
            ("ערך רמה", "של מי", "scope value", "whose"),
            width=16,
            note=Text(
                "מזהה הלקוח, שם המגזר, המוצר, הערוץ או העובד.",
                "The customer's ID, or the segment, product, channel or person.",
            ),
        ),
        Column(
            "kind", "choice", "סוג", "Kind",
            ("פעולה/תוצאה", "סוג יעד", "type"),
            required=True, choices="target_kind", width=10,
            note=Text(
                "פעולה: מה עושים. תוצאה: מה משיגים.",
                "Action: what you do. Result: what you achieve.",
            ),
        ),
        Column(
            "measure", "choice", "מדד", "Measure",
            ("מה מודדים", "metric", "indicator"),
            required=True, choices="measure",
        ),
        Column(
            "direction", "choice", "כיוון", "Direction",
            ("לפחות/לכל היותר", "sense"),
            choices="target_direction", folded=True,
            note=Text("ריק פירושו לפחות.", "Empty means at least."),
        ),
        Column(
            "value", "number", "ערך היעד", "Target value",
            ("ערך", "כמות", "סכום היעד", "target", "quota"),
            required=True,
        ),
        Column(
            "start", "date", "התחלה", "Start",
            ("מתאריך", "תאריך התחלה", "from", "start date"),
            required=True,
        ),
        Column(
            "end", "date", "סיום", "End",
            ("עד תאריך", "תאריך סיום", "until", "end date"),
            required=True,
        ),
        Column(
            "paired_with", "reference", "משויך ליעד", "Paired with",
            ("יעד מקביל", "paired target", "linked target"),
            ref="targets", folded=True,
            note=Text(
                "ליעד תוצאה: מזהה יעד הפעולה שאמור להביא אותה.",
                "For a result: the ID of the action target meant to bring it about.",
            ),
        ),
        Column(
            "owner", "choice", "אחראי", "Owner",
            ("מוביל", "responsible"),
            choices="staff", folded=True,
        ),
        Column(
            "revision", "number", "גרסה", "Revision",
            ("עדכון מס'", "version"),
            low=1, folded=True,
            note=Text("עולה באחד בכל שינוי של היעד.", "Goes up by one when a target changes."),
        ),
        Column(
            "revised_on", "date", "עודכן בתאריך", "Revised on",
            ("תאריך עדכון", "changed on"),
            future=False, folded=True,
        ),
        Column(
            "notes", "text", "הערות", "Notes",
            ("הערה", "note", "comments"),
            width=24, folded=True,
        ),
        Column(
            "baseline", "number", "נקודת מוצא", "Baseline",
            ("בסיס", "base"),
            role="computed", folded=True,
        ),
        Column(
            "actual", "number", "בפועל", "Actual",
            ("ביצוע", "הושג", "achieved", "done"),
            role="computed",
        ),
        Column(
            "expected_to_date", "number", "צפוי עד היום", "Expected to date",
            ("צפי להיום", "expected"),
            role="computed",
        ),
        Column("gap", "number", "פער", "Gap", ("הפרש", "difference"), role="computed"),
        Column(
            "needed_per_week", "number", "נדרש לשבוע", "Needed per week",
            ("קצב נדרש", "required rate"),
            role="computed",
        ),
        Column(
            "forecast", "number", "תחזית", "Forecast",
            ("צפי לסיום", "projection"),
            role="computed",
        ),
        Column(
            "status", "choice", "מצב", "Status",
            ("סטטוס", "state"),
            role="computed", choices="target_status",
        ),
        Column(
            "result_per_action", "number", "תוצאה לפעולה", "Result per action",
            ("תפוקה לפעולה", "yield"),
            role="computed",
        ),
    ),
)  # fmt: skip
