"""The markup of a sheet that is added: its columns, rows, dropdowns, protection and print set-up.

It looks and behaves as the same sheet does in a new workbook, as far as that needs no help from
other sheets: a foreign workbook has no lists sheet, so dropdowns carry their values themselves.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from crm_workbook.errors import CrmError
from crm_workbook.fields import field
from crm_workbook.fields.choice import name_of
from crm_workbook.model import letters
from crm_workbook.schema.lists import LISTS
from crm_workbook.schema.looks import TAB, Align, alignment
from crm_workbook.store.package import links
from crm_workbook.store.package.markup import escape
from crm_workbook.store.patching.guards import FULL
from crm_workbook.store.patching.heights import Heights
from crm_workbook.store.ranges import MAX_ROWS, Box

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crm_workbook.model import Choice, Placed
    from crm_workbook.store.bodies import Body
    from crm_workbook.store.package.workbook_part import WorkbookPart

MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
XML: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
LONGEST_LIST: Final = 255
"""Characters a dropdown's own values can have (Excel's limit for texts in such formulas)."""

_MARGIN: Final = 3
"""Characters by which bold letters and the filter's button narrow a heading."""
_CHUNK: Final = 1000
"""Rows written at a time."""
_FOLDED: Final = ' hidden="1" outlineLevel="1"'
_HEADING: Final = Align(vertical="center", wrap=True)
_PROTECTION: Final = (
    '<sheetProtection sheet="1" formatColumns="0" formatRows="0" sort="0" autoFilter="0"/>'
)
PRINT: Final = (
    '<printOptions horizontalCentered="1"/><pageMargins left="0.4" right="0.4" top="0.7" '
    'bottom="0.7" header="0.3" footer="0.3"/><pageSetup paperSize="9" orientation="landscape" '
    'fitToHeight="0"/><headerFooter><oddFooter>&amp;C&amp;A   &amp;P / &amp;N</oddFooter>'
    "</headerFooter>"
)


class _Shape(NamedTuple):
    """A column of the sheet to be."""

    placed: Placed
    letter: str
    code: str
    style: int
    width: int
    wraps: bool
    """Whether a text too long for the column is shown in several lines."""


def area_of(body: Body) -> Box:
    """Return the cells of an added table, headings included; it has at least one row."""
    return Box(1, 1, len(body.table.placed), 1 + max(1, len(body.lines)))


def link_cells(body: Body) -> dict[links.Place, str]:
    """Return what the link cells of an added sheet open."""
    columns = {p.column.id: p.number for p in body.table.placed if p.column.kind == "link"}
    return {
        (columns[column], row): links.address(value)
        for row, line in enumerate(body.lines, 2)
        for column, value in (line.cells() if columns else ())
        if column in columns
    }


def worksheet(
    workbook: WorkbookPart, body: Body, table_id: str, linked: bytes, code_name: str = ""
) -> Iterator[bytes]:
    """Yield the part of an added sheet.

    Args:
        workbook: Where it is added.
        body: What it holds.
        table_id: The id of the sheet's relation to its table.
        linked: Its links as markup.
        code_name: What macros call it, if there are any.

    Raises:
        CrmError: A value cannot stand in a cell, or there are more rows than a sheet holds.
    """
    area = area_of(body)
    if area.bottom > MAX_ROWS:
        raise CrmError(FULL, sheet=body.title, rows=area.bottom)
    shapes = _shapes(workbook, body)
    yield _head(workbook, body, area, shapes, code_name).encode()
    yield from _rows(workbook, body, shapes)
    parts = "</sheetData>", _protection(body), _dropdowns(body)
    tables = f'<tableParts count="1"><tablePart r:id="{table_id}"/></tableParts>'
    yield "".join(parts).encode() + linked + f"{PRINT}{tables}</worksheet>".encode()


def _language(body: Body) -> str:
    return "" if body.added is None else body.added.lang


def _shapes(workbook: WorkbookPart, body: Body) -> list[_Shape]:
    styles, lang = workbook.styles, _language(body)
    found = []
    for placed in body.table.placed:
        column = placed.column
        kind = field(column.kind)
        # Only where the sheet is protected does it matter which cells are not.
        locked = column.role != "input" or body.table.sheet.role == "input"
        look = alignment(column, kind, lang)
        style = styles.made(kind.number_format, align=look, locked=locked)
        if column.kind == "link":
            style = styles.clickable()
        width = column.width or kind.width
        wraps = look is not None and look.wrap and not column.folded
        found.append(
            _Shape(placed, letters(placed.number), kind.number_format, style, width, wraps)
        )
    return found


