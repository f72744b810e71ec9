"""Drafts end to end: from a workbook to the rows of its outreach sheet, run after run."""

import email
import email.policy
import hashlib
from datetime import date, timedelta
from urllib.parse import unquote

import pytest

from crm_workbook.errors import CrmError
from crm_workbook.jobs.draft import run
from crm_workbook.model import AddSheet, AppendRows, SetCells
from crm_workbook.store.memory import MemoryStore

TODAY = date(2026, 10, 31)


def ago(days):
    return TODAY - timedelta(days=days)


def shop(lang="he"):
    """A flower shop: each customer is there for one occasion."""
    return {
        "settings": {
            "key": ["language", "business_name", "business_address", "business_phone",
                    "business_email"],
            "value": [lang, "פרחי הדס", "הרצל 1, חיפה", "03-5550100", "shop@example.com"],
        },
        "customers": {
            "customer_id": ["C-1", "C-2", "C-3", "C-4", "C-5"],
            "display_name": ["דנה כהן", "יוסי לוי", "Alex Green", "משפחת בר", "נועה שחר"],
            "first_name": ["דנה", "יוסי", None, None, "נועה"],
            "gender_address": ["נקבה", "זכר", None, "רבים", "נקבה"],
            "language": [None, "עברית", "אנגלית", None, None],
            "phone": ["052-5551234", "054-5550000", None, "03-5551234", "053-5559999"],
            "email": [None, None, "alex@example.com", "bar@example.com", None],
            "birthday": [None, None, None, None, "03.11"],
        },
        "metrics": {
            "customer_id": ["C-1", "C-2", "C-3", "C-4"],
            "first_purchase": [ago(400), ago(6), ago(41), ago(700)],
            "last_purchase": [ago(94), ago(6), ago(41), ago(244)],
            "days_since_last": [94.0, 6.0, 41.0, 244.0],
            "frequency": [5.0, 1.0, 1.0, 3.0],
            "monetary": [900.0, 120.0, 80.0, 500.0],
            "usual_gap_days": [40.0, None, None, 100.0],
            "segment": ["בסיכון", "חדשים", "מבטיחים", "רדומים"],
            "as_of": [TODAY] * 4,
        },
        "purchases": {
            "line_id": ["1", "2"],
            "customer_id": ["C-2", "C-3"],
            "date": [ago(6), ago(41)],
            "amount": [120.0, 80.0],
            "description": ["זר שבת", "Orchid"],
        },
        "consents": {
            "consent_id": ["1", "2", "3"],
            "customer_id": ["C-1", "C-3", "C-4"],
            "channel": ["וואטסאפ", 'דוא"ל', 'דוא"ל'],
            "action": ["ניתנה הסכמה"] * 3,
            "basis": ["בכתב"] * 3,
            "on": [date(2026, 1, 1)] * 3,
        },
    }  # fmt: skip


def draft(store, as_of=TODAY, lang="he", **options):
    book = store.read()
    outcome = run(book, lang=lang, as_of=as_of, **options)
    if outcome.plan.edits:
        store.apply(outcome.plan, book)
    return outcome


def rows(store, key="customer_id"):
    """Return the outreach rows by customer."""
    columns = store.data.get("outreach", {"outreach_id": []})
    found = [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]
    return {row[key]: row for row in found}


def change(store, customer, **cells):
    """Type into a row of the outreach sheet."""
    place = store.data["outreach"]["customer_id"].index(customer)
    for column, value in cells.items():
        store.data["outreach"][column][place] = value


