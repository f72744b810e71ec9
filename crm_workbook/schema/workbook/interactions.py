"""Every contact with a customer, either way, and what was learned from it."""

from crm_workbook.model import Column, Sheet
from crm_workbook.schema.workbook import CUSTOMER, CUSTOMER_ID
from crm_workbook.text import Text

SHEET = Sheet(
    id="interactions",
    he="אינטראקציות",
    en="Interactions",
    role="input",
    key="interaction_id",
    table="Interactions",
    order=50,
    purpose=Text(
        "כל שיחה, תלונה, ביקור או הודעה, ומה למדנו מהם על הלקוח.",
        "Every call, complaint, visit or message, and what it taught us about the customer.",
    ),
    synonyms=(
        "פניות לקוחות", "שיחות", "יומן קשר", "תיעוד שיחות", "תלונות", "פעילות",
        "activities", "activity", "contact log", "calls", "tickets",
    ),
    columns=(
        Column(
            "interaction_id", "id", "מזהה אינטראקציה", "Interaction ID",
            ("מס' אינטראקציה", "מספר פנייה", "activity id", "ticket no"),
            role="computed", folded=True,
            note=Text("הכלי ממלא.", "Filled in by the tool."),
        ),
        Column(
            "when", "date", "מתי", "When",
            ("תאריך", "מועד", "תאריך ושעה", "תאריך פנייה", "תאריך שיחה", "date", "date and time",
             "timestamp"),
            required=True, future=False,
        ),
        Column(
            "customer_id", "reference", "מזהה לקוח", "Customer ID",
            (*CUSTOMER_ID, *CUSTOMER, "שם לקוח", "customer name"),
            required=True, ref="customers",
        ),
        Column(
            "contact_id", "reference", "עם מי", "With whom",
            ("איש קשר", "דיברנו עם", "contact", "spoke with"),
            ref="customers", folded=True,
            note=Text(
                "האדם ממשק הבית או מהעסק שאיתו היה הקשר.",
                "The person in the household or business you dealt with.",
            ),
        ),
        Column(
            "direction", "choice", "כיוון", "Direction",
            ("נכנס/יוצא", "מי פנה", "inbound outbound", "in out"),
            choices="direction", width=12,
        ),
        Column(
            "kind", "choice", "סוג", "Kind",
            ("סוג פנייה", "סוג אינטראקציה", "סוג פעילות", "type", "activity type"),
            choices="interaction_kind",
        ),
        Column(
            "channel", "choice", "ערוץ", "Channel",
            ("אמצעי", "דרך", "medium", "via"),
            choices="channel",
        ),
        Column(
            "touchpoint", "choice", "נקודת מפגש", "Touchpoint",
            ("נקודת מגע", "היכן", "where"),
            choices="touchpoint", folded=True,
        ),
        Column(
            "subject", "choice", "נושא", "Subject",
            ("נושא הפנייה", "topic", "title"),
            choices="topic",
        ),
        Column(
            "summary", "text", "תקציר", "Summary",
            ("סיכום", "תיאור", "תוכן", "פירוט", "description", "details", "text"),
            width=29,
        ),
        Column(
            "learned", "text", "מה למדנו", "What we learned",
            ("מידע חדש", "תובנות", "insight", "insights", "learnt"),
            width=28,
            note=Text(
                "דבר אחד שהלקוח סיפר ושכדאי לזכור בפעם הבאה.",
                "One thing the customer told you that is worth remembering.",
            ),
        ),
        Column(
            "satisfaction", "number", "שביעות רצון", "Satisfaction",
            ("ציון", "דירוג", "שביעות רצון 1-5", "rating", "score", "csat"),
            low=1, high=5,
            note=Text("מ-1 (כלל לא) עד 5 (מאוד).", "From 1 (not at all) to 5 (very)."),
        ),
        Column(
            "product_id", "reference", "קוד מוצר", "Product code",
            ('מק"ט', "מוצר", "product", "sku"),
            ref="products", folded=True,
        ),
        Column(
            "status", "choice", "סטטוס", "Status",
            ("מצב", "מצב טיפול", "state"),
            choices="interaction_status", width=12,
        ),
        Column(
            "due", "date", "לטיפול עד", "Due",
            ("תאריך יעד", "מועד יעד", "להמשך טיפול", "תזכורת", "due date", "follow up",
             "follow up date", "reminder"),
        ),
        Column(
            "closed_on", "date", "נסגר בתאריך", "Closed on",
            ("תאריך סגירה", "טופל בתאריך", "closed", "resolved on", "closing date"),
            future=False, folded=True,
        ),
        Column(
            "loss_reason", "choice", "סיבת עזיבה", "Reason for leaving",
            ("סיבת נטישה", "למה עזב", "churn reason", "lost reason"),
            choices="loss_reason", folded=True,
        ),
        Column(
            "callback_requested", "boolean", "ביקש שיחזרו", "Asked for a call back",
            ("לחזור ללקוח", "ביקשו שנחזור", "callback", "call me"),
        ),
        Column(
            "staff", "choice", "מי טיפל", "Handled by",
            ("נציג", "עובד", "מטפל", "agent", "employee", "handler"),
            choices="staff",
        ),
        Column(
            "outreach_id", "reference", "מזהה פנייה", "Outreach ID",
            ("פנייה", "draft id"),
            ref="outreach", folded=True,
        ),
        Column(
            "days_open", "number", "ימים פתוח", "Days open",
            ("ימי טיפול", "age in days"),
            role="computed", low=0,
        ),
        Column(
            "response_minutes", "number", "דקות עד מענה", "Minutes to respond",
            ("זמן תגובה", "response time"),
            role="computed", low=0, folded=True,
        ),
    ),
)  # fmt: skip
