"""What forbids a message: every gate with its reason, and with the day on which it opens."""

from datetime import date, timedelta

import pytest

from crm_workbook.outreach.channels import channel
from crm_workbook.outreach.gates import Approach, Facts, blocked, complaining
from crm_workbook.outreach.people import People, Person
from crm_workbook.outreach.touches import Touch, Touches, touches
from crm_workbook.schema.ledger import Event, Ledger
from crm_workbook.schema.settings import read_settings
from crm_workbook.store.memory import MemoryStore

TODAY = date(2026, 10, 31)
PHONE = "+972521234567"
GIVEN = Event("given", "whatsapp", "advertising", date(2026, 1, 1), None, "written")


def person(own="C-1", top=None, **values):
    return Person(own, {"phone": PHONE, "email": "dana@example.com", **values}, top or own)


def ask(who=None, events=(GIVEN,), way="whatsapp", purpose="advertising", **past):
    """Judge a message to `who`; `past` is what has been: others, made, talks, complaints."""
    who = who or person()
    everyone = People([who, *past.get("others", ())])
    events = [
        e if isinstance(e, tuple) and isinstance(e[1], Event) else (who.id, e) for e in events
    ]
    approaches = Touches()
    for touch in past.get("made", ()):
        approaches.add(touch, everyone.get(touch.person))
    for day in past.get("talks", ()):
        approaches.add_contact(who.id, day)
    facts = Facts(
        Ledger(
            events,
            TODAY,
            lambda own: everyone.get(own).values,
            [each.id for each in everyone if each.values.get("do_not_contact")],
        ),
        approaches,
        frozenset(past.get("complaints", ())),
        read_settings(None) | past.get("settings", {}),
    )
    return blocked(Approach("O-SELF", who, channel(way), purpose, TODAY), facts)


def code(**case):
    found = ask(**case)
    return found.code if found else ""


def test_with_consent_an_advertisement_may_go():
    assert ask() is None


@pytest.mark.parametrize("status", ["closed", "deceased", "erased", "paused"])
def test_nobody_writes_to_a_closed_customer(status):
    for purpose in ("advertising", "service", "greeting", "survey"):
        assert code(who=person(status=status), purpose=purpose) == "status"


@pytest.mark.parametrize("status", ["active", "lead", None])
def test_an_open_customer_is_open(status):
    assert code(who=person(status=status)) == ""


def test_do_not_contact_means_it():
    for purpose in ("advertising", "service", "greeting"):
        assert code(who=person(do_not_contact=True), purpose=purpose) == "do-not-contact"
    assert code(who=person(do_not_contact=False)) == ""


@pytest.mark.parametrize(
    ("events", "way", "purpose", "expected"),
    [
        # the latest decides
        ([Event("withdrawn", "whatsapp", "", date(2026, 1, 2))], "whatsapp", "service", "refused"),
        ([Event("withdrawn", "all", "", date(2026, 1, 2))], "email", "greeting", "refused"),
        ([Event("refused", "whatsapp", "", date(2026, 1, 2))], "whatsapp", "greeting", "refused"),
        ([Event("withdrawn", "", "", date(2026, 1, 2))], "whatsapp", "service", "refused"),
        ([Event("withdrawn", "email", "", date(2026, 1, 2))], "whatsapp", "service", ""),
        # a purpose that is named covers what is like it
        ([Event("withdrawn", "all", "advertising", date(2026, 1, 2))], "sms", "service", ""),
        (
            [Event("withdrawn", "all", "advertising", date(2026, 1, 2))],
            "sms",
            "greeting",
            "refused",
        ),
        # on one day, and without a date, the refusal wins
        ([GIVEN, Event("withdrawn", "all", "", GIVEN.day)], "whatsapp", "advertising", "refused"),
        ([Event("withdrawn", "all", "", GIVEN.day), GIVEN], "whatsapp", "advertising", "refused"),
        ([Event("withdrawn", "all"), GIVEN], "whatsapp", "advertising", "refused"),
        # who came back is back
        ([Event("withdrawn", "all", "", date(2025, 1, 1)), GIVEN], "whatsapp", "advertising", ""),
        ([Event("withdrawn", "all", "", date(2025, 1, 1)), GIVEN], "whatsapp", "service", ""),
        ([Event("withdrawn", "all", "", date(2025, 1, 1)), GIVEN], "sms", "service", "refused"),
    ],
)
def test_a_refusal_is_kept(events, way, purpose, expected):
    assert code(events=events, way=way, purpose=purpose) == expected


