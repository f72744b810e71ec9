"""Buttons on the start sheet: drawn shapes that run a macro, a second way in beside the ribbon."""

from __future__ import annotations

from posixpath import dirname, join
from typing import TYPE_CHECKING, Final

from crm_workbook.fields.normal import heading_key
from crm_workbook.schema import sheet
from crm_workbook.store.package.markup import (
    element_end,
    first,
    inserted,
    put_last,
    quote,
    replaced,
    tags,
)
from crm_workbook.store.package.relations import declare, relate, targets, unused
from crm_workbook.store.package.sheet_markup import SheetMarkup

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crm_workbook.model import MacroButton, Macros
    from crm_workbook.store.package.markup import Tag
    from crm_workbook.store.package.workbook_part import WorkbookPart

PREFIX: Final = "crm_"
"""How the name of a shape of ours begins; its macro's name follows."""
_START: Final = "Crm"
"""How the name of every macro of ours begins."""
_MACRO: Final = "[0]!"
"""What stands before a macro of the workbook itself."""
_ANCHORS: Final = ("oneCellAnchor", "twoCellAnchor", "absoluteAnchor")
"""Excel and LibreOffice save the one kind as another."""
_TYPE: Final = "application/vnd.openxmlformats-officedocument.drawing+xml"
_DRAWING: Final = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
_MAIN: Final = "http://schemas.openxmlformats.org/drawingml/2006/main"
_RELATION: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_EMPTY: Final = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    f'<xdr:wsDr xmlns:xdr="{_DRAWING}" xmlns:a="{_MAIN}"/>'
).encode()
_BEHIND: Final = (
    "legacyDrawing", "legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls",
    "webPublishItems", "tableParts", "extLst",
)  # fmt: skip
"""What follows the drawing in a sheet's part."""
_FIRST_ROW: Final = 2
_USUAL_HEIGHT: Final = 15.0
_POINT: Final = 12_700
"""English Metric Units."""
_WIDTH: Final = 134
_HEIGHT: Final = 26
_GAP: Final = 8
"""In points: of a button, and between it and its neighbours."""
_FILL: Final = "0F766E"


def put_buttons(workbook: WorkbookPart, macros: Macros) -> None:
    """Put the buttons on the start sheet, where the workbook has one.

    Those that are there stay as they are, wherever the user has moved them; those whose macro is
    no more go.
    """
    start = sheet("start")
    titles = {heading_key(name) for name in (start.title.he, start.title.en)}
    entry = next((e for e in workbook.sheets if heading_key(e.title) in titles), None)
    if entry is None:
        return
    package = workbook.package
    found = targets(package, entry.part, "drawing")
    old = package.read(found[0]) if found else _EMPTY
    source, there = _kept(old, {button.macro for button in macros.buttons})
    page = package.read(entry.part)
    numbers = [int(i) for tag in tags(source, "cNvPr") if (i := tag.get("id") or "").isdecimal()]
    column, rows = _places(SheetMarkup(entry.part, page))
    shapes = "".join(
        _shape(button, column, row, number, macros.lang)
        for number, (button, row) in enumerate(
            zip(macros.buttons, rows, strict=False), 1 + max(numbers, default=0)
        )
        if button.macro not in there
    )
    if shapes:
        source = inserted(source, "wsDr", shapes.encode())
    if source == old:
        return
    part = (
        found[0]
        if found
        else unused(package, join(dirname(workbook.part), "drawings/drawing{}.xml"))
    )
    package.write(part, source)
    if not found:
        declare(package, part, _TYPE)
        rid = relate(package, entry.part, "drawing", part)
        root = first(page, "worksheet")
        prefix = root.prefix if root is not None else b""
        drawing = b'<%sdrawing r:id="%s" xmlns:r="%s"/>'
        drawing %= (prefix, rid.encode(), _RELATION.encode())
        package.write(entry.part, put_last(page, "worksheet", drawing, _BEHIND))


