"""The sheet of findings: all of them, the gravest first, each with a link to its cell."""

from __future__ import annotations

from datetime import date
from posixpath import dirname, join
from typing import TYPE_CHECKING, Final, NamedTuple

from crm_workbook.fields.date import shown
from crm_workbook.model import SEVERITIES, SEVERITY_COUNTS, letters
from crm_workbook.schema.looks import HEADING, LINK, SEVERITY, TAB, Align, lines, reading
from crm_workbook.store.package.links import MAX_LINKS
from crm_workbook.store.package.markup import quote
from crm_workbook.store.package.relations import declare, relate, unused
from crm_workbook.store.package.styles import GENERAL
from crm_workbook.store.package.table_part import tables_of
from crm_workbook.store.patching.heights import height
from crm_workbook.store.patching.new_markup import MAIN, OFFICE, PRINT, XML
from crm_workbook.store.patching.new_sheet import TYPES, free_title
from crm_workbook.store.ranges import MAX_ROWS, Box, box
from crm_workbook.store.reading.gather import FINDINGS
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from crm_workbook.model import Severity
    from crm_workbook.model.marks import Mark, Marks
    from crm_workbook.store.package.workbook_part import WorkbookPart

TITLE: Final = Text("ממצאי הבדיקה", "Check findings")
HEAD: Final = Text("ממצאי הבדיקה של {name}, נכון ליום {day}", "What was found in {name} on {day}")
GUIDE: Final = Text(
    "לחיצה על כתובת בעמודה 'תא' מובילה לתא עצמו. כל תא שנמצא בו משהו צבוע לפי החומרה, ובהערה שלו "
    "כתוב מה לא תקין ומה לעשות.",
    "A click in the column 'Cell' leads there. Every cell with a finding has the colour of its "
    "severity, and a note that tells what is wrong and what to do.",
)
COPY: Final = Text(
    "זהו עותק: את התיקונים יש לעשות בחוברת המקורית. החוברת המקורית לא השתנתה.",
    "This is a copy: mend the original workbook, which is as it was.",
)
CLEAN: Final = Text("אין ממצאים.", "No findings.")
NOT_ALL: Final = Text(
    "יש עוד {count:,} ממצאים, שאין להם מקום בגיליון.",
    "There are {count:,} more findings, for which a sheet has no room.",
)
LINKED: Final = Text(
    "קישורים יש ב-{count:,} השורות הראשונות.", "The first {count:,} rows have a link."
)
FIXED: Final = Text("crm check --fix", "crm check --fix")


class Shape(NamedTuple):
    """A column of the sheet."""

    heading: Text
    width: int
    align: Callable[[str], Align]
    text: Callable[[Mark, str], str]


def _words(lang: str) -> Align:
    return Align("right" if lang == "he" else "left", reading=reading(lang), wrap=True)


def _sign(_lang: str) -> Align:
    return Align("center", reading=1)


SHAPES: Final = (
    Shape(Text("חומרה", "Severity"), 12, lambda lang: Align("center", reading=reading(lang)),
          lambda mark, lang: SEVERITIES[mark.severity].say(lang)),
    Shape(Text("קוד", "Code"), 12, _sign, lambda mark, _: mark.code),
    Shape(Text("גיליון", "Sheet"), 16, _words, lambda mark, _: mark.place),
    Shape(Text("תא", "Cell"), 10, _sign, lambda mark, _: mark.cell),
    Shape(Text("עמודה", "Column"), 18, _words, lambda mark, _: mark.column),
    Shape(Text("מפתח שורה", "Row key"), 14, _sign, lambda mark, _: mark.key),
    Shape(Text("מה נמצא", "What was found"), 52, _words, lambda mark, _: mark.message),
    Shape(Text("מה לעשות", "What to do"), 62, _words, lambda mark, _: mark.advice),
    Shape(Text("תיקון אוטומטי", "Automatic fix"), 17, _sign,
          lambda mark, lang: FIXED.say(lang) if mark.fixable else ""),
)  # fmt: skip
NUMBER: Final = Text("מס'", "No.")
"""The first column, by which the rows come back into order after a sorting."""
_LINK_COLUMN: Final = 5
_SEVERITY_COLUMN: Final = 2
_LETTERS: Final = 1.1
"""Letters of running text in the width of a digit, which columns are measured in."""
_CHUNK: Final = 1000
_TOP: Final = 8
"""Rows above the list, at the most."""


class _Looks(NamedTuple):
    """The styles of the sheet's cells."""

    title: int
    heading: int
    guide: int
    columns: tuple[int, ...]
    link: int
    severities: dict[Severity, int]


