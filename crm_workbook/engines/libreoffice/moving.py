"""Inserting and deleting cells. LibreOffice moves along what hangs on them.

"Insert or delete rows and columns": what would tear a table or a merged area apart is refused, as
is what would fall off the sheet.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from crm_workbook.engines.addresses import MAX_COLUMNS, MAX_ROWS, Area
from crm_workbook.engines.errors import ExcelError
from crm_workbook.engines.libreoffice import bridge
from crm_workbook.engines.libreoffice.attached import merged
from crm_workbook.engines.libreoffice.reading import CONTENT, filled

if TYPE_CHECKING:
    from crm_workbook.engines.libreoffice.sheet import Sheet
    from crm_workbook.engines.shifts import Shift

_TORN: Final = (
    "This operation is not allowed. The operation is attempting to shift cells in a table on your "
    "worksheet."
)
_MERGED: Final = "We can't do that to a merged cell."
_FULL: Final = (
    "To prevent possible loss of data, Excel cannot shift nonblank cells off of the worksheet."
)
_NOTE: Final = 8  # com.sun.star.sheet.CellFlags


def insert(sheet: Sheet, shift: Shift, *, behind: bool = False) -> None:
    """Insert empty cells; their format comes from the neighbours before them, or behind."""
    _before(sheet, shift, "insertRows" if shift.down else "insertColumns")
    edge = shift._replace(first=(MAX_ROWS if shift.down else MAX_COLUMNS) - shift.by + 1).band
    if filled(sheet, edge):
        raise ExcelError(_FULL)
    mode = bridge.enum("sheet.CellInsertMode", "DOWN" if shift.down else "RIGHT")
    before = {table.name: table.area for table in sheet.tables}
    sheet.uno.insertCells(sheet.address_of(_touched(shift)), mode)
    sheet.find_again()
    for table in sheet.tables:  # a row inserted under the headings belongs to a table
        expected = shift.moved(before[table.name])
        if expected is not None and table.area != expected:
            table.place(expected)
        if not shift.down:
            table.renew()
    _format(sheet, shift, behind=behind)


def delete(sheet: Sheet, shift: Shift) -> None:
    """Delete cells. A table that loses all its rows keeps one, empty ("ListObject")."""
    _before(sheet, shift, "deleteRows" if shift.down else "deleteColumns")
    removed = _touched(shift)
    for table in list(sheet.tables):
        if shift.moved(table.area) is None:
            table.drop()
        elif shift.down and table.headers and removed.overlaps(table.headers):
            raise ExcelError(_TORN)
        elif shift.down and table.body and removed.covers(table.body):
            shift = _keep_one_row(sheet, table.body, shift)
    if shift.by:
        mode = bridge.enum("sheet.CellDeleteMode", "UP" if shift.down else "LEFT")
        sheet.uno.removeRange(sheet.address_of(_touched(shift)), mode)
        sheet.find_again()


def _keep_one_row(sheet: Sheet, body: Area, shift: Shift) -> Shift:
    """Empty the first row of a table and leave it out of what is deleted."""
    sheet.at(body._replace(rows=1)).clear_contents()
    return shift._replace(first=max(shift.first, body.row) + 1, by=shift.by + 1)


def _touched(shift: Shift) -> Area:
    """Return the cells that are inserted or deleted."""
    count = abs(shift.by)
    return shift.band._replace(rows=count) if shift.down else shift.band._replace(columns=count)


def _before(sheet: Sheet, shift: Shift, permission: str) -> None:
    if sheet.protected:
        locked = shift.by < 0 and sheet.locked(_touched(shift)) is not False
        if not shift.whole or locked or sheet.forbids(permission):
            raise ExcelError("The cells are on a protected sheet.")
    for area, words in [
        *((table.area, _TORN) for table in sheet.tables),
        *((area, _MERGED) for area in merged(sheet)),
    ]:
        across, width = (area.column, area.columns) if shift.down else (area.row, area.rows)
        inside = shift.low <= across and across + width - 1 <= shift.high
        if area.overlaps(shift.band) and not inside:
            raise ExcelError(words)


def _format(sheet: Sheet, shift: Shift, *, behind: bool) -> None:
    """Give inserted cells the format of the row above (or column before), or of the one behind.

    The first row of a table does not take on the look of its headings.
    """
    under_headings = shift.down and any(
        table.headers and table.headers.last_row == shift.first - 1 for table in sheet.tables
    )
    source = shift.first + shift.by if behind or under_headings else shift.first - 1
    if source < 1:
        return
    new = _touched(shift)
    line = (
        new._replace(row=source, rows=1) if shift.down else new._replace(column=source, columns=1)
    )
    origin = sheet.address_of(line)
    for number in range(shift.by):
        target = (
            new._replace(row=new.row + number, rows=1)
            if shift.down
            else new._replace(column=new.column + number, columns=1)
        )
        cells = sheet.cells_of(target)
        sheet.uno.copyRange(cells.getCellByPosition(0, 0).CellAddress, origin)
        cells.clearContents(CONTENT | _NOTE)
