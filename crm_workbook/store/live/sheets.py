"""A sheet of the schema added to an open workbook, with its table, and such a sheet removed.

What a program has no way to be told of is left out: the sheet then lacks a comfort, no data.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final

from crm_workbook.errors import CrmError
from crm_workbook.fields import field
from crm_workbook.model import Ref
from crm_workbook.schema.lists import LISTS
from crm_workbook.schema.looks import TAB, alignment
from crm_workbook.store.live.grid import Grid, Place, read_grid
from crm_workbook.store.live.guarding import filled_outside, notes
from crm_workbook.store.live.values import guard_value
from crm_workbook.store.live.writer import Entry
from crm_workbook.store.package.links import MAX_LINKS, address
from crm_workbook.store.package.workbook_part import LOCKED_STRUCTURE
from crm_workbook.store.patching.guards import FULL
from crm_workbook.store.patching.new_markup import area_of, literal
from crm_workbook.store.patching.new_sheet import REFERRED, WRITTEN_ON, free_name, free_title
from crm_workbook.store.ranges import MAX_ROWS, box

if TYPE_CHECKING:
    import xlwings

    from crm_workbook.model import Placed
    from crm_workbook.store.bodies import Body
    from crm_workbook.store.live.connection import Connection
    from crm_workbook.store.live.writer import Writer

_STYLE: Final = "TableStyleLight1"
_UNKNOWN: Final = (NotImplementedError, AttributeError)
"""What a program answers that knows nothing of a comfort."""
_FREE: Final = {
    "AllowFormattingColumns": True, "AllowFormattingRows": True,
    "AllowSorting": True, "AllowFiltering": True,
}  # fmt: skip
"""What stays permitted on a sheet that is computed as a whole."""


def guard_added(connection: Connection, body: Body) -> None:
    """Refuse to add a sheet that cannot be added.

    Raises:
        CrmError: The workbook's structure is locked, or a value cannot stand in a cell.
    """
    if connection.structure_locked():
        raise CrmError(LOCKED_STRUCTURE)
    area = area_of(body)
    if area.bottom > MAX_ROWS:
        raise CrmError(FULL, sheet=body.title, rows=area.bottom)
    for line in body.lines:
        for column, value in line.cells():
            guard_value(value, Ref(body.table.sheet.id, column))


def add_sheet(connection: Connection, body: Body, writer: Writer) -> None:
    """Add the sheet that `body` describes, behind the last tab."""
    edit = body.added
    if edit is None:
        return
    book, known = connection.book, body.table.sheet
    sheets = list(book.sheets)
    body.title = free_title([str(each.name) for each in sheets], known.title.say(edit.lang))
    title = body.title
    sheet = book.sheets.add(name=title, after=sheets[-1])
    writer.back.add(title, sheet.delete)
    placed = body.table.placed
    for each in placed:
        _dress(sheet, each, body)
    headings = sheet.range((1, 1), (1, len(placed)))
    headings.number_format = "@"
    headings.value = [[each.heading for each in placed]]
    headings.font.bold = True
    with suppress(*_UNKNOWN):
        headings.wrap_text = True
    writer.write(sheet, entries_of(body))
    area = area_of(body)
    sheet.tables.add(
        source=sheet.range((area.top, area.left), (area.bottom, area.right)),
        name=free_name(_names(book), known.table or f"tbl_{known.id}"),
        has_headers=True,
        table_style_name=_STYLE,
    )
    _link(sheet, body)
    _furnish(connection, sheet, body)


def entries_of(body: Body) -> dict[Place, Entry]:
    """Return what the cells of an added sheet shall hold, below its headings."""
    numbers = {placed.column.id: placed.number for placed in body.table.placed}
    codes = {p.column.id: field(p.column.kind).number_format for p in body.table.placed}
    return {
        (row, numbers[column]): Entry(value, codes[column])
        for row, line in enumerate(body.lines, 2)
        for column, value in line.cells()
        if value is not None
    }


def _names(book: xlwings.Book) -> list[str]:
    names = [str(table.name) for sheet in book.sheets for table in sheet.tables]
    return names + [str(name.name).rpartition("!")[2] for name in book.names]


def _dress(sheet: xlwings.Sheet, placed: Placed, body: Body) -> None:
    """Give a column its number format, width and look."""
    column, kind = placed.column, field(placed.column.kind)
    lang = body.added.lang if body.added is not None else ""
    whole = sheet.range((1, placed.number), (MAX_ROWS, placed.number))
    whole.number_format = kind.number_format
    whole.column_width = column.width or kind.width
    look = alignment(column, kind, lang)
    with suppress(*_UNKNOWN):
        if look is not None and look.wrap:
            whole.wrap_text = True
    with suppress(*_UNKNOWN):
        if column.folded:
            whole.columns.hidden = True
    with suppress(*_UNKNOWN):
        if column.role == "input" and body.table.sheet.role != "input":
            whole.api.Locked = False


def _link(sheet: xlwings.Sheet, body: Body) -> None:
    columns = {p.column.id: p.number for p in body.table.placed if p.column.kind == "link"}
    room = MAX_LINKS
    for row, line in enumerate(body.lines, 2):
        for column, value in line.cells() if columns else ():
            target = address(value) if column in columns else ""
            if target and room:
                sheet.range((row, columns[column])).add_hyperlink(target, text_to_display=target)
                room -= 1


def _furnish(connection: Connection, sheet: xlwings.Sheet, body: Body) -> None:
    """Give a sheet its direction, dropdowns, colour, frozen headings and protection."""
    known, lang = body.table.sheet, body.added.lang if body.added is not None else ""
    with suppress(*_UNKNOWN):
        sheet.api.DisplayRightToLeft = lang == "he"
    with suppress(*_UNKNOWN):
        red, green, blue = bytes.fromhex(TAB[known.role])
        sheet.api.Tab.Color = red + green * 256 + blue * 65536
    _freeze(connection, sheet)
    if known.role == "input":
        _offer(sheet, body, lang)
    else:
        with suppress(*_UNKNOWN):
            connection.protect(sheet, _FREE)
    if known.shown == "hidden":
        sheet.visible = False


def _freeze(connection: Connection, sheet: xlwings.Sheet) -> None:
    with suppress(*_UNKNOWN):
        sheet.freeze_panes.freeze_at("1:1")
        return
    with suppress(*_UNKNOWN):
        sheet.activate()
        window: Any = connection.book.app.api.ActiveWindow
        window.SplitColumn, window.SplitRow = 0, 1
        window.FreezePanes = True


def _offer(sheet: xlwings.Sheet, body: Body, lang: str) -> None:
    """Let the columns in which people choose a value offer what there is to choose."""
    for placed in body.table.placed:
        column = placed.column
        if column.kind != "choice" or column.role != "input":
            continue
        values = literal(body.lists.get(column.choices, ()), lang)
        if not values:
            continue
        with suppress(*_UNKNOWN):
            cells: Any = sheet.range((2, placed.number), (MAX_ROWS, placed.number))
            cells.data_validation.set_list(values.strip('"').replace('""', '"').split(","))
            # A list that its user may add to offers its values, and takes any other.
            if LISTS[column.choices].open:
                cells.api.Validation.ShowError = False


def guard_removed(connection: Connection, body: Body, grid: Grid) -> None:
    """Refuse to remove a sheet on which somebody has written, or to which something refers.

    Raises:
        CrmError: One of these, or the workbook's structure is locked.
    """
    if connection.structure_locked():
        raise CrmError(LOCKED_STRUCTURE)
    title, book = body.title, connection.book
    own = [area for facts in grid.tables if (area := box(facts.ref))]
    found = filled_outside(grid, 1, MAX_ROWS, own)
    noted = [str(area) for area in notes(book.sheets[title])]
    if found or noted:
        raise CrmError(WRITTEN_ON, sheet=title, cells=found or ", ".join(noted[:3]))
    words = [f"{title}!", "'" + title.replace("'", "''") + "'!"]
    words += [f"{facts.name}[" for facts in grid.tables]
    for name in book.names:
        if any(word in str(name.refers_to) for word in words) and not _of_sheet(str(name.name)):
            raise CrmError(REFERRED, sheet=title, part=str(name.name))
    for sheet in book.sheets:
        if str(sheet.name) == title:
            continue
        for source in read_grid(connection, sheet).formulas.values():
            if any(word in source for word in words):
                raise CrmError(REFERRED, sheet=title, part=str(sheet.name))


def _of_sheet(name: str) -> bool:
    """Tell whether a name goes with its sheet: its filter, its print area and titles."""
    return "!" in name


def remove_sheet(connection: Connection, body: Body) -> None:
    """Take a sheet out of the workbook; there is no way back, so it is done last."""
    sheet = connection.book.sheets[body.title]
    if connection.state(sheet) == "veryHidden":
        sheet.visible = True
    sheet.delete()
