"""Personal benefits: promises that are easy to give and hard to stop."""

from crm_workbook.model import Column, Sheet
from crm_workbook.schema.workbook import CUSTOMER, CUSTOMER_ID
from crm_workbook.text import Text

SHEET = Sheet(
    id="benefits",
    he="הטבות",
    en="Benefits",
    role="input",
    key="benefit_id",
    table="Benefits",
    order=130,
    shown="grouped",
    purpose=Text(
        "הטבה אישית קל לתת וקשה להפסיק: לכל אחת סיבה, עלות, סיום ומועד בחינה.",
        "A personal benefit is easy to give and hard to stop: each has a reason, a cost, an end "
        "and a review date.",
    ),
    synonyms=("הטבה", "הנחות קבועות", "benefit", "perks", "standing discounts"),
    columns=(
        Column(
            "benefit_id", "id", "מזהה הטבה", "Benefit ID",
            ("מס' הטבה", "benefit no"),
            required=True,
        ),
        Column(
            "customer_id", "reference", "מזהה לקוח", "Customer ID",
            (*CUSTOMER_ID, *CUSTOMER),
            required=True, ref="customers",
        ),
        Column(
            "what", "text", "ההטבה", "Benefit",
            ("הטבה", "תיאור", "מה ניתן", "description"),
            required=True, width=28,
        ),
        Column("since", "date", "החל מ", "Since", ("התחלה", "מתאריך", "from", "start")),
        Column(
            "ends_on", "date", "מסתיימת ב", "Ends on",
            ("סיום", "עד תאריך", "end", "until"),
            required=True,
        ),
        Column(
            "review_on", "date", "בחינה מחדש ב", "Review on",
            ("מועד בחינה", "review date"),
            note=Text("מתי להחליט אם להמשיך.", "When to decide whether to go on."),
        ),
        Column(
            "cost_month", "money", "עלות לחודש", "Cost a month",
            ("עלות", "monthly cost"),
            low=0,
        ),
        Column("reason", "text", "סיבה", "Reason", ("למה ניתנה", "why"), width=24),
        Column(
            "customer_told_end", "boolean", "הלקוח יודע מתי מסתיימת", "Customer told of the end",
            ("נאמר ללקוח", "customer told"),
        ),
        Column(
            "exit_step", "choice", "שלב היציאה", "Exit step",
            ("שלב", "exit stage"),
            choices="exit_step",
        ),
        Column(
            "cost_to_date", "money", "עלות עד היום", "Cost to date",
            ("עלות מצטברת",),
            role="computed",
        ),
        Column(
            "value_since", "money", "קניות מאז", "Purchases since",
            ("מחזור מאז",),
            role="computed",
        ),
    ),
)  # fmt: skip
