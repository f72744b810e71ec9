"""Who should hear from the business, why now, and in which words the reason is given."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_workbook.outreach import triggers
from crm_workbook.outreach.figures import Base, Figures, base
from crm_workbook.outreach.people import Person
from crm_workbook.outreach.triggers import TRIGGERS, birthday
from crm_workbook.store.memory import MemoryStore

TODAY = date(2026, 10, 31)


def figures(days, frequency=1, **values):
    return Figures(values, days, frequency, TODAY - timedelta(days=days))


def find(name, found, usual_gap=None, lapse=180.0, person=None, **numbers):
    trigger = TRIGGERS[name]
    setup = trigger.defaults._replace(numbers={**trigger.defaults.numbers, **numbers})
    who = person or Person("C-1", {}, "C-1")
    return trigger.find(who, found, Base({}, usual_gap, lapse), setup, TODAY)


@pytest.mark.parametrize(
    ("days", "frequency", "found"),
    [(0, 1, True), (14, 1, True), (15, 1, False), (3, 2, False)],
)
def test_thanks_go_to_who_bought_for_the_first_time_lately(days, frequency, found):
    assert (find("first_purchase", figures(days, frequency)) is not None) is found
    assert find("first_purchase", None) is None


@pytest.mark.parametrize(
    ("days", "usual_gap", "found"),
    [
        (40, 41, False),
        (41, 41, True),
        (123, 41, True),
        (124, 41, False),
        (29, None, False),  # nothing known of the base: the template's 30 days
        (30, None, True),
        (13, 10, False),  # never sooner than two weeks
        (14, 10, True),
        (181, 100, False),  # nor after half a year
    ],
)
def test_the_nudge_comes_when_others_have_come_back(days, usual_gap, found):
    assert (find("second_purchase", figures(days), usual_gap) is not None) is found
    assert find("second_purchase", figures(days, 2), usual_gap) is None


@pytest.mark.parametrize(
    ("found", "wanted"),
    [
        (figures(94, 5, segment="at_risk", usual_gap_days=40.0), True),
        (figures(94, 5, segment="at_risk", usual_gap_days=63.0), False),  # once a season, not late
        (figures(94, 5, segment="at_risk"), True),
        (figures(94, 5, segment="loyal", usual_gap_days=40.0), False),
        (figures(181, 5, segment="loyal", usual_gap_days=40.0), True),  # lapsed whatever its name
        (figures(94, 1, segment="hibernating"), False),  # never a habit to win back
        (figures(20, 5, segment="cant_lose", usual_gap_days=3.0), False),
        (figures(541, 5, segment="hibernating", usual_gap_days=40.0), False),
        (None, False),
    ],
)
def test_win_back_follows_the_customers_own_rhythm(found, wanted):
    assert (find("win_back", found) is not None) is wanted


@pytest.mark.parametrize(
    ("gender", "he"),
    [
        ("male", "לא קנה 94 ימים, לרוב כל 40 ימים"),
        ("female", "לא קנתה 94 ימים, לרוב כל 40 ימים"),
        ("plural", "לא קנו 94 ימים, לרוב כל 40 ימים"),
        ("unknown", "ללא קנייה 94 ימים, לרוב כל 40 ימים"),
        ("", "ללא קנייה 94 ימים, לרוב כל 40 ימים"),
    ],
)
def test_the_reason_in_words(gender, he):
    reason = find("win_back", figures(94, 5, segment="at_risk", usual_gap_days=40.0))
    assert reason.say("he", gender) == he
    assert reason.say("en", gender) == "No purchase for 94 days, usually every 40 days"


def test_every_reason_can_be_said_to_everybody():
    tuesday = Person("C-1", {"birthday": "11-03"}, "C-1")
    today = Person("C-1", {"birthday": "10-31"}, "C-1")
    reasons = [
        find("first_purchase", figures(0)),
        find("first_purchase", figures(2)),
        find("second_purchase", figures(41)),
        find("second_purchase", figures(41), 40),
        find("win_back", figures(94, 5, segment="at_risk")),
        find("birthday", None, person=tuesday),
        find("birthday", None, person=today),
    ]
    for reason in reasons:
        for lang in ("he", "en", "ru"):
            for gender in ("male", "female", "plural", "unknown"):
                assert "{" not in reason.say(lang, gender)
    assert reasons[1].say("he", "female") == "קנתה לראשונה לפני יומיים"
    assert reasons[3].say("en", "") == (
        "Bought once, 41 days ago; a second purchase mostly comes after 40 days"
    )
    assert reasons[5].say("he", "") == "יום הולדת ב-3 בנובמבר"


@pytest.mark.parametrize(
    ("written", "today", "next_one"),
    [
        ("11-03", date(2026, 10, 31), date(2026, 11, 3)),
        ("10-31", date(2026, 10, 31), date(2026, 10, 31)),
        ("10-30", date(2026, 10, 31), date(2027, 10, 30)),
        ("01-02", date(2026, 12, 30), date(2027, 1, 2)),
        ("02-29", date(2027, 2, 25), date(2027, 2, 28)),
        ("02-29", date(2028, 2, 25), date(2028, 2, 29)),
        ("02-29", date(2028, 3, 1), date(2029, 2, 28)),
        ("02-29", date(2027, 12, 31), date(2028, 2, 29)),
    ],
)
def test_the_next_birthday(written, today, next_one):
    assert birthday(Person("C-1", {"birthday": written}, "C-1"), today) == next_one
    month, day_of_month = map(int, written.split("-"))
    born = date(1980, month, day_of_month)
    assert birthday(Person("C-1", {"birth_date": born}, "C-1"), today) == next_one


def test_a_birthday_counts_a_week_ahead_and_once_a_year():
    new_year = Person("C-1", {"birthday": "01-02"}, "C-1")
    trigger = TRIGGERS["birthday"]

    def ask(day):
        return trigger.find(new_year, None, Base({}, None, 180.0), trigger.defaults, day)

    assert ask(date(2026, 12, 25)) is None
    assert {ask(date(2026, 12, 26) + timedelta(days=n)).period for n in range(8)} == {"2027"}
    assert ask(date(2027, 1, 3)) is None
    assert find("birthday", None) is None
    assert find("birthday", None, person=Person("C-1", {"birthday": "3 במרץ"}, "C-1")) is None


@given(
    st.dates(date(1900, 1, 1), date(2090, 12, 31)), st.dates(date(2000, 1, 1), date(2090, 1, 1))
)
def test_there_is_always_a_birthday_within_a_year(born, today):
    found = birthday(Person("C-1", {"birth_date": born}, "C-1"), today)
    assert today <= found <= today + timedelta(days=366)


def test_the_usual_gap_needs_enough_who_came_back():
    def book(count):
        first = [TODAY - timedelta(days=100 + n) for n in range(count)]
        return MemoryStore(
            {
                "metrics": {
                    "customer_id": [f"C-{n}" for n in range(count)],
                    "first_purchase": first,
                    "last_purchase": [day + timedelta(days=n + 1) for n, day in enumerate(first)],
                    "frequency": [2.0] * count,
                }
            }
        ).read()

    assert base(book(9), TODAY).usual_gap is None
    assert base(book(11), TODAY).usual_gap == 6  # of the gaps 1 to 11 days
    assert base(book(11), TODAY).figures["C-0"].days == 99
    assert base(book(11), TODAY - timedelta(days=500)).figures == {}, "not bought yet"


def test_the_order_of_service_names_every_trigger():
    assert list(TRIGGERS) == ["birthday", "first_purchase", "win_back", "second_purchase"]
    assert not triggers.TRIGGERS["birthday"].needs_figures
