"""Drafts of messages: proposed by the tool, approved and sent by people."""

from crm_workbook.model import Column, Sheet
from crm_workbook.schema.workbook import CUSTOMER, CUSTOMER_ID
from crm_workbook.text import Text

SHEET = Sheet(
    id="outreach",
    he="פניות",
    en="Outreach",
    role="input",
    key="outreach_id",
    table="Outreach",
    order=60,
    purpose=Text(
        "טיוטות של הודעות אישיות: למי, למה עכשיו ובאיזה נוסח. דבר אינו נשלח מעצמו.",
        "Drafts of personal messages: to whom, why now, in which words. "
        "Nothing is sent by itself.",
    ),
    synonyms=("פניות יוצאות", "טיוטות", "הודעות", "דיוור", "messages", "drafts", "mailing"),
    columns=(
        Column(
            "outreach_id", "id", "מזהה פנייה", "Outreach ID",
            ("מס' פנייה", "draft id"),
            role="computed", folded=True,
        ),
        Column(
            "planned_on", "date", "מתוכנן ל", "Planned for",
            ("תאריך מתוכנן", "תאריך", "date", "scheduled for"),
            required=True,
        ),
        Column(
            "customer_id", "reference", "מזהה לקוח", "Customer ID",
            (*CUSTOMER_ID, *CUSTOMER),
            required=True, ref="customers",
        ),
        Column(
            "recipient_id", "reference", "נמען", "Recipient",
            ("נמענת", "אל", "to"),
            role="computed", ref="customers", folded=True,
        ),
        Column(
            "campaign_id", "reference", "קמפיין", "Campaign",
            ("מבצע", "campaign code"),
            ref="campaigns", folded=True,
        ),
        Column(
            "reason_code", "choice", "סיבה", "Reason",
            ("קוד סיבה", "trigger"),
            role="computed", choices="reason_code", folded=True,
        ),
        Column(
            "why_now", "text", "למה עכשיו", "Why now",
            ("נימוק", "why"),
            role="computed", width=34,
        ),
        Column(
            "purpose", "choice", "מטרה", "Purpose",
            ("תכלית", "סוג הודעה", "message type"),
            required=True, choices="purpose",
            note=Text(
                "הודעה שמעודדת לקנות היא פרסומת, ודורשת הסכמה מראש.",
                "A message that encourages buying is advertising and needs prior consent.",
            ),
        ),
        Column(
            "template", "text", "תבנית", "Template",
            ("שם תבנית", "template name"),
            width=16, folded=True,
        ),
        Column(
            "template_hash", "text", "חתימת תבנית", "Template hash",
            ("template version",),
            role="computed", folded=True,
        ),
        Column(
            "channel", "choice", "ערוץ", "Channel",
            ("אמצעי", "medium", "via"),
            choices="channel",
        ),
        Column(
            "language", "choice", "שפה", "Language",
            ("lang",),
            choices="language", folded=True,
        ),
        Column(
            "offer_product", "reference", "מוצר מוצע", "Offered product",
            ("הצעה", "offer", "product"),
            ref="products", folded=True,
        ),
        Column("subject", "text", "נושא", "Subject", ("כותרת", "title"), width=24),
        Column(
            "text", "text", "נוסח", "Text",
            ("תוכן", "הודעה", "נוסח ההודעה", "body", "message"),
            width=56,
            note=Text(
                "אפשר לערוך בחופשיות: נוסח שנערך ביד לא יידרס.",
                "Edit freely: wording changed by hand is never overwritten.",
            ),
        ),
        Column("link", "link", "קישור", "Link", ("קישור לשליחה", "url"), role="computed"),
        Column(
            "gate", "text", "שער", "Gate",
            ("אישור משפטי", "חסימה", "blocked by"),
            role="computed", width=28,
            note=Text(
                "האם מותר לשלוח, ואם לא, איזה כלל חוסם.",
                "Whether it may be sent, and if not, which rule blocks it.",
            ),
        ),
        Column(
            "allowed_from", "date", "מותר החל מ", "Allowed from",
            ("לא לפני", "not before"),
            role="computed", folded=True,
        ),
        Column(
            "group", "choice", "קבוצה", "Group",
            ("קבוצת ביקורת", "test group", "variant"),
            choices="test_group", folded=True,
        ),
        Column(
            "status", "choice", "סטטוס", "Status",
            ("מצב", "state"),
            choices="outreach_status",
            note=Text(
                "לאשר לפני השליחה, ולסמן נשלח אחריה.",
                "Approve before sending; mark as sent afterwards.",
            ),
        ),
        Column(
            "sent_on", "date", "נשלח בתאריך", "Sent on",
            ("תאריך שליחה", "sent at", "sent date"),
            future=False,
        ),
        Column(
            "sent_by", "choice", "נשלח על ידי", "Sent by",
            ("שולח", "sender"),
            choices="staff", folded=True,
        ),
        Column(
            "response", "choice", "תגובה", "Response",
            ("מענה", "תוצאה", "reply", "outcome"),
            choices="outreach_response",
        ),
        Column(
            "response_on", "date", "תאריך תגובה", "Response on",
            ("תאריך מענה", "reply date", "responded on"),
            future=False,
        ),
        Column(
            "text_hash", "text", "חתימת נוסח", "Text hash",
            ("body hash",),
            role="computed", folded=True,
        ),
    ),
)  # fmt: skip
