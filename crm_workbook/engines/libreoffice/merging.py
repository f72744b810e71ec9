"""Finding merged cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_workbook.engines.libreoffice.reading import area_of, format_areas

if TYPE_CHECKING:
    from crm_workbook.engines.addresses import Area
    from crm_workbook.engines.libreoffice.bridge import Uno
    from crm_workbook.engines.libreoffice.sheet import Sheet


def merged(sheet: Sheet) -> list[Area]:
    """Return the merged cells of a sheet."""
    found: list[Area] = []
    cells = sheet.cells_of(sheet.used_range.area)
    if not cells.getIsMerged():  # nowhere
        return found
    for sample, parts in format_areas(cells):
        if sample.IsMerged:
            found += [
                merged_around(sheet, sheet.uno.getCellByPosition(column - 1, row - 1))
                for part in parts
                for row in range(part.row, part.last_row + 1)
                for column in range(part.column, part.last_column + 1)
            ]
    return found


def merged_around(sheet: Sheet, cell: Uno) -> Area:
    """Return the merged cells around a cell, or the cell itself."""
    cursor = sheet.uno.createCursorByRange(cell)
    cursor.collapseToMergedArea()
    return area_of(cursor.RangeAddress)