def test_each_customer_gets_the_message_her_figures_call_for():
    store = MemoryStore(shop())
    outcome = draft(store)
    found = rows(store)
    assert {c: r["template"] for c, r in found.items()} == {
        "C-1": "win_back",
        "C-2": "thank_you_first_purchase",
        "C-3": "second_purchase_nudge",
        "C-4": "win_back",
        "C-5": "birthday",
    }
    assert outcome.data["new"] == 5
    assert outcome.data["blocked"] == 0
    assert isinstance(outcome.plan.edits[0], AddSheet)
    dana = found["C-1"]
    assert dana["why_now"] == "לא קנתה 94 ימים, לרוב כל 40 ימים"
    assert (dana["status"], dana["channel"], dana["language"]) == ("טיוטה", "וואטסאפ", "עברית")
    assert (dana["purpose"], dana["reason_code"]) == ("פרסומת", "לקוח שהתרחק")
    assert dana["gate"] == "מותר, בהסכמה מ-01/01/2026"
    assert dana["text"].startswith("פרסומת\nשלום דנה,\nעבר זמן מאז שהיית אצלנו, והתגעגענו אלייך")
    assert unquote(dana["link"].split("?text=")[1]) == dana["text"]
    assert dana["link"].startswith("https://wa.me/972525551234?")
    assert "(זר שבת). שמחנו להכיר אותך" in found["C-2"]["text"]
    alex = found["C-3"]
    assert alex["subject"].startswith("[Ad] ")
    assert alex["text"].startswith(
        "[Ad]\nHello Alex Green,\nHow was your first purchase with us (Orchid)?"
    )
    assert found["C-4"]["text"].startswith("פרסומת\nשלום משפחת בר,\nעבר זמן מאז שהייתם אצלנו")
    noa = found["C-5"]
    assert (noa["planned_on"], noa["why_now"]) == (date(2026, 11, 3), "יום הולדת ב-3 בנובמבר")
    assert "שתהיה לך" in noa["text"]


def test_an_english_workbook_is_written_in_english_and_speaks_each_customers_language():
    store = MemoryStore(shop("en"), lang="en")
    outcome = draft(store, lang="en")
    found = rows(store)
    assert found["C-1"]["why_now"] == "No purchase for 94 days, usually every 40 days"
    assert (found["C-1"]["status"], found["C-1"]["language"]) == ("Draft", "English")
    assert found["C-2"]["text"].startswith("שלום יוסי,")
    assert "Nothing was sent" in outcome.summary[-1]


def test_a_mail_draft_lies_beside_the_workbook_under_its_id_alone():
    store = MemoryStore(shop(), name="shop.xlsx")
    outcome = draft(store)
    found = rows(store)
    files = {file.path.replace("\\", "/"): file for file in outcome.files}
    ids = {found[c]["outreach_id"] for c in ("C-3", "C-4")}
    assert set(files) == {f"shop.drafts/{own}.eml" for own in ids}
    assert all(file.beside and file.replace for file in outcome.files)
    own = found["C-4"]["outreach_id"]
    read = email.message_from_bytes(
        files[f"shop.drafts/{own}.eml"].data, policy=email.policy.default
    )
    assert read["To"] == "bar@example.com"
    assert read["Subject"] == found["C-4"]["subject"]
    text = read.get_body(("plain",)).get_content().replace("\r\n", "\n")
    assert text.rstrip("\n") == found["C-4"]["text"]
    assert "הרצל 1, חיפה" in text


def test_a_second_run_changes_nothing():
    store = MemoryStore(shop())
    draft(store)
    before = {column: list(cells) for column, cells in store.data["outreach"].items()}
    again = draft(store)
    assert again.plan.edits == ()
    assert again.files == ()
    assert store.data["outreach"] == before
    assert (again.data["new"], again.data["standing"]) == (0, 5)


def test_the_id_is_the_same_on_every_machine():
    store = MemoryStore(shop())
    draft(store)
    made = hashlib.sha256(b"\x1f".join([b"C-5", b"birthday", b"2026"])).hexdigest()[:10].upper()
    assert rows(store)["C-5"]["outreach_id"] == f"O-{made}"


