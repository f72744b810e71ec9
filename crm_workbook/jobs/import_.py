"""Bring customers or purchases in from a CSV or Excel file.

Nothing is guessed: what cannot be read or would overwrite something is refused or kept, and said.
Importing the same file, or a longer export of the same sales, a second time adds nothing twice.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

from crm_workbook.importers.mapping import KINDS, parse_map
from crm_workbook.importers.plan import plan
from crm_workbook.importers.roster import VERDICTS
from crm_workbook.importers.said import listed
from crm_workbook.jobs import Job, Option
from crm_workbook.model import Outcome, Plan, shown
from crm_workbook.schema import sheet
from crm_workbook.schema.reliable import rely_on
from crm_workbook.text import Counted, Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crm_workbook.importers.mapping import Kind
    from crm_workbook.importers.plan import ImportPlan
    from crm_workbook.importers.source import Source
    from crm_workbook.importers.understood import DateOrder
    from crm_workbook.model import Book

_LRM: Final = "\u200e"
_LISTED: Final = 40
"""How many columns that go nowhere are named."""

READ: Final = Text("{file}, {sheet}, שורות: {rows}", "{file}, {sheet}, rows: {rows}")
ENCODED: Final = Text("קידוד {encoding}", "encoding {encoding}")
COUNTS: Final = Text(
    "חדשות {new}, שונו {changed}, זהות {same}, בסתירה {conflict}, נדחו {refused}",
    "new {new}, changed {changed}, same {same}, in conflict {conflict}, refused {refused}",
)
NEW_CUSTOMERS: Final = Text("לקוחות חדשים: {count}", "new customers: {count}")
UNUSED: Final = Text("לא יובאה: {heading}", "not imported: {heading}")
UNUSED_NEAR: Final = Text(
    'לא יובאה: {heading}. אולי הכוונה: --map "{heading}={target}"',
    'not imported: {heading}. Perhaps: --map "{heading}={target}"',
)
CURRENCY: Final = Text(
    "לפי {heading}: רק סכומים במטבע של החוברת יובאו",
    "by {heading}: only amounts in the workbook's currency were imported",
)
MORE_UNUSED: Final = Counted(
    Text("ועוד עמודה אחת שלא יובאה", "and 1 more column that was not imported"),
    Text("ועוד {count:,} עמודות שלא יובאו", "and {count:,} more columns that were not imported"),
)
LACKING: Final = Text(
    "העמודות האלה אינן בחוברת ולא יובאו: {columns}",
    "not in the workbook and so not imported: {columns}",
)
SKIPPED: Final = Counted(
    Text(
        "שורה אחת של הזמנה שבוטלה, זוכתה או לא שולמה לא יובאה",
        "1 row of a cancelled, refunded or unpaid order was left out",
    ),
    Text(
        "{count:,} שורות של הזמנות שבוטלו, זוכו או לא שולמו לא יובאו",
        "{count:,} rows of cancelled, refunded or unpaid orders were left out",
    ),
)
LEFT_OUT: Final = Counted(
    Text(
        "שורה אחת של סיכום, הערה או כותרות חוזרות לא יובאה",
        "1 row of totals, a remark or repeated headings was left out",
    ),
    Text(
        "{count:,} שורות של סיכומים, הערות או כותרות חוזרות לא יובאו",
        "{count:,} rows of totals, remarks or repeated headings were left out",
    ),
)
FOLDED: Final = Counted(
    Text(
        "שורת המשך אחת צורפה להזמנה שלה, כי הסכום רשום פעם אחת להזמנה",
        "1 continuing row was joined to its order, whose amount is given once",
    ),
    Text(
        "{count:,} שורות המשך צורפו להזמנה שלהן, כי הסכום רשום פעם אחת להזמנה",
        "{count:,} continuing rows were joined to their order, whose amount is given once",
    ),
)
COMPUTED: Final = Counted(
    Text("סכום אחד חושב מכמות כפול מחיר", "1 amount is quantity times price"),
    Text("{count:,} סכומים חושבו מכמות כפול מחיר", "{count:,} amounts are quantity times price"),
)
REMEMBERED: Final = Text(
    "המיפוי נשמר בגיליון ההגדרות לפעם הבאה", "the mapping is kept in the settings for next time"
)
REASON: Final = Text("יבוא מ-{file}", "import from {file}")


def run(
    book: Book,
    *,
    lang: str,
    source: Source,
    kind: str | None = None,
    map: tuple[str, ...] = (),  # noqa: A002 - the name of the option
    encoding: str = "",
    dates: str | None = None,
    update: bool = False,
) -> Outcome:
    """Plan an import.

    Args:
        book: The workbook to import into.
        lang: The language to answer in.
        source: The file to import from, already read.
        kind: `customers` or `purchases`; None to tell by the headings.
        map: `HEADING=column` each; an empty column leaves the heading alone. Remembered in the
            workbook.
        encoding: The encoding of a text file; empty to find it out.
        dates: `day` or `month`, whichever comes first in a date such as 03/04/2026; None to
            tell by the column.
        update: Whether the file replaces what the workbook says differently.

    Returns:
        The plan, a finding for every row that was refused or is in conflict, and a summary.
        `failed` when rows were refused.

    Raises:
        CrmError: The source cannot be read, or it lacks what an import needs.
    """
    rely_on(book, "currency", "language")
    found = plan(
        source,
        book,
        kind=cast("Kind", kind) if kind else None,
        given=parse_map(map),
        encoding=encoding,
        dates=cast("DateOrder", dates or ""),
        update=update,
    )
    reason = Text(REASON.say("he", file=source.name), REASON.say("en", file=source.name))
    return Outcome(
        findings=found.findings,
        plan=Plan("import", reason, found.edits),
        summary=tuple(
            _summary(found, source.name, lang, remembered=bool(map) and "settings" in book.tables)
        ),
        data=_data(found, source.name),
        failed=found.counts["refused"] > 0,
    )


def _summary(found: ImportPlan, file: str, lang: str, *, remembered: bool) -> Iterator[str]:
    rows = f"{found.counts.total() + found.skipped + found.folded + found.left:,}"
    told = READ.say(lang, file=file, rows=rows, sheet=sheet(found.kind).title)
    if found.encoding:
        told += f" ({ENCODED.say(lang, encoding=found.encoding)})"
    yield told
    yield COUNTS.say(lang, **{verdict: f"{found.counts[verdict]:,}" for verdict in VERDICTS})
    if found.kind == "purchases" and found.new_customers:
        yield NEW_CUSTOMERS.say(lang, count=f"{found.new_customers:,}")
    for text, count in (
        (SKIPPED, found.skipped), (FOLDED, found.folded), (LEFT_OUT, found.left),
        (COMPUTED, found.computed),
    ):  # fmt: skip
        if count:
            yield text.say(lang, count=count)
    for note in found.notes:
        yield note.say(lang)
    yield from _columns(found, lang)
    if remembered:
        yield REMEMBERED.say(lang)


def _columns(found: ImportPlan, lang: str) -> Iterator[str]:
    """Yield what became of every column of the source."""
    width = max((len(str(target)) for _, target in found.mapping), default=0)
    for heading, target in found.mapping:
        yield f"  {target!s:{width}} <- {shown(heading)}{_LRM}"
    if found.currency:
        yield f"  {CURRENCY.say(lang, heading=f'{shown(found.currency)}{_LRM}')}"
    for heading, near in found.unused[:_LISTED]:
        text = UNUSED if near is None else UNUSED_NEAR
        yield f"  {text.say(lang, heading=f'{shown(heading)}{_LRM}', target=near)}"
    if len(found.unused) > _LISTED:
        yield f"  {MORE_UNUSED.say(lang, count=len(found.unused) - _LISTED)}"
    if found.lacking:
        yield LACKING.say(lang, columns=listed(found.lacking))


def _data(found: ImportPlan, file: str) -> dict[str, object]:
    return {
        "file": file,
        "kind": found.kind,
        "encoding": found.encoding,
        "rows": {verdict: found.counts[verdict] for verdict in VERDICTS},
        "skipped": found.skipped,
        "folded": found.folded,
        "left_out": found.left,
        "computed_amounts": found.computed,
        "new_customers": found.new_customers,
        "mapping": {heading: str(target) for heading, target in found.mapping},
        "unused": [heading for heading, _ in found.unused],
        "lacking": list(found.lacking),
    }


JOB: Final = Job(
    "import",
    Text("יבוא לקוחות או רכישות מקובץ CSV או אקסל",
         "bring in customers or purchases from a CSV or Excel file"),
    run,
    (
        Option("source", "source", Text("הקובץ לייבא ממנו (csv או xlsx)",
                                        "the file to import from (csv or xlsx)"),
               positional=True, metavar="SOURCE"),
        Option("kind", "choice", Text("מה יש בקובץ; בלעדיו לפי הכותרות",
                                      "what the file holds; without it, told by the headings"),
               choices=tuple(sorted(KINDS))),
        Option("map", "text", Text('מה אומרת כותרת, למשל "נייד שני=phone2"; אפשר לחזור',
                                   'what a heading means, such as "Cell=phone"; may be repeated'),
               (), many=True, metavar="HEADING=COLUMN"),
        Option("encoding", "text", Text("קידוד הקובץ, למשל cp1255",
                                        "the file's encoding, such as cp1255"),
               ""),
        Option("dates", "choice", Text("מה בא קודם בתאריך כמו 03/04/2026: יום או חודש. בתאריך עם "
                                       "נקודות, כמו 3.4.2026, היום תמיד קודם",
                                       "which comes first in a date like 03/04/2026; with dots, "
                                       "as in 3.4.2026, it is always the day"),
               choices=("day", "month")),
        Option("update", "flag", Text("להעדיף את הקובץ כשהוא אומר אחרת מהחוברת",
                                      "let the file win where it differs from the workbook"),
               default=False),
        Option("untrusted", "flag", Text("לקובץ xlsx ממקור לא מוכר: לקרוא אותו בתהליך נפרד, מוגבל "
                                         "בזמן ובזיכרון",
                                         "for an .xlsx file from an unknown source: read it in a "
                                         "process of its own, limited in time and memory"),
               default=False, reading=True),
    ),
    writes=True,
)  # fmt: skip
