"""Invents the Hebrew flower shop of the demo: about 120 customers with a realistic mess.

Every person, number and purchase is made up by a seeded random generator. Phones come from a
range nobody is given, mails end in example.com. Run from the repository's top to write
`examples/hebrew_shop.json` (what an owner typed) and `examples/hebrew_shop_purchases.csv`
(what her till exported, in the encoding tills still use):

    python examples/make_hebrew_shop.py
"""

from __future__ import annotations

import csv
import io
import json
from datetime import date, timedelta
from pathlib import Path
from random import Random

AS_OF = date(2026, 10, 31)
OPENED = date(2024, 1, 7)

WOMEN = [
    "דנה", "נועה", "מיכל", "רונית", "שירה", "תמר", "יעל", "ענת", "הילה", "ליאת", "אורית",
    "גלית", "סיגל", "קרן", "מאיה", "רחל", "שרה", "לאה",
]  # fmt: skip
MEN = [
    "יוסי", "אבי", "משה", "דוד", "רועי", "עומר", "איתן", "גיא", "אלון", "ערן", "שלמה", "חיים",
    "אורי", "ניר", "עידו", "אסף", "ברק",
]  # fmt: skip
FAMILIES = [
    "כהן", "לוי", "מזרחי", "פרץ", "ביטון", "דהן", "אברהם", "פרידמן", "אזולאי", "מלכה", "כץ",
    "יוסף", "חדד", "עמר", "גבאי", "שפירא", "רוזן", "הרשקוביץ", "סגל", "ברק", "אלמוג", "נחום",
    "שרעבי", "טל",
]  # fmt: skip
CITIES = ["תל אביב-יפו", "רמת גן", "גבעתיים", "חולון", "בת ים", "הרצליה", "פתח תקווה"]
STREETS = ["הרצל", "ויצמן", "ז'בוטינסקי", "אלנבי", "סוקולוב", "ביאליק", "קפלן", "ארלוזורוב"]
SOURCES = ["המלצה", "עבר ליד החנות", "אתר", "רשת חברתית", "חיפוש בגוגל"]
COMPANIES = ['משרד עו"ד שקד', "קפה הפינה", "מלון חוף השקד", "סטודיו יוגה אלון"]
PRODUCTS = [
    ("זר שבת", "זרים", 89, 35, 7, "זרים"),
    ("זר יום הולדת", "זרים", 149, 60, None, "זרים"),
    ("סידור שולחן", "סידורים", 220, 95, None, "סידורים"),
    ("עציץ סחלב", "עציצים", 120, 55, None, "עציצים"),
    ("עציץ תבלינים", "עציצים", 35, 12, 60, "עציצים"),
    ("זר כלה", "אירועים", 650, 260, None, "אירועים"),
    ("מנוי שבועי למשרד", "מנויים", 180, 80, 7, "זרים"),
]
PAYMENTS = ["אשראי", "אשראי", "אשראי", "מזומן", "ביט", "העברה"]


def day(value: date) -> dict[str, str]:
    """Mark a real date among JSON's texts."""
    return {"date": value.isoformat()}


def phone(random: Random) -> str:
    """Return a mobile number of an unassigned range."""
    return f"05{random.choice('02348')}-555{random.randrange(10000):04d}"


