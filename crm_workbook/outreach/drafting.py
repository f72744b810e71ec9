"""What is to be done with every draft: which are new, which stand and change, which have lapsed.

A rerun makes no twins, since the same occasion has the same id. A draft that nobody touched
follows its template and its data; one that was edited or approved keeps its words, and only what
the tool itself says of it (the gate, the link) is brought up to date.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from crm_workbook.outreach.channels import names
from crm_workbook.outreach.touches import Touch
from crm_workbook.outreach.triggers import TRIGGERS, trigger
from crm_workbook.outreach.writer import Candidate, Draft, Wording, outreach_id, text_hash
from crm_workbook.schema.columns import day, keys_in
from crm_workbook.schema.typed import typed

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from crm_workbook.model import Book
    from crm_workbook.outreach.figures import Base
    from crm_workbook.outreach.gates import Block
    from crm_workbook.outreach.people import People
    from crm_workbook.outreach.template import Template
    from crm_workbook.outreach.touches import Touches
    from crm_workbook.outreach.writer import Writer

OURS: Final = re.compile(r"O-[0-9A-F]{10}")
_WAITING: Final = ("draft", "blocked", "")
"""Statuses of a draft nobody has decided on."""
_COUNTED: Final = ("draft", "approved")


class Row(NamedTuple):
    """A draft that is in the outreach sheet already."""

    place: int
    """Its index among the rows of the table."""
    id: str
    template: str
    status: str
    planned_on: date | None
    wording: Wording
    text_hash: str

    @property
    def own_words(self) -> bool:
        """Whether its words are somebody's: changed by hand, or approved as they are."""
        now = text_hash(*self.wording)
        return self.status == "approved" or now not in ("", self.text_hash)

    @property
    def had_text(self) -> bool:
        """Whether it was more than a note of what is blocked."""
        return bool(self.wording.text.strip())


class Standing(NamedTuple):
    """A draft in the sheet and how it would be written now."""

    row: Row
    draft: Draft
    status: str

    @property
    def freed(self) -> bool:
        """Whether it was blocked and may go now."""
        return self.row.status == "blocked" and self.draft.block is None

    @property
    def barred(self) -> bool:
        """Whether it was open and may not go now."""
        return self.row.status in _COUNTED and self.draft.block is not None

    @property
    def rewritten(self) -> bool:
        """Whether its words change."""
        words = Wording(self.draft.channel.id, self.draft.subject, self.draft.text)
        return not self.row.own_words and text_hash(*words) != text_hash(*self.row.wording)


class Decided(NamedTuple):
    """What is to be done with the drafts of the templates looked at."""

    new: Sequence[Draft]
    standing: Sequence[Standing]
    lapsed: Sequence[Row]
    deferred: int
    """How many more there would be, were it not for the limit."""
    waiting: int
    """How many were open before and still are."""

    @property
    def blocks(self) -> list[Block]:
        """Why each of the blocked ones is."""
        drafts = (*self.new, *(standing.draft for standing in self.standing))
        return [draft.block for draft in drafts if draft.block is not None]


def rows(book: Book) -> dict[str, Row]:
    """Return the drafts in the sheet by id; of two with one id the first counts."""
    table = typed(book, "outreach")
    if table is None:
        return {}
    found: dict[str, Row] = {}
    columns = ("channel", "template", "status", "planned_on", "text_hash")
    ids = keys_in(table, "outreach_id")
    # The wording is taken as it stands: its meaning would lack the marks that guard direction.
    wordings = (table["subject"].raw, table["text"].raw)
    values = zip(*(table.values(column) for column in columns), *wordings, strict=True)
    for index, (own, row) in enumerate(zip(ids, values, strict=True)):
        channel, template, status, planned, mark, subject, text = row
        if own and own not in found:
            wording = Wording(*("" if v is None else str(v) for v in (channel, subject, text)))
            found[own] = Row(
                index,
                own,
                str(template or ""),
                str(status or ""),
                day(planned),
                wording,
                str(mark or ""),
            )
    return found


