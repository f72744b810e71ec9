"""The analysis in words, and in numbers for a program."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, Final

from crm_workbook.analysis.segments import ORDER, PROSPECT
from crm_workbook.fields.choice import name_of
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from crm_workbook.analysis.metrics import Analysis
    from crm_workbook.analysis.standings import Target
    from crm_workbook.model import Book

    Movement = Mapping[tuple[str, str], int]

SHOWN: Final = 10
"""How many targets, and how many movements at half of it, a summary names."""

STALE_DAYS: Final = 365

OVERVIEW: Final = Text(
    "נכון ל-{day}: {customers} לקוחות, מהם {bought} קנו. {purchases} קניות, {revenue} {currency}.",
    "As of {day}: {customers} customers, of whom {bought} have bought. "
    "{purchases} purchases, {revenue} {currency}.",
)
SEGMENT: Final = Text("{segment}: {count} ({percent}%)", "{segment}: {count} ({percent}%)")
NOBODY: Final = Text(
    "עדיין אין רכישות שאפשר לחשב מהן.", "There are no purchases to compute from yet."
)
FEW: Final = Text(
    "רק {bought} לקוחות קנו, וזה מעט מדי לחמש דרגות. הציונים ניתנו בשלוש: 1, 3 ו-5.",
    "Only {bought} customers have bought, too few for five grades. "
    "Three were used: scores 1, 3 and 5.",
)
STALE: Final = Text(
    "הקנייה האחרונה הייתה {days} ימים לפני היום שלפיו חושב. לחישוב נכון לאותו יום: --as-of {last}",
    "The last purchase was {days} days before the day of the analysis. "
    "To compute as of then: --as-of {last}",
)
LEFT_OUT: Final = {
    "not_a_sale": Text(
        "שורות שלא נספרו כי אינן מכירה (הזמנה, הצעת מחיר או קבלה): {count}",
        "Rows not counted, being no sale (an order, a quote or a receipt): {count}",
    ),
    "no_customer": Text(
        "שורות שלא נספרו כי לא נרשם בהן לקוח: {count}",
        "Rows not counted for lack of a customer: {count}",
    ),
    "no_date": Text(
        "שורות שלא נספרו כי אין בהן תאריך קריא: {count}",
        "Rows not counted for lack of a readable date: {count}",
    ),
    "after_as_of": Text(
        "שורות שלא נספרו כי תאריכן אחרי {day}: {count}",
        "Rows not counted, being dated after {day}: {count}",
    ),
    "before_window": Text(
        "שורות שלא נספרו כי תאריכן לפני {since}, תחילת התקופה שבהגדרות: {count}",
        "Rows not counted, being dated before {since}, where the settings begin: {count}",
    ),
    "no_amount": Text(
        "שורות שלא נספרו כי אין בהן סכום קריא: {count}",
        "Rows not counted for lack of a readable amount: {count}",
    ),
    "unknown_customer": Text(
        "שורות שלא נספרו כי הלקוח שלהן אינו בגיליון הלקוחות: {count} (לפירוט: crm check)",
        "Rows not counted, their customer not being in the customers sheet: {count} "
        "(see crm check)",
    ),
}
"""Why purchase rows were left out; nothing is left out in silence."""

NAMELESS: Final = Text(
    "שורות בגיליון הלקוחות שלא נספרו כי אין בהן מזהה לקוח: {count}",
    "Rows of the customers sheet not counted for lack of a customer ID: {count}",
)
WINDOW: Final = Text("{start} עד {end}", "{start} to {end}")
MOVED: Final = Text(
    "עברו מאז {month} מ'{before}' אל '{after}': {count}",
    "Moved since {month} from '{before}' to '{after}': {count}",
)
STANDS: Final = Text(
    "יעד {name}: {status}. {actual} מתוך {goal}.", "Target {name}: {status}. {actual} of {goal}."
)
PACE: Final = Text(
    " צפוי עד היום {expected}, נדרשים {needed} לשבוע עד {end}.",
    " Expected by now {expected}; {needed} a week needed until {end}.",
)
PAIRED: Final = Text(" תוצאה לפעולה: {value}.", " Result per action: {value}.")
UNTOLD: Final = {
    "incomplete": Text(
        "יעד {name} לא חושב: חסרים בו מדד, ערך או תאריכי התחלה וסיום.",
        "Target {name} was not computed: its measure, value, start or end is missing.",
    ),
    "unknown_scope": Text(
        "יעד {name} לא חושב: לא ברור של מי הוא. יש לבדוק את העמודות 'רמה' ו'עבור'.",
        "Target {name} was not computed: it is not clear whose it is. See 'Level' and 'For'.",
    ),
    "not_measured": Text(
        "יעד {name} לא חושב: אין בחוברת נתונים שמהם אפשר למדוד אותו.",
        "Target {name} was not computed: the workbook holds nothing to measure it by.",
    ),
}
MORE: Final = Text("יעדים נוספים בגיליון: {count}", "Further targets in the sheet: {count}")


def words(
    book: Book, seen: Analysis, found: list[Target], moved: tuple[str, Movement], lang: str
) -> list[str]:
    """Return the analysis as sentences, the most important first.

    Args:
        book: The workbook.
        seen: Its analysis.
        found: Its targets.
        moved: The earlier month compared with, empty when there is none, and the movements.
        lang: The language to answer in.
    """
    return [
        *_customers(book, seen, lang),
        *_left_out(book, seen, lang),
        *_moves(book, moved, lang),
        *_targets(book, found, lang),
    ]


def numbers(seen: Analysis, found: list[Target], moved: tuple[str, Movement]) -> dict[str, object]:
    """Return the same in numbers, ready for JSON."""
    summary = seen.summary
    return {
        "as_of": seen.as_of.isoformat(),
        "unit": seen.unit,
        "nameless": seen.nameless,
        "customers": len(seen.known),
        "scored": len(summary.customers),
        "purchases": int(summary.n.sum()),
        "revenue": int(seen.lines.money.sum()) / seen.lines.scale,
        "bins": seen.scores.bins,
        "cuts": seen.scores.cuts,
        "segments": _counts(seen),
        "left_out": _reasons(seen),
        "moved": {
            "since": moved[0],
            "from_to": [[*pair, count] for pair, count in sorted(moved[1].items())],
        },
        "targets": [
            {
                "id": target.id,
                "measure": target.measure,
                **(target.standing._asdict() if target.standing else {"status": None}),
                "not_computed": target.why,
                "result_per_action": target.result_per_action,
                "effects": target.effects,
            }
            for target in found
        ],
    }


def shown(day: date, lang: str) -> str:
    """Return a date as a reader of `lang` writes it."""
    if lang == "he":
        return f"{day.day:02}/{day.month:02}/{day.year}"
    return f"{day:%Y-%m-%d}"


def window(start: date, end: date, lang: str) -> str:
    """Return a span of days in words."""
    return WINDOW.say(lang, start=shown(start, lang), end=shown(end, lang))


def _customers(book: Book, seen: Analysis, lang: str) -> Iterator[str]:
    summary = seen.summary
    bought = len(summary.customers)
    currency = str(book.settings.get("currency") or "ILS")
    yield OVERVIEW.say(
        lang,
        day=shown(seen.as_of, lang),
        customers=f"{len(seen.known):,}",
        bought=f"{bought:,}",
        purchases=f"{int(summary.n.sum()):,}",
        revenue=f"{int(seen.lines.money.sum()) / seen.lines.scale:,.2f}",
        currency=_choice(book, "currency", currency, lang) if lang == "he" else currency,
    )
    if not bought:
        yield NOBODY.say(lang)
        return
    for name, count in _counts(seen).items():
        percent = f"{100 * count / len(seen.known):.0f}"
        percent = percent if percent != "0" else "<1"
        segment = _choice(book, "segment", name, lang)
        yield SEGMENT.say(lang, segment=segment, count=f"{count:,}", percent=percent)
    if seen.scores.bins == 3:  # noqa: PLR2004 - one of the two there are
        yield FEW.say(lang, bought=bought)
    since = int(summary.days_since_last.min())
    if since > STALE_DAYS:
        last = seen.as_of.fromordinal(int(summary.last.max()))
        yield STALE.say(lang, days=f"{since:,}", last=last.isoformat())


def _counts(seen: Analysis) -> dict[str, int]:
    """Return the customers of each segment that has any, in the order of segments."""
    count = Counter(seen.segment.get(name, PROSPECT) for name in seen.known)
    return {name: count[name] for name in ORDER if count[name]}


def _reasons(seen: Analysis) -> dict[str, int]:
    return {**seen.lines.dropped, "unknown_customer": seen.strangers}


def _left_out(book: Book, seen: Analysis, lang: str) -> Iterator[str]:
    window = book.settings.get("window_from")
    since = shown(window, lang) if isinstance(window, date) else ""
    for reason, count in _reasons(seen).items():
        if count:
            yield LEFT_OUT[reason].say(
                lang, count=f"{count:,}", day=shown(seen.as_of, lang), since=since
            )
    if seen.nameless:
        yield NAMELESS.say(lang, count=f"{seen.nameless:,}")


def _moves(book: Book, moved: tuple[str, Movement], lang: str) -> Iterator[str]:
    month, movement = moved
    away = [(count, pair) for pair, count in movement.items() if pair[0] != pair[1]]
    for count, (before, after) in sorted(away, key=lambda m: (-m[0], m[1]))[: SHOWN // 2]:
        yield MOVED.say(
            lang,
            month=month,
            count=f"{count:,}",
            before=_choice(book, "segment", before, lang),
            after=_choice(book, "segment", after, lang),
        )


def _targets(book: Book, found: list[Target], lang: str) -> Iterator[str]:
    for target in found[:SHOWN]:
        name = f"'{target.name or target.id or target.row + 1}'"
        now, goal = target.standing, target.goal
        if now is None or goal is None:
            yield UNTOLD[target.why].say(lang, name=name)
            continue
        line = STANDS.say(
            lang,
            name=name,
            status=_choice(book, "target_status", now.status, lang),
            actual="0" if now.actual is None else f"{now.actual:,.10g}",
            goal=f"{goal.value:,.10g}",
        )
        if now.needed_per_week and now.expected is not None and now.status != "done":
            line += PACE.say(
                lang,
                expected=f"{now.expected:,.0f}",
                needed=f"{now.needed_per_week:,.10g}"
                if now.needed_per_week < 1
                else f"{now.needed_per_week:,.0f}",
                end=shown(goal.end, lang),
            )
        if target.result_per_action is not None:
            line += PAIRED.say(lang, value=f"{target.result_per_action:,.2f}")
        yield line
    if len(found) > SHOWN:
        yield MORE.say(lang, count=len(found) - SHOWN)


def _choice(book: Book, list_id: str, value: str, lang: str) -> str:
    """Return a list's value in a language; what the list does not know stays as it is."""
    found = next((c for c in book.lists.get(list_id, ()) if c.id == value), None)
    return value if found is None else name_of(found, lang)
