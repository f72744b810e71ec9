"""The consent ledger: one row an event, only ever added to."""

from crm_workbook.model import Column, Sheet
from crm_workbook.schema.workbook import CUSTOMER, CUSTOMER_ID
from crm_workbook.text import Text

SHEET = Sheet(
    id="consents",
    he="הסכמות",
    en="Consents",
    role="input",
    key="consent_id",
    table="Consents",
    order=120,
    shown="grouped",
    purpose=Text(
        "מי הסכים לקבל מה, באיזה ערוץ, מתי ואיך אפשר להוכיח. רק מוסיפים שורות; ביטול גובר תמיד.",
        "Who agreed to receive what, on which channel, when, and the proof. "
        "Rows are only added; a withdrawal always wins.",
    ),
    synonyms=("הסכמה", "אישורי דיוור", "אישור דיוור", "consent", "permissions", "opt-ins"),
    columns=(
        Column(
            "consent_id", "id", "מזהה הסכמה", "Consent ID",
            ("מס' הסכמה", "consent no"),
            role="computed",
        ),
        Column(
            "customer_id", "reference", "מזהה לקוח", "Customer ID",
            (*CUSTOMER_ID, *CUSTOMER),
            required=True, ref="customers",
        ),
        Column(
            "channel", "choice", "ערוץ", "Channel",
            ("אמצעי", "medium"),
            required=True, choices="consent_channel",
        ),
        Column(
            "purpose", "choice", "מטרה", "Purpose",
            ("לצורך", "scope"),
            choices="purpose",
            note=Text(
                "ריק: הסכמה היא לפרסומת, וסירוב הוא לכל הודעה.",
                "Empty: a consent is to advertising, a refusal is of every message.",
            ),
        ),
        Column(
            "action", "choice", "מה קרה", "What happened",
            ("פעולה", "אירוע", "הסכמה", "event", "state"),
            required=True, choices="consent_action",
        ),
        Column(
            "basis", "choice", "בסיס", "Basis",
            ("בסיס חוקי", "legal basis"),
            choices="consent_basis",
        ),
        Column(
            "proof", "text", "הוכחה", "Proof",
            ("אסמכתא", "מסמך", "evidence"),
            width=28,
            note=Text(
                "היכן שמור האישור: טופס, הקלטה, הודעה.",
                "Where the evidence is kept: a form, a recording, a message.",
            ),
        ),
        Column("wording", "text", "נוסח ההסכמה", "Wording", ("נוסח", "wording id", "source")),
        Column(
            "on", "date", "תאריך", "Date",
            ("בתאריך", "תאריך הסכמה", "given on"),
            required=True, future=False,
        ),
        Column(
            "expires_on", "date", "בתוקף עד", "Expires on",
            ("פג תוקף", "expiry", "valid until"),
            role="computed",
        ),
        Column(
            "result", "choice", "תוצאת בדיקה", "Check result",
            ("תוצאה",),
            choices="consent_result",
            note=Text(
                "לבדיקה במאגר 'אל תתקשרו אליי': האם המספר רשום.",
                "For a do-not-call check: whether the number is listed.",
            ),
        ),
        Column("by", "choice", "נרשם על ידי", "Recorded by", ("רשם", "מי רשם"), choices="staff"),
    ),
)  # fmt: skip
