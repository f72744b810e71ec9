"""The contact plan: how often, how and with what to approach each segment."""

from crm_workbook.model import Column, Sheet
from crm_workbook.text import Text

SHEET = Sheet(
    id="plan",
    he="תכנית קשר",
    en="Contact plan",
    role="input",
    key="segment",
    table="ContactPlan",
    order=160,
    shown="grouped",
    purpose=Text(
        "כל כמה זמן, באיזה ערוץ ובאיזו תבנית פונים לכל מגזר.",
        "How often, on which channel and with which template each segment is approached.",
    ),
    synonyms=("תוכנית קשר", "תכנית פניות", "plan", "cadence"),
    columns=(
        Column(
            "segment", "choice", "מגזר", "Segment",
            ("פלח", "סגמנט"),
            required=True, choices="segment", width=22,
        ),
        Column(
            "min_gap_days", "number", "מרווח מזערי בימים", "Minimum gap in days",
            ("לא לפני ימים", "min gap"),
            low=0,
            note=Text(
                "כמה ימים לפחות בין פנייה לפנייה.",
                "At least so many days between two messages.",
            ),
        ),
        Column(
            "max_gap_days", "number", "מרווח מרבי בימים", "Maximum gap in days",
            ("לכל היותר ימים", "max gap"),
            low=1,
            note=Text(
                "אחרי כמה ימים ללא קשר כדאי לפנות.",
                "After so many days without contact it is time.",
            ),
        ),
        Column(
            "channels", "text", "סדר ערוצים", "Channels in order",
            ("ערוצים",),
            note=Text(
                "מהמועדף לפחות מועדף, מופרדים בפסיקים.",
                "From most to least preferred, separated by commas.",
            ),
        ),
        Column(
            "max_per_30_days", "number", "עד כמה פניות ב-30 יום", "At most in 30 days",
            ("מקסימום בחודש",),
            low=0,
        ),
        Column("proactive", "boolean", "שירות יזום", "Proactive service", ("יזום",), width=12),
        Column("template", "text", "תבנית", "Template", ("שם תבנית", "template name"), width=16),
        Column("minutes", "number", "דקות לפנייה", "Minutes a contact", ("משך",), low=0),
    ),
)  # fmt: skip
