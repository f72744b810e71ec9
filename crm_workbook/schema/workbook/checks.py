"""Findings the owner has looked at and chosen not to be told of again."""

from crm_workbook.model import Column, Sheet
from crm_workbook.text import Text

SHEET = Sheet(
    id="checks",
    he="בדיקות",
    en="Checks",
    role="input",
    table="Checks",
    order=190,
    shown="grouped",
    purpose=Text(
        "ממצאים שבדקת והחלטת להשאיר: מה, היכן, למה ועד מתי. הם לא ידווחו שוב.",
        "Findings you looked at and chose to leave: what, where, why and until when. "
        "They are not reported again.",
    ),
    synonyms=("בדיקה", "חריגים", "ממצאים", "exceptions", "suppressions", "findings"),
    columns=(
        Column(
            "code", "id", "קוד", "Code",
            ("קוד בדיקה", "rule", "rule code"),
            required=True,
            note=Text(
                "למשל CRM121. כל ההסבר: crm explain CRM121.",
                "For example CRM121. For all about it: crm explain CRM121.",
            ),
        ),
        Column(
            "sheet", "text", "גיליון", "Sheet",
            ("לשונית", "tab"),
            note=Text("ריק פירושו כל הגיליונות.", "Empty means every sheet."),
        ),
        Column(
            "row_key", "id", "מפתח שורה", "Row key",
            ("מזהה", "מזהה שורה", "key", "id"),
            note=Text(
                "מזהה הלקוח, הקנייה או הפנייה. ריק פירושו כל השורות.",
                "The ID of the customer, purchase or message. Empty means every row.",
            ),
        ),
        Column(
            "column", "text", "עמודה", "Column",
            ("שדה", "field"),
            note=Text("ריק פירושו כל העמודות.", "Empty means every column."),
        ),
        Column(
            "reason", "text", "סיבה", "Reason",
            ("למה", "הסבר", "why"),
            required=True, width=36,
        ),
        Column(
            "until", "date", "עד תאריך", "Until",
            ("בתוקף עד", "expires"),
            note=Text(
                "אחרי תאריך זה הממצא ידווח שוב. ריק פירושו תמיד.",
                "After this day it is reported again. Empty means for good.",
            ),
        ),
    ),
)  # fmt: skip
