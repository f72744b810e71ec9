"""The consent ledger as it stood on a day: what an audit asks of messages that were sent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from crm_workbook.rules.days import days_in
from crm_workbook.schema.typed import typed

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from crm_workbook.model import Book, Cell

REFUSALS: Final = frozenset({"refused", "withdrawn"})
SUFFICIENT: Final = frozenset({None, "written", "online", "recorded", "soft_opt_in"})
"""Bases on which advertising may rest."""
_ADVERTISING: Final = frozenset({None, "advertising"})


class _Event(NamedTuple):
    day: date | None
    channel: Cell
    refusal: bool


def consented(book: Book) -> Callable[[Cell, Cell, date], bool]:
    """Return a function `(customer, channel, day)`: whether advertising was covered on that day.

    The latest event up to that day decides, on its channel or on all; of two on one day the
    refusal does. A refusal without a date holds always, a consent without one until refused.
    """
    events: dict[Cell, list[_Event]] = {}
    table = typed(book, "consents")
    if table is not None:
        columns = ("customer_id", "action", "channel", "purpose", "basis")
        rows = zip(
            *(table.values(column) for column in columns), days_in(table, "on"), strict=True
        )
        for customer, action, channel, purpose, basis, day in rows:
            refusal = action in REFUSALS
            given = action == "given" and basis in SUFFICIENT
            if (refusal or given) and purpose in _ADVERTISING:
                events.setdefault(customer, []).append(_Event(day, channel, refusal))

    def covered(customer: Cell, channel: Cell, on: date) -> bool:
        last = max(
            (
                (_place(event, on), event.refusal)
                for event in events.get(customer, ())
                if event.channel in {channel, "all"} and (event.day is None or event.day <= on)
            ),
            default=None,
        )
        return last is not None and not last[1]

    return covered


def _place(event: _Event, on: date) -> int:
    """Return the day of an event as a number: an undated refusal is of today, a consent of old."""
    if event.day is None:
        return on.toordinal() if event.refusal else 0
    return event.day.toordinal()


def refused(book: Book) -> set[Cell]:
    """Return the customers with any refusal in the ledger."""
    table = typed(book, "consents")
    if table is None:
        return set()
    pairs = zip(table.values("customer_id"), table.values("action"), strict=True)
    return {customer for customer, action in pairs if action in REFUSALS}
