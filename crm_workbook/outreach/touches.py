"""How often a customer was, and is about to be, approached: what flooding is measured by."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from crm_workbook.schema.columns import day, keys_in
from crm_workbook.schema.typed import typed

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from crm_workbook.model import Book
    from crm_workbook.outreach.people import People, Person


class Touch(NamedTuple):
    """One approach to a customer, made or planned."""

    day: date
    channel: str
    person: str
    outreach: str = ""
    """The message it was, when it was one of ours."""


class Touches:
    """All approaches, found by the person, by her household and by her address."""

    def __init__(self) -> None:
        """Begin with none."""
        self._by_person: dict[str, list[Touch]] = {}
        self._by_circle: dict[str, list[Touch]] = {}
        self._contacts: dict[str, list[date]] = {}
        self._withdrawn: set[str] = set()

    def add(self, touch: Touch, person: Person) -> None:
        """Add an approach to a person."""
        self._by_person.setdefault(touch.person, []).append(touch)
        for circle in _circles(person):
            self._by_circle.setdefault(circle, []).append(touch)

    def withdraw(self, outreach: str) -> None:
        """Count a planned message no longer."""
        self._withdrawn.add(outreach)

    def add_contact(self, person: str, on: date) -> None:
        """Add a contact of any direction, after which a customer is left to rest."""
        self._contacts.setdefault(person, []).append(on)

    def of(self, person: Person, on: date, days: int, *, apart_from: str) -> list[Touch]:
        """Return the approaches to a person less than `days` from a day, a message left out."""
        return self._near(self._by_person.get(person.id, ()), on, days, apart_from)

    def around(self, person: Person, on: date, days: int, *, apart_from: str) -> list[Touch]:
        """Return the approaches to others of her household or with her address."""
        found = {
            touch
            for circle in _circles(person)
            for touch in self._near(self._by_circle.get(circle, ()), on, days, apart_from)
        }
        return [touch for touch in found if touch.person != person.id]

    def last_contact(self, person: Person, on: date) -> date | None:
        """Return the day of the last contact on or before a day."""
        return max((d for d in self._contacts.get(person.id, ()) if d <= on), default=None)

    def _near(self, those: Iterable[Touch], on: date, days: int, apart_from: str) -> list[Touch]:
        return [
            touch
            for touch in those
            if abs((touch.day - on).days) < days
            and touch.outreach not in self._withdrawn
            and (not apart_from or touch.outreach != apart_from)
        ]


def freed(touches: list[Touch], cap: int, days: int) -> date | None:
    """Return the first day with fewer than `cap` of these within `days`, None for never."""
    if cap < 1:
        return None
    return sorted(touch.day for touch in touches)[-cap] + timedelta(days=days)


def touches(book: Book, people: People) -> Touches:
    """Return what the outreach and interactions sheets say: sent, planned, talked."""
    found = Touches()
    known: set[str] = set()
    table = typed(book, "outreach")
    if table is not None:
        rows = zip(
            keys_in(table, "outreach_id"),
            keys_in(table, "recipient_id"),
            keys_in(table, "customer_id"),
            table.values("channel"),
            table.values("status"),
            table.values("planned_on"),
            table.values("sent_on"),
            strict=True,
        )
        for own, recipient, customer, channel, status, planned, sent in rows:
            when = day(sent) or day(planned)
            person = people.get(recipient) or people.get(customer)
            if status in ("draft", "approved", "sent") and when is not None and person is not None:
                found.add(Touch(when, str(channel or ""), person.id, own), person)
                known.add(own)
    talks = typed(book, "interactions")
    if talks is not None:
        lines = zip(
            keys_in(talks, "contact_id"),
            keys_in(talks, "customer_id"),
            keys_in(talks, "outreach_id"),
            talks.values("when"),
            talks.values("direction"),
            talks.values("channel"),
            strict=True,
        )
        for contact, customer, message, moment, direction, channel in lines:
            when = day(moment)
            person = people.get(contact) or people.get(customer)
            if when is None or person is None or (message and message in known):
                continue
            found.add_contact(person.id, when)
            if direction in ("outbound", "proactive"):
                found.add(Touch(when, str(channel or ""), person.id), person)
    return found


def _circles(person: Person) -> frozenset[str]:
    return person.addresses | {f"household {person.top}"}
