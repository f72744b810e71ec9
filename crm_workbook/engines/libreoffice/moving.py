"""Inserting and deleting cells. LibreOffice moves along what hangs on them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from crm_workbook.engines.libreoffice import bridge
from crm_workbook.engines.libreoffice.reading import CONTENT

if TYPE_CHECKING:
    from crm_workbook.engines.addresses import Area
    from crm_workbook.engines.libreoffice.sheet import Sheet
    from crm_workbook.engines.shifts import Shift

_NOTE: Final = 8  # com.sun.star.sheet.CellFlags


def insert(sheet: Sheet, shift: Shift) -> None:
    """Insert empty cells."""
    mode = bridge.enum("sheet.CellInsertMode", "DOWN" if shift.down else "RIGHT")
    before = {table.name: table.area for table in sheet.tables}
    sheet.uno.insertCells(sheet.address_of(shift.touched), mode)
    sheet.find_again()
    for table in sheet.tables:  # a row inserted under the headings belongs to a table
        expected = shift.moved(before[table.name])
        if expected is not None and table.area != expected:
            table.place(expected)
        if not shift.down:
            table.renew()


def delete(sheet: Sheet, shift: Shift) -> None:
    """Delete cells."""
    mode = bridge.enum("sheet.CellDeleteMode", "UP" if shift.down else "LEFT")
    sheet.uno.removeRange(sheet.address_of(shift.touched), mode)
    sheet.find_again()


def copy_looks(sheet: Sheet, line: Area, shift: Shift) -> None:
    """Give inserted cells the looks of a row (or column) of cells."""
    origin = sheet.address_of(line)
    for number in range(shift.first, shift.first + shift.by):
        target = line._replace(row=number) if shift.down else line._replace(column=number)
        cells = sheet.cells_of(target)
        sheet.uno.copyRange(cells.getCellByPosition(0, 0).CellAddress, origin)
        cells.clearContents(CONTENT | _NOTE)
