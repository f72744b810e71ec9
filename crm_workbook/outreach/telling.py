"""What a run of drafts came to, in words and in numbers."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from crm_workbook.outreach.drafting import Decided
    from crm_workbook.outreach.gates import Block

DRAFTED: Final = Text(
    "טיוטות חדשות: {new}. ממתינות מקודם: {standing}. חסומות: {blocked}.",
    "New drafts: {new}. Waiting from before: {standing}. Blocked: {blocked}.",
)
NOTHING_SENT: Final = Text(
    "דבר לא נשלח: הטיוטות בגיליון הפניות, לקריאה, לאישור ולשליחה ביד.",
    "Nothing was sent: the drafts wait in the outreach sheet for you to read, approve and send.",
)
BLOCKED: Final = Text("חסומות, {count}: {why}", "Blocked, {count}: {why}")
LAPSED: Final = Text(
    "טיוטות שההזדמנות שלהן חלפה: {count}.", "Drafts whose occasion has passed: {count}."
)
KEPT: Final = Text(
    "טיוטות שנערכו או אושרו, ונוסחן נשמר: {count}.",
    "Drafts edited or approved, their words kept: {count}.",
)
DEFERRED: Final = Text(
    "עוד {count} טיוטות נדחו בגלל המגבלה על מספר הטיוטות הפתוחות.",
    "{count} more were put off by the limit on open drafts.",
)
MAIL: Final = Text("טיוטות דואר, {count}, בתיקייה {folder}", "Mail drafts, {count}, in {folder}")
DEAD_MAIL: Final = Text(
    "קובצי דואר שאין לשלוח עוד, ואפשר למחוק מהתיקייה {folder}: {ids}",
    "Mail files not to be sent any more, which may be deleted from {folder}: {ids}",
)
STALE: Final = Text(
    "המדדים חושבו ליום {computed:%d.%m.%Y}, והטיוטות הן ליום {as_of:%d.%m.%Y}. "
    "כדאי להריץ קודם crm refresh.",
    "The figures were computed for {computed:%Y-%m-%d}, the drafts are for {as_of:%Y-%m-%d}. "
    "Better run crm refresh first.",
)
NAMELESS: Final = Text(
    "לקוחות בלי מזהה, שאליהם לא הוכנו טיוטות: {count}.",
    "Customers without an ID, for whom nothing was drafted: {count}.",
)

UNREAD: Final = Text(
    "שורות הסכמה שלא ברור מה קרה בהן, ולכן הן חוסמות: {count}.",
    "Consent rows of which it is not clear what happened, so that they block: {count}.",
)


def words(decided: Decided, lang: str) -> Iterator[str]:
    """Yield what was decided, the most important first."""
    blocked = _blocked(decided)
    new = sum(draft.block is None for draft in decided.new)
    waiting = sum(standing.draft.block is None for standing in decided.standing)
    yield DRAFTED.say(lang, new=new, standing=waiting, blocked=len(blocked))
    reasons = Counter(block.group(lang) for block in blocked)
    for why, count in reasons.most_common():
        yield BLOCKED.say(lang, count=count, why=why)
    own = sum(standing.row.own_words for standing in decided.standing)
    for count, text in ((own, KEPT), (len(decided.lapsed), LAPSED), (decided.deferred, DEFERRED)):
        if count:
            yield text.say(lang, count=count)


def mail(decided: Decided, files: int, folder: str, lang: str) -> Iterator[str]:
    """Yield what lies in the folder of mail drafts: what was written, what must not be sent."""
    if files:
        yield MAIL.say(lang, count=files, folder=folder)
    dead = [row.id for row in decided.lapsed if row.wording.channel == "email" and row.had_text]
    dead += [
        standing.row.id
        for standing in decided.standing
        if standing.row.wording.channel == "email"
        and standing.row.status in ("draft", "approved")
        and (standing.draft.block is not None or standing.draft.channel.id != "email")
    ]
    if dead:
        yield DEAD_MAIL.say(lang, folder=folder, ids=", ".join(dead))


def notes(
    computed: date | None, as_of: date, *, nameless: int, unread: int, lang: str
) -> Iterator[str]:
    """Yield what the drafts rest on, where it is not what it should be.

    Args:
        computed: The day for which the figures were computed.
        as_of: The day the drafts are made for.
        nameless: How many customers have no id.
        unread: How many rows of the consents sheet could not be understood.
        lang: The language to answer in.
    """
    if computed is not None and computed != as_of:
        yield STALE.say(lang, computed=computed, as_of=as_of)
    if nameless:
        yield NAMELESS.say(lang, count=nameless)
    if unread:
        yield UNREAD.say(lang, count=unread)
    yield NOTHING_SENT.say(lang)


def numbers(decided: Decided, files: int) -> dict[str, object]:
    """Return the same for a program."""
    blocked = _blocked(decided)
    return {
        "new": sum(draft.block is None for draft in decided.new),
        "standing": sum(standing.draft.block is None for standing in decided.standing),
        "blocked": len(blocked),
        "blocked_by": dict(Counter(block.code for block in blocked)),
        "expired": len(decided.lapsed),
        "deferred": decided.deferred,
        "files": files,
    }


def _blocked(decided: Decided) -> list[Block]:
    drafts = (*decided.new, *(standing.draft for standing in decided.standing))
    return [draft.block for draft in drafts if draft.block is not None]