def _kept(source: bytes, wanted: set[str]) -> tuple[bytes, set[str]]:
    """Return a drawing without our shapes that nobody wants, and the macros of those it keeps."""
    there: set[str] = set()
    anchors = [(tag, local) for local in _ANCHORS for tag in tags(source, local)]
    for tag, local in sorted(anchors, key=lambda anchor: -anchor[0].start):
        end = element_end(source, tag, local)
        macro, runs = _button(source, tag, end)
        if runs and macro in wanted and macro not in there:
            there.add(macro)
        elif macro:
            source = replaced(source, tag.start, end, b"")
    return source, there


def _button(source: bytes, anchor: Tag, end: int) -> tuple[str, bool]:
    """Return the macro that a button of ours is for, '' for anything else, and if it runs it.

    LibreOffice saves the shape without its macro.
    """
    shape = first(source, "sp", anchor.end, end)
    named = first(source, "cNvPr", anchor.end, end)
    name = (named.get("name") or "") if named is not None else ""
    macro = name.removeprefix(PREFIX)
    runs = (shape.get("macro") or "").rpartition("!")[2] if shape is not None else None
    if macro == name or not macro.startswith(_START) or runs not in {macro, ""}:
        return "", False
    return macro, bool(runs)


def _places(page: SheetMarkup) -> tuple[int, Iterator[int]]:
    """Return the first column beside all cells, and the rows for one button after the other.

    Both count from zero, as drawings do.
    """
    right = max(
        (column for row in page.numbers for column, _, _ in page.cells(page.row(row))), default=0
    )
    return right, _rows(page)


def _rows(page: SheetMarkup) -> Iterator[int]:
    usual = _points(first(page.head, "sheetFormatPr"), "defaultRowHeight", _USUAL_HEIGHT)
    row = _FIRST_ROW
    while True:
        yield row - 1
        room = 0.0
        while room < _HEIGHT + _GAP:
            tag = first(page.row(row), "row")
            hidden = tag is not None and tag.get("hidden") in {"1", "true"}
            room += 0 if hidden else _points(tag, "ht", usual)
            row += 1


def _points(tag: Tag | None, name: str, usual: float) -> float:
    try:
        return float((tag.get(name) if tag is not None else None) or usual)
    except ValueError:
        return usual


def _shape(button: MacroButton, column: int, row: int, number: int, lang: str) -> str:
    """Return one button; every element says its own namespaces, whatever the part's prefixes."""
    rtl = ' rtl="1"' if lang == "he" else ""
    language = "he-IL" if lang == "he" else "en-GB"
    width, height = _WIDTH * _POINT, _HEIGHT * _POINT
    name, label, tip = (
        quote(text).decode() for text in (PREFIX + button.macro, button.label, button.tip)
    )
    return (
        f'<xdr:oneCellAnchor xmlns:xdr="{_DRAWING}" xmlns:a="{_MAIN}">'
        f"<xdr:from><xdr:col>{column}</xdr:col><xdr:colOff>{_GAP * _POINT}</xdr:colOff>"
        f"<xdr:row>{row}</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from>"
        f'<xdr:ext cx="{width}" cy="{height}"/>'
        f'<xdr:sp macro="{_MACRO}{button.macro}" textlink=""><xdr:nvSpPr>'
        f'<xdr:cNvPr id="{number}" name="{name}" descr="{tip}"/><xdr:cNvSpPr/></xdr:nvSpPr>'
        '<xdr:spPr><a:xfrm><a:off x="0" y="0"/>'
        f'<a:ext cx="{width}" cy="{height}"/></a:xfrm>'
        '<a:prstGeom prst="roundRect"><a:avLst/></a:prstGeom>'
        f'<a:solidFill><a:srgbClr val="{_FILL}"/></a:solidFill><a:ln><a:noFill/></a:ln></xdr:spPr>'
        f'<xdr:txBody><a:bodyPr anchor="ctr"/><a:p><a:pPr algn="ctr"{rtl}/><a:r>'
        f'<a:rPr lang="{language}" sz="1200" b="1"><a:solidFill><a:srgbClr val="FFFFFF"/>'
        '</a:solidFill><a:latin typeface="Arial"/><a:cs typeface="Arial"/></a:rPr>'
        f"<a:t>{label}</a:t></a:r></a:p></xdr:txBody></xdr:sp>"
        "<xdr:clientData/></xdr:oneCellAnchor>"
    )
