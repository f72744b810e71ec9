"""What was done for customers: calls, messages, visits, from both sheets that record them.

A draft that was sent is a touch, and so is an interaction; an interaction that only logs a sent
draft is not a second one.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final, NamedTuple

from crm_workbook.model import key_text
from crm_workbook.schema.typed import typed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from crm_workbook.model import Book, Cell

MESSAGES: Final = frozenset({"whatsapp", "sms", "email", "letter", "social"})


class Touch(NamedTuple):
    """One contact with a customer."""

    day: int
    """Its ordinal; 0 when no day was noted."""
    customer: str
    channel: Cell
    kind: Cell
    direction: Cell
    product: Cell
    staff: Cell


ACTIONS: Final[dict[str, Callable[[Touch], bool]]] = {
    "calls": lambda t: t.channel == "call",
    "messages": lambda t: t.channel in MESSAGES,
    "visits": lambda t: t.channel == "visit" or t.kind == "visit",
    "proactive_services": lambda t: t.direction == "proactive",
    "surveys": lambda t: t.kind == "survey",
    "contacts": lambda _: True,
}
"""Which touches each measure of actions counts."""


class Served(NamedTuple):
    """What an interaction says of how well the customer was served."""

    touch: Touch
    satisfaction: Cell
    due: Cell
    closed_on: Cell


def done(book: Book, as_of: date) -> list[Touch] | None:
    """Return everything done for customers up to a day, not what they did.

    Returns:
        None when the workbook has no sheet that could hold any.
    """
    if typed(book, "interactions") is None and typed(book, "outreach") is None:
        return None
    limit = as_of.toordinal()
    sent = dict(_sent(book))
    logged = [
        touch
        for touch, draft in _interactions(book)
        if touch.direction != "inbound" and (draft is None or key_text(draft) not in sent)
    ]
    return [touch for touch in (*sent.values(), *logged) if 0 < touch.day <= limit]


def last(book: Book, as_of: date) -> dict[str, date]:
    """Return the last day up to `as_of` on which each customer was in touch, either way."""
    limit = as_of.toordinal()
    latest: dict[str, int] = {}
    for touch in (*dict(_sent(book)).values(), *(touch for touch, _ in _interactions(book))):
        if touch.customer and latest.get(touch.customer, 0) < touch.day <= limit:
            latest[touch.customer] = touch.day
    return {customer: date.fromordinal(day) for customer, day in latest.items()}


def served(book: Book) -> list[Served] | None:
    """Return what the interactions say about service; None without such a sheet."""
    table = typed(book, "interactions")
    if table is None:
        return None
    told = (table.values(name) for name in ("satisfaction", "due", "closed_on"))
    touches = (touch for touch, _ in _interactions(book))
    return [Served(*row) for row in zip(touches, *told, strict=True)]


def _sent(book: Book) -> Iterator[tuple[str, Touch]]:
    """Yield the drafts that were sent, by their ids."""
    table = typed(book, "outreach")
    if table is None:
        return
    names = ("outreach_id", "sent_on", "planned_on", "customer_id", "channel", "purpose", "status",
             "offer_product", "sent_by")  # fmt: skip
    for number, row in enumerate(zip(*(table.values(name) for name in names), strict=True)):
        key, sent_on, planned, customer, channel, purpose, status, product, by = row
        if status == "sent":
            name = f"row {number}" if key is None else key_text(key)
            day = _ordinal(sent_on) or _ordinal(planned)
            yield name, Touch(day, _text(customer), channel, purpose, "outbound", product, by)


def _interactions(book: Book) -> Iterator[tuple[Touch, Cell]]:
    """Yield every interaction, and the id of the draft it logs if it does."""
    table = typed(book, "interactions")
    if table is None:
        return
    names = ("when", "customer_id", "channel", "kind", "direction", "product_id", "staff",
             "outreach_id")  # fmt: skip
    for when, customer, *rest, draft in zip(*(table.values(name) for name in names), strict=True):
        yield Touch(_ordinal(when), _text(customer), *rest), draft


def _ordinal(day: Cell) -> int:
    return day.toordinal() if isinstance(day, date) else 0


def _text(name: Cell) -> str:
    return "" if name is None else key_text(name)