def test_days_later_there_is_no_twin_and_the_reason_is_up_to_date():
    store = MemoryStore(shop())
    draft(store)
    outcome = draft(store, as_of=TODAY + timedelta(days=2))
    found = rows(store)
    assert outcome.data["new"] == 0
    assert found["C-1"]["why_now"] == "לא קנתה 96 ימים, לרוב כל 40 ימים"
    assert found["C-1"]["planned_on"] == TODAY
    assert "חושבו ליום 31/10/2026" in " ".join(outcome.summary)


def test_a_draft_edited_by_hand_is_never_overwritten_but_its_link_follows():
    store = MemoryStore(shop())
    draft(store)
    own = rows(store)["C-1"]["text"].replace("והתגעגענו אלייך", "וחשבנו עלייך")
    change(store, "C-1", text=own)
    outcome = draft(store, as_of=TODAY + timedelta(days=1))
    dana = rows(store)["C-1"]
    assert dana["text"] == own
    assert unquote(dana["link"].split("?text=")[1]) == own
    assert any("נערכו" in line and line.endswith(" 1.") for line in outcome.summary)
    assert draft(store, as_of=TODAY + timedelta(days=1)).plan.edits == ()


def test_an_edit_that_removes_what_the_law_wants_blocks():
    store = MemoryStore(shop())
    draft(store)
    change(store, "C-1", text="פרסומת\nדנה, בואי! פרחי הדס")
    outcome = draft(store)
    dana = rows(store)["C-1"]
    assert (dana["status"], dana["gate"], dana["link"]) == ("חסום", "חסרה שורת הסרה", None)
    assert dana["text"] == "פרסומת\nדנה, בואי! פרחי הדס"
    assert outcome.data["blocked_by"] == {"no-removal": 1}


def test_a_mail_edited_by_hand_gets_a_new_file():
    store = MemoryStore(shop())
    draft(store)
    bar = rows(store)["C-4"]
    change(store, "C-4", text=bar["text"] + "\nנ.ב. יש חניה", subject="פרסומת: \r\nBcc: x@y.z")
    outcome = draft(store)
    (file,) = outcome.files
    read = email.message_from_bytes(file.data, policy=email.policy.default)
    assert "נ.ב. יש חניה" in read.get_body(("plain",)).get_content()
    assert read["Bcc"] is None
    assert read["Subject"] == "פרסומת: Bcc: x@y.z"


def test_an_untouched_draft_follows_its_template(tmp_path):
    store = MemoryStore(shop())
    draft(store)
    words = "---\npurpose: greeting\nreason: birthday\nchannels: sms\n---\nמזל טוב {{ c.name }}"
    (tmp_path / "birthday.he.txt").write_text(words, encoding="utf-8")
    before = rows(store)["C-5"]
    draft(store, templates=str(tmp_path))
    noa = rows(store)["C-5"]
    assert (noa["text"], noa["channel"]) == ("מזל טוב נועה", "מסרון")
    assert noa["outreach_id"] == before["outreach_id"]
    assert noa["template_hash"] != before["template_hash"]
    change(store, "C-5", status="מאושר")
    draft(store)
    assert rows(store)["C-5"]["text"] == "מזל טוב נועה", "what was approved stays as approved"


@pytest.mark.parametrize("status", ["נשלח", "דילוג", "נכשל"])
def test_what_somebody_decided_on_is_left_alone(status):
    store = MemoryStore(shop())
    draft(store)
    change(store, "C-1", status=status, text="שלי", gate="שלי")
    outcome = draft(store, as_of=TODAY + timedelta(days=200))
    dana = rows(store)["C-1"]
    assert (dana["status"], dana["text"], dana["gate"]) == (status, "שלי", "שלי")
    assert all(c.key != dana["outreach_id"] for e in outcome.plan.edits for c in e.changes)