def add_listing(workbook: WorkbookPart, marks: Marks, name: str, told: Sequence[str]) -> None:
    """Add the sheet behind the last tab, and have the workbook open on it.

    That the structure of the workbook is locked against new sheets is for people who work in it,
    not for a copy, which has the lock still.

    Args:
        workbook: The copy.
        marks: What was found.
        name: What the workbook is called.
        told: What the reader has to know about the copy.
    """
    package, lang = workbook.package, marks.lang
    room = MAX_ROWS - _TOP
    found = marks.marks[:room]
    linked = _links(found)
    told = [*told]
    if len(linked) > MAX_LINKS:
        told.append(LINKED.say(lang, count=MAX_LINKS))
    if len(marks.marks) > room:
        told.append(NOT_ALL.say(lang, count=len(marks.marks) - room))
    title = free_title([entry.title for entry in workbook.sheets], TITLE.say(lang))
    folder = dirname(workbook.part)
    part = unused(package, join(folder, "worksheets/sheet{}.xml"))
    table_part = unused(package, join(folder, "tables/table{}.xml"))
    package.write(part, b"")
    rid = relate(package, part, "table", table_part)
    above = [GUIDE.say(lang), COPY.say(lang), *told]
    top = 3 + len(above)
    area = Box(1, top, 1 + len(SHAPES), top + max(1, len(found)))
    page = _Listing(workbook, marks, found, area)
    package.write_pieces(part, page.pieces(name, above, linked[:MAX_LINKS], rid))
    declare(package, part, TYPES + "worksheet+xml")
    number = 1 + max(
        (t.id for e in workbook.sheets if e.part in package for t in tables_of(package, e.part)),
        default=0,
    )
    package.write(table_part, _table(area, number, lang).encode())
    declare(package, table_part, TYPES + "table+xml")
    workbook.list_sheet(title, relate(package, workbook.part, "worksheet", part), "visible")
    workbook.name_titles(title, top)
    workbook.open_at(title)


def _links(found: Sequence[Mark]) -> list[tuple[int, str]]:
    """Return the places in the list that have a cell to lead to, and its address."""
    return [
        (place, "'{}'!{}".format(mark.tab.replace("'", "''"), mark.cell))
        for place, mark in enumerate(found)
        if mark.tab and box(mark.cell) is not None
    ]


