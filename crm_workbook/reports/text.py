"""Findings for a person at a terminal: one line each, the same fault down a column folded.

Every line begins with what reads from left to right, and there is no frame to break: Hebrew
stands only inside fields, each followed by its mark.
"""

from __future__ import annotations

from crm_workbook.errors import CrmError
from crm_workbook.fields.pattern import pattern
from crm_workbook.lean import TYPE_CHECKING, Final
from crm_workbook.model import SEVERITIES, SEVERITY_COUNTS
from crm_workbook.reports._direction import marked, padded
from crm_workbook.reports._totals import Totals, totals
from crm_workbook.reports._totals import lines as told
from crm_workbook.text import Counted, Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from crm_workbook.model import Finding, Outcome
    from crm_workbook.reports._manual import Explain
    from crm_workbook.reports._receipts import Receipts

FOLD_FROM: Final = 4
"""From so many findings of one rule in one column on, they share a line."""
REFS: Final = 5
WIDEST_PLACE: Final = 24

SAME: Final = Text("{count} שורות: {message}", "{count} rows: {message}")
SUCH: Final = Text("{count} שורות, למשל: {message}", "{count} rows, such as: {message}")
CLEAN: Final = Text("אין ממצאים", "no findings")
NO_OTHERS: Final = Text("אין ממצאים אחרים", "no other findings")
FINDINGS: Final = Counted(
    Text("ממצא אחד", "1 finding"), Text("{count:,} ממצאים", "{count:,} findings")
)
FIXED: Final = Counted(
    Text("תוקן תא אחד", "1 cell fixed"),
    Text("תוקנו {count:,} תאים", "{count:,} cells fixed"),
)
FIXABLE: Final = Counted(
    Text("אחד ניתן לתיקון בעזרת --fix", "1 can be fixed with --fix"),
    Text("{count:,} ניתנים לתיקון בעזרת --fix", "{count:,} can be fixed with --fix"),
)
WOULD: Final = Counted(
    Text("ישתנה תא אחד, ודבר לא נכתב", "1 cell would change, nothing was written"),
    Text(
        "ישתנו {count:,} תאים, ודבר לא נכתב", "{count:,} cells would change, nothing was written"
    ),
)
EXPLAIN: Final = Text("הסבר: crm explain {code}", "crm explain {code}")
PAGE: Final = Text(
    "כדף לדפדפן, עם חיפוש וסינון: --output report.html",
    "As a page to search and filter in a browser: --output report.html",
)
MANY: Final = 50
"""With more findings than this, a terminal is no place to read them one by one."""
CHECKED: Final = Text("נבדקו: {what}", "checked: {what}")
NOT_CHECKED: Final = Text("לא נבדקו: {what}", "not checked: {what}")
FILES: Final = Counted(Text("קובץ אחד", "1 file"), Text("{count:,} קבצים", "{count:,} files"))
SHEETS: Final = Counted(
    Text("גיליון אחד", "1 sheet"), Text("{count:,} גיליונות", "{count:,} sheets")
)
ROWS: Final = Counted(Text("שורה אחת", "1 row"), Text("{count:,} שורות", "{count:,} rows"))
RULES: Final = Text("{count} מתוך {all} כללים", "{count} of {all} rules")
UNREADABLE: Final = Text("לא ניתן היה לבדוק", "could not be checked")

_CELL: Final = r"([A-Z]+)[0-9]+"


def render(
    results: Sequence[tuple[str, Outcome | CrmError]],
    lang: str,
    _explain: Explain | None = None,
    _receipts: Receipts | None = None,
) -> str:
    """Return the report on a run: the findings file by file, then what was and was not checked."""
    out: list[str] = []
    for file, result in results:
        if isinstance(result, CrmError):
            continue  # why it could not be read is said where errors are, not among findings
        body = [f"  {line}" for line in _body(result, lang)]
        if body:
            out += [marked(file), *body, ""]
    total = totals(results)
    page = [marked(PAGE.say(lang))] if total.found > MANY and total.would is None else []
    return "\n".join([*out, *closing(results, lang), *page])


