"""What moves along when cells are inserted or deleted.

"Insert or delete rows and columns": references, names, tables, merged cells, validations and
conditional formats follow.
"""

from __future__ import annotations

from copy import copy
from typing import TYPE_CHECKING

from openpyxl.formatting.formatting import ConditionalFormattingList
from openpyxl.worksheet.cell_range import MultiCellRange

from crm_workbook.engines.addresses import MAX_COLUMNS, MAX_ROWS, Area, parse_a1
from crm_workbook.engines.memory import links, references

if TYPE_CHECKING:
    from crm_workbook.engines.memory.sheet import Sheet
    from crm_workbook.engines.shifts import Shift


def apply(sheet: Sheet, shift: Shift) -> None:
    """Insert or delete cells."""
    _cells(sheet, shift)
    if shift.whole:
        _dimensions(sheet, shift)
    for table in list(sheet.tables):
        table.follow(shift)
    _ranges(sheet, shift)
    references.shift(sheet.book, sheet, shift)
    sheet.book.changed()


def _cells(sheet: Sheet, shift: Shift) -> None:
    cells = sheet.grid.cells
    moved = {}
    for cell in list(sheet.grid.within(shift.band)):
        del cells[cell.row, cell.column]
        place = shift.moved(Area(cell.row, cell.column))
        if place is not None:
            cell.row, cell.column = place.row, place.column
            if getattr(cell, "hyperlink", None) is not None:
                cell.hyperlink.ref = cell.coordinate
            moved[place.row, place.column] = cell
        else:
            links.unlink(sheet.page, cell)
    cells.update(moved)


def _dimensions(sheet: Sheet, shift: Shift) -> None:
    """Let heights, widths and hidden rows move along with whole rows and columns."""
    if shift.down:
        rows = sheet.page.row_dimensions
        known = {number: rows.pop(number) for number in list(rows) if number >= shift.first}
        for number, record in known.items():
            place = shift.moved(Area(number, 1, 1, MAX_COLUMNS))
            if place:
                record.index = place.row
                rows[place.row] = record
        return
    columns = sheet.page.column_dimensions
    numbers = sorted(
        {
            number
            for record in list(columns.values())
            for number in range(record.min or 0, (record.max or 0) + 1)
            if number >= shift.first
        }
    )
    known = {number: copy(sheet.grid.column(number)) for number in numbers}
    for number in numbers:
        columns.pop(sheet.grid.column(number).index)
    for number, record in known.items():
        place = shift.moved(Area(1, number, MAX_ROWS, 1))
        if place:
            sheet.grid.set_column(place.column, record)


def _ranges(sheet: Sheet, shift: Shift) -> None:
    page = sheet.page
    for merged in list(page.merged_cells.ranges):
        area = parse_a1(merged.coord)
        place = shift.moved(area) if area else None
        if area and place is None:
            page.merged_cells.remove(merged)
        elif area and place and place != area:
            merged.shift(row_shift=place.row - area.row, col_shift=place.column - area.column)
            merged.expand(right=place.columns - area.columns, down=place.rows - area.rows)
    for check in list(page.data_validations.dataValidation):
        check.sqref = _moved_ranges(str(check.sqref), shift)
        if not check.sqref.ranges:
            page.data_validations.dataValidation.remove(check)
    conditions = ConditionalFormattingList()
    for condition in page.conditional_formatting:
        ranges = str(_moved_ranges(str(condition.sqref), shift))
        for rule in condition.rules if ranges else ():
            conditions.add(ranges, rule)
    page.conditional_formatting = conditions
    if page.auto_filter.ref:
        area = parse_a1(page.auto_filter.ref)
        place = shift.moved(area) if area else None
        page.auto_filter.ref = place.ref if place else None


def _moved_ranges(text: str, shift: Shift) -> MultiCellRange:
    places = [shift.moved(area) for part in text.split() if (area := parse_a1(part))]
    kept = [p.ref for p in places if p]
    return MultiCellRange(" ".join(kept))


def copy_looks(sheet: Sheet, line: Area, shift: Shift) -> None:
    """Give inserted cells the looks of a row (or column) of cells."""
    for cell in list(sheet.grid.within(line)):
        for number in range(shift.first, shift.first + shift.by):
            place = (number, cell.column) if shift.down else (cell.row, number)
            sheet.grid.make(*place)._style = copy(cell._style)  # noqa: SLF001 - the whole style at once
