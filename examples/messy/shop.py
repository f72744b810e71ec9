"""The invented bicycle shop "פדל ושרשרת", as a careful owner keeps its workbook.

People, numbers and purchases are made up; phones come from a range nobody is given, mails end in
example.com. The same rows come out of every run.
"""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

AS_OF = date(2026, 10, 29)
SETTINGS: dict[str, object] = {
    "business_name": "פדל ושרשרת",
    "business_address": "שדרות האופניים 4, כפר סבא",
    "business_phone": "09-5550140",
    "business_email": "pedal@example.com",
    "as_of": AS_OF,
    "hours_per_week": 4.0,
}
LISTS = {
    "staff": ("גלעד", "שני", "אורן"),
    "category": ("אופניים", "אביזרים", "חלקים", "שירות"),
}
CITIES = ("כפר סבא", "כפר סבא", "הוד השרון", "רעננה", "תל אביב", "תל אביב", "רמת גן")
STREETS = ("ויצמן", "רוטשילד", "הגליל", "סוקולוב", "בן גוריון", "הרצל", "אחוזה")
SOURCES = ("המלצה", "עבר ליד החנות", "אתר", "חיפוש בגוגל", "רשת חברתית")
WOMEN = (
    "נועה ברק", "מיכל דהן", "שירה אלון", "תמר גבאי", "יעל רוזן", "ענת שפירא", "הילה מזרחי",
    "ליאת כץ", "אורית פרץ", "קרן אזולאי", "מאיה סגל", "רחל נחום", "דפנה ארד", "עינת לביא",
    "סיגל חדד", "רותם עמר", "אביטל שגיא",
)  # fmt: skip
MEN = (
    "דוד לוי", "עומר ביטון", "איתן מלכה", "גיא פרידמן", "אסף יוסף", "ניר הרשקו", "עידו אלמוג",
    "ברק שרעבי", "רועי טל", "משה כהן", "יואב צור", "אורי נבון", "חיים אברהם", "שלמה דוידי",
    "אלעד רז", "תומר גולן",
)  # fmt: skip
PRODUCTS = (
    ("אופני עיר 28", "אופניים", 1890.0, 1240.0, None, "אופניים"),
    ("אופני ילדים 16", "אופניים", 690.0, 430.0, None, "אופניים"),
    ("קסדה", "אביזרים", 220.0, 110.0, None, "בטיחות"),
    ("מנעול שרשרת", "אביזרים", 149.0, 68.0, None, "בטיחות"),
    ("פנימית", "חלקים", 35.0, 12.0, 180.0, "גלגלים"),
    ("זוג רפידות בלם", "חלקים", 80.0, 31.0, 365.0, "בלמים"),
    ("טיפול שנתי", "שירות", 260.0, 90.0, 365.0, "טיפולים"),
    ("תיקון תקר", "שירות", 60.0, 15.0, None, "טיפולים"),
)
PRICE = {f"P-{number:02d}": item[2] for number, item in enumerate(PRODUCTS, 1)}
PAYMENTS = ("כרטיס אשראי", "כרטיס אשראי", "מזומן", "ביט")

Row = dict[str, object]


def phone(number: int) -> str:
    """Return a mobile number that nobody has."""
    return f"05{'024'[number % 3]}-5550{number:03d}"


def street(customer: str) -> str:
    """Return where a customer lives."""
    return next(
        str(row["street"]) for row in rows()["customers"] if row["customer_id"] == customer
    )


def rows() -> dict[str, list[Row]]:
    """Return every sheet that somebody types into, by its id."""
    random = Random(20250105)
    people = _customers(random)
    return {
        "customers": people,
        "products": [
            dict(zip(("product_id", "name", "category", "price", "cost", "replenish_days",
                      "similar_group"), (key, *item), strict=True), active="כן")
            for key, item in zip(PRICE, PRODUCTS, strict=True)
        ],
        "purchases": _purchases(people, random),
        "interactions": _interactions(random),
        "consents": _consents(),
        "outreach": _outreach(),
        "targets": _targets(),
        "campaigns": _campaigns(),
        "benefits": _benefits(),
        "plan": _plan(),
        "checks": [{
            "code": "CRM205", "sheet": "לקוחות", "row_key": "C-0044", "column": "שם",
            "reason": "אב ונכד באותו שם, מתקשרים מאותו טלפון",
        }],
    }  # fmt: skip


