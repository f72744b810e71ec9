"""Where each customer stood at the end of each month."""

from crm_workbook.model import Column, Sheet
from crm_workbook.schema.workbook import CUSTOMER, CUSTOMER_ID
from crm_workbook.text import Text

SHEET = Sheet(
    id="history",
    he="היסטוריית מגזרים",
    en="Segment history",
    role="log",
    key="history_id",
    table="History",
    order=150,
    shown="hidden",
    purpose=Text(
        "תמונה חודשית של כל לקוח, כדי לראות מי התקרב ומי התרחק.",
        "A monthly picture of each customer, to see who came closer and who drifted away.",
    ),
    synonyms=("היסטוריה", "history", "snapshots"),
    columns=(
        Column("history_id", "id", "מזהה", "ID", role="log", required=True, width=20),
        Column(
            "month", "text", "חודש", "Month",
            ("תקופה", "period"),
            role="log", required=True, width=10,
            note=Text("שנה וחודש, למשל 2026-05.", "Year and month, such as 2026-05."),
        ),
        Column(
            "customer_id", "reference", "מזהה לקוח", "Customer ID",
            (*CUSTOMER_ID, *CUSTOMER),
            role="log", required=True, ref="customers",
        ),
        Column(
            "segment", "choice", "מגזר", "Segment",
            ("פלח", "סגמנט"),
            role="log", choices="segment", width=22,
        ),
        Column(
            "r_score", "number", "ציון עדכניות", "Recency score",
            ("R",),
            role="log", low=1, high=5,
        ),
        Column(
            "f_score", "number", "ציון תדירות", "Frequency score",
            ("F",),
            role="log", low=1, high=5,
        ),
        Column(
            "m_score", "number", "ציון כספי", "Monetary score",
            ("M",),
            role="log", low=1, high=5,
        ),
        Column("frequency", "number", "מספר קניות", "Purchases", ("תדירות",), role="log", low=0),
        Column("monetary", "money", "סך הקניות", "Total spent", ("כספי",), role="log"),
    ),
)  # fmt: skip
