"""Findings as one page for a browser: self-contained, right to left in Hebrew, with filters.

What comes from a workbook is escaped in every place and isolated in its direction, so that neither
a cell nor a file name can become markup or turn the words around it. Without a script the page
shows everything; the script only hides what is not asked for.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final, cast

from crm_workbook.errors import CrmError
from crm_workbook.fields.date import shown
from crm_workbook.fields.pattern import pattern
from crm_workbook.model import SEVERITIES, SEVERITY_COUNTS
from crm_workbook.reports._direction import LRM, marked, plain
from crm_workbook.reports._page import SCRIPT, STYLE, policy
from crm_workbook.reports._preview import changed
from crm_workbook.reports._receipts import sentences
from crm_workbook.reports._totals import Totals, entries, totals
from crm_workbook.reports._totals import lines as ready
from crm_workbook.reports.text import (
    CLEAN,
    FINDINGS,
    FIXED,
    NO_OTHERS,
    UNREADABLE,
    WOULD,
    checked,
)  # fmt: skip
from crm_workbook.text import Counted, Text
from crm_workbook.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from crm_workbook.model import Finding, Outcome, Ref, SetAside
    from crm_workbook.reports._manual import Explain
    from crm_workbook.reports._receipts import Receipts

_CODE: Final = r"`([^`]+)`"
_CODE_HTML: Final = r"<code><bdi>\1</bdi></code>"
_QUOTED: Final = r"(?<!\w)&#x27;((?:(?!&#x27;).)+)&#x27;(?!\w)"
_OPTION: Final = r"--[a-z][!-~]*(?: [!-~]+)*"
OPEN_TO: Final = 30
"""A rule with more findings than this in one file begins folded."""

TITLE: Final = Text("בדיקת חוברת הלקוחות", "Check of the customer workbook")
FILE: Final = Text("קובץ", "File")
SEVERITY: Final = Text("חומרה", "Severity")
RULE: Final = Text("כלל", "Rule")
SHEET: Final = Text("גיליון", "Sheet")
SEARCH: Final = Text("חיפוש", "Search")
ALL: Final = Text("הכול", "All")
RESET: Final = Text("ניקוי הסינון", "Clear filters")
SHOWN: Final = Text("מוצגים {shown} מתוך {all} ממצאים", "Showing {shown} of {all} findings")
NOTHING: Final = Text("אין ממצא שמתאים לסינון.", "No finding fits these filters.")
PLACE: Final = Text("מקום", "Place")
MESSAGE: Final = Text("מה נמצא", "What was found")
KEY: Final = Text("מפתח שורה", "Row key")
FIX: Final = Text("תיקון אוטומטי", "Automatic fix")
WHY: Final = Text("למה זה חשוב ומה לעשות", "Why it matters and what to do")
LEFT_OUT: Final = Text("לא נבדקו:", "Not checked:")
PREVIEW: Final = Text("מה --fix ישנה", "What --fix would change")
CHANGED: Final = Text("מה תוקן", "What was fixed")
ASIDE: Final = Counted(
    Text(
        "ממצא אחד אינו מדווח: הושתק או ידוע מראש", "1 finding is not reported: silenced or known"
    ),
    Text(
        "{count:,} ממצאים אינם מדווחים: הושתקו או ידועים מראש",
        "{count:,} findings are not reported: silenced or known",
    ),
)
WHO: Final = {
    "checks": Text("גיליון הבדיקות", "checks sheet"),
    "note": Text("הערה על התא", "note on the cell"),
    "baseline": Text("ידוע מראש", "baseline"),
}
BY: Final = Text("מי החליט", "Decided by")
REASON: Final = Text("סיבה", "Reason")
UNTIL: Final = Text("עד", "Until")
TIMES: Final = Text("כמה פעמים", "How often")
SHARE: Final = Text("שורות תקינות", "Rows in order")
CLEAN_ROWS: Final = Text("מתוך כל השורות", "Of all rows")


def render(
    results: Sequence[tuple[str, Outcome | CrmError]],
    lang: str,
    explain: Explain | None = None,
    receipts: Receipts | None = None,
) -> str:
    """Return the report on a run as an HTML page."""
    total = totals(results)
    direction = "rtl" if lang == "he" else "ltr"
    head = (
        f'<!DOCTYPE html>\n<html lang="{_safe(lang)}" dir="{direction}">\n<head>\n'
        '<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_safe(policy())}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f"<title>{_safe(TITLE.say(lang))}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n"
    )
    body = [
        f"<header><h1>{_safe(TITLE.say(lang))}</h1>", *_sums(total, lang), "</header><main>",
        *_tools(results, lang),
    ]  # fmt: skip
    for number, (file, result) in enumerate(results):
        wrote = [
            f'<p class="none">{_words(said)}</p>'
            for said in sentences((receipts or {}).get(file), file, lang)
        ]
        body += _file(str(number), file, result, lang, explain, wrote)
    foot = f'</main><footer class="soft"><p>crm-workbook {__version__}</p></footer>'
    return head + "\n".join([*body, foot]) + f"\n<script>{SCRIPT}</script>\n</body>\n</html>"


def _sums(total: Totals, lang: str) -> Iterator[str]:
    if total.found:
        parts = [
            f'<span class="{severity}"><span class="badge">'
            f"{_safe(SEVERITY_COUNTS[severity].say(lang, count=count))}</span></span>"
            for severity, count in total.by_severity.items()
            if count
        ]
        yield f"<p>{_safe(FINDINGS.say(lang, count=total.found))}: {', '.join(parts)}</p>"
    elif total.read:
        clean = NO_OTHERS if total.left else CLEAN
        yield f'<p class="none">{_safe(clean.say(lang))}</p>'
    else:
        yield f'<p class="none">{_safe(UNREADABLE.say(lang))}</p>'
    for text, count in ((FIXED, total.fixed), (WOULD, total.would)):
        if count:
            yield f"<p>{_safe(text.say(lang, count=count))}</p>"
    yield f'<p class="soft">{_safe(checked(total, lang))}</p>'


def _tools(results: Sequence[tuple[str, Outcome | CrmError]], lang: str) -> Iterator[str]:
    found = [
        each
        for _, result in results
        if not isinstance(result, CrmError)
        for each in result.findings
    ]
    if not found:
        return
    yield '<form id="tools" class="tools" hidden>'
    if len(results) > 1:
        files = [(str(number), file) for number, (file, _) in enumerate(results)]
        yield _choice("file", FILE.say(lang), files, lang)
    severities = {each.severity for each in found}
    said = [(s, text.say(lang)) for s, text in SEVERITIES.items() if s in severities]
    yield _choice("severity", SEVERITY.say(lang), said, lang)
    rules = sorted({(each.code, f"{each.code} {each.name}") for each in found})
    yield _choice("rule", RULE.say(lang), rules, lang)
    tabs = [_tabs(result.data) for _, result in results if not isinstance(result, CrmError)]
    sheets = {sheet: {tab.get(sheet, sheet) for tab in tabs} for sheet in
              sorted({each.ref.sheet for each in found})}  # fmt: skip
    named = [(s, " / ".join(sorted(names))) for s, names in sheets.items()]
    yield _choice("sheet", SHEET.say(lang), named, lang)
    yield (
        f'<label>{_safe(SEARCH.say(lang))}<input id="search" type="search" dir="auto" '
        f'autocomplete="off"></label><button type="reset">{_safe(RESET.say(lang))}</button>'
        f'<p class="count" id="count" role="status" data-said="{_safe(SHOWN.say(lang))}"></p>'
        f'</form><p id="empty" class="none" hidden>{_safe(NOTHING.say(lang))}</p>'
    )


def _choice(name: str, label: str, values: Iterable[tuple[str, str]], lang: str) -> str:
    options = "".join(
        f'<option value="{_safe(value)}">{_safe(shown)}</option>' for value, shown in values
    )
    return (
        f'<label>{_safe(label)}<select id="{name}"><option value="">{_safe(ALL.say(lang))}'
        f"</option>{options}</select></label>"
    )


def _file(
    number: str,
    file: str,
    result: Outcome | CrmError,
    lang: str,
    explain: Explain | None,
    wrote: Iterable[str],
) -> Iterator[str]:
    yield f'<section><h2><bdi dir="auto">{_safe(file)}</bdi></h2>'
    if isinstance(result, CrmError):
        yield f'<p class="refused" role="alert">{_safe(result.say(lang))}</p>'
        yield from wrote
        yield "</section>"
        return
    yield from wrote
    missed = entries(result.data, "not_checked")
    if missed:
        said = [
            f"<li><bdi>{_safe(each.get('title', ''))}</bdi>: {_safe(each.get('why', ''))}</li>"
            for each in missed
        ]
        yield f'<p class="soft">{_safe(LEFT_OUT.say(lang))}</p><ul>{"".join(said)}</ul>'
    heading, changes = PREVIEW, ready(result.data, "diff")
    if "diff" not in result.data:
        heading = CHANGED
        cells = (changed(each, lang) for each in entries(result.data, "changes"))
        changes = [f"{marked(where)}: {marked(old)} -> {marked(new)}" for where, old, new in cells]
    if changes:
        said = [f"<li>{_safe(line)}</li>" for line in changes]
        yield (
            f'<details class="folded"><summary>{_safe(heading.say(lang))}</summary>'
            f'<ul class="lines" dir="ltr">{"".join(said)}</ul></details>'
        )
    lines = ready(result.data, "told")
    if lines:  # the marks are for terminals, whose lines run from left to right
        said = [f"<li>{_words(line.replace(LRM, ''))}</li>" for line in lines]
        yield f'<ul class="lines">{"".join(said)}</ul>'
    yield from _counted(result.data, lang)
    groups: dict[tuple[str, str], list[Finding]] = {}
    for each in result.findings:
        groups.setdefault((each.severity, each.code), []).append(each)
    tabs = _tabs(result.data)
    for group in groups.values():
        yield _group(number, group, tabs, lang, explain)
    if not groups:
        clean = NO_OTHERS if result.aside else CLEAN
        yield f'<p class="none">{_safe(clean.say(lang))}</p>'
    if result.aside:
        yield _aside(result.aside, tabs, lang)
    yield "</section>"


def _counted(data: Mapping[str, object], lang: str) -> Iterator[str]:
    """Yield what was counted, in tables: how often each rule was broken, and the sheets' score."""
    times = [
        (f'<code dir="ltr">{_safe(each["code"])}</code> {_safe(each["name"])}',
         f"{each['times']:,}", f"{each['fixable']:,}" if each["fixable"] else "")
        for each in entries(data, "statistics")
    ]  # fmt: skip
    shares = [
        (f"<bdi>{_safe(each['title'])}</bdi>",
         f"{int(cast('float', each['share']) * 1000) / 10:g}%",  # never rounded up to all
         f"{each['clean']:,} / {each['rows']:,}")
        for each in entries(data, "score")
    ]  # fmt: skip
    for heads, rows in (((RULE, TIMES, FIX), times), ((SHEET, SHARE, CLEAN_ROWS), shares)):
        if rows:
            head = "".join(f'<th scope="col">{_safe(text.say(lang))}</th>' for text in heads)
            cells = ("".join(f"<td><bdi>{cell}</bdi></td>" for cell in row) for row in rows)
            body = "".join(f"<tr>{each}</tr>" for each in cells)
            yield (
                f'<table class="sums"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'
            )