def _customers(random: Random) -> list[Row]:
    made: list[Row] = []
    names = [(name, "נקבה") for name in WOMEN] + [(name, "זכר") for name in MEN]
    for number, (name, gender) in enumerate(names, 1):
        born = date(random.randrange(1952, 2004), 1, 1) + timedelta(days=random.randrange(365))
        made.append({
            "customer_id": f"C-{number:04d}", "unit_type": "אדם", "display_name": name,
            "first_name": name.split()[0], "gender_address": gender, "language": "עברית",
            "phone": phone(100 + number), "email": f"rider{number}@example.com",
            "city": random.choice(CITIES),
            "street": f"{random.choice(STREETS)} {random.randrange(1, 80)}",
            "source": random.choice(SOURCES), "preferred_channel": "וואטסאפ", "owner": "גלעד",
            "status": "פעיל", "birth_date": born, "נקודות מועדון": float(random.randrange(60)),
            "customer_since": date(2025, 1, 5) + timedelta(days=4 * number),
        })  # fmt: skip
    made[3]["birthday"] = f"{made[3]['birth_date']:%d.%m}"
    made[9]["phone2"] = "09-5550161"
    made[12]["notes"] = "רוכבת לעבודה, מעדיפה תיקון עד הצהריים"
    made[20]["notes"] = "מחפש אופני הרים לחופשה"
    for number, (name, kind) in enumerate((
        ("משפחת סלע", "משק בית"), ("משפחת אשכנזי", "משק בית"),
        ("גן ורד", "לקוח עסקי"), ("קפה דרך", "לקוח עסקי"), ("משלוחי הרוח", "לקוח עסקי"),
    ), 34):  # fmt: skip
        made.append({
            "customer_id": f"C-{number:04d}", "unit_type": kind, "display_name": name,
            "gender_address": "רבים", "language": "עברית", "phone": f"09-5550{number + 200:03d}",
            "email": f"office{number}@example.com", "city": "כפר סבא", "street": f"הגליל {number}",
            "source": "המלצה", "preferred_channel": 'דוא"ל', "owner": "שני", "status": "פעיל",
            "customer_since": date(2025, 2, 2), "נקודות מועדון": float(number),
        })  # fmt: skip
    made[35]["business_id"] = "520013954"
    made[36]["business_id"] = "514321231"
    for number, name, parent, role in (
        (39, "עדי סלע", "C-0034", "בן בית"), (40, "רז סלע", "C-0034", "בן בית"),
        (41, "ליה אשכנזי", "C-0035", "בן בית"), (42, "מירב בן דוד", "C-0036", "איש קשר"),
    ):  # fmt: skip
        made.append({
            "customer_id": f"C-{number:04d}", "unit_type": "אדם", "display_name": name,
            "first_name": name.split()[0], "gender_address": "נקבה", "language": "עברית",
            "phone": phone(100 + number), "city": "כפר סבא", "parent_id": parent, "role": role,
            "source": "המלצה", "status": "פעיל", "customer_since": date(2025, 3, 2),
            "נקודות מועדון": 5.0,
        })  # fmt: skip
    made += [
        {"customer_id": "C-0043", "unit_type": "אדם", "display_name": "אריה שוחט",
         "gender_address": "זכר", "language": "עברית", "phone": phone(143), "city": "רעננה",
         "source": "המלצה", "status": "סגור", "customer_since": date(2025, 3, 9),
         "notes": "עבר לגור בצפון", "נקודות מועדון": 0.0},
        {"customer_id": "C-0044", "unit_type": "אדם", "display_name": "דוד לוי",
         "gender_address": "זכר", "language": "עברית", "phone": made[17]["phone"],
         "city": "תל אביב", "source": "המלצה", "status": "פעיל", "referred_by": "C-0018",
         "customer_since": date(2025, 4, 6), "נקודות מועדון": 12.0},
        {"customer_id": "C-0045", "unit_type": "אדם", "display_name": "שרון ביתן",
         "first_name": "שרון", "gender_address": "לא ידוע", "language": "עברית",
         "phone": phone(145), "city": "הוד השרון", "source": "אתר", "status": "מתעניין",
         "do_not_contact": "כן", "customer_since": date(2026, 9, 6), "נקודות מועדון": 0.0},
    ]  # fmt: skip
    return made


