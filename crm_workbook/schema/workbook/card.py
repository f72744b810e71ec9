"""One customer on one page."""

from crm_workbook.model import Sheet
from crm_workbook.text import Text

SHEET = Sheet(
    id="card",
    he="כרטיס לקוח",
    en="Customer card",
    role="computed",
    columns=(),
    order=90,
    purpose=Text(
        "בוחרים לקוח ורואים בעמוד אחד את כל מה שידוע עליו.",
        "Choose a customer and see everything known about them on one page.",
    ),
    synonyms=("כרטיס", "תיק לקוח", "card", "customer file"),
)
