"""What to do now: a short, ranked list."""

from crm_workbook.model import Column, Sheet
from crm_workbook.schema.workbook import CUSTOMER_ID
from crm_workbook.text import Text

SHEET = Sheet(
    id="today",
    he="היום",
    en="Today",
    role="computed",
    table="Today",
    order=20,
    purpose=Text(
        "מה כדאי לעשות עכשיו: למי לפנות, למה דווקא היום ובאיזה נוסח.",
        "What to do now: whom to contact, why today, and with which words.",
    ),
    synonyms=("משימות", "לביצוע היום", "to do", "tasks"),
    columns=(
        Column(
            "order", "number", "סדר", "Order",
            ("עדיפות", "#", "priority", "rank"),
            role="computed", low=1,
        ),
        Column(
            "customer_id", "reference", "מזהה לקוח", "Customer ID",
            CUSTOMER_ID,
            role="computed", ref="customers",
        ),
        Column(
            "display_name", "text", "שם", "Name",
            ("שם לקוח", "לקוח", "customer"),
            role="computed",
        ),
        Column(
            "why_now", "text", "למה עכשיו", "Why now",
            ("סיבה", "reason"),
            role="computed", width=40,
        ),
        Column("phone", "phone", "טלפון", "Phone", ("נייד", "mobile"), role="computed"),
        Column("link", "link", "קישור", "Link", ("פתיחת הודעה", "open message"), role="computed"),
        Column(
            "outreach_id", "reference", "מזהה פנייה", "Outreach ID",
            ("מס' פנייה", "draft id"),
            role="computed", ref="outreach",
        ),
        Column(
            "done", "boolean", "בוצע", "Done",
            ("טופל", "✓", "completed"),
            note=Text("לסמן כן אחרי שהפנייה בוצעה.", "Mark yes once it is done."),
        ),
    ),
)  # fmt: skip