def closing(results: Sequence[tuple[str, Outcome | CrmError]], lang: str) -> tuple[str, str]:
    """Return the last two lines: what was found, then what was and was not checked."""
    total = totals(results)
    return _statistics(results, total, lang), last_line(total, lang)


def lines(found: Sequence[Finding], lang: str) -> list[str]:
    """Return findings as lines, one fault down a column folded into one."""
    rows = [_fields(group, lang) for group in _folded(found)]
    place = min(max((len(row[0]) for row in rows), default=0), WIDEST_PLACE)
    word = max(len(text.say(lang)) for text in SEVERITIES.values())
    return [
        f"{padded(where, place)}  {code} {padded(severity, word)}  {message}  [{name}]"
        for where, code, severity, message, name in rows
    ]


def _body(result: Outcome, lang: str) -> list[str]:
    data = result.data  # its lines carry their marks already
    found = told(data, "diff") if "diff" in data else lines(result.findings, lang)
    return [*found, *told(data, "told"), *told(data, "counted")]


def _folded(found: Sequence[Finding]) -> Iterable[list[Finding]]:
    """Group findings of one rule in one column; small groups come apart again."""
    groups: dict[tuple[str, str, str, str], list[Finding]] = {}
    for each in found:
        key = (each.severity, each.code, each.ref.sheet, each.ref.column or _letters(each))
        groups.setdefault(key, []).append(each)
    for group in groups.values():
        if len(group) < FOLD_FROM:
            yield from ([each] for each in group)
        else:
            yield group


def _letters(finding: Finding) -> str:
    cell = pattern(_CELL).match(finding.ref.cell)
    return cell[1] if cell else ""


def _fields(group: list[Finding], lang: str) -> tuple[str, str, str, str, str]:
    first = group[0]
    message = first.say(lang)
    place = str(first.ref)
    refs = ""
    if len(group) > 1:
        same = all(each.values == first.values and each.text == first.text for each in group)
        message = (SAME if same else SUCH).say(lang, count=f"{len(group):,}", message=message)
        place = f"{first.ref.sheet}!{_letters(first)}*"
        cells = [each.ref.cell for each in group[:REFS]]
        refs = f" ({', '.join(cells)}{', ...' if len(group) > REFS else ''})"
    return (
        marked(place),
        first.code,
        marked(SEVERITIES[first.severity].say(lang)),
        f"{marked(message)}{refs}",
        first.name,
    )


def _statistics(
    results: Sequence[tuple[str, Outcome | CrmError]], total: Totals, lang: str
) -> str:
    if total.would is not None:
        return marked(WOULD.say(lang, count=total.would))
    said = [FIXED.say(lang, count=total.fixed)] if total.fixed else []
    if total.found:
        parts = [
            SEVERITY_COUNTS[severity].say(lang, count=count)
            for severity, count in total.by_severity.items()
            if count
        ]
        said.append(f"{FINDINGS.say(lang, count=total.found)} ({', '.join(parts)})")
        if total.fixable:
            said.append(FIXABLE.say(lang, count=total.fixable))
        found = next(r for _, r in results if not isinstance(r, CrmError) and r.findings)
        said.append(EXPLAIN.say(lang, code=found.findings[0].code))
    elif total.read:
        said.append((NO_OTHERS if total.left else CLEAN).say(lang))
    else:
        said.append(UNREADABLE.say(lang))
    return marked(", ".join(said[:-1]) + ". " * (len(said) > 1) + said[-1])


def checked(total: Totals, lang: str) -> str:
    """Return what was checked, without marks."""
    what = [
        FILES.say(lang, count=total.read),
        SHEETS.say(lang, count=total.sheets),
        ROWS.say(lang, count=total.rows),
    ]
    if total.rules < total.all_rules:
        what.append(RULES.say(lang, count=total.rules, all=total.all_rules))
    return CHECKED.say(lang, what=", ".join(what))


def last_line(total: Totals, lang: str) -> str:
    """Return what was checked and what was not."""
    line = checked(total, lang)
    missed = [f"{name} ({why.rstrip('.')})" if why else name for name, why in total.missed]
    if not missed:
        return marked(line)
    return f"{marked(line)}; {marked(NOT_CHECKED.say(lang, what=', '.join(missed)))}"
