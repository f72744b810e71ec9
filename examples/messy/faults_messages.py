"""Faults of messages and consent, of the workbook's design, and of privacy: families 6 to 8."""

from datetime import date

from clean import EACH, POINTS, each
from edits import Add, Fault, Formula, HiddenTab, Hide, Name, Place, Set, Shorten
from hand import serial
from shop import AS_OF

SOON = date(2026, 11, 2)
CARD = "4580 4580 4580 4580"
"""Passes the check digit and belongs to nobody."""


def _message(number: int, customer: str, purpose: str, text: str | None, **more: object) -> Add:
    """Return a row of the outreach, approved for WhatsApp next week unless told otherwise."""
    values = {
        "outreach_id": f"O-{number:04d}", "planned_on": SOON, "customer_id": customer,
        "purpose": purpose, "channel": "וואטסאפ", "language": "עברית", "text": text,
        "status": "מאושר",
    }  # fmt: skip
    return Add("outreach", values | more)


def _sent(number: int, customer: str, purpose: str, text: str, on: date, **more: object) -> Add:
    """Return a row of the outreach that was sent."""
    done = {"planned_on": on, "status": "נשלח", "sent_on": on}
    return _message(number, customer, purpose, text, **(done | more))


def _outreach(code: str, column: str, he: str, en: str, *rows: Add) -> Fault:
    """Return a fault that shows in a column of the last of some messages."""
    return Fault(
        code, he, en, rows, (Place("outreach", str(rows[-1].values["outreach_id"]), column),)
    )


