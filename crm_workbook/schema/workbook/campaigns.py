"""Campaigns: what they cost and what they brought, against a control group."""

from crm_workbook.model import Column, Sheet
from crm_workbook.text import Text

SHEET = Sheet(
    id="campaigns",
    he="קמפיינים",
    en="Campaigns",
    role="input",
    key="campaign_id",
    table="Campaigns",
    order=110,
    shown="grouped",
    purpose=Text(
        "לא חובה. מה יצא לפועל, כמה עלה, ומה הביא בהשוואה לקבוצת ביקורת.",
        "Optional. What was run, what it cost, and what it brought against a control group.",
    ),
    synonyms=("קמפיין", "מבצעים", "פרסום", "campaign", "promotions"),
    columns=(
        Column(
            "campaign_id", "id", "קוד קמפיין", "Campaign code",
            ("מזהה קמפיין", "code"),
            required=True,
        ),
        Column(
            "name", "text", "שם קמפיין", "Campaign name",
            ("קמפיין", "שם", "campaign"),
            required=True, width=28,
        ),
        Column("kind", "choice", "סוג", "Kind", ("סוג קמפיין", "type"), choices="campaign_kind"),
        Column("start", "date", "התחלה", "Start", ("מתאריך", "תאריך התחלה", "start date")),
        Column("end", "date", "סיום", "End", ("עד תאריך", "תאריך סיום", "end date")),
        Column("cost", "money", "עלות", "Cost", ("תקציב", "הוצאה", "budget"), low=0),
        Column(
            "audience", "text", "קהל", "Audience",
            ("קהל יעד", "למי", "target audience"),
            width=28,
        ),
        Column(
            "control_share", "percent", "חלק קבוצת הביקורת", "Control share",
            ("קבוצת ביקורת", "control group", "holdout"),
            low=0, high=0.9,
            note=Text(
                "איזה חלק מהקהל לא יקבל פנייה, כדי לדעת מה הקמפיין באמת הביא.",
                "The part of the audience left alone, to learn what the campaign really brought.",
            ),
        ),
        Column(
            "window_days", "number", "ימי מדידה", "Days measured",
            ("חלון מדידה", "window"),
            low=1,
        ),
        Column("sent", "number", "נשלחו", "Sent", ("מספר נשלחו",), role="computed"),
        Column("responses", "number", "תגובות", "Responses", ("replies",), role="computed"),
        Column(
            "opt_outs", "number", "הסרות", "Opt-outs",
            ("ביקשו הסרה", "unsubscribes"),
            role="computed",
        ),
        Column(
            "revenue_test", "money", "מחזור ללקוח, קבוצת פנייה", "Revenue a customer, contacted",
            role="computed",
        ),
        Column(
            "revenue_control", "money", "מחזור ללקוח, קבוצת ביקורת", "Revenue a customer, control",
            role="computed",
        ),
        Column("lift", "money", "תוספת ללקוח", "Lift a customer", ("uplift",), role="computed"),
        Column("lift_low", "money", "תוספת, גבול תחתון", "Lift, low", role="computed"),
        Column("lift_high", "money", "תוספת, גבול עליון", "Lift, high", role="computed"),
        Column(
            "verdict", "text", "מסקנה", "Verdict",
            ("תוצאה", "conclusion"),
            role="computed", width=32,
        ),
    ),
)  # fmt: skip