def test_what_cannot_be_understood_may_be_a_refusal():
    unclear = Event("unclear", "whatsapp", "advertising", date(2026, 5, 1))
    found = ask(events=[GIVEN, unclear], purpose="greeting")
    assert found.code == "consent-unclear"
    assert "C-1" in found.say("he")
    assert code(events=[GIVEN, unclear]) == "consent-unclear"
    assert code(events=[unclear, GIVEN._replace(day=date(2026, 6, 1))]) == ""


def test_a_refusal_belongs_to_the_address():
    mother = person("C-2", email="mother@example.com")
    refusal = [("C-1", GIVEN), ("C-2", Event("withdrawn", "all", "", date(2026, 5, 1)))]
    found = ask(events=refusal, others=[mother])
    assert found.code == "refused-address"
    assert "C-2" in found.say("he")
    assert found.group("en") == "the address asked to be removed"
    assert code(events=refusal, others=[mother], way="email", purpose="greeting") == ""
    elsewhere = person("C-2", phone="+972541111111")
    assert code(events=refusal, others=[elsewhere]) == ""
    second = person("C-2", phone="+972541111111", phone2=PHONE)
    assert code(events=refusal, others=[second]) == "refused-address"
    marked = person("C-2", email="mother@example.com", do_not_contact=True)
    for purpose in ("advertising", "service", "greeting"):
        assert code(others=[marked], purpose=purpose) == "refused-address"
    assert code(others=[marked], way="email", purpose="greeting") == ""


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        ([], "no-consent"),
        ([GIVEN._replace(channel="email")], "no-consent"),
        ([GIVEN._replace(channel="all")], ""),
        ([GIVEN._replace(channel="")], "no-consent"),
        ([GIVEN._replace(purpose="")], ""),
        ([GIVEN._replace(purpose="service")], "no-consent"),
        ([GIVEN._replace(day=TODAY)], ""),
        ([GIVEN._replace(day=TODAY + timedelta(days=1))], "no-consent"),
        ([GIVEN._replace(expires=TODAY)], ""),
        ([GIVEN._replace(expires=TODAY - timedelta(days=1))], "consent-expired"),
        ([GIVEN._replace(basis="")], ""),
        ([GIVEN._replace(basis="one_time_business")], "no-consent"),
        ([GIVEN._replace(basis="running_deal")], "no-consent"),
        ([GIVEN._replace(basis="soft_opt_in")], "no-notice"),
        ([GIVEN._replace(basis="soft_opt_in"), Event("notice_given", "all")], ""),
        ([Event("dnc_checked", "whatsapp", "", date(2026, 1, 1))], "no-consent"),
    ],
)
def test_advertising_needs_consent_on_that_channel(events, expected):
    assert code(events=events) == expected
    assert code(events=events, purpose="service") == ""
    assert code(events=events, purpose="greeting") == ""


def test_a_channel_needs_an_address():
    assert code(who=person(phone="+97231234567")) == "no-address"
    assert code(who=person(email=None), way="email", purpose="greeting") == "no-address"
    found = ask(who=person(phone=None), way="sms")
    assert found.say("he") == "אין מספר נייד תקין"


def test_an_open_complaint_stops_advertising():
    assert code(complaints=["C-1"]) == "open-complaint"
    assert code(complaints=["C-1"], purpose="survey") == "open-complaint"
    assert code(complaints=["C-1"], purpose="service") == ""
    assert code(complaints=["C-2"]) == ""


def test_after_a_contact_there_is_rest():
    found = ask(talks=[TODAY - timedelta(days=2)])
    assert found.code == "resting"
    assert found.allowed_from == TODAY + timedelta(days=1)
    assert code(talks=[TODAY - timedelta(days=3)]) == ""
    assert code(talks=[TODAY + timedelta(days=1)]) == ""
    assert code(talks=[TODAY], purpose="service") == ""
    assert code(talks=[TODAY], settings={"cooldown_days": 0.0}) == ""


def touch(days, way="whatsapp", who="C-1", own=""):
    return Touch(TODAY + timedelta(days=days), way, who, own)