FAULTS = (
    _outreach("CRM601", "status", "פרסומת שאושרה בלי הסכמה", "advertising without consent",
              _message(101, "C-0040", "פרסומת", "פרסומת: רז, קסדות חדשות. להסרה השיבו הסר.")),
    _outreach("CRM602", "status", "הודעה שאושרה למי שעזב", "a message approved to one who left",
              _message(102, "C-0043", "שירות", "אריה, נשארה אצלנו המשאבה שלך.")),
    _outreach("CRM603", "response", "בקשת הסרה שלא נרשמה", "a request to be removed, not recorded",
              _sent(103, "C-0041", "שירות", "ליה, האופניים מוכנים.", date(2026, 9, 1),
                    response="בקשת הסרה", response_on=date(2026, 9, 2))),
    _outreach("CRM604", "sent_on", "טיוטה עם תאריך שליחה", "a draft with a day of sending",
              _sent(104, "C-0020", "ברכה", "איתן, שנה טובה!", date(2026, 9, 10), status="טיוטה")),
    _outreach("CRM605", "sent_on", "נשלח, ולא נרשם מתי", "sent, and nobody wrote when",
              _sent(105, "C-0021", "ברכה", "גיא, שנה טובה!", date(2026, 9, 10), sent_on=None)),
    _outreach("CRM606", "sent_on", "הודעה שלישית בתוך חודש", "a third message within a month",
              *(_sent(number, "C-0022", "ברכה", text, date(2026, 9, day))
                for number, text, day in ((106, "אסף, שנה טובה!", 10), (107, "אסף, חג שמח!", 25),
                                          (108, "אסף, איך היה הטיול?", 30)))),
    Fault("CRM607", "הסכמה בלי הוכחה", "a consent without proof",
          (Add("consents", {"consent_id": "S-0034", "customer_id": "C-0033", "channel": "וואטסאפ",
                            "purpose": "פרסומת", "action": "ניתנה הסכמה", "basis": "בכתב",
                            "on": date(2026, 8, 2)}),),
          (Place("consents", "S-0034", "proof"),)),
    _outreach("CRM608", "channel", 'דוא"ל ללקוחה שאין לה', "an e-mail to one who has none",
              _message(109, "C-0039", "ברכה", "עדי, יום הולדת שמח!", channel='דוא"ל')),
    _outreach("CRM609", "text", "הודעה שאושרה בלי מילה", "a message approved without a word",
              _message(110, "C-0018", "ברכה", None)),
    _outreach("CRM610", "text", "פרסומת שאינה נפתחת במילה פרסומת",
              "advertising that does not say so",
              _message(111, "C-0016", "פרסומת", "רותם, קסדות חדשות הגיעו. להסרה השיבו הסר.")),
    _outreach("CRM611", "text", "פרסומת בלי דרך להסרה", "advertising without a way out",
              _message(112, "C-0015", "פרסומת", "פרסומת: סיגל, קסדות חדשות הגיעו.")),
    _outreach("CRM612", "text", "תבנית שלא מולאה", "a template that was not filled in",
              _message(113, "C-0017", "ברכה", "שלום {{ c.first_name }}, יום הולדת שמח!")),
    _outreach("CRM613", "text", "שיחת מכירה בלי בדיקה במאגר",
              "a sales call without a look into the registry",
              _message(114, "C-0038", "פרסומת", "להציע הסכם טיפולים", channel="שיחת טלפון")),
    Fault("CRM614", "הסכמה כלקוח קיים של מי שלא קנה",
          "consent as a customer of one who never bought",
          (Add("consents", {"consent_id": "S-0035", "customer_id": "C-0045", "channel": "מסרון",
                            "purpose": "פרסומת", "action": "ניתנה הסכמה",
                            "basis": "לקוח קיים, מוצר דומה", "proof": "טופס באתר",
                            "on": date(2026, 9, 6)}),),
          (Place("consents", "S-0035", "basis"),)),
    _outreach("CRM615", "response", "תשובה לטיוטה", "an answer to a draft",
              _message(115, "C-0012", "ברכה", "רחל, שנה טובה!", status="טיוטה",
                       response="תשובה")),
    _outreach("CRM616", "group", "הודעה לקבוצת הביקורת", "a message to the control group",
              _message(116, "C-0011", "פרסומת",
                       "פרסומת: מאיה, הגיע הזמן לטיפול. להסרה השיבו הסר.", campaign_id="K-3",
                       group="קבוצת ביקורת")),
    _outreach("CRM617", "text", "אותן מילים פעמיים", "the same words twice",
              *(_sent(number, "C-0010", "ברכה", "קרן, שנה טובה מכל הצוות!", on)
                for number, on in ((117, date(2026, 9, 10)), (118, date(2026, 9, 20))))),
    _outreach("CRM618", "planned_on", "ברכה לראש השנה שלא נשלחה", "a greeting that never went",
              _message(119, "C-0009", "ברכה", "אורית, שנה טובה!", planned_on=date(2026, 9, 10))),
    _outreach("CRM619", "text", "מבצע בתוך הודעת שירות", "an offer inside a service message",
              _message(120, "C-0008", "שירות", "ליאת, הקסדה הגיעה, והיום 15% הנחה על פנסים.")),
    Fault("CRM702", "היום() בתור תאריך של פנייה", "TODAY() as the date of a contact",
          (Formula("interactions", "I-0036", "when", "TODAY()", serial(AS_OF)),)),
    Fault("CRM703", "מספר שהוקלד על נוסחה", "a number typed over a formula",
          (Set("purchases", "L-0040", EACH, 75.0),)),
    Fault("CRM710", "נוסחה שמביטה בשורה שמעליה", "a formula that looks at the row above",
          (Formula("purchases", "L-0050", EACH, "IFERROR(L{above}/I{row},0)", 690.0),)),
    Fault("CRM711", "טקסט בין מספרים", "a text among numbers",
          (Set("customers", "C-0020", POINTS, "40"),)),
    Fault("CRM714", "הכותרות פעם נוספת בתוך הנתונים", "the headings again among the data",
          (Add("benefits", {"benefit_id": "מזהה הטבה", "customer_id": "מזהה לקוח",
                            "what": "ההטבה", "since": "החל מ", "ends_on": "מסתיימת ב"}),),
          (Place("benefits", "מזהה הטבה", "benefit_id"),)),
    Fault("CRM716", "שורה מוסתרת", "a hidden row",
          (Hide("interactions", "I-0020"),), (Place("interactions", "I-0020", "interaction_id"),)),
    Fault("CRM717", "נוסחה שלא חושבה", "a formula nobody calculated",
          (each("L-0051", None),)),
    Fault("CRM719", "שם שמצביע על מה שנמחק", "a name that points at what is gone",
          (Name("מחירון_ישן", "#REF!$A$1:$B$40"),), (Place("workbook"),)),
    Fault("CRM720", "רשימה נפתחת שנגמרת באמצע", "a dropdown that ends halfway",
          (Shorten("customers", "C-0030", "source"),), (Place("customers", "C-0031", "source"),)),
    Fault("CRM801", "גיליון מוסתר עם שמות וטלפונים", "a hidden sheet with names and phones",
          (HiddenTab("גיבוי מהנייד", (("נועה", "054-5550101"), ("מיכל", "050-5550102"))),),
          (Place("גיבוי מהנייד"),)),
    Fault("CRM803", "מספר כרטיס אשראי בהערות", "a card number in the notes",
          (Set("customers", "C-0021", "notes", f"כרטיס {CARD} לפיקדון"),)),
    Fault("CRM804", "מספר זהות בהערות", "an identity number in the notes",
          (Set("customers", "C-0022", "notes", "ת.ז. 123456782 לביטוח"),)),
    Fault("CRM805", "סיסמה בהערות", "a password in the notes",
          (Set("customers", "C-0023", "notes", "סיסמה לאתר: rider1985"),)),
    Fault("CRM806", "מידע רפואי בהערות", "a diagnosis in the notes",
          (Set("customers", "C-0024", "notes", "אובחן עם אפילפסיה, לא נוהג"),)),
    Fault("CRM807", "מי שנמחק לבקשתו, והטלפון נשאר", "erased on request, and the phone stayed",
          (Add("customers", {"customer_id": "C-0048", "display_name": "נמחק",
                             "phone": "050-5550172", "status": "נמחק לבקשתו"}),),
          (Place("customers", "C-0048", "phone"),)),
    Fault("CRM808", "מספר חשבון בנק בהערות", "a bank account in the notes",
          (Set("customers", "C-0025", "notes", "זיכוי אל IL62 0108 0000 0009 9999 999"),)),
)  # fmt: skip
