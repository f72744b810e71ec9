"""The consent ledger as of a day: who agreed to what, and who asked to be left alone.

Drafts ask it about the day a message is for, an audit about the day one was sent. It holds the
consents sheet, the answers `asked to be removed` to earlier messages and the column
`do_not_contact`, and is read one way only:

* The latest event of a customer on a channel decides; of two on one day the refusal does.
* A refusal without a date holds always, a consent without one until it is refused. A refusal
  dated later than today is known today, so it holds from today.
* A row of which it is not clear what happened may be a refusal, so it counts as one; likewise a
  mark in `do_not_contact` that may mean either.
* A refusal belongs to the address: whoever shares the phone or the e-mail of somebody who asked
  to be removed is left alone there too.
* `do_not_contact` closes every channel to every message. It has no date: it holds from today.
"""

from __future__ import annotations

from datetime import date
from itertools import chain

from crm_workbook.lean import TYPE_CHECKING, Final, Literal, NamedTuple
from crm_workbook.schema.addresses import COLUMNS, address, addresses
from crm_workbook.schema.columns import day, days_in, keys_in, unclear_in
from crm_workbook.schema.typed import typed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from crm_workbook.model import Book, Cell

CLOSED: Final = frozenset({"paused", "closed", "deceased", "erased"})
"""Statuses of customers to whom nobody writes."""
UNCLEAR: Final = "unclear"
"""The action of a row that cannot be understood."""
ANSWERED: Final = "opted_out"
"""The action of an answer to one of our messages that asks to be removed."""
_RECORDED: Final = frozenset({"withdrawn", "refused"})
_REFUSALS: Final = frozenset({*_RECORDED, ANSWERED, UNCLEAR})
_SUFFICIENT: Final = frozenset({"", "written", "online", "recorded", "soft_opt_in"})
"""Bases on which an advertisement may rest. The one-time approach to a business may only ask for
consent, and a running deal or a call back is about that deal and that call."""
_PURPOSES: Final = ("advertising", "service", "greeting", "survey")
_COVERED: Final = {
    "": _PURPOSES,
    "service": _PURPOSES,
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
    how: Literal["do-not-contact", "asked", "unclear"]
    """`unclear`: it is only feared, since a row could not be understood."""


class Consent(NamedTuple):
    """What a customer's consent to advertising on one channel is worth on a day."""

    state: Literal["given", "expired", "no-notice", "none"]
    """`no-notice`: an existing customer without a record that she was told, when she left her
    details, what they would be used for."""
    since: date | None = None


class Ledger:
    """What customers agreed to and refused."""

    def __init__(
        self,
        events: Iterable[tuple[str, Event]],
        as_of: date,
        customer_of: Callable[[str], Mapping[str, Cell]],
        silent: Iterable[str] = (),
    ) -> None:
        """Take what happened.

        Args:
            events: Customer ids, each with an event.
            as_of: Today, as the workbook is looked at.
            customer_of: Returns the understood values of a customer, at least those of the columns
                with addresses; none for an id that nobody has.
            silent: The ids of those who are marked `do not contact`.
        """
        self.unread = 0
        """Rows that cannot be understood."""
        self._as_of = as_of
        self._customer_of = customer_of
        self._silent = frozenset(silent)
        self._events: dict[str, list[Event]] = {}
        self._closing = dict.fromkeys(self._silent)
        """Who ever refused anything, in the order of the rows."""
        for customer, event in events:
            self.unread += event.action == UNCLEAR
            if not customer:
                continue
            if event.action in _REFUSALS:
                self._closing[customer] = None
                if event.day is not None and event.day > as_of:
                    event = event._replace(day=as_of)  # noqa: PLW2901 - the same event, as known
            self._events.setdefault(customer, []).append(event)
        self._sharing: dict[str, list[str]] = {}
        """Who of those with a refusal has an address."""
        for customer in self._closing:
            for each in addresses(customer_of(customer)):
                self._sharing.setdefault(each, []).append(customer)

    def refusal(
        self, customer: str, channel: str, purpose: str, on: date, *, sent: bool = False
    ) -> Refusal | None:
        """Return who refused, by a day, messages of a purpose at a customer's address.

        Args:
            customer: Whom the message is for.
            channel: The channel's id; '' for one that nobody named.
            purpose: The message's purpose; one that is not known is taken for advertising.
            on: The day of the message.
            sent: Whether it was sent on that day, so that an answer of the day came after it.
        """
        if purpose not in _PURPOSES:
            purpose = "advertising"
        if customer in self._closing:
            own = self._refused(customer, channel, purpose, on, sent=sent)
            if own is not None:
                return own
        if not self._sharing:
            return None
        where = address(channel, self._customer_of(customer))
        others = (
            self._refused(other, channel, purpose, on, sent=sent)
            for other in self._sharing.get(where, ())
        )
        return next((found for found in others if found is not None), None)

    def consent(self, customer: str, channel: str, on: date, *, sent: bool = False) -> Consent:
        """Return what a customer's own consent to advertising was worth on a day.

        Whether she, or somebody with her address, refused is for `refusal` to say.
        """
        own = list(self._until(customer, on, sent=sent))
        last = _latest(
            event
            for event in own
            if event.channel in (channel, "all")
            and event.purpose in ("", "advertising")
            and (
                event.action in _REFUSALS
                or (event.action == "given" and event.basis in _SUFFICIENT)
            )
        )
        if last is None or last.action in _REFUSALS:
            return Consent("none")
        if last.expires is not None and last.expires < on:
            return Consent("expired", last.day)
        if last.basis == "soft_opt_in" and not any(e.action == "notice_given" for e in own):
            return Consent("no-notice", last.day)
        return Consent("given", last.day)

    def records(self, customer: str, asked: date | None) -> bool:
        """Return whether the sheets themselves say that a customer asked to be removed.

        Args:
            customer: Who answered so.
            asked: The day of her answer. A refusal that she took back before it is no record.
        """
        if customer in self._silent:
            return True
        own = [
            event
            for event in self._events.get(customer, ())
            if event.action in _RECORDED or event.action == "given"
        ]
        if any(
            event.action in _RECORDED
            and (event.day is None or asked is None or event.day >= asked)
            for event in own
        ):
            return True
        last = _latest(event for event in own if asked and (event.day or asked) <= asked)
        return last is not None and last.action in _RECORDED

    def _refused(
        self, customer: str, channel: str, purpose: str, on: date, *, sent: bool
    ) -> Refusal | None:
        if customer in self._silent and on >= self._as_of and not sent:
            return Refusal(customer, "do-not-contact")
        last = _latest(
            event
            for event in self._until(customer, on, sent=sent)
            if event.channel in (channel, "all", "")
            and (
                purpose in _COVERED.get(event.purpose, _PURPOSES)
                if event.action in _REFUSALS
                # Who agrees to advertising again has agreed to lesser things again too.
                else event.action == "given"
                and event.channel != ""
                and event.purpose in ("", "advertising", purpose)
            )
        )
        if last is None or last.action not in _REFUSALS:
            return None
        return Refusal(customer, "unclear" if last.action == UNCLEAR else "asked")

    def _until(self, customer: str, on: date, *, sent: bool) -> Iterator[Event]:
        """Yield what had happened when a message of a day went, or will go."""
        for event in self._events.get(customer, ()):
            if sent and event.action == ANSWERED:
                if event.day is not None and event.day < on:
                    yield event
            elif event.day is None or event.day <= on:
                yield event


def _latest(events: Iterable[Event]) -> Event | None:
    def order(event: Event) -> tuple[date, bool]:
        refusal = event.action in _REFUSALS
        undated = date.max if refusal else date.min
        return event.day or undated, refusal

    return max(events, key=order, default=None)


# ------------------------------------------------------------------ out of a workbook


def ledger(book: Book, as_of: date) -> Ledger:
    """Return the ledger of a book as it is looked at on a day; kept in the book."""
    return book.once(("ledger", as_of), lambda: _ledger(book, as_of))


def _ledger(book: Book, as_of: date) -> Ledger:
    silent: set[str] = set()
    place: dict[str, int] = {}
    columns: list[list[Cell]] = []
    table = typed(book, "customers")
    if table is not None:
        ids = keys_in(table, "customer_id")
        columns = [table.values(column) for column in COLUMNS]
        # Where an id stands twice, the first row is the customer.
        place = {customer: row for row, customer in reversed(list(enumerate(ids))) if customer}
        marks = zip(ids, table.values("do_not_contact"), strict=True)
        silent = {customer for customer, mark in marks if mark is True}
        silent.update(ids[row] for row in unclear_in(table, "do_not_contact"))
        silent.discard("")

    def customer_of(customer: str) -> dict[str, Cell]:
        row = place.get(customer)
        if row is None:
            return {}
        return {column: values[row] for column, values in zip(COLUMNS, columns, strict=True)}

    events = chain(_recorded(book), _answers(book))
    return Ledger(events, as_of, customer_of, silent)


def _recorded(book: Book) -> Iterator[tuple[str, Event]]:
    table = typed(book, "consents")
    if table is None:
        return
    words = (table.values(column) for column in ("action", "channel", "purpose", "basis"))
    rows = zip(
        keys_in(table, "customer_id"),
        days_in(table, "on"),
        days_in(table, "expires_on"),
        *words,
        strict=True,
    )
    for customer, on, expires, *said in rows:
        action, channel, purpose, basis = map(_word, said)
        yield customer, Event(action or UNCLEAR, channel, purpose, on, expires, basis)


def _answers(book: Book) -> Iterator[tuple[str, Event]]:
    table = typed(book, "outreach")
    if table is None or "opted_out" not in table.values("response"):
        return
    rows = zip(
        table.values("response"),
        keys_in(table, "recipient_id"),
        keys_in(table, "customer_id"),
        *(table.values(column) for column in ("response_on", "sent_on", "planned_on")),
        strict=True,
    )
    for response, recipient, customer, *days in rows:
        if response == "opted_out":
            on = next(filter(None, map(day, days)), None)
            yield recipient or customer, Event(ANSWERED, "all", "advertising", on)


def _word(value: Cell) -> str:
    return value if isinstance(value, str) else ""