def test_a_consent_withdrawn_since_blocks_even_what_was_approved():
    store = MemoryStore(shop())
    draft(store)
    change(store, "C-1", status="מאושר")
    change(store, "C-4", status="מאושר")
    for column, values in {
        "consent_id": ["4", "5"], "customer_id": ["C-1", "C-4"], "channel": ["כל הערוצים"] * 2,
        "action": ["הסכמה בוטלה"] * 2, "basis": [None] * 2, "on": [TODAY] * 2,
    }.items():  # fmt: skip
        store.data["consents"][column] += values
    outcome = draft(store)
    found = rows(store)
    for customer in ("C-1", "C-4"):
        assert found[customer]["status"] == "חסום"
        assert found[customer]["gate"] == "התקבלה בקשה לא לפנות בערוץ הזה"
        assert found[customer]["link"] is None
    assert any(found["C-4"]["outreach_id"] in line for line in outcome.summary), "its mail file"


def test_an_answer_that_asks_for_removal_counts_as_one():
    store = MemoryStore(shop())
    draft(store)
    change(store, "C-1", status="נשלח", sent_on=TODAY, response="בקשת הסרה", response_on=TODAY)
    store.data["metrics"]["last_purchase"][0] = TODAY + timedelta(days=1)
    draft(store, as_of=TODAY + timedelta(days=200))
    texts = zip(
        *(store.data["outreach"][c] for c in ("customer_id", "status", "gate")), strict=True
    )
    dana = [(status, gate) for customer, status, gate in texts if customer == "C-1"]
    assert len(dana) == 2
    assert dana[1][0] == "חסום"
    assert "בקשה לא לפנות" in dana[1][1]


def test_blocked_drafts_are_rows_with_the_reason_and_open_when_it_is_gone():
    data = shop()
    data["consents"]["customer_id"][0] = "C-9"
    store = MemoryStore(data)
    outcome = draft(store)
    dana = rows(store)["C-1"]
    assert (dana["status"], dana["text"], dana["link"]) == ("חסום", None, None)
    assert dana["gate"] == (
        'וואטסאפ, מסרון: אין הסכמה רשומה לפרסומת; דוא"ל: אין כתובת דוא"ל תקינה'
    )
    assert outcome.data["blocked_by"] == {"no-consent": 1}
    assert "חסומות, 1: אין הסכמה רשומה לפרסומת" in outcome.summary
    store.data["consents"]["customer_id"][0] = "C-1"
    store.data["consents"]["channel"][0] = "מסרון"
    draft(store)
    dana = rows(store)["C-1"]
    assert (dana["status"], dana["channel"]) == ("טיוטה", "מסרון")
    assert dana["text"].startswith("פרסומת")
    assert "חלקי מסרון" in dana["gate"]


def test_who_can_be_reached_nowhere_is_said_so_once():
    data = shop()
    data["customers"]["phone"] = [None] * 5
    data["customers"]["email"] = [None] * 5
    store = MemoryStore(data)
    outcome = draft(store)
    assert outcome.data["blocked_by"] == {"no-address": 5}
    assert rows(store)["C-1"]["gate"].startswith("אין כתובת תקינה לאף אחד מהערוצים")


def test_the_preferred_channel_comes_first_when_it_is_open():
    data = shop()
    data["customers"]["preferred_channel"] = [None, "מסרון", None, None, "שיחת טלפון"]
    store = MemoryStore(data)
    draft(store)
    assert rows(store)["C-2"]["channel"] == "מסרון"
    assert rows(store)["C-5"]["channel"] == "וואטסאפ"


def test_one_message_a_week_and_the_better_one():
    data = shop()
    data["customers"]["birthday"][0] = "03.11"
    store = MemoryStore(data)
    draft(store)
    dana = {
        template: (status, opens)
        for customer, template, status, opens in zip(
            *(store.data["outreach"][c]
              for c in ("customer_id", "template", "status", "allowed_from")), strict=True
        )
        if customer == "C-1"
    }  # fmt: skip
    assert dana == {"birthday": ("טיוטה", None), "win_back": ("חסום", date(2026, 11, 10))}
    assert draft(store).plan.edits == ()