def customers(random: Random) -> list[dict[str, object]]:
    """Return the customers as their owner typed them, a few of them badly."""
    made: list[dict[str, object]] = []
    for number in range(1, 117):
        woman = random.random() < 0.62
        first = random.choice(WOMEN if woman else MEN)
        family = random.choice(FAMILIES)
        row: dict[str, object] = {
            "customer_id": f"C-{number:04d}",
            "unit_type": "אדם",
            "display_name": f"{first} {family}",
            "first_name": first,
            "gender_address": "נקבה" if woman else "זכר",
            "language": "עברית",
            "phone": phone(random),
            "city": random.choice(CITIES),
            "street": f"{random.choice(STREETS)} {random.randrange(1, 90)}",
            "source": random.choice(SOURCES),
            "customer_since": day(OPENED + timedelta(days=random.randrange(900))),
            "status": "פעיל",
        }
        if random.random() < 0.55:
            row["email"] = f"customer{number}@example.com"
        if random.random() < 0.5:
            born = date(random.randrange(1950, 2003), 1, 1) + timedelta(days=random.randrange(365))
            row["birth_date"] = day(born)
        if random.random() < 0.2:
            row["notes"] = random.choice(
                ["אוהבת צבעים חמים", "אלרגיה לשושנים", "מעדיף משלוח בבוקר", "קונה לפני חגים"]
            )
        made.append(row)
    for number, company in enumerate(COMPANIES, 117):
        made.append({
            "customer_id": f"C-{number:04d}", "unit_type": "לקוח עסקי", "display_name": company,
            "gender_address": "רבים", "language": "עברית", "phone": f"03-555{number:04d}",
            "email": f"office{number}@example.com", "city": random.choice(CITIES),
            "source": "המלצה", "customer_since": day(OPENED + timedelta(days=number)),
            "status": "פעיל",
        })  # fmt: skip
    _spoil(made)
    _date_birthdays(made)
    return made


def _spoil(made: list[dict[str, object]]) -> None:
    """Type some of it the way busy people do."""
    made[4]["phone"] = float(str(made[4]["phone"]).replace("-", ""))  # the zero is lost
    made[11]["phone"] = float(str(made[11]["phone"]).replace("-", ""))
    made[17]["phone"] = "050-55"  # cut short
    made[23]["phone"] = "052-5551234 / 03-5557766"
    made[30]["phone"] = "+972 54 555 0199"
    made[36]["email"] = "customer37@example,com"
    made[41]["email"] = " customer42@example.com"
    made[44]["birth_date"] = "12/07/1984"  # a date typed as text
    made[45]["birth_date"] = "31/02/1990"
    made[52]["display_name"] = "\u200fדנה כהן"  # pasted with an invisible direction mark
    made[60]["display_name"] = "דנה  כהן"
    made[60]["phone"] = made[52]["phone"]
    made[66]["source"] = "גוגל מפות"
    made[67]["source"] = "פייסבוק"  # the list knows it under another name
    made[71]["parent_id"] = "C-9999"  # belongs to nobody
    made[80]["status"] = "סגור"
    made[88]["customer_id"] = made[87]["customer_id"]
    made[95]["notes"] = "כרטיס 4580 4580 4580 4580"  # passes the check digit, belongs to nobody


def _date_birthdays(made: list[dict[str, object]]) -> None:
    for place, ahead in ((2, 1), (8, 3), (26, 5)):
        born = AS_OF + timedelta(days=ahead)
        made[place]["birth_date"] = day(born.replace(year=1980 + place))


def consents(rows: list[dict[str, object]], random: Random) -> list[dict[str, object]]:
    """Return who agreed to be written to, and who took it back."""
    made: list[dict[str, object]] = []
    for row in rows:
        if random.random() < 0.6:
            given = OPENED + timedelta(days=random.randrange(700))
            made.append({
                "customer_id": row["customer_id"], "channel": "וואטסאפ", "purpose": "פרסומת",
                "action": "ניתנה הסכמה", "basis": "בכתב", "proof": "טופס בקופה", "on": day(given),
            })  # fmt: skip
    withdrawn = [
        {"customer_id": rows[place]["customer_id"], "channel": "וואטסאפ", "purpose": "פרסומת",
         "action": "הסכמה בוטלה", "proof": "ענתה הסר", "on": day(date(2026, 5, 3))}
        for place in (3, 20, 33)
    ]  # fmt: skip
    return made + withdrawn