def _group(
    number: str,
    group: list[Finding],
    tabs: Mapping[str, str],
    lang: str,
    explain: Explain | None,
) -> str:
    first = group[0]
    title, more = first.name, ""
    if explain is not None:
        page = explain(first.code)
        title = page.title.say(lang)
        more = (
            f'<details class="help"><summary>{_safe(WHY.say(lang))}</summary>'
            f"{_prose(page.why.say(lang))}{_prose(page.fix.say(lang))}</details>"
        )
    heads = "".join(
        f'<th scope="col">{_safe(text.say(lang))}</th>' for text in (PLACE, MESSAGE, KEY, FIX)
    )
    rows = "\n".join(_row(each, tabs, lang) for each in group)
    return (
        f'<details class="rule {first.severity}" data-file="{number}" '
        f'data-rule="{_safe(first.code)}" data-severity="{first.severity}"'
        f"{' open' if len(group) <= OPEN_TO else ''}><summary>"
        f'<span class="badge">{_safe(SEVERITIES[first.severity].say(lang))}</span> '
        f'<code dir="ltr">{_safe(first.code)}</code> <span>{_safe(title)}</span> '
        f'<span class="number">(<span class="shown">{len(group)}</span>)</span></summary>{more}'
        f"<table><thead><tr>{heads}</tr></thead><tbody>\n{rows}\n</tbody></table></details>"
    )