def test_caps_count_what_was_sent_and_what_is_planned():
    found = ask(made=[touch(-20), touch(-10)])
    assert found.code == "channel-cap"
    assert found.allowed_from == TODAY + timedelta(days=10)
    assert code(made=[touch(-30), touch(-10)]) == ""
    assert code(made=[touch(-20, "email"), touch(-10)]) == ""
    assert code(made=[touch(-20), touch(-10)], settings={"cap_whatsapp": 3.0}) == ""
    week = ask(made=[touch(-6, "call")])
    assert week.code == "week-cap"
    assert week.allowed_from == TODAY + timedelta(days=1)
    assert code(made=[touch(-7, "call")]) == ""
    assert code(made=[touch(3, "email")]) == "week-cap", "planned for later in the week"
    assert code(made=[touch(-1, own="O-SELF")]) == "", "a draft is not in its own way"
    never = ask(settings={"cap_all_7_days": 0.0})
    assert (never.code, never.allowed_from) == ("week-cap", None)


def test_one_message_a_household_and_an_address():
    brother = Person("C-2", {"phone": "+972541111111"}, "H-1")
    sister = person("C-1", top="H-1")
    found = ask(who=sister, others=[brother], made=[touch(-2, who="C-2")])
    assert found.code == "household"
    assert found.allowed_from == TODAY + timedelta(days=5)
    assert code(who=sister, others=[brother], made=[touch(-8, who="C-2")]) == ""
    stranger = Person("C-2", {"phone": PHONE}, "C-2")
    assert code(others=[stranger], made=[touch(-2, who="C-2")]) == "household"
    assert code(others=[Person("C-2", {}, "C-2")], made=[touch(-2, who="C-2")]) == ""


def test_every_reason_is_a_sentence_in_both_languages():
    cases = [
        {"who": person(status="closed")},
        {"who": person(do_not_contact=True)},
        {"events": [Event("withdrawn", "all")]},
        {"events": []},
        {"complaints": ["C-1"]},
        {"talks": [TODAY]},
        {"made": [touch(-1), touch(-2)]},
        {"made": [touch(-1, "email")]},
    ]
    for case in cases:
        found = ask(**case)
        for lang in ("he", "en"):
            assert found.say(lang)
            assert "{" not in found.say(lang) + found.group(lang)


# ------------------------------------------------------------------ read from a workbook


def test_complaints_and_contacts_of_a_workbook():
    day = date(2026, 10, 30)
    store = MemoryStore(
        {
            "customers": {"customer_id": ["C-1", "C-2", "C-3"]},
            "interactions": {
                "interaction_id": ["I-1", "I-2", "I-3", "I-4", "I-5"],
                "when": [day, day, day, day, "?"],
                "customer_id": ["C-1", "C-2", "C-3", "C-3", "C-1"],
                "direction": ["נכנס", "נכנס", "יוצא", "יוצא", "יוצא"],
                "kind": ["תלונה", "תלונה", "תלונה", "שיחה", "שיחה"],
                "channel": ["טלפון", "טלפון", "טלפון", "וואטסאפ", "וואטסאפ"],
                "status": ["פתוח", "סגור", None, None, None],
                "closed_on": [None, None, day, None, None],
                "outreach_id": [None, None, None, "O-1", None],
            },
            "outreach": {
                "outreach_id": ["O-1", "O-2", "O-3", "O-4"],
                "customer_id": ["C-3", "C-1", "C-2", "C-9"],
                "planned_on": [day, day, day, day],
                "channel": ["וואטסאפ", "מסרון", 'דוא"ל', "מסרון"],
                "status": ["נשלח", "טיוטה", "חסום", "נשלח"],
                "sent_on": [day, None, None, None],
            },
        }
    )
    book = store.read()
    assert complaining(book) == {"C-1"}
    everyone = People(Person(own, {}, own) for own in ("C-1", "C-2", "C-3"))
    found = touches(book, everyone)

    def near(own):
        return found.of(everyone.get(own), day, 7, apart_from="")

    # The one sent is counted once, though the call log has it too; what is blocked is not.
    assert sorted(t.channel for t in near("C-3")) == ["call", "whatsapp"]
    assert [t.channel for t in near("C-1")] == ["sms"]
    assert near("C-2") == []
    assert found.last_contact(everyone.get("C-2"), day) == day
