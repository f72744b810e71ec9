"""What forbids a message, in order: each gate a code and a sentence, and none can be skipped.

The legal ones follow section 30A of the Israeli Communications Law: advertising needs consent
given beforehand on that channel, and whoever asked to be left alone is left alone. The others keep
the business from flooding its customers.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final, NamedTuple

from crm_workbook.fields.date import shown
from crm_workbook.outreach.touches import freed
from crm_workbook.schema.columns import day, keys_in
from crm_workbook.schema.ledger import CLOSED
from crm_workbook.schema.typed import typed
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from crm_workbook.model import Book, Cell
    from crm_workbook.outreach.channels import Channel
    from crm_workbook.outreach.people import Person
    from crm_workbook.outreach.touches import Touches
    from crm_workbook.schema.ledger import Ledger

MONTH: Final = 30
WEEK: Final = 7
"""The windows of the frequency caps, in days, as their settings are worded."""
_URGING: Final = ("advertising", "survey")
"""Purposes that want something of the customer."""


class Approach(NamedTuple):
    """A message that somebody might get."""

    id: str
    person: Person
    channel: Channel
    purpose: str
    on: date


class Block(NamedTuple):
    """Why a message may not go."""

    code: str
    text: Text
    values: Mapping[str, object] = {}
    allowed_from: date | None = None
    """The first day on which this reason is gone, when time removes it."""
    title: Text | None = None
    """The reason without its values, where they differ by customer."""

    def say(self, lang: str) -> str:
        """Return the reason in words."""
        values = {
            name: shown(value, lang) if isinstance(value, date) else value
            for name, value in self.values.items()
        }
        return self.text.say(lang, **values)

    def group(self, lang: str) -> str:
        """Return the reason as it is counted: without the values that differ by customer."""
        return self.title.say(lang) if self.title else self.say(lang)


class Facts(NamedTuple):
    """What the gates look at."""

    ledger: Ledger
    touches: Touches
    complaining: frozenset[str]
    """Customers whose complaint is still open."""
    settings: Mapping[str, Cell]

    def number(self, setting: str) -> int:
        """Return a setting that is a whole number, 0 when it is none."""
        value = self.settings.get(setting)
        return int(value) if isinstance(value, float | int) else 0


def blocked(approach: Approach, facts: Facts) -> Block | None:
    """Return the first reason for which a message may not go, None when it may."""
    for gate in GATES:
        block = gate(approach, facts)
        if block is not None:
            return block
    return None


def complaining(book: Book) -> frozenset[str]:
    """Return the customers with a complaint that nobody has closed."""
    table = typed(book, "interactions")
    if table is None:
        return frozenset()
    rows = zip(
        keys_in(table, "customer_id"),
        keys_in(table, "contact_id"),
        table.values("kind"),
        table.values("status"),
        table.values("closed_on"),
        strict=True,
    )
    return frozenset(
        who
        for customer, contact, kind, status, closed in rows
        if kind == "complaint" and status != "closed" and day(closed) is None
        for who in (customer, contact)
        if who
    )


STATUS = Text("הלקוח בסטטוס {status}", "the customer's status is {status}")
_STATUSES: Final = {
    "paused": Text("בהשהיה", "on hold"),
    "closed": Text("סגור", "closed"),
    "deceased": Text("נפטר", "deceased"),
    "erased": Text("נמחק", "erased"),
}
DO_NOT_CONTACT = Text("מסומן 'לא לפנות'", "marked 'do not contact'")
REFUSED = Text("התקבלה בקשה לא לפנות בערוץ הזה", "asked not to be contacted on this channel")
UNCLEAR = Text(
    "בגיליון ההסכמות יש שורה לא ברורה (לקוח {customer}), אולי סירוב",
    "a row of the consents sheet is unclear (customer {customer}) and may be a refusal",
)
NOT_CLEAR = Text(
    "שורה לא ברורה בגיליון ההסכמות, אולי סירוב",
    "an unclear row of the consents sheet, perhaps a refusal",
)
REFUSED_ADDRESS = Text(
    "בקשת הסרה מאותה כתובת (לקוח {customer})",
    "this address asked to be removed (customer {customer})",
)
SAME_ADDRESS = Text("בקשת הסרה מאותה כתובת", "the address asked to be removed")
NO_CONSENT = Text("אין הסכמה רשומה לפרסומת", "no recorded consent to advertising")
CONSENT_EXPIRED = Text("ההסכמה לפרסומת פגה", "the consent to advertising has expired")
NO_NOTICE = Text(
    "לקוח קיים, אך לא רשום שנמסרה לו הודעה על השימוש בפרטים",
    "an existing customer, but no record of telling them how their details are used",
)
_WITHOUT_CONSENT: Final = {
    "none": Block("no-consent", NO_CONSENT),
    "expired": Block("consent-expired", CONSENT_EXPIRED),
    "no-notice": Block("no-notice", NO_NOTICE),
}
COMPLAINT = Text("יש תלונה פתוחה", "a complaint is still open")
RESTING = Text(
    "היה קשר ב-{date}, ממתינים {days} ימים", "there was contact on {date}, {days} days of rest"
)
RECENT = Text("היה קשר ממש לאחרונה", "there was contact very lately")
CAP = Text("מכסת הפניות נוצלה", "the cap on messages is reached")
SAME_HOUSEHOLD = Text(
    "כבר פנינו השבוע לאותו בית או לאותה כתובת",
    "the same household or address was approached this week",
)
CHANNEL_CAP = Text(
    "מכסת הפניות בערוץ הזה ל-30 יום נוצלה ({count})",
    "the cap on this channel for 30 days is reached ({count})",
)
WEEK_CAP = Text("מכסת הפניות ל-7 ימים נוצלה ({count})", "the cap for 7 days is reached ({count})")
HOUSEHOLD = Text(
    "כבר פנינו השבוע לאותו בית או לאותה כתובת (לקוח {customer})",
    "the same household or address was approached this week (customer {customer})",
)


def _status(approach: Approach, _facts: Facts) -> Block | None:
    status = approach.person.text("status")
    if status not in CLOSED:
        return None
    return Block("status", STATUS, {"status": _STATUSES[status]})


def _do_not_contact(approach: Approach, facts: Facts) -> Block | None:
    person = approach.person.id
    refusal = facts.ledger.refusal(person, approach.channel.id, approach.purpose, approach.on)
    if refusal is None:
        return None
    whose = {"customer": refusal.customer}
    if refusal.how == "unclear":
        return Block("consent-unclear", UNCLEAR, whose, title=NOT_CLEAR)
    if refusal.customer != person:
        return Block("refused-address", REFUSED_ADDRESS, whose, title=SAME_ADDRESS)
    if refusal.how == "do-not-contact":
        return Block("do-not-contact", DO_NOT_CONTACT)
    return Block("refused", REFUSED)


def _address(approach: Approach, _facts: Facts) -> Block | None:
    if approach.channel.address(approach.person.values):
        return None
    return Block("no-address", approach.channel.no_address)


def _consent(approach: Approach, facts: Facts) -> Block | None:
    if approach.purpose != "advertising":
        return None
    state = facts.ledger.consent(approach.person.id, approach.channel.id, approach.on).state
    return None if state == "given" else _WITHOUT_CONSENT[state]


def _complaint(approach: Approach, facts: Facts) -> Block | None:
    if approach.purpose not in _URGING or approach.person.id not in facts.complaining:
        return None
    return Block("open-complaint", COMPLAINT)


def _rest(approach: Approach, facts: Facts) -> Block | None:
    days = facts.number("cooldown_days")
    last = facts.touches.last_contact(approach.person, approach.on)
    if approach.purpose not in _URGING or last is None or (approach.on - last).days >= days:
        return None
    values = {"date": last, "days": days}
    return Block("resting", RESTING, values, last + timedelta(days=days), RECENT)


def _channel_cap(approach: Approach, facts: Facts) -> Block | None:
    cap = facts.number(f"cap_{approach.channel.id}")
    found = [
        touch
        for touch in facts.touches.of(approach.person, approach.on, MONTH, apart_from=approach.id)
        if touch.channel == approach.channel.id
    ]
    if len(found) < cap:
        return None
    return Block("channel-cap", CHANNEL_CAP, {"count": len(found)}, freed(found, cap, MONTH), CAP)


def _week_cap(approach: Approach, facts: Facts) -> Block | None:
    cap = facts.number("cap_all_7_days")
    found = facts.touches.of(approach.person, approach.on, WEEK, apart_from=approach.id)
    if len(found) < cap:
        return None
    return Block("week-cap", WEEK_CAP, {"count": len(found)}, freed(found, cap, WEEK), CAP)


def _household(approach: Approach, facts: Facts) -> Block | None:
    found = facts.touches.around(approach.person, approach.on, WEEK, apart_from=approach.id)
    if not found:
        return None
    last = max(found)
    return Block(
        "household", HOUSEHOLD, {"customer": last.person}, freed(found, 1, WEEK), SAME_HOUSEHOLD
    )


GATES: Final[tuple[Callable[[Approach, Facts], Block | None], ...]] = (
    _status,
    _do_not_contact,
    _address,
    _consent,
    _complaint,
    _rest,
    _channel_cap,
    _week_cap,
    _household,
)
