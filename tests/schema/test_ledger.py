"""The consent ledger: one answer for the draft of today and for the audit of a day gone by."""

from datetime import date, timedelta

import pytest

from crm_workbook.schema.ledger import Event, Ledger, ledger
from crm_workbook.store.memory import MemoryStore

TODAY = date(2026, 7, 1)
SPRING = date(2026, 3, 8)
WINTER = date(2026, 1, 1)
DAY = timedelta(days=1)
PHONE = "+972521234567"
GIVEN = Event("given", "all", "", WINTER, None, "written")
GONE = Event("withdrawn", "all", "", SPRING)


def made(*events, silent=()):
    customers = {"C-1": {"phone": PHONE}, "C-2": {"phone": "+97231234567", "phone2": PHONE}}
    return Ledger([("C-1", event) for event in events], TODAY, customers.__getitem__, silent)


def allowed(known, on, who="C-1", *, sent=True):
    refusal = known.refusal(who, "sms", "advertising", on, sent=sent)
    return refusal is None and known.consent(who, "sms", on, sent=sent).state == "given"


def test_an_audit_sees_a_day_as_it_was():
    known = made(GIVEN, GONE)
    assert not allowed(known, WINTER - DAY)
    assert allowed(known, WINTER)
    assert allowed(known, SPRING - DAY)
    assert not allowed(known, SPRING)
    assert not allowed(known, TODAY, sent=False)
    back = made(GIVEN, GONE, GIVEN._replace(day=SPRING + DAY))
    assert not allowed(back, SPRING)
    assert allowed(back, SPRING + DAY)


def test_what_will_be_agreed_to_is_not_agreed_yet():
    known = made(GONE, GIVEN._replace(day=TODAY + DAY))
    assert known.refusal("C-1", "sms", "service", TODAY) is not None


def test_a_refusal_that_is_dated_later_holds_from_today():
    known = made(GIVEN, GONE._replace(day=TODAY + 400 * DAY))
    assert not allowed(known, TODAY, sent=False)
    assert allowed(known, TODAY - DAY), "but changes nothing about what was sent before"


@pytest.mark.parametrize("on", [WINTER, SPRING, TODAY])
def test_a_refusal_without_a_date_holds_always(on):
    assert not allowed(made(GIVEN, GONE._replace(day=None)), on)


def test_an_answer_comes_after_the_message_of_its_day():
    known = made(GIVEN, Event("opted_out", "all", "advertising", SPRING))
    assert allowed(known, SPRING)
    assert not allowed(known, SPRING, sent=False), "nothing more is sent that day"
    assert not allowed(known, SPRING + DAY)


def test_a_consent_expires_after_its_last_day():
    known = made(GIVEN._replace(expires=SPRING))
    assert known.consent("C-1", "sms", SPRING).state == "given"
    assert known.consent("C-1", "sms", SPRING + DAY).state == "expired"


def test_an_existing_customer_has_to_be_told_before():
    known = made(GIVEN._replace(basis="soft_opt_in"), Event("notice_given", "all", "", SPRING))
    assert known.consent("C-1", "sms", SPRING - DAY).state == "no-notice"
    assert known.consent("C-1", "sms", SPRING).state == "given"


def test_do_not_contact_closes_the_address_from_today():
    known = made(GIVEN, silent=["C-2"])
    for purpose in ("advertising", "service", "greeting", "survey", ""):
        assert known.refusal("C-2", "email", purpose, TODAY) == ("C-2", "do-not-contact")
        assert known.refusal("C-1", "sms", purpose, TODAY) == ("C-2", "do-not-contact")
    assert allowed(known, TODAY - DAY), "since when it is marked nobody knows"
    assert known.refusal("C-1", "letter", "advertising", TODAY) is None
    later = made(GIVEN._replace(day=TODAY + DAY), silent=["C-1"])
    assert later.refusal("C-1", "sms", "service", TODAY + 2 * DAY) is not None


def test_a_purpose_nobody_knows_is_taken_for_advertising():
    known = made(GONE._replace(purpose="advertising"))
    assert known.refusal("C-1", "sms", "", TODAY) is not None
    assert known.refusal("C-1", "sms", "service", TODAY) is None


def test_a_request_is_recorded_when_it_stands_then_or_later():
    asked = SPRING + 10 * DAY
    assert not made(GIVEN).records("C-1", asked)
    assert made(GIVEN, GONE).records("C-1", asked)
    assert not made(GONE, GIVEN._replace(day=SPRING + DAY)).records("C-1", asked)
    assert made(GIVEN, GONE._replace(day=asked + DAY)).records("C-1", asked)
    assert made(GIVEN, GONE._replace(day=None)).records("C-1", asked)
    assert made(GIVEN, GONE).records("C-1", None)
    assert made(silent=["C-1"]).records("C-1", asked)
    assert not made(Event("opted_out", "all", "", asked)).records("C-1", asked)
    assert not made(Event("unclear", "all", "", asked)).records("C-1", asked)


def test_reads_a_workbook():
    store = MemoryStore(
        {
            "customers": {
                "customer_id": ["C-1", "C-2", "C-3", 4.0, None],
                "phone": ["052-123-4567", "052-1234567", None, "054-111-1111", "054-111-1111"],
                "email": [None, None, "a@example.com", None, "b@example.com"],
                "do_not_contact": [None, None, "x", None, None],
            },
            "consents": {
                "customer_id": ["C-2", "4", None, "C-1"],
                "channel": ["מסרון", "הכל", "הכל", "הכל"],
                "action": ["??", "ניתנה הסכמה", "הסכמה בוטלה", "ניתנה הסכמה"],
                "on": [SPRING, WINTER, SPRING, WINTER],
                "expires_on": [None, SPRING, None, None],
            },
            "outreach": {
                "customer_id": ["C-1"],
                "recipient_id": ["4"],
                "planned_on": [SPRING],
                "response": ["בקשת הסרה"],
                "response_on": ["?"],
            },
        }
    )
    known = ledger(store.read(), TODAY)
    assert known.unread == 1
    assert known.refusal("C-1", "sms", "service", TODAY) == ("C-2", "unclear")
    assert known.refusal("C-1", "whatsapp", "greeting", TODAY) is None
    assert known.refusal("C-3", "email", "service", TODAY) == ("C-3", "do-not-contact")
    assert known.consent("4", "whatsapp", SPRING, sent=True).state == "given"
    assert known.consent("4", "whatsapp", SPRING + DAY, sent=True).state == "none"
    assert known.refusal("4", "email", "greeting", TODAY) == ("4", "asked")
    assert known.refusal("4", "email", "service", TODAY) is None
