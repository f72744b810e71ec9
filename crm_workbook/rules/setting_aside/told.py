"""What a check says beyond its findings, as lines for people."""

from __future__ import annotations

from crm_workbook.lean import TYPE_CHECKING, Final
from crm_workbook.model import SEVERITIES
from crm_workbook.text import Counted, Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from crm_workbook.rules.setting_aside.baseline import Known
    from crm_workbook.rules.tally import Count, Score

_LISTED: Final = 40
"""How many stale entries are named."""

CONFIG: Final = Text("לפי {file}", "settings from {file}")
WORKBOOK: Final = Text(
    "לפי גיליון ההגדרות של החוברת: {what}", "settings of the workbook itself: {what}"
)
NO_SHEET: Final = Text(
    "ב-{file}, per-sheet-ignores: בחוברת הזאת אין גיליון {sheets}",
    "{file}, per-sheet-ignores: this workbook has no sheet {sheets}",
)
SILENCED: Final = Counted(
    Text("ממצא אחד הושתק בחוברת, עם סיבה", "1 finding is silenced in the workbook, with a reason"),
    Text(
        "{count:,} ממצאים הושתקו בחוברת, עם סיבה",
        "{count:,} findings are silenced in the workbook, with a reason",
    ),
)
KNOWN: Final = Counted(
    Text("ממצא אחד ידוע מראש לפי {file}", "1 finding is known from {file}"),
    Text("{count:,} ממצאים ידועים מראש לפי {file}", "{count:,} findings are known from {file}"),
)
OTHERS: Final = Text(
    "ב-{file} אין דבר על '{name}', ולכן כל מה שנמצא כאן חדש; הקובץ הוא על {others}",
    "{file} knows nothing of '{name}', so all that is found here is new; it is about {others}",
)
STALE: Final = Counted(
    Text("רשומה אחת ב-{file} כבר לא נמצאת:", "1 entry of {file} is not found any more:"),
    Text(
        "{count:,} רשומות ב-{file} כבר לא נמצאות:",
        "{count:,} entries of {file} are not found any more:",
    ),
)
MORE: Final = Counted(
    Text("ועוד רשומה אחת", "and 1 more"), Text("ועוד {count:,} רשומות", "and {count:,} more")
)
RENEW: Final = Text("לעדכון: --write-baseline {file}", "To renew it: --write-baseline {file}")
WRITTEN: Final = Counted(
    Text("ממצא אחד נרשם ב-{file}", "1 finding was written to {file}"),
    Text("{count:,} ממצאים נרשמו ב-{file}", "{count:,} findings were written to {file}"),
)
IGNORED: Final = Counted(
    Text("שורה אחת נוספה לגיליון הבדיקות", "1 line was added to the checks sheet"),
    Text(
        "{count:,} שורות נוספו לגיליון הבדיקות", "{count:,} lines were added to the checks sheet"
    ),
)
NO_KEY: Final = Counted(
    Text(
        "ממצא אחד לא הושתק, כי לשורה שלו אין מזהה; אפשר בהערה על התא: crm: ignore CODE והסיבה",
        "1 finding was not silenced, its row having no key; a note on the cell can: "
        "crm: ignore CODE reason",
    ),
    Text(
        "{count:,} ממצאים לא הושתקו, כי לשורות שלהם אין מזהה; אפשר בהערה על התא: "
        "crm: ignore CODE והסיבה",
        "{count:,} findings were not silenced, their rows having no key; a note on the cell can: "
        "crm: ignore CODE reason",
    ),
)
_TIMES: Final = "{times:>6,}  {code} {severity}  {name}"
FIXABLE: Final = Text("(ניתנים לתיקון: {count:,})", "({count:,} fixable)")
SCORE: Final = Text(
    "{share:>6}  {sheet}: {clean:,} מתוך {rows:,} שורות תקינות",
    "{share:>6}  {sheet}: {clean:,} of {rows:,} rows in order",
)


def statistics(counts: Iterable[Count], lang: str) -> Iterator[str]:
    """Yield a line for each rule that was broken."""
    width = max(len(text.say(lang)) for text in SEVERITIES.values())
    for each in counts:
        severity = SEVERITIES[each.severity].say(lang).ljust(width)
        line = _TIMES.format(**each._asdict() | {"severity": severity})
        yield f"{line} {FIXABLE.say(lang, count=each.fixable)}" if each.fixable else line


def score(scores: Iterable[Score], lang: str) -> Iterator[str]:
    """Yield a line for each sheet: the share of its rows that are in order, rounded down."""
    for each in scores:
        share = f"{int(each.share * 1000) / 10:g}%"
        yield SCORE.say(lang, **each._asdict(), share=share)


def stale(entries: Mapping[Known, int], file: str, lang: str) -> Iterator[str]:
    """Yield what a baseline knows that is not found any more."""
    if not entries:
        return
    yield STALE.say(lang, count=len(entries), file=file)
    for each, times in list(entries.items())[:_LISTED]:
        place = ".".join(filter(None, (each.sheet, each.column)))
        more = f"({times})" if times > 1 else ""
        yield f"  {each.code}  {place}  {each.key}  {more}".rstrip()
    if len(entries) > _LISTED:
        yield f"  {MORE.say(lang, count=len(entries) - _LISTED)}"
    yield RENEW.say(lang, file=file)
