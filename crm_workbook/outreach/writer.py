"""From a customer and a reason to a draft: who exactly, by which channel, in which words.

Every recipient and channel is tried in order of preference, and the first that no gate forbids is
taken. When none is left, the draft is a blocked one that says why.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Final, NamedTuple

from crm_workbook.fields.date import shown
from crm_workbook.outreach import gates, law, records
from crm_workbook.outreach.channels import Message, channel, names
from crm_workbook.outreach.environment import Environment, Filled
from crm_workbook.outreach.gates import Approach, Block
from crm_workbook.outreach.language import GENDERS, plain, tidy, unmarked
from crm_workbook.outreach.template import bad
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from crm_workbook.model import Book
    from crm_workbook.outreach.channels import Channel
    from crm_workbook.outreach.environment import Words
    from crm_workbook.outreach.figures import Figures
    from crm_workbook.outreach.gates import Facts
    from crm_workbook.outreach.people import People, Person
    from crm_workbook.outreach.records import Purchase
    from crm_workbook.outreach.template import Template, Version
    from crm_workbook.outreach.triggers import Reason

ALLOWED = Text("מותר", "may be sent")
ON_CONSENT = Text("מותר, בהסכמה מ-{date}", "may be sent, on consent of {date}")
ON_UNDATED_CONSENT = Text("מותר, בהסכמה ללא תאריך", "may be sent, on an undated consent")
MISSING = Text("חסר: {label}", "missing: {label}")
TOO_LONG = Text("הנוסח יצא ארוך מדי", "the text came out too long")
UNFIT = Text(
    "ערך באחד התאים אינו מהסוג שהתבנית מצפה לו",
    "a cell holds another kind of value than the template expects",
)
NO_ADDRESS = Text(
    'אין כתובת תקינה לאף אחד מהערוצים (נייד, דוא"ל)',
    "no valid address for any of the channels (mobile, e-mail)",
)
NO_CHANNEL = Text(
    "אין טיוטות בערוץ {name}; יש: {known}", "there are no drafts for {name}; there are: {known}"
)
BY_CHANNEL = Text("{channels}: {why}", "{channels}: {why}")

_OF_THE_CUSTOMER: Final = frozenset({"status", "do-not-contact", "open-complaint", "resting"})
"""Blocks that are the same on every channel and so are said once."""


class Candidate(NamedTuple):
    """Somebody who should hear from the business, and why."""

    id: str
    """Stable: the same customer, template and occasion have the same one on every run."""
    template: Template
    customer: Person
    figures: Figures | None
    reason: Reason


class Draft(NamedTuple):
    """One row of the outreach sheet, before it is put in a workbook's own words."""

    candidate: Candidate
    recipient: Person
    channel: Channel
    on: date
    lang: str
    gate: str
    template_hash: str = ""
    subject: str = ""
    text: str = ""
    link: str = ""
    block: Block | None = None

    @property
    def text_hash(self) -> str:
        """The mark by which an edit by hand is noticed."""
        return text_hash(self.channel.id, self.subject, self.text)


class Wording(NamedTuple):
    """What a person chose or typed in a draft that is there already."""

    channel: str
    subject: str
    text: str


def text_hash(channel_id: str, subject: str, text: str) -> str:
    """Return the mark of a wording; '' for one without text.

    Blanks at the ends of lines and direction marks do not count: programs add and drop them.
    """
    if not text.strip():
        return ""
    return _hash(channel_id, plain(subject), tidy(unmarked(text)))


def outreach_id(customer: str, template: str, period: str) -> str:
    """Return the id of the one message that a template has for a customer on an occasion."""
    return f"O-{_hash(customer, template, period)[:10].upper()}"


