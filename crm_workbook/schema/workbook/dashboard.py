"""The owner's page: figures and charts, all computed."""

from crm_workbook.model import Sheet
from crm_workbook.text import Text

SHEET = Sheet(
    id="dashboard",
    he="לוח בקרה",
    en="Dashboard",
    role="computed",
    columns=(),
    order=80,
    purpose=Text(
        "תמונת העסק בעמוד אחד: מגזרי הלקוחות, המחזור לפי חודש ומצב היעדים.",
        "The business on one page: customer segments, revenue by month, where targets stand.",
    ),
    synonyms=("דשבורד", "לוח מחוונים", "דוח מנהלים", "overview"),
)
