"""The messages that went out or are about to: what rules about outreach look at."""

from __future__ import annotations

from crm_workbook.lean import TYPE_CHECKING, Final, NamedTuple
from crm_workbook.model import key_text
from crm_workbook.schema.columns import days_in
from crm_workbook.schema.typed import typed

if TYPE_CHECKING:
    from datetime import date

    from crm_workbook.model import Book, Cell

GOING: Final = frozenset({"approved", "sent"})
"""Statuses of messages somebody has decided to send; a draft is nobody's word yet."""
WRITTEN: Final = frozenset({"sms", "whatsapp", "email"})
"""Channels of which the law on advertising speaks, or is read to speak; calls have another."""


class Message(NamedTuple):
    """A row of the outreach sheet that is approved or sent."""

    row: int
    status: str
    purpose: str
    channel: str
    who: str
    """The id of the person it goes to."""
    subject: str
    text: str
    planned: date | None
    sent: date | None

    @property
    def on(self) -> date | None:
        """The day it went, or is to go."""
        return self.sent or self.planned


def messages(book: Book) -> list[Message]:
    """Return the approved and sent messages of a book, in the order of the rows."""
    return book.once("messages", lambda: _messages(book))


def _messages(book: Book) -> list[Message]:
    table = typed(book, "outreach")
    if table is None or GOING.isdisjoint(table.values("status")):
        return []
    names = ("status", "purpose", "channel", "recipient_id", "customer_id", "subject", "text")
    days = (days_in(table, name) for name in ("planned_on", "sent_on"))
    rows = zip(*(table.values(name) for name in names), strict=True)
    found = []
    for row, (words, planned, sent) in enumerate(zip(rows, *days, strict=True)):
        status, purpose, channel, recipient, customer, subject, text = words
        if status in GOING:
            who = key_text(recipient or customer or "")
            kind = (_word(status), _word(purpose), _word(channel))
            said = (_word(subject), _word(text))
            found.append(Message(row, *kind, who, *said, planned, sent))
    return found


def _word(value: Cell) -> str:
    return value if isinstance(value, str) else ""