def interactions(rows: list[dict[str, object]], random: Random) -> list[dict[str, object]]:
    """Return what was said at the counter and on the phone."""
    made: list[dict[str, object]] = []
    for number in range(1, 61):
        who = random.choice(rows)
        when = date(2026, 1, 4) + timedelta(days=random.randrange(290))
        complaint = random.random() < 0.2
        closed = random.random() < 0.8
        row: dict[str, object] = {
            "interaction_id": f"I-{number:05d}", "when": day(when),
            "customer_id": who["customer_id"], "direction": "נכנס",
            "kind": "תלונה" if complaint else "שירות", "channel": "שיחת טלפון",
            "summary": "הזר נבל מהר" if complaint else "שאלה על משלוח",
            "satisfaction": float(random.randrange(1, 4) if complaint else random.randrange(3, 6)),
            "status": "סגור" if closed else "פתוח",
        }  # fmt: skip
        if closed:
            row["closed_on"] = day(when + timedelta(days=random.randrange(5)))
        made.append(row)
    return made


def targets() -> list[dict[str, object]]:
    """Return a result and the action that should bring it."""
    quarter = {"start": day(date(2026, 10, 1)), "end": day(date(2026, 12, 31))}
    return [
        {"target_id": "T-001", "name": "מחזור הרבעון", "level": "כללי", "kind": "תוצאה",
         "measure": "מחזור", "direction": "לפחות", "value": 24000.0, **quarter,
         "paired_with": "T-002", "owner": "הדס"},
        {"target_id": "T-002", "name": "הודעות ללקוחות", "level": "כללי", "kind": "פעולה",
         "measure": "הודעות", "direction": "לפחות", "value": 60.0, **quarter, "owner": "הדס"},
    ]  # fmt: skip


def purchases(rows: list[dict[str, object]], random: Random) -> list[list[str]]:
    """Return what the till wrote: document, date, customer, item, quantity, amount, payment."""
    lines = []
    for row in rows[:112] + rows[116:]:
        business = row["unit_type"] == "לקוח עסקי"
        rhythm = 7 if business else random.choice([14, 28, 35, 60, 90, 120, 400])
        since = date.fromisoformat(str(row["customer_since"]["date"]))  # type: ignore[index]
        leaves = (
            AS_OF if random.random() < 0.6 else since + timedelta(days=random.randrange(60, 700))
        )
        when = since
        while when <= min(leaves, AS_OF):
            name, _, price, *_ = PRODUCTS[6] if business else random.choice(PRODUCTS[:5])
            quantity = random.choice([1, 1, 1, 2])
            lines.append([when, row["customer_id"], row["display_name"], name, quantity,
                          quantity * price, random.choice(PAYMENTS)])  # fmt: skip
            when += timedelta(days=max(1, round(random.gauss(rhythm, rhythm / 3))))
    lines.sort(key=lambda line: (line[0], line[1]))
    made = []
    for number, (when, who, name, item, quantity, amount, payment) in enumerate(lines, 1):
        credit = random.random() < 0.01
        made.append([
            f"{7000 + number}", "זיכוי" if credit else "מכירה", when.strftime("%d/%m/%Y"), who,
            name, item, str(quantity), f"{-amount if credit else amount:.2f}", payment,
        ])  # fmt: skip
    return made


def main() -> None:
    """Write both files beside this one."""
    random = Random(20240107)
    folder = Path(__file__).parent
    people = customers(random)
    typed = {
        "customers": people,
        "products": [
            dict(zip(("product_id", "name", "category", "price", "cost", "replenish_days",
                      "similar_group"), (f"P-{n:02d}", *item), strict=True))
            for n, item in enumerate(PRODUCTS, 1)
        ],
        "consents": consents(people, random),
        "interactions": interactions(people, random),
        "targets": targets(),
    }  # fmt: skip
    text = json.dumps(typed, ensure_ascii=False, indent=1)
    (folder / "hebrew_shop.json").write_text(text + "\n", encoding="utf-8")
    table = io.StringIO()
    writer = csv.writer(table)
    writer.writerow(["מס' מסמך", "סוג מסמך", "תאריך", "מס' לקוח", "שם לקוח", "תיאור", "כמות",
                     'סה"כ', "אמצעי תשלום"])  # fmt: skip
    writer.writerows(
        [[cell.replace("\u200f", "") for cell in line] for line in purchases(people, random)]
    )
    data = table.getvalue().encode("cp1255")
    (folder / "hebrew_shop_purchases.csv").write_bytes(data)


if __name__ == "__main__":
    main()