class Writer:
    """Writes the drafts of one workbook."""

    def __init__(
        self,
        book: Book,
        people: People,
        facts: Facts,
        purchases: Mapping[str, Purchase],
    ) -> None:
        """Know whom one writes to, what forbids it and what was bought last."""
        self._lang = book.lang
        self._settings = book.settings
        self._people = people
        self._facts = facts
        self._purchases = purchases
        self._labels = records.fields(book)
        self._fields = {name: frozenset(fields) for name, fields in self._labels.items()}
        self._environments: dict[tuple[str, bool], Environment] = {}
        self._words: dict[tuple[str, bool], tuple[Words, Words]] = {}

    def prepare(self, template: Template) -> None:
        """Check every text of a template before the first draft.

        Raises:
            CrmError: A text says something that is not allowed, or there is no such channel; names
                the file and the line.
        """
        unknown = [name for name in template.channels if name not in names()]
        if unknown:
            known = ", ".join(names())
            raise bad(template.version().file, 1, NO_CHANNEL, name=unknown[0], known=known)
        for version in template.versions.values():
            self._ready(version, isolates=False)

    def write(self, candidate: Candidate, on: date, wording: Wording | None = None) -> Draft:
        """Return the draft for a candidate on a day.

        Args:
            candidate: Who and why.
            on: The day the message is for.
            wording: What somebody typed over an earlier draft; it is kept, and checked.
        """
        tried = []
        for recipient in self._people.recipients(candidate.customer):
            for way in _channels(candidate.template, recipient, wording):
                draft = self._try(candidate, recipient, way, on, wording)
                if draft.block is None:
                    return draft
                tried.append(draft)
        # Where she has an address at all, the reason is worth more than "no address".
        first = next((d for d in tried if d.block and d.block.code != "no-address"), tried[0])
        blocks = [
            (d.channel, d.block) for d in tried if d.recipient is first.recipient and d.block
        ]
        if len(blocks) > 1 and all(block.code == "no-address" for _, block in blocks):
            nowhere = Block("no-address", NO_ADDRESS)
            return first._replace(block=nowhere, gate=nowhere.say(self._lang))
        return first._replace(gate=self._refusal(blocks))

    def _try(
        self,
        candidate: Candidate,
        recipient: Person,
        way: Channel,
        on: date,
        wording: Wording | None,
    ) -> Draft:
        template = candidate.template
        version = template.version(recipient.text("language"), self._lang)
        empty = Draft(
            candidate,
            recipient,
            way,
            on,
            version.lang,
            "",
            template_hash=_hash(version.subject, version.body)[:12],
        )
        approach = Approach(candidate.id, recipient, way, template.purpose, on)
        block = gates.blocked(approach, self._facts)
        if wording is not None:
            empty = empty._replace(subject=wording.subject, text=wording.text)
        elif block is None:
            filled = self._fill(candidate, recipient, version, way)
            block = next((b for f in filled if (b := self._unfilled(f)) is not None), None)
            if block is None:
                # A subject is a header, where invisible marks have no business.
                empty = empty._replace(subject=plain(filled[0].text), text=filled[1].text)
        if block is None and template.purpose == "advertising":
            block = law.lacking(way.id, empty.subject, empty.text, self._settings)
        if block is not None:
            if wording is None:
                empty = empty._replace(subject="", text="")
            return empty._replace(block=block)
        handed = way.hand(self.message(empty))
        notes = [text.say(self._lang, **values) for text, values in handed.notes]
        gate = "; ".join((self._permission(approach), *notes))
        return empty._replace(link=handed.link, gate=gate)

    def message(self, draft: Draft) -> Message:
        """Return a draft as its channel takes it."""
        return Message(
            id=draft.candidate.id,
            to=draft.channel.address(draft.recipient.values),
            lang=draft.lang,
            subject=plain(draft.subject),
            text=tidy(draft.text),
            sender=plain(str(self._settings.get("business_name") or "")),
            sender_email=plain(str(self._settings.get("business_email") or "")),
            advertising=draft.candidate.template.purpose == "advertising",
        )

    def _fill(
        self, candidate: Candidate, recipient: Person, version: Version, way: Channel
    ) -> tuple[Filled, Filled]:
        subject, body = self._ready(version, isolates=way.isolates)
        known = {
            "c": records.customer(recipient),
            "m": records.figures(candidate.figures),
            "p": records.purchase(self._purchases.get(candidate.customer.id)),
            "b": records.business(self._settings, way.id, version.lang),
        }
        gender = recipient.text("gender_address")
        if gender not in GENDERS and recipient.text("unit_type") == "household":
            gender = "plural"
        # Only e-mail has a subject; on a phone it would be text that nobody sees.
        about = subject.fill(gender, known) if way.id == "email" else Filled()
        return about, body.fill(gender, known)

    def _ready(self, version: Version, *, isolates: bool) -> tuple[Words, Words]:
        key = (version.file, isolates)
        if key not in self._words:
            place = (version.lang, isolates)
            if place not in self._environments:
                currency = str(self._settings.get("currency") or "ILS")
                self._environments[place] = Environment(
                    version.lang, currency, self._fields, records.LISTS, isolates=isolates
                )
            environment = self._environments[place]
            self._words[key] = environment.subject(version), environment.body(version)
        return self._words[key]

    def _unfilled(self, filled: Filled) -> Block | None:
        if filled.missing:
            record, _, field = filled.missing.partition(".")
            label = self._labels[record].get(field, Text(field, field))
            if record == "b":
                return Block("setting-missing", law.UNSET, {"label": label})
            return Block("field-missing", MISSING, {"label": label})
        if filled.fault:
            return Block(filled.fault, TOO_LONG if filled.fault == "too-long" else UNFIT)
        return None

    def _permission(self, approach: Approach) -> str:
        if approach.purpose != "advertising":
            return ALLOWED.say(self._lang)
        consent = self._facts.ledger.consent(approach.person.id, approach.channel.id, approach.on)
        if consent.since is None:
            return ON_UNDATED_CONSENT.say(self._lang)
        return ON_CONSENT.say(self._lang, date=shown(consent.since, self._lang))

    def _refusal(self, blocks: list[tuple[Channel, Block]]) -> str:
        """Return why there is no way: each reason once, with the channels it closes."""
        closed: dict[str, list[str]] = {}
        for way, block in blocks:
            closed.setdefault(block.say(self._lang), []).append(way.title.say(self._lang))
        if len(closed) == 1 or blocks[0][1].code in _OF_THE_CUSTOMER:
            return blocks[0][1].say(self._lang)
        return "; ".join(
            BY_CHANNEL.say(self._lang, channels=", ".join(ways), why=why)
            for why, ways in closed.items()
        )


def _channels(template: Template, recipient: Person, wording: Wording | None) -> Iterator[Channel]:
    if wording is not None:
        yield channel(wording.channel)
        return
    preferred = recipient.text("preferred_channel")
    for name in sorted(template.channels, key=lambda name: name != preferred):
        yield channel(name)


def _hash(*parts: str) -> str:
    return sha256("\x1f".join(parts).encode("utf-8", "replace")).hexdigest()[:16]