def _row(each: Finding, tabs: Mapping[str, str], lang: str) -> str:
    ref = each.ref
    key = f'<td data-label="{_safe(KEY.say(lang))}"><bdi>{_safe(ref.key)}</bdi></td>'
    mended = f'<td data-label="{_safe(FIX.say(lang))}"><code dir="ltr">--fix</code></td>'
    return (
        f'<tr data-sheet="{_safe(ref.sheet)}"><td class="place">{_place(ref, tabs)}</td>'
        f"<td>{_message(each, lang)}</td>{key if ref.key else '<td></td>'}"
        f"{mended if each.fixable else '<td></td>'}</tr>"
    )


def _message(each: Finding, lang: str) -> str:
    """Return what a finding says, what it quotes standing in its own direction."""
    said = each.say(lang)
    if lang == "he":
        return pattern(_QUOTED).sub(r"&#x27;<bdi>\1</bdi>&#x27;", _safe(said))
    return _safe(marked(said.replace("\n", " ")))  # Hebrew and figures in a line of English


def _tabs(data: Mapping[str, object]) -> dict[str, str]:
    """Return the name on the tab of each sheet that was read, by the sheet's id."""
    return {str(each["sheet"]): str(each["title"]) for each in entries(data, "sheets")}


def _place(ref: Ref, tabs: Mapping[str, str]) -> str:
    """Return a place by the name on its tab; the other reports' name for it comes on pointing."""
    cell = f"<code>!{_safe(ref.cell)}</code>" if ref.cell else ""
    tab = f"<bdi>{_safe(tabs.get(ref.sheet, ref.sheet))}</bdi>"
    return f'<bdi dir="ltr" title="{_safe(ref)}">{tab}{cell}</bdi>'


