"""The consent ledger read: who agreed to what, and which addresses asked to be left alone.

The latest event of a customer and a channel decides; of two on one day, and wherever the date of
a refusal is missing, the refusal does. A row of which it is not clear what happened may be a
refusal, so it counts as one. A refusal belongs to the address: whoever shares the phone of
somebody who asked to be removed is left alone too.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from crm_workbook.outreach.channels import channel, names
from crm_workbook.outreach.people import keys
from crm_workbook.schema.typed import typed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from crm_workbook.model import Book, Cell
    from crm_workbook.outreach.people import People, Person

UNCLEAR: Final = "unclear"
"""The action of a row that cannot be understood."""
_REFUSALS: Final = ("withdrawn", "refused", UNCLEAR)
_SUFFICIENT: Final = ("", "written", "online", "recorded", "soft_opt_in")
"""Bases on which an advertisement may rest. The one-time approach to a business may only ask for
consent, and a running deal or a call back is about that deal and that call."""
_COVERED: Final = {
    "": ("advertising", "service", "greeting", "survey"),
    "service": ("advertising", "service", "greeting", "survey"),
    "advertising": ("advertising", "greeting", "survey"),
    "greeting": ("greeting",),
    "survey": ("survey",),
}
"""What somebody who refused one purpose is spared; a refusal that names none covers all."""


class Event(NamedTuple):
    """One row of the ledger."""

    action: str
    channel: str
    """A channel, `all`, or '' when the row names none."""
    purpose: str = ""
    day: date | None = None
    expires: date | None = None
    basis: str = ""


class Refusal(NamedTuple):
    """A wish to be left alone, as far as it concerns one message."""

    customer: str
    """Whose it is."""
    unclear: bool = False
    """Whether it is only feared: the row could not be understood."""


class Consent(NamedTuple):
    """What a person's consent to advertising on one channel is worth on a day."""

    state: Literal["given", "expired", "no-notice", "none"]
    """`no-notice`: an existing customer without a record that she was told, when she left her
    details, what they would be used for."""
    since: date | None = None


class Ledger:
    """What customers agreed to and refused."""

    def __init__(
        self, events: Iterable[tuple[str, Event]], people: People, unread: int = 0
    ) -> None:
        """Take the events with their customers' ids; `unread` rows cannot be understood."""
        self.unread = unread
        self._events: dict[str, list[Event]] = {}
        for customer, event in events:
            self._events.setdefault(customer, []).append(event)
        self._closed: dict[tuple[str, str, str], Refusal] = {}
        for customer, own in self._events.items():
            person = people.get(customer)
            if person is not None and any(event.action in _REFUSALS for event in own):
                self._close(person)

    def _close(self, person: Person) -> None:
        for name in names():
            for purpose in _COVERED["service"]:
                address = channel(name).address(person.values)
                refusal = self._refused(person.id, name, purpose) if address else None
                if refusal is not None:
                    self._closed.setdefault((address, name, purpose), refusal)

    def _refused(self, customer: str, channel_id: str, purpose: str) -> Refusal | None:
        last = self._latest(
            event
            for event in self._events.get(customer, ())
            if event.channel in (channel_id, "all", "")
            and (
                purpose in _COVERED.get(event.purpose, ())
                if event.action in _REFUSALS
                # Who agrees to advertising again has agreed to lesser things again too.
                else event.action == "given"
                and event.channel != ""
                and event.purpose in ("", "advertising", purpose)
            )
        )
        if last is None or last.action not in _REFUSALS:
            return None
        return Refusal(customer, last.action == UNCLEAR)

    def refusal(self, person: Person, channel_id: str, purpose: str) -> Refusal | None:
        """Return who refused messages of this purpose at this person's address, if anybody did."""
        address = channel(channel_id).address(person.values)
        own = self._refused(person.id, channel_id, purpose)
        return own or self._closed.get((address, channel_id, purpose))

    def consent(self, person: Person, channel_id: str, on: date) -> Consent:
        """Return whether advertising may reach a person on a channel on a day, and since when."""
        own = self._events.get(person.id, [])
        last = self._latest(
            event
            for event in own
            if event.channel in (channel_id, "all")
            and event.purpose in ("", "advertising")
            and (event.action in _REFUSALS or self._counts(event, on))
        )
        if last is None or last.action in _REFUSALS:
            return Consent("none")
        if last.expires is not None and last.expires < on:
            return Consent("expired", last.day)
        if last.basis == "soft_opt_in" and not any(e.action == "notice_given" for e in own):
            return Consent("no-notice", last.day)
        return Consent("given", last.day)

    @staticmethod
    def _counts(event: Event, on: date) -> bool:
        begun = event.day is None or event.day <= on
        return event.action == "given" and event.basis in _SUFFICIENT and begun

    @staticmethod
    def _latest(events: Iterable[Event]) -> Event | None:
        def order(event: Event) -> tuple[date, bool]:
            refusal = event.action in _REFUSALS
            undated = date.max if refusal else date.min
            return event.day or undated, refusal

        return max(events, key=order, default=None)


def ledger(book: Book, people: People) -> Ledger:
    """Return the ledger of a book; answers `asked to be removed` to earlier messages count too."""
    events: list[tuple[str, Event]] = []
    unread = 0
    table = typed(book, "consents")
    if table is not None:
        columns = ("action", "channel", "purpose", "on", "expires_on", "basis")
        rows = zip(*(table.values(column) for column in columns), strict=True)
        for customer, (action, where, purpose, on, expires, basis) in zip(
            keys(table, "customer_id"), rows, strict=True
        ):
            event = Event(
                _word(action) or UNCLEAR,
                _word(where),
                _word(purpose),
                day(on),
                day(expires),
                _word(basis),
            )
            events.append((customer, event))
            unread += event.action == UNCLEAR
    sent = typed(book, "outreach")
    if sent is not None:
        written = zip(
            keys(sent, "recipient_id"),
            keys(sent, "customer_id"),
            sent.values("response"),
            sent.values("response_on"),
            sent.values("sent_on"),
            strict=True,
        )
        events.extend(
            (who or customer, Event("withdrawn", "all", "advertising", day(on) or day(sent_on)))
            for who, customer, response, on, sent_on in written
            if response == "opted_out"
        )
    return Ledger(events, people, unread)


def day(value: Cell) -> date | None:
    """Return a value as a calendar day, None when it is none."""
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else None


def _word(value: Cell) -> str:
    return value if isinstance(value, str) else ""
