"""What a run of drafts came to, in words and in numbers."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from crm_workbook.fields.date import shown
from crm_workbook.text import Counted, Text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from crm_workbook.outreach.drafting import Decided

DRAFTED: Final = Text(
    "טיוטות חדשות: {new}. ממתינות מקודם: {waiting}. חסומות: {blocked}.",
    "New drafts: {new}. Waiting from before: {waiting}. Blocked: {blocked}.",
)
FREED: Final = Text(
    "טיוטות שהיו חסומות, וכעת אפשר לשלוח: {count}.",
    "Drafts that were blocked and may be sent now: {count}.",
)
BARRED: Final = Text(
    "טיוטות שעד כה אפשר היה לשלוח, וכעת הן חסומות: {count}.",
    "Drafts that could be sent until now and are blocked: {count}.",
)
NEW_SHEETS: Final = {
    "settings": Text(
        "לחוברת מתווסף גיליון הגדרות. יש למלא בו את פרטי העסק ולהריץ שוב crm draft.",
        "The workbook gets a settings sheet. Fill in the details of the business there, then run "
        "crm draft again.",
    ),
    "consents": Text(
        "לחוברת מתווסף גיליון הסכמות. יש לרשום בו מי הסכים לקבל פרסומת, ולהריץ שוב crm draft.",
        "The workbook gets a consents sheet. Note there who has agreed to advertising, then run "
        "crm draft again.",
    ),
}
"""What a sheet is for that the workbook did not have."""
NOTHING_SENT: Final = Text(
    "דבר לא נשלח: הטיוטות בגיליון הפניות, לקריאה, לאישור ולשליחה ביד.",
    "Nothing was sent: the drafts wait in the outreach sheet for you to read, approve and send.",
)
NONE_OPEN: Final = Text(
    "דבר לא נשלח, ואין כרגע טיוטות לשליחה. הסיבה לכל חסימה רשומה בגיליון הפניות.",
    "Nothing was sent, and no draft is open. The outreach sheet says of each why it is blocked.",
)
NOBODY: Final = Text(
    "אין כרגע למי לפנות לפי התבניות.", "By the templates, there is nobody to write to now."
)
BLOCKED: Final = Text("חסומות, {count}: {why}", "Blocked, {count}: {why}")
LAPSED: Final = Text(
    "טיוטות שההזדמנות שלהן חלפה: {count}.", "Drafts whose occasion has passed: {count}."
)
KEPT: Final = Text(
    "טיוטות שנערכו או אושרו, ונוסחן נשמר: {count}.",
    "Drafts edited or approved, their words kept: {count}.",
)
DEFERRED: Final = Counted(
    Text(
        "עוד טיוטה אחת נדחתה בגלל המגבלה על מספר הטיוטות הפתוחות.",
        "1 more was put off by the limit on open drafts.",
    ),
    Text(
        "עוד {count:,} טיוטות נדחו בגלל המגבלה על מספר הטיוטות הפתוחות.",
        "{count:,} more were put off by the limit on open drafts.",
    ),
)
MAIL: Final = Text("טיוטות דואר: {count}, בתיקייה {folder}", "Mail drafts: {count}, in {folder}")
DEAD_MAIL: Final = Text(
    "קובצי דואר שאין לשלוח עוד, ואפשר למחוק מהתיקייה {folder}: {ids}",
    "Mail files not to be sent any more, which may be deleted from {folder}: {ids}",
)
STALE: Final = Text(
    "המדדים חושבו ליום {computed}, והטיוטות הן ליום {as_of}. כדאי להריץ קודם crm refresh.",
    "The figures were computed for {computed}, the drafts are for {as_of}. "
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
    blocked = decided.blocks
    new = sum(draft.block is None for draft in decided.new)
    yield DRAFTED.say(lang, new=new, waiting=decided.waiting, blocked=len(blocked))
    reasons = Counter(block.group(lang) for block in blocked)
    for why, count in reasons.most_common():
        yield BLOCKED.say(lang, count=count, why=why)
    standing = decided.standing
    for count, text in (
        (sum(each.freed for each in standing), FREED),
        (sum(each.barred for each in standing), BARRED),
        (sum(each.row.own_words for each in standing), KEPT),
        (len(decided.lapsed), LAPSED),
        (decided.deferred, DEFERRED),
    ):
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


def closing(decided: Decided, lang: str) -> str:
    """Return the last line: what is to be done with what there is."""
    fresh = any(draft.block is None for draft in decided.new)
    if fresh or decided.waiting or any(each.freed for each in decided.standing):
        return NOTHING_SENT.say(lang)
    return (NONE_OPEN if decided.blocks else NOBODY).say(lang)


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
        yield STALE.say(lang, computed=shown(computed, lang), as_of=shown(as_of, lang))
    if nameless:
        yield NAMELESS.say(lang, count=nameless)
    if unread:
        yield UNREAD.say(lang, count=unread)


def numbers(decided: Decided, files: int) -> dict[str, object]:
    """Return the same for a program."""
    blocked = decided.blocks
    return {
        "new": sum(draft.block is None for draft in decided.new),
        "freed": sum(standing.freed for standing in decided.standing),
        "standing": decided.waiting,
        "blocked": len(blocked),
        "blocked_by": dict(Counter(block.code for block in blocked)),
        "expired": len(decided.lapsed),
        "deferred": decided.deferred,
        "files": files,
    }