def _purchases(people: list[Row], random: Random) -> list[Row]:
    sold: list[tuple[date, str, str]] = []
    for number, person in enumerate(people):
        if person["status"] == "מתעניין":
            continue
        since = person["customer_since"]
        assert isinstance(since, date)  # noqa: S101 - what the lines above put there
        when = since + timedelta(days=random.randrange(20))
        gap = random.choice((150, 230, 330))
        last = date(2025, 9, 1) if person["status"] == "סגור" else AS_OF - timedelta(days=1)
        while when <= last:
            sold.append((when, str(person["customer_id"]), random.choice(list(PRICE))))
            when += timedelta(days=gap + random.randrange(40) + number % 5)
    # A shop of this size sells something every few days up to the last one.
    sold += [(AS_OF - timedelta(days=back), f"C-{who:04d}", "P-08")
             for back, who in ((2, 2), (3, 18), (5, 38), (8, 25))]  # fmt: skip
    sold.sort()
    made: list[Row] = []
    for number, (when, who, product) in enumerate(sold, 1):
        quantity, discount = random.choice((1.0, 1.0, 1.0, 2.0)), None
        due = quantity * PRICE[product]
        if due > 500 and random.random() < 0.3:
            discount = 50.0
        made.append({
            "line_id": f"L-{number:04d}", "doc_type": "מכירה", "doc_no": f"{5100 + number}",
            "date": when, "customer_id": who, "product_id": product,
            "description": PRODUCTS[int(product[2:]) - 1][0], "quantity": quantity,
            "unit_price": PRICE[product], "discount": discount, "amount": due - (discount or 0.0),
            "vat_included": "כן", "payment_method": random.choice(PAYMENTS),
            "sales_channel": random.choice(("חנות", "חנות", "חנות", "אתר")),
            "seller": random.choice(LISTS["staff"]),
        })  # fmt: skip
    for row in made:
        if row["customer_id"] == "C-0034":
            row["buyer_id"] = "C-0039"
    bought, brought_back = made[10], made[30]
    for same in ("customer_id", "product_id", "description", "unit_price", "discount"):
        brought_back[same] = bought[same]
    brought_back |= {"doc_type": "זיכוי", "quantity": -1.0, "amount": -bought["amount"]}  # type: ignore[operator]
    return made


def _interactions(random: Random) -> list[Row]:
    talk = (
        ("שירות", "שאלה על זמן התיקון"), ("תלונה", "הבלם חורק שבוע אחרי הטיפול"),
        ("פנייה", "מתעניינים באופניים לילדה בת שש"), ("שירות", "תיאום טיפול שנתי"),
        ("משוב", "מרוצים מהמסירה המהירה"),
    )  # fmt: skip
    made: list[Row] = []
    for number in range(1, 37):
        kind, summary = talk[number % len(talk)]
        when = date(2026, 2, 1) + timedelta(days=7 * number + number % 3)
        row: Row = {
            "interaction_id": f"I-{number:04d}", "when": when,
            "customer_id": f"C-{number % 33 + 1:04d}", "direction": "נכנס", "kind": kind,
            "channel": "שיחת טלפון", "touchpoint": "מוקד טלפוני", "summary": summary,
            "satisfaction": 2.0 if kind == "תלונה" else float(random.choice((4, 5))),
            "status": "סגור", "staff": "שני", "closed_on": when + timedelta(days=number % 4),
        }  # fmt: skip
        made.append(row)
    made[-1] |= {"status": "פתוח", "closed_on": None, "due": AS_OF + timedelta(days=3)}
    return made