def test_an_occasion_that_has_passed_expires():
    store = MemoryStore(shop())
    draft(store)
    store.data["metrics"]["last_purchase"][0] = TODAY
    store.data["metrics"]["frequency"][0] = 6.0
    outcome = draft(store, as_of=TODAY + timedelta(days=4))
    found = rows(store)
    assert (found["C-1"]["status"], found["C-1"]["link"]) == ("פג תוקף", None)
    assert found["C-5"]["status"] == "פג תוקף", "the birthday was yesterday"
    assert outcome.data["expired"] == 2
    assert draft(store, as_of=TODAY + timedelta(days=4)).plan.edits == ()


def test_a_household_is_written_to_through_who_may_be():
    data = shop()
    data["customers"]["unit_type"] = [None, None, None, "משק בית", None]
    data["customers"]["parent_id"] = [None, None, None, None, "C-4"]
    data["customers"]["birthday"] = [None] * 5
    data["consents"]["customer_id"][2] = "C-5"
    data["consents"]["channel"][2] = "וואטסאפ"
    store = MemoryStore(data)
    draft(store)
    bar = rows(store)["C-4"]
    assert (bar["customer_id"], bar["recipient_id"]) == ("C-4", "C-5")
    assert bar["link"].startswith("https://wa.me/972535559999")
    assert "שלום נועה" in bar["text"]


def test_the_limit_leaves_the_rest_for_later():
    store = MemoryStore(shop())
    outcome = draft(store, limit=2)
    assert (outcome.data["new"], outcome.data["deferred"]) == (2, 3)
    assert set(rows(store)) == {"C-5", "C-2"}, "occasions before advertisements"
    again = draft(store, limit=2)
    assert (again.data["new"], again.plan.edits) == (0, ())


def test_only_the_templates_asked_for():
    store = MemoryStore(shop())
    draft(store)
    outcome = draft(store, template=("birthday",), as_of=TODAY + timedelta(days=300))
    assert outcome.data["expired"] == 1
    assert rows(store)["C-1"]["status"] == "טיוטה", "other templates' drafts are not looked at"
    with pytest.raises(CrmError) as refused:
        draft(store, template=("brithday",))
    assert refused.value.code == "unknown-template"
    assert "birthday" in refused.value.say("he")


def test_rows_of_the_users_own_and_columns_of_her_own_stay():
    store = MemoryStore(shop())
    draft(store)
    store.data["outreach"]["צבע"] = ["אדום"] * 5
    for column, cells in store.data["outreach"].items():
        own = {"outreach_id": "חג-1", "customer_id": "C-1", "text": "שלי", "status": "טיוטה"}
        cells.append(own.get(column))
    outcome = draft(store, as_of=TODAY + timedelta(days=300))
    assert store.data["outreach"]["צבע"][:5] == ["אדום"] * 5
    changed = {c.key for e in outcome.plan.edits if isinstance(e, SetCells) for c in e.changes}
    assert "חג-1" not in changed


def test_a_sheet_with_fewer_columns_is_enough():
    data = shop()
    data["outreach"] = {c: [] for c in ("outreach_id", "customer_id", "text", "status", "gate")}
    store = MemoryStore(data)
    outcome = draft(store)
    (added,) = outcome.plan.edits
    assert isinstance(added, AppendRows)
    assert set(added.columns) == set(data["outreach"])
    assert draft(store).plan.edits == ()


def test_a_sheet_that_cannot_keep_drafts_is_refused():
    data = shop()
    data["outreach"] = {"customer_id": [], "text": []}
    with pytest.raises(CrmError) as refused:
        draft(MemoryStore(data))
    assert refused.value.code == "column-missing"
    assert "מזהה פנייה" in refused.value.say("he")