def _head(
    workbook: WorkbookPart, body: Body, area: Box, shapes: list[_Shape], code_name: str
) -> str:
    """Return what precedes the body's rows, the row of headings included."""
    sheet = body.table.sheet
    rtl = ' rightToLeft="1"' if _language(body) == "he" else ""
    folded = any(shape.placed.column.folded for shape in shapes)
    columns = "".join(
        f'<col min="{s.placed.number}" max="{s.placed.number}" width="{s.width}"'
        f' style="{s.style}"{_FOLDED if s.placed.column.folded else ""} customWidth="1"/>'
        for s in shapes
    )
    styles, cells = workbook.styles, workbook.cells()
    style = styles.made("@", styles.bold(), _HEADING)
    headings = "".join(
        cells.markup(f"{s.letter}1", s.placed.heading, style, "@", sheet.id) for s in shapes
    )
    levels = ' outlineLevelCol="1"' if folded else ""
    named = f' codeName="{code_name}"' if code_name else ""
    # Not every program makes a row as high as its wrapped text.
    lines = max(-(-len(s.placed.heading) // max(1, s.width - _MARGIN)) for s in shapes)
    return (
        f'{XML}<worksheet xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheetPr{named}>'
        f'<tabColor rgb="FF{TAB[sheet.role]}"/><outlinePr summaryRight="0"/>'
        f'<pageSetUpPr fitToPage="1"/></sheetPr><dimension ref="{area}"/>'
        f'<sheetViews><sheetView{rtl} workbookViewId="0"><pane ySplit="1" topLeftCell="A2" '
        'activePane="bottomLeft" state="frozen"/><selection pane="bottomLeft" activeCell="A2" '
        f'sqref="A2"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"{levels}/>'
        f'<cols>{columns}</cols><sheetData><row r="1" ht="{15 * lines + 5}" customHeight="1">'
        f"{headings}</row>"
    )


def _rows(workbook: WorkbookPart, body: Body, shapes: list[_Shape]) -> Iterator[bytes]:
    cells, sheet = workbook.cells(), body.table.sheet.id
    known = {shape.placed.column.id: shape for shape in shapes}
    heights = Heights(body.table, {name: s.width for name, s in known.items() if s.wraps})
    for start in range(0, len(body.lines), _CHUNK):
        rows = []
        for number, line in enumerate(body.lines[start : start + _CHUNK], start + 2):
            values = dict(line.cells())
            content = "".join(
                [
                    cells.markup(f"{s.letter}{number}", value, s.style, s.code, sheet)
                    for column, s in known.items()
                    if (value := values.get(column)) is not None
                ]
            )
            rows.append(heights.fitted(f'<row r="{number}">{content}</row>'.encode(), line))
        yield b"".join(rows)


def _protection(body: Body) -> str:
    """Lock what is computed, without a password; filtering and column widths stay free."""
    return "" if body.table.sheet.role == "input" else _PROTECTION


def _dropdowns(body: Body) -> str:
    """Return the dropdowns of the columns that people choose a value in."""
    if body.table.sheet.role != "input":
        return ""
    rules = []
    for placed in body.table.placed:
        column = placed.column
        offered = column.kind == "choice" and column.role == "input"
        values = literal(body.lists.get(column.choices, ()), _language(body)) if offered else ""
        if values:
            # A list that its user may add to offers its values, and takes any other.
            strict = "" if LISTS[column.choices].open else ' showErrorMessage="1"'
            letter = letters(placed.number)
            rules.append(
                f'<dataValidation type="list" allowBlank="1"{strict} '
                f'sqref="{letter}2:{letter}{MAX_ROWS}"><formula1>{escape(values)}</formula1>'
                "</dataValidation>"
            )
    if not rules:
        return ""
    return f'<dataValidations count="{len(rules)}">{"".join(rules)}</dataValidations>'


def literal(choices: tuple[Choice, ...], lang: str) -> str:
    """Return the names of a list as a formula, '' when they do not fit into one."""
    names = [name_of(choice, lang) for choice in choices]
    text = ",".join(names).replace('"', '""')
    fits = 0 < len(text) <= LONGEST_LIST and not any("," in name for name in names)
    return f'"{text}"' if fits else ""
