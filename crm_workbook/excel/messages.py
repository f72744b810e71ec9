"""The report sheet: all that a job said, with a link to every cell it spoke of."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING, Final, NamedTuple

from crm_workbook.jobs import job
from crm_workbook.model import SEVERITIES
from crm_workbook.schema import sheet
from crm_workbook.text import Counted, Text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import xlwings as xw

    from crm_workbook.model import Finding

MOST: Final = 500
"""Findings shown; a sheet of thousands helps nobody to begin."""
LINKED: Final = 200
"""Of these so many get a link, as each is a call of its own."""
HEADINGS: Final = (
    Text("חומרה", "Severity"), Text("איפה", "Where"), Text("מה", "What"), Text("כלל", "Rule"),
)  # fmt: skip
MORE: Final = Counted(
    Text("ועוד ממצא אחד, ברשימה של crm check.", "And 1 more, in the list of crm check."),
    Text("ועוד {count:,} ממצאים, ברשימה של crm check.",
         "And {count:,} more, in the list of crm check."),
)  # fmt: skip
_WIDTHS: Final = (14, 26, 90, 10)
_TITLE_COLOR: Final = (31, 95, 107)
_HEADING_COLOR: Final = (226, 240, 240)
_LONGEST: Final = 1000


class Message(NamedTuple):
    """What is to be shown."""

    lang: str
    job: str
    lines: Sequence[str]
    """Sentences, the most important first; at least one."""
    findings: Sequence[Finding] = ()
    titles: Mapping[str, str] = {}
    """The tab of each sheet id."""
    failed: bool = False


def show(book: xw.Book, message: Message) -> None:
    """Write a message to the workbook's report sheet, and go there when it has work to do."""
    back = book.sheets.active
    page = _page(book, message.lang)
    rows = _rows(message)
    block = page.range((1, 1), (len(rows), len(HEADINGS)))
    block.number_format = "@"  # so that nothing said is taken for a number or a formula
    block.value = rows
    _dress(page, message, len(rows))
    if message.failed or message.findings:
        page.activate()
    else:
        back.activate()


def _page(book: xw.Book, lang: str) -> xw.Sheet:
    """Return the report sheet, empty: the one there is, or a new one behind the others."""
    known = sheet("report")
    titles = {known.he.casefold(), known.en.casefold(), *(s.casefold() for s in known.synonyms)}
    page = next((s for s in book.sheets if s.name.casefold() in titles), None)
    if page is None:
        page = book.sheets.add(known.title.say(lang), after=book.sheets[-1])
        with suppress(Exception):  # on a Mac there is no such word, and the text is right without
            page.api.DisplayRightToLeft = lang == "he"
    page.clear()
    return page


def _rows(message: Message) -> list[list[str]]:
    when = datetime.now().astimezone().strftime("%d/%m/%Y %H:%M")
    title = job(message.job).title.say(message.lang)
    width = len(HEADINGS)
    rows = [[f"{title}, {when}"], *([line[:_LONGEST]] for line in message.lines)]
    if message.findings:
        rows += [[], [text.say(message.lang) for text in HEADINGS]]
        rows += [_row(finding, message) for finding in message.findings[:MOST]]
        left = len(message.findings) - MOST
        if left > 0:
            rows.append([MORE.say(message.lang, count=left)])
    return [row + [""] * (width - len(row)) for row in rows]


def _row(finding: Finding, message: Message) -> list[str]:
    title = message.titles.get(finding.ref.sheet, finding.ref.sheet)
    place = f"{title}!{finding.ref.cell}" if finding.ref.cell else title
    said = finding.say(message.lang)[:_LONGEST]
    return [SEVERITIES[finding.severity].say(message.lang), place, said, finding.code]


def _dress(page: xw.Sheet, message: Message, count: int) -> None:
    """Make the sheet readable: widths, wrapping, headings, links."""
    for number, width in enumerate(_WIDTHS, 1):
        page.range((1, number)).column_width = width
    page.range("A1").font.bold = True
    page.range("A1").font.color = _TITLE_COLOR
    if not message.findings:
        return
    top = len(message.lines) + 3
    headings = page.range((top, 1), (top, len(HEADINGS)))
    headings.font.bold = True
    headings.color = _HEADING_COLOR
    page.range((top + 1, 3), (count, 3)).wrap_text = True
    for number, finding in enumerate(message.findings[:LINKED], top + 1):
        title = message.titles.get(finding.ref.sheet)
        if title and finding.ref.cell:
            quoted = title.replace("'", "''")
            cell = page.range((number, 2))
            shown = f"{title}!{finding.ref.cell}"
            cell.add_hyperlink(f"#'{quoted}'!{finding.ref.cell}", text_to_display=shown)
