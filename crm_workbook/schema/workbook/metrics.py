"""All figures of each customer, computed from the purchases alone."""

from crm_workbook.model import Column, Sheet
from crm_workbook.schema.workbook import CUSTOMER, CUSTOMER_ID
from crm_workbook.text import Text

SHEET = Sheet(
    id="metrics",
    he="מדדי לקוח",
    en="Customer metrics",
    role="computed",
    key="customer_id",
    table="Metrics",
    order=140,
    shown="grouped",
    purpose=Text(
        "כל המספרים של כל לקוח, מחושבים מהרכישות. אין צורך להקליד כאן דבר.",
        "Every figure of every customer, computed from the purchases. Nothing is typed here.",
    ),
    synonyms=("מדדים", "מדדי לקוחות", "rfm", "metrics", "customer figures"),
    columns=(
        Column(
            "customer_id", "reference", "מזהה לקוח", "Customer ID",
            (*CUSTOMER_ID, *CUSTOMER),
            role="computed", required=True, ref="customers",
        ),
        Column(
            "display_name", "text", "שם", "Name",
            ("שם לקוח", "customer name"),
            role="computed", width=22,
        ),
        Column(
            "unit_members", "number", "לקוחות ביחידה", "Customers in the unit",
            ("חברים ביחידה",),
            role="computed", low=1, folded=True,
            note=Text(
                "כמה לקוחות צורפו לשורה אחת, לפי ההגדרה 'מי נחשב לקוח'.",
                "How many customers are counted as one, by the setting 'What counts as a "
                "customer'.",
            ),
        ),
        Column(
            "first_purchase", "date", "קנייה ראשונה", "First purchase",
            ("רכישה ראשונה",),
            role="computed", future=False,
        ),
        Column(
            "last_purchase", "date", "קנייה אחרונה", "Last purchase",
            ("רכישה אחרונה",),
            role="computed", future=False,
        ),
        Column(
            "days_since_last", "number", "ימים מאז הקנייה האחרונה", "Days since last purchase",
            ("עדכניות", "recency"),
            role="computed", low=0,
        ),
        Column(
            "frequency", "number", "מספר קניות", "Purchases",
            ("תדירות",),
            role="computed", low=0,
            note=Text(
                "ימים שונים שבהם קנה; כמה מסמכים באותו יום הם קנייה אחת.",
                "Different days with a purchase; several documents a day are one.",
            ),
        ),
        Column("monetary", "money", "סך הקניות", "Total spent", ("כספי",), role="computed"),
        Column(
            "average_amount", "money", "ממוצע לקנייה", "Average purchase",
            ("קנייה ממוצעת", "average order value"),
            role="computed",
        ),
        Column(
            "revenue_12m", "money", "מחזור 12 חודשים", "Revenue, 12 months",
            ("מחזור 12 חוד'",),
            role="computed",
        ),
        Column(
            "usual_gap_days", "number", "מרווח רגיל בימים", "Usual gap in days",
            ("כל כמה ימים קונה", "usual gap"),
            role="computed", low=0,
        ),
        Column(
            "r_score", "number", "ציון עדכניות", "Recency score",
            ("R", "ציון R"),
            role="computed", low=1, high=5,
        ),
        Column(
            "f_score", "number", "ציון תדירות", "Frequency score",
            ("F", "ציון F"),
            role="computed", low=1, high=5,
        ),
        Column(
            "m_score", "number", "ציון כספי", "Monetary score",
            ("M", "ציון M"),
            role="computed", low=1, high=5,
        ),
        Column(
            "segment", "choice", "מגזר", "Segment",
            ("פלח", "סגמנט"),
            role="computed", choices="segment", width=22,
        ),
        Column(
            "high_value", "boolean", "ערך גבוה", "High value",
            ("לקוח מוביל", "vip"),
            role="computed",
            note=Text("ציון כספי 4 או 5.", "A monetary score of 4 or 5."),
        ),
        Column(
            "as_of", "date", "נכון ליום", "As of",
            ("תאריך חישוב", "computed on"),
            role="computed",
        ),
    ),
)  # fmt: skip