def candidates(
    templates: Iterable[Template], people: People, base: Base, as_of: date
) -> list[Candidate]:
    """Return who should hear from the business now, in the order in which they are served.

    First by the occasion, a birthday before an advertisement; then by what they have spent; so
    that when the caps leave room for one message, the better one is kept.

    Raises:
        CrmError: A template sets what its trigger does not know.
    """
    found = []
    ranks = {reason: rank for rank, reason in enumerate(TRIGGERS)}
    for template in templates:
        watching, setup = trigger(template)
        for person in people:
            figures = base.figures.get(person.id)
            reason = watching.find(person, figures, base, setup, as_of)
            if reason is not None:
                own = outreach_id(person.id, template.name, reason.period)
                found.append(Candidate(own, template, person, figures, reason))

    def order(candidate: Candidate) -> tuple[int, float, str, str]:
        spent = candidate.figures.number("monetary") if candidate.figures else None
        rank = ranks[candidate.template.reason]
        return rank, -(spent or 0.0), candidate.customer.id, candidate.template.name

    return sorted(found, key=order)


def decide(
    candidates: Sequence[Candidate],
    templates: Sequence[Template],
    rows: dict[str, Row],
    writer: Writer,
    touches: Touches,
    *,
    as_of: date,
    limit: int = 0,
) -> Decided:
    """Return what is to be done with the candidates and the drafts in the sheet.

    Args:
        candidates: Who should hear from the business, in the order in which they are served.
        templates: The templates looked at; drafts of others are left alone.
        rows: The drafts in the sheet.
        writer: Writes the drafts.
        touches: Approaches made and planned; brought up to date.
        as_of: The day the drafts are made for.
        limit: How many open drafts there may be in all; 0 for no limit.
    """
    wanted = {candidate.id for candidate in candidates}
    looked_at = {template.name for template in templates}
    lapsed = [
        row
        for row in rows.values()
        if row.id not in wanted
        and row.template in looked_at
        and row.status in _WAITING
        and OURS.fullmatch(row.id)
    ]
    for row in lapsed:
        touches.withdraw(row.id)
    standing = []
    for candidate in candidates:
        known = rows.get(candidate.id)
        if known is not None and known.status in (*_WAITING, "approved"):
            found = _stand(candidate, known, writer, as_of)
            if found is not None:
                standing.append(found)
                _count(touches, found)
    new = []
    deferred = 0
    room = limit - sum(row.status in _COUNTED for row in rows.values()) if limit else len(wanted)
    for candidate in candidates:
        if candidate.id in rows:
            continue
        draft = writer.write(candidate, candidate.reason.on)
        if draft.block is None:
            if room <= 0:
                deferred += 1
                continue
            room -= 1
            person = draft.recipient
            touches.add(Touch(draft.on, draft.channel.id, person.id, candidate.id), person)
        new.append(draft)
    freed = {each.row.id for each in standing if each.freed}
    after = {row.id: "expired" for row in lapsed} | {s.row.id: s.status for s in standing}
    waiting = sum(
        after.get(row.id, row.status) in _COUNTED and row.id not in freed
        for row in rows.values()
        if row.template in looked_at
    )
    return Decided(new, standing, lapsed, deferred, waiting)


def _stand(candidate: Candidate, row: Row, writer: Writer, as_of: date) -> Standing | None:
    """Return how a draft in the sheet stands now, None when it went to a way we do not know."""
    wording = row.wording if row.own_words else None
    if wording is not None and wording.channel not in names():
        return None
    on = max(row.planned_on or candidate.reason.on, as_of)
    draft = writer.write(candidate, on, wording)
    approved = "approved" if row.status == "approved" else "draft"
    return Standing(row, draft, "blocked" if draft.block else approved)


def _count(touches: Touches, standing: Standing) -> None:
    row, draft = standing.row, standing.draft
    if standing.status == "blocked":
        touches.withdraw(row.id)
    elif row.status not in _COUNTED:
        touches.add(Touch(draft.on, draft.channel.id, draft.recipient.id, row.id), draft.recipient)