def test_bare_customers_are_enough_for_a_birthday():
    data = {
        "customers": {"customer_id": ["C-1"], "display_name": ["דנה"], "phone": ["0521234567"],
                      "birth_date": [date(1980, 11, 1)]},
        "settings": {"key": ["business_name"], "value": ["פרחי הדס"]},
    }  # fmt: skip
    store = MemoryStore(data)
    assert draft(store).data["new"] == 1
    assert "איחולים לשנה של בריאות" in rows(store)["C-1"]["text"], "gender unknown"


def test_without_the_business_name_everything_is_blocked_and_says_so():
    data = shop()
    data["settings"] = {"key": [], "value": []}
    outcome = draft(MemoryStore(data))
    assert outcome.data["new"] == 0
    assert "חסומות, 5: חסר בהגדרות: שם העסק" in outcome.summary


def test_what_is_missing_is_said():
    with pytest.raises(CrmError) as refused:
        draft(MemoryStore({"purchases": shop()["purchases"]}))
    assert refused.value.code == "no-customers-sheet"
    data = shop()
    data["metrics"] = {"customer_id": []}
    with pytest.raises(CrmError) as refused:
        draft(MemoryStore(data))
    assert refused.value.code == "not-refreshed"
    assert "crm refresh" in refused.value.say("he")
    assert draft(MemoryStore(data), template=("birthday",)).data["new"] == 1
    empty = MemoryStore({"customers": {"customer_id": []}, "purchases": {"customer_id": []}})
    assert draft(empty).plan.edits == ()


def test_customers_without_an_id_are_counted():
    data = shop()
    data["customers"]["customer_id"][4] = None
    outcome = draft(MemoryStore(data))
    assert any("בלי מזהה" in line and line.endswith(" 1.") for line in outcome.summary)


def test_formulas_and_markup_in_data_stay_text():
    data = shop()
    data["customers"]["first_name"][4] = '=HYPERLINK("http://x")'
    data["customers"]["first_name"][1] = "<b>{{ 7*7 }}</b>"
    data["customers"]["email"][1] = "yossi@example.com"
    data["customers"]["phone"][1] = None
    store = MemoryStore(data)
    outcome = draft(store)
    found = rows(store)
    assert type(found["C-5"]["text"]) is str, "and no Formula"
    assert '=HYPERLINK("http://x")\u2069, מזל טוב' in found["C-5"]["text"]
    assert "<b>{{ 7*7 }}</b>" in found["C-2"]["text"]
    pages = b"".join(
        email.message_from_bytes(f.data, policy=email.policy.default)
        .get_body(("html",)).get_content().encode()
        for f in outcome.files
    )  # fmt: skip
    assert b"&lt;b&gt;{{ 7*7 }}" in pages
    assert b"<b>" not in pages


def test_odd_cells_stop_nobody():
    data = shop()
    data["outreach"] = {
        "outreach_id": [5.0, None, "O-0000000000", "O-0000000000"],
        "customer_id": ["C-1", "C-1", "C-99", 7.0],
        "planned_on": ["מחר", None, True, 3.0],
        "channel": ["יונת דואר", None, 4.0, None],
        "text": [12.0, None, True, "x"],
        "status": ["אולי", "טיוטה", "טיוטה", None],
        "template": [None, "win_back", "win_back", 8.0],
        "subject": [None] * 4,
        "text_hash": [None, 1.0, "?", None],
        "response": ["בקשת הסרה", None, None, "?"],
    }
    data["consents"]["action"][1] = "??"
    data["customers"]["phone"][0] = 525551234.0
    data["metrics"]["frequency"][3] = "הרבה"
    outcome = draft(MemoryStore(data))
    assert outcome.data["expired"] == 1
    assert outcome.data["blocked_by"]["refused"] == 1
    assert any("שורות הסכמה" in line and line.endswith(" 1.") for line in outcome.summary)