def _consents() -> list[Row]:
    made: list[Row] = [
        {
            "consent_id": f"S-{number:04d}", "customer_id": f"C-{number:04d}",
            "channel": "וואטסאפ", "purpose": "פרסומת", "action": "ניתנה הסכמה", "basis": "בכתב",
            "proof": f"טופס מועדון {number}", "on": date(2025, 6, 1) + timedelta(days=number),
            "by": "שני",
        }
        for number in range(1, 31)
    ]  # fmt: skip
    made += [
        {"consent_id": "S-0031", "customer_id": "C-0031", "channel": 'דוא"ל', "purpose": "פרסומת",
         "action": "ניתנה הסכמה", "basis": "באתר או בהודעה", "proof": "רישום לידיעון באתר",
         "on": date(2025, 8, 3)},
        {"consent_id": "S-0032", "customer_id": "C-0032", "channel": "כל הערוצים",
         "purpose": "פרסומת", "action": "הסכמה בוטלה", "proof": "ביקש בטלפון",
         "on": date(2026, 1, 11)},
        {"consent_id": "S-0033", "customer_id": "C-0037", "channel": "שיחת טלפון",
         "purpose": "פרסומת", "action": "נבדק במאגר אל תתקשרו", "on": date(2026, 10, 20),
         "result": "לא רשום", "by": "אורן"},
    ]  # fmt: skip
    return made


def _outreach() -> list[Row]:
    made: list[Row] = []
    for number in range(1, 13):
        sent = date(2026, 5, 3) + timedelta(days=9 * number)
        name = (WOMEN + MEN)[number - 1].split()[0]
        advert = number % 2
        text = (
            f"פרסומת: {name}, אביזרי הבטיחות בהנחה עד סוף החודש. פדל ושרשרת. להסרה השיבו הסר."
            if advert else f"{name}, האופניים מוכנים. פתוחים עד שבע."
        )  # fmt: skip
        made.append({
            "outreach_id": f"O-{number:04d}", "planned_on": sent, "customer_id": f"C-{number:04d}",
            "purpose": "פרסומת" if advert else "שירות", "channel": "וואטסאפ", "language": "עברית",
            "text": text, "status": "נשלח", "sent_on": sent, "sent_by": "שני",
            "response": "קנייה" if number == 5 else "ללא",
            "campaign_id": "K-2" if advert else None,
            "group": "קבוצת פנייה" if advert else None,
            "response_on": sent + timedelta(days=2) if number == 5 else None,
        })  # fmt: skip
    made += [
        {"outreach_id": "O-0013", "planned_on": date(2026, 11, 1), "customer_id": "C-0013",
         "purpose": "ברכה", "channel": "וואטסאפ", "language": "עברית",
         "text": "דפנה, יום הולדת שמח מכל הצוות!", "status": "מאושר"},
        {"outreach_id": "O-0014", "planned_on": date(2026, 11, 1), "customer_id": "C-0014",
         "purpose": "פרסומת", "channel": "וואטסאפ", "language": "עברית", "campaign_id": "K-3",
         "group": "קבוצת פנייה", "status": "מאושר",
         "text": "פרסומת: עינת, הגיע הזמן לטיפול לפני החורף. פדל ושרשרת. להסרה השיבו הסר."},
        {"outreach_id": "O-0015", "planned_on": date(2026, 11, 1), "customer_id": "C-0015",
         "purpose": "פרסומת", "channel": "וואטסאפ", "language": "עברית", "campaign_id": "K-3",
         "group": "קבוצת ביקורת", "status": "דילוג"},
        {"outreach_id": "O-0016", "planned_on": date(2026, 11, 2), "customer_id": "C-0037",
         "purpose": "פרסומת", "channel": "שיחת טלפון", "language": "עברית", "status": "מאושר",
         "text": "להציע הסכם טיפולים לאופני המשלוחים"},
    ]  # fmt: skip
    return made


