"""The values of the dropdowns: one column a list, values going down."""

from crm_workbook.model import Column, Sheet
from crm_workbook.schema.lists import LISTS
from crm_workbook.text import Text

SHEET = Sheet(
    id="lists",
    he="רשימות",
    en="Lists",
    role="input",
    order=170,
    shown="grouped",
    table="Lists",
    purpose=Text(
        "הערכים שמופיעים בתיבות הבחירה. לרשימות הפתוחות אפשר להוסיף ערכים מתחת לקיימים.",
        "The values offered in the dropdowns. Open lists take further values below.",
    ),
    synonyms=("ערכים", "טבלאות עזר", "dropdowns", "values"),
    columns=tuple(Column(spec.id, "text", spec.he, spec.en) for spec in LISTS.values()),
)
