"""The analysis in words, and in numbers for a program."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, Final

from crm_workbook.analysis import telling_targets
from crm_workbook.analysis.segments import ORDER, PROSPECT
from crm_workbook.fields.date import shown
from crm_workbook.schema.lists import choice_name
from crm_workbook.text import Counted, Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from crm_workbook.analysis.metrics import Analysis
    from crm_workbook.analysis.standings import Target
    from crm_workbook.model import Book

    Movement = Mapping[tuple[str, str], int]

SHOWN: Final = 5
"""How many movements between segments a summary names."""

STALE_DAYS: Final = 365

OVERVIEW: Final = Text(
    "נכון ל-{day}: {customers}, {bought}. {purchases}, {revenue} {currency}.",
    "As of {day}: {customers}, {bought}. {purchases}, {revenue} {currency}.",
)
CUSTOMERS: Final = Counted(
    Text("לקוח אחד", "1 customer"), Text("{count:,} לקוחות", "{count:,} customers")
)
BOUGHT: Final = Counted(
    Text("מהם אחד קנה", "of whom 1 has bought"),
    Text("מהם {count:,} קנו", "of whom {count:,} have bought"),
)
PURCHASES: Final = Counted(
    Text("קנייה אחת", "1 purchase"), Text("{count:,} קניות", "{count:,} purchases")
)
SEGMENT: Final = Text("{segment}: {count} ({percent}%)", "{segment}: {count} ({percent}%)")
NOBODY: Final = Text(
    "עדיין אין רכישות שאפשר לחשב מהן.", "There are no purchases to compute from yet."
)
FEW: Final = Counted(
    Text(
        "רק לקוח אחד קנה, וזה מעט מדי לחמש דרגות. הציונים ניתנו בשלוש: 1, 3 ו-5.",
        "Only 1 customer has bought, too few for five grades. Three were used: scores 1, 3 and 5.",
    ),
    Text(
        "רק {count} לקוחות קנו, וזה מעט מדי לחמש דרגות. הציונים ניתנו בשלוש: 1, 3 ו-5.",
        "Only {count} customers have bought, too few for five grades. "
        "Three were used: scores 1, 3 and 5.",
    ),
)
FEW_CHOSEN: Final = Text(
    "הציונים ניתנו בשלוש דרגות, 1, 3 ו-5, כפי שנקבע בהגדרות.",
    "Scores were given in three grades, 1, 3 and 5, as the settings say.",
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
DOUBLED: Final = Text(
    "שורות בגיליון הלקוחות שלא נספרו כי המזהה שלהן כבר מופיע בשורה אחרת: {count} "
    "(לפירוט: crm check)",
    "Rows of the customers sheet not counted, their ID being in another row already: {count} "
    "(see crm check)",
)
WINDOW: Final = Text("{start} עד {end}", "{start} to {end}")
MOVED: Final = Text(
    "עברו מאז {month} מ'{before}' אל '{after}': {count}",
    "Moved since {month} from '{before}' to '{after}': {count}",
)


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
        *telling_targets.words(book, found, lang),
    ]


def numbers(seen: Analysis, found: list[Target], moved: tuple[str, Movement]) -> dict[str, object]:
    """Return the same in numbers, ready for JSON."""
    summary = seen.summary
    return {
        "as_of": seen.as_of.isoformat(),
        "unit": seen.unit,
        "nameless": seen.nameless,
        "doubled": seen.doubled,
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
        customers=CUSTOMERS.of(len(seen.known)),
        bought=BOUGHT.of(bought),
        purchases=PURCHASES.of(int(summary.n.sum())),
        revenue=f"{int(seen.lines.money.sum()) / seen.lines.scale:,.2f}",
        currency=choice_name(book.lists, "currency", currency, lang) if lang == "he" else currency,
    )
    if not bought:
        yield NOBODY.say(lang)
        return
    for name, count in _counts(seen).items():
        percent = f"{100 * count / len(seen.known):.0f}"
        percent = percent if percent != "0" else "<1"
        segment = choice_name(book.lists, "segment", name, lang)
        yield SEGMENT.say(lang, segment=segment, count=f"{count:,}", percent=percent)
    if seen.scores.bins == 3:  # noqa: PLR2004 - one of the two there are
        chosen = book.settings.get("rfm_bins") == "3"
        yield FEW_CHOSEN.say(lang) if chosen else FEW.say(lang, count=bought)
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
    if seen.doubled:
        yield DOUBLED.say(lang, count=f"{seen.doubled:,}")


def _moves(book: Book, moved: tuple[str, Movement], lang: str) -> Iterator[str]:
    month, movement = moved
    away = [(count, pair) for pair, count in movement.items() if pair[0] != pair[1]]
    for count, (before, after) in sorted(away, key=lambda m: (-m[0], m[1]))[:SHOWN]:
        yield MOVED.say(
            lang,
            month=month,
            count=f"{count:,}",
            before=choice_name(book.lists, "segment", before, lang),
            after=choice_name(book.lists, "segment", after, lang),
        )