def _aside(aside: Sequence[SetAside], tabs: Mapping[str, str], lang: str) -> str:
    """Return what is not reported, folded: rule and place, who decided, why and until when."""
    heads = "".join(
        f'<th scope="col">{_safe(text.say(lang))}</th>'
        for text in (PLACE, MESSAGE, BY, REASON, UNTIL)
    )
    rows = []
    for each in aside:
        found = each.finding
        cells = (
            (BY, f"{_safe(WHO[each.by].say(lang))} <bdi>{_safe(each.where)}</bdi>"),
            (REASON, f"<bdi>{_safe(each.reason)}</bdi>"),
            (UNTIL, _safe(shown(each.until, lang)) if each.until is not None else ""),
        )
        told = "".join(
            f'<td data-label="{_safe(head.say(lang))}">{text}</td>' if text else "<td></td>"
            for head, text in cells
        )
        rows.append(
            f'<tr><td class="place"><code dir="ltr">{_safe(found.code)}</code> '
            f"{_place(found.ref, tabs)}</td><td>{_message(found, lang)}</td>{told}</tr>"
        )
    return (
        f'<details class="folded silenced"><summary>{_safe(ASIDE.say(lang, count=len(aside)))}'
        f"</summary><table><thead><tr>{heads}</tr></thead><tbody>\n"
        + "\n".join(rows)
        + "\n</tbody></table></details>"
    )


def _prose(markdown: str) -> str:
    """Return a rule's Markdown, which has paragraphs and `code`, as HTML."""
    return "".join(
        f"<p>{pattern(_CODE).sub(_CODE_HTML, _safe(each))}</p>"
        for each in markdown.split("\n\n")
        if each.strip()
    )


def _words(text: str) -> str:
    """Return a sentence whose options and what follows them stay in their order."""
    return pattern(_OPTION).sub(r'<bdi dir="ltr">\g<0></bdi>', _safe(text))


def _safe(value: object) -> str:
    """Return a value as text of a page or of an attribute, without invisible commands."""
    parts = str(value).replace("\n", " ").split(LRM)
    return escape(LRM.join(map(plain, parts)), quote=True)
