"""People, households, business accounts and leads: one row each."""

from crm_workbook.model import Column, Sheet
from crm_workbook.schema.workbook import CUSTOMER_ID
from crm_workbook.text import Text

SHEET = Sheet(
    id="customers",
    he="לקוחות",
    en="Customers",
    role="input",
    key="customer_id",
    table="Customers",
    order=30,
    purpose=Text(
        "כל מי שקנה או עשוי לקנות: שורה לכל אדם, משק בית או לקוח עסקי. מספיקים שם וטלפון.",
        "Everyone who bought or might: one row a person, household or business. "
        "A name and a phone are enough.",
    ),
    synonyms=(
        "לקוח", "רשימת לקוחות", "כרטסת לקוחות", "מועדון לקוחות", "אנשי קשר", "מטופלים",
        "customer", "customer list", "clients", "contacts", "people", "patients",
    ),
    columns=(
        Column(
            "customer_id", "id", "מזהה לקוח", "Customer ID",
            (*CUSTOMER_ID, "מפתח", "id"),
            required=True,
            note=Text(
                "כל מזהה שאינו תפוס, למשל C-0121. נקבע פעם אחת ולא משתנה.",
                "Any ID nobody else has, such as C-0121. Given once and never changed.",
            ),
        ),
        Column(
            "unit_type", "choice", "סוג יחידה", "Unit type",
            ("סוג לקוח", "סוג", "customer type", "type", "kind"),
            choices="unit_type", folded=True,
            note=Text(
                "אדם, משק בית או לקוח עסקי. ריק פירושו אדם.",
                "Person, household or business account. Empty means person.",
            ),
        ),
        Column(
            "display_name", "text", "שם", "Name",
            ("שם לקוח", "שם הלקוח", "שם מלא", "לקוח", "שם פרטי ומשפחה", "שם ומשפחה", "איש קשר",
             "שם איש קשר", "שם חברה", "שם העסק", "שם חשבון", "full name", "customer name",
             "customer", "client", "client name", "contact", "contact name", "company",
             "company name", "organization name", "account name", "billing name"),
            required=True, width=22,
            note=Text("השם כפי שמכירים אותו בעסק.", "The name you know them by."),
        ),
        Column(
            "first_name", "text", "שם פרטי", "First name",
            ("פרטי", "כינוי", "given name", "forename", "billing first name"),
            width=12,
            note=Text("כך תיפתח ההודעה: שלום דנה.", "How a message greets them: Hi Dana."),
        ),
        Column(
            "last_name", "text", "שם משפחה", "Last name",
            ("משפחה", "surname", "family name", "billing last name"),
            folded=True,
        ),
        Column(
            "gender_address", "choice", "לשון פנייה", "Form of address",
            ("מין", "מגדר", "לשון", "gender", "sex"),
            choices="gender", width=11,
            note=Text(
                "לשון הפנייה בהודעות. כשלא ידוע, הנוסח יהיה ניטרלי.",
                "How messages address them. When unknown, the wording stays neutral.",
            ),
        ),
        Column(
            "language", "choice", "שפה", "Language",
            ("שפת לקוח", "שפת פנייה", "locale"),
            choices="language", folded=True,
        ),
        Column(
            "phone", "phone", "טלפון", "Phone",
            ("נייד", "טלפון נייד", "סלולרי", "טלפון סלולרי", "סלולארי", "פלאפון", "טל'",
             "טל' נייד", "מס' טלפון", "מספר טלפון", "מס' נייד", "וואטסאפ", "ווטסאפ", "mobile",
             "mobile phone", "cell", "cellphone", "phone number", "telephone", "tel", "whatsapp",
             "primary phone", "phone 1 - value", "billing phone"),
            note=Text(
                "נשמר כטקסט, כדי שהאפס בהתחלה לא ייעלם.",
                "Kept as text, so the leading zero stays.",
            ),
        ),
        Column(
            "phone2", "phone", "טלפון נוסף", "Second phone",
            ("טלפון 2", "טל' 2", "טל. נוסף", "נייד נוסף", "טלפון בבית", "טלפון בית",
             "טלפון בעבודה", "other phone", "home phone", "work phone", "business phone",
             "phone 2 - value"),
            folded=True,
        ),
        Column(
            "email", "email", 'דוא"ל', "E-mail",
            ("מייל", "אימייל", "דואר אלקטרוני", "כתובת מייל", 'כתובת דוא"ל', "mail",
             "email address", "e-mail 1 - value", "billing email", "customer email"),
        ),
        Column(
            "city", "text", "יישוב", "City",
            ("עיר", "ישוב", "עיר מגורים", "מקום מגורים", "town", "locality", "billing city"),
            width=14,
        ),
        Column(
            "street", "text", "כתובת", "Address",
            ("רחוב", "רחוב ומספר", "כתובת מגורים", "street address", "address 1",
             "billing address 1", "home street"),
            width=24, folded=True,
        ),
        Column(
            "zip", "text", "מיקוד", "Postcode",
            ("zip code", "postal code", "billing zip", "home postal code"),
            folded=True,
        ),
        Column(
            "parent_id", "reference", "שייך ל", "Belongs to",
            ("שייך אל", "לקוח אב", "משק בית", "חשבון אב", "parent", "parent account", "household",
             "account"),
            ref="customers", folded=True,
            note=Text(
                "מזהה משק הבית או הלקוח העסקי שאליו האדם שייך.",
                "The ID of the household or business this person belongs to.",
            ),
        ),
        Column(
            "role", "choice", "תפקיד", "Role",
            ("תפקיד איש קשר", "contact role", "position"),
            choices="contact_role", folded=True,
            note=Text(
                "תפקיד האדם במשק הבית או בעסק שאליו הוא שייך.",
                "The person's part in the household or business.",
            ),
        ),
        Column(
            "business_id", "business_id", "ח.פ. / עוסק", "Company number",
            ("ח.פ.", "ע.מ.", "עוסק מורשה", "עוסק פטור", "מס' עוסק", "מספר עוסק", "מספר חברה",
             "מס' חברה", "ח.פ/ע.מ", "מספר תאגיד", "vat number", "vat id", "company id",
             "registration number"),
            folded=True,
        ),
        Column(
            "birth_date", "date", "תאריך לידה", "Date of birth",
            ("ת. לידה", "נולד", "נולדה", "dob"),
            future=False, folded=True,
            note=Text(
                "לא חובה. כשידועים רק יום וחודש, ממלאים יום הולדת.",
                "Optional. If only day and month are known, use Birthday.",
            ),
        ),
        Column(
            "birthday", "monthday", "יום הולדת", "Birthday",
            ("יומולדת", "י. הולדת", "תאריך יום הולדת"),
            note=Text(
                "יום וחודש בלבד, לברכה. אין צורך בשנה.",
                "Day and month only, for a greeting. No year needed.",
            ),
        ),
        Column(
            "family_status", "choice", "מצב משפחתי", "Family status",
            ("marital status",),
            choices="family_status", folded=True,
        ),
        Column(
            "greeting_calendar", "choice", "לוח ברכות", "Greeting calendar",
            ("חגים", "לוח חגים", "ברכות חג", "holidays", "greetings"),
            choices="greeting_calendar", folded=True,
            note=Text(
                "לפי אילו חגים לברך, רק אם ביקשו. זה אינו רישום של דת.",
                "Whose holidays to greet on, only if they asked. Not a record of religion.",
            ),
        ),
        Column(
            "source", "choice", "איך הגיע אלינו", "How they found us",
            ("מקור", "מקור הגעה", "מקור הליד", "איך הגיעו אלינו", "איך שמע עלינו", "lead source",
             "acquisition source", "how did you hear about us"),
            choices="source",
        ),
        Column(
            "referred_by", "reference", 'הופנה ע"י', "Referred by",
            ("הפניה", "הומלץ על ידי", "הופנה על ידי", "ממליץ", "חבר מביא חבר", "referrer",
             "referral"),
            ref="customers", folded=True,
        ),
        Column(
            "customer_since", "date", "לקוח מאז", "Customer since",
            ("תאריך הצטרפות", "ת. הצטרפות", "since", "הצטרף בתאריך", "תאריך פתיחה", "נוצר בתאריך",
             "תאריך הקמה", "joined", "join date", "date joined", "created", "created at",
             "registered", "registered at"),
            future=False, folded=True,
        ),
        Column(
            "preferred_channel", "choice", "ערוץ מועדף", "Preferred channel",
            ("דרך התקשרות", "אופן פנייה מועדף", "contact preference", "preferred contact"),
            choices="channel", folded=True,
            note=Text("איך הלקוח מעדיף שיפנו אליו.", "How they like to be contacted."),
        ),
        Column(
            "preferred_time", "text", "שעה נוחה", "Preferred time",
            ("מתי נוח", "שעות נוחות", "best time", "best time to call"),
            folded=True,
        ),
        Column(
            "preferences", "text", "העדפות", "Preferences",
            ("העדפה", "מה אוהבים", "טעם", "likes", "interests"),
            width=24, folded=True,
            note=Text(
                "מה הם צריכים ואוהבים, במילים שלך.",
                "What they need and like, in your own words.",
            ),
        ),
        Column(
            "tags", "text", "תגיות", "Tags",
            ("תגית", "תוויות", "קבוצה", "labels", "groups"),
            folded=True,
            note=Text("כמה תגיות, מופרדות בפסיקים.", "Several tags, separated by commas."),
        ),
        Column(
            "owner", "choice", "אחראי", "Owner",
            ("מטפל", "איש מכירות", "סוכן", "אחראי לקוח", "account manager", "assigned to",
             "sales rep"),
            choices="staff", folded=True,
        ),
        Column(
            "status", "choice", "סטטוס", "Status",
            ("מצב", "מצב לקוח", "סטטוס לקוח", "פעיל", "customer status"),
            choices="customer_status", width=12,
            note=Text(
                "ריק פירושו פעיל. למי שסגור, נפטר או נמחק לא מוצעות פניות.",
                "Empty means active. Nobody closed, deceased or erased is contacted.",
            ),
        ),
        Column(
            "do_not_contact", "boolean", "לא לפנות", "Do not contact",
            ("אין לפנות", "הסרה", "הוסר מדיוור", "ביקש הסרה", "לא ליצור קשר", "dnc", "opt out",
             "opted out", "unsubscribed"),
            width=10,
            note=Text(
                "כן חוסם כל הודעה, בכל ערוץ, ויבוא לעולם לא ישנה זאת.",
                "Yes blocks every message on every channel; no import undoes it.",
            ),
        ),
        Column(
            "notes", "text", "הערות", "Notes",
            ("הערה", "מידע נוסף", "פרטים נוספים", "comments", "comment", "remarks", "note"),
            width=32,
        ),
        Column(
            "region", "choice", "אזור", "Region",
            ("מחוז", "איזור", "district", "area"),
            role="computed", choices="region", folded=True,
        ),
        Column(
            "segment", "choice", "מגזר", "Segment",
            ("פלח", "סגמנט", "rfm segment"),
            role="computed", choices="segment", width=22,
        ),
        Column(
            "last_purchase", "date", "קנייה אחרונה", "Last purchase",
            ("רכישה אחרונה", "תאריך קנייה אחרונה", "תאריך רכישה אחרונה", "last order",
             "last order date", "last purchase date"),
            role="computed", future=False,
        ),
        Column(
            "revenue_12m", "money", "מחזור 12 חודשים", "Revenue, 12 months",
            ("מחזור 12 חוד'", "קניות בשנה האחרונה", "12 month revenue"),
            role="computed",
        ),
        Column(
            "next_purchase_window", "text", "חלון קנייה הבא", "Next purchase window",
            ("קנייה הבאה", "next purchase", "next order"),
            role="computed", width=22, folded=True,
        ),
        Column(
            "last_contact", "date", "קשר אחרון", "Last contact",
            ("פנייה אחרונה", "שיחה אחרונה", "last contacted", "last activity"),
            role="computed", future=False,
        ),
        Column(
            "may_contact", "text", "מותר לפנות", "May contact",
            ("ערוצים מותרים", "allowed channels"),
            role="computed", folded=True,
            note=Text(
                'ו וואטסאפ, ש שיחה, ד דוא"ל, מ מסרון.',
                "W WhatsApp, C call, E e-mail, S SMS.",
            ),
        ),
        Column(
            "next_action", "text", "הפעולה הבאה", "Next action",
            ("פעולה הבאה", "צעד הבא", "next step", "follow up"),
            role="computed", width=28, folded=True,
        ),
    ),
)  # fmt: skip