class _Listing:
    """The part of the sheet, piece by piece."""

    def __init__(
        self, workbook: WorkbookPart, marks: Marks, found: Sequence[Mark], area: Box
    ) -> None:
        self._cells = workbook.cells()
        self._marks = marks
        self._lang = marks.lang
        self._found = found
        self._area = area
        self._looks = self._made_looks(workbook)

    def _made_looks(self, workbook: WorkbookPart) -> _Looks:
        styles, lang = workbook.styles, self._lang
        plain = [styles.made(GENERAL, 0, shape.align(lang)) for shape in SHAPES]
        bold = styles.bold()
        grave = Align("center", reading=reading(lang))
        heading = styles.made(GENERAL, bold, Align("center", "center", reading(lang), wrap=True))
        title = styles.made(GENERAL, bold, Align(vertical="center", reading=reading(lang)))
        return _Looks(
            styles.painted(title, HEADING),
            styles.painted(heading, HEADING),
            styles.made(GENERAL, 0, Align(reading=reading(lang))),
            (styles.made("0", 0, _sign(lang)), *plain),
            styles.made(GENERAL, styles.underlined(LINK), _sign(lang)),
            {
                severity: styles.painted(styles.made(GENERAL, bold, grave), paint)
                for severity, paint in SEVERITY.items()
            },
        )

    def pieces(
        self, name: str, above: Sequence[str], linked: Sequence[tuple[int, str]], rid: str
    ) -> Iterator[bytes]:
        """Yield the part.

        Args:
            name: What the workbook is called.
            above: The lines above the list, below its title and totals.
            linked: The places in the list that lead somewhere, and where.
            rid: The id of the sheet's relation to its table.
        """
        yield self._head().encode()
        yield self._above(name, above).encode()
        yield from self._rows({place for place, _ in linked})
        yield b"</sheetData>"
        yield from self._hyperlinks(linked)
        tables = f'<tableParts count="1"><tablePart r:id="{rid}"/></tableParts>'
        yield f"{PRINT}{tables}</worksheet>".encode()

    def _head(self) -> str:
        rtl = ' rightToLeft="1"' if self._lang == "he" else ""
        widths = (6, *(shape.width for shape in SHAPES))
        columns = "".join(
            f'<col min="{n}" max="{n}" width="{width}" customWidth="1"/>'
            for n, width in enumerate(widths, 1)
        )
        top = self._area.top
        below = f"A{top + 1}"
        return (
            f'{XML}<worksheet xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheetPr>'
            f'<tabColor rgb="FF{TAB["input"]}"/><pageSetUpPr fitToPage="1"/></sheetPr>'
            f'<dimension ref="A1:{letters(self._area.right)}{self._area.bottom}"/><sheetViews>'
            f'<sheetView{rtl} showGridLines="0" tabSelected="1" workbookViewId="0">'
            f'<pane ySplit="{top}" topLeftCell="{below}" activePane="bottomLeft" state="frozen"/>'
            f'<selection pane="bottomLeft" activeCell="{below}" sqref="{below}"/></sheetView>'
            f'</sheetViews><sheetFormatPr defaultRowHeight="15"/><cols>{columns}</cols><sheetData>'
        )

    def _above(self, name: str, above: Sequence[str]) -> str:
        looks, lang = self._looks, self._lang
        day = shown(date.fromisoformat(self._marks.day), lang)
        title = HEAD.say(lang, name=name, day=day)
        bar = [self._text(1, 1, title, looks.title)]
        bar += [self._text(n, 1, "", looks.title) for n in range(2, self._area.right + 1)]
        totals = []
        for column, severity in enumerate(SEVERITIES, _SEVERITY_COLUMN):
            count = sum(mark.severity == severity for mark in self._marks.marks)
            said = SEVERITY_COUNTS[severity].say(lang, count=count)
            totals.append(self._text(column, 2, said, looks.severities[severity]))
        rows = [f'<row r="1" ht="26" customHeight="1">{"".join(bar)}</row>']
        rows.append(f'<row r="2" ht="20" customHeight="1">{"".join(totals)}</row>')
        for number, line in enumerate(above, 3):
            rows.append(f'<row r="{number}">{self._text(1, number, line, looks.guide)}</row>')
        headings = [NUMBER, *(shape.heading for shape in SHAPES)]
        top = self._area.top
        cells = "".join(
            self._text(n, top, heading.say(lang), looks.heading)
            for n, heading in enumerate(headings, 1)
        )
        return "".join([*rows, f'<row r="{top}" ht="26" customHeight="1">{cells}</row>'])

    def _rows(self, linked: set[int]) -> Iterator[bytes]:
        first = self._area.top + 1
        if not self._found:
            place = next(n for n, s in enumerate(SHAPES, 2) if s.heading.en == "What was found")
            said = self._text(place, first, CLEAN.say(self._lang), self._looks.columns[place - 1])
            yield f'<row r="{first}">{said}</row>'.encode()
        for start in range(0, len(self._found), _CHUNK):
            chunk = enumerate(self._found[start : start + _CHUNK], start)
            yield "".join([self._row(mark, n, n in linked) for n, mark in chunk]).encode()

    def _row(self, mark: Mark, place: int, linked: bool) -> str:  # noqa: FBT001 - one of three facts
        row, looks = self._area.top + 1 + place, self._looks
        cells = [f'<c r="A{row}" s="{looks.columns[0]}"><v>{place + 1}</v></c>']
        count = 1
        for number, shape in enumerate(SHAPES, 2):
            style = looks.columns[number - 1]
            if number == _SEVERITY_COLUMN:
                style = looks.severities[mark.severity]
            elif number == _LINK_COLUMN and linked:
                style = looks.link
            text = shape.text(mark, self._lang)
            count = max(count, lines(text, int(shape.width * _LETTERS)))
            cells.append(self._text(number, row, text, style))
        tall = f' ht="{height(count):g}"' if count > 1 else ""
        return f'<row r="{row}"{tall}>{"".join(cells)}</row>'

    def _hyperlinks(self, linked: Sequence[tuple[int, str]]) -> Iterator[bytes]:
        if not linked:
            return
        top, letter = self._area.top + 1, letters(_LINK_COLUMN)
        yield b"<hyperlinks>"
        for start in range(0, len(linked), _CHUNK):
            yield b"".join(
                b'<hyperlink ref="%s%d" location="%s"/>'
                % (letter.encode(), top + place, quote(target))
                for place, target in linked[start : start + _CHUNK]
            )
        yield b"</hyperlinks>"

    def _text(self, column: int, row: int, text: str, style: int) -> str:
        return self._cells.markup(f"{letters(column)}{row}", text, style, GENERAL, FINDINGS)


def _table(area: Box, number: int, lang: str) -> str:
    headings = [NUMBER, *(shape.heading for shape in SHAPES)]
    columns = "".join(
        f'<tableColumn id="{n}" name="{quote(heading.say(lang)).decode()}"/>'
        for n, heading in enumerate(headings, 1)
    )
    return (
        f'{XML}<table xmlns="{MAIN}" id="{number}" name="{FINDINGS}" displayName="{FINDINGS}" '
        f'ref="{area.area}" totalsRowShown="0"><autoFilter ref="{area.area}"/><tableColumns '
        f'count="{len(headings)}">{columns}</tableColumns><tableStyleInfo '
        'name="TableStyleLight1" showFirstColumn="0" showLastColumn="0" showRowStripes="1" '
        'showColumnStripes="0"/></table>'
    )