def _targets() -> list[Row]:
    quarter = {"start": date(2026, 10, 1), "end": date(2026, 12, 31), "direction": "לפחות"}
    return [
        {"target_id": "T-01", "name": "מחזור הרבעון", "level": "כללי", "kind": "תוצאה",
         "measure": "מחזור", "value": 21000.0, **quarter, "paired_with": "T-02", "owner": "גלעד"},
        {"target_id": "T-02", "name": "הודעות ללקוחות", "level": "כללי", "kind": "פעולה",
         "measure": "הודעות", "value": 40.0, **quarter, "owner": "שני"},
        {"target_id": "T-03", "name": "ביקורים אצל עסקים", "level": "כללי", "kind": "פעולה",
         "measure": "ביקורים", "value": 6.0, **quarter, "owner": "גלעד"},
        {"target_id": "T-04", "name": "קניות של גן ורד", "level": "לקוח", "level_value": "C-0036",
         "kind": "תוצאה", "measure": "מחזור", "value": 1500.0, **quarter, "paired_with": "T-03",
         "owner": "גלעד"},
        {"target_id": "T-05", "name": "שביעות רצון", "level": "כללי", "kind": "תוצאה",
         "measure": "שביעות רצון", "value": 4.5, **quarter, "paired_with": "T-06",
         "owner": "אורן"},
        {"target_id": "T-06", "name": "שיחות אחרי תיקון", "level": "כללי", "kind": "פעולה",
         "measure": "שיחות", "value": 30.0, **quarter, "owner": "אורן"},
    ]  # fmt: skip


def _campaigns() -> list[Row]:
    return [
        {"campaign_id": "K-1", "name": "קיץ על גלגלים", "kind": "פיתוח",
         "start": date(2025, 6, 15), "end": date(2025, 8, 31), "cost": 600.0,
         "audience": "לקוחות פעילים", "control_share": 0.2, "window_days": 30.0},
        {"campaign_id": "K-2", "name": "רוכבים בטוח", "kind": "שימור", "start": date(2026, 5, 1),
         "end": date(2026, 8, 31), "cost": 450.0, "audience": "חברי מועדון",
         "control_share": 0.1, "window_days": 30.0},
        {"campaign_id": "K-3", "name": "טיפול לפני החורף", "kind": "החזרה",
         "start": date(2026, 10, 25), "end": date(2026, 11, 30), "cost": 300.0,
         "audience": "לא טיפלו שנה", "control_share": 0.3, "window_days": 45.0},
    ]  # fmt: skip


def _benefits() -> list[Row]:
    return [
        {"benefit_id": f"B-{number:02d}", "customer_id": who, "what": what,
         "since": date(2026, 1, 1), "ends_on": date(2026, 12, 31),
         "review_on": date(2026, 11, 20), "cost_month": cost, "reason": why,
         "customer_told_end": "כן", "exit_step": "טרם התחיל"}
        for number, who, what, cost, why in (
            (1, "C-0036", "10% הנחה על טיפולים", 40.0, "גן ילדים שכונתי"),
            (2, "C-0038", "תיקון תקר ללא תשלום", 60.0, "צי משלוחים קבוע"),
            (3, "C-0005", "אחסון חורף", 25.0, "לקוחה מהיום הראשון"),
            (4, "C-0021", "משלוח חינם", 20.0, "פיצוי על תקלה"),
        )
    ]  # fmt: skip


def _plan() -> list[Row]:
    return [
        {"segment": segment, "min_gap_days": low, "max_gap_days": high, "channels": channels,
         "max_per_30_days": 2.0, "proactive": proactive, "minutes": minutes}
        for segment, low, high, channels, proactive, minutes in (
            ("אלופים", 30.0, 60.0, "שיחת טלפון, וואטסאפ", "כן", 6.0),
            ("נאמנים", 30.0, 75.0, "וואטסאפ", "כן", 4.0),
            ("חדשים", 14.0, 45.0, "וואטסאפ", "כן", 4.0),
            ("בסיכון", 21.0, 60.0, "שיחת טלפון", "כן", 6.0),
            ("רדומים", 60.0, 180.0, 'דוא"ל', "לא", 2.0),
        )
    ]  # fmt: skip
