"""Inserting and deleting cells, and all that moves along.

"Insert or delete rows and columns": references, names, tables, merged cells, validations and
conditional formats follow; what would tear a table or a merged area apart is refused.
"""

from __future__ import annotations

from copy import copy
from typing import TYPE_CHECKING

from openpyxl.formatting.formatting import ConditionalFormattingList
from openpyxl.worksheet.cell_range import MultiCellRange

from crm_workbook.engines.addresses import MAX_COLUMNS, MAX_ROWS, Area, parse_a1
from crm_workbook.engines.errors import ExcelError
from crm_workbook.engines.memory import links, references

if TYPE_CHECKING:
    from crm_workbook.engines.memory.sheet import Sheet
    from crm_workbook.engines.shifts import Shift

_TORN = (
    "This operation is not allowed. The operation is attempting to shift cells in a table on your "
    "worksheet."
)
_MERGED = "We can't do that to a merged cell."
_FULL = "To prevent possible loss of data, Excel cannot shift nonblank cells off of the worksheet."


def insert(sheet: Sheet, shift: Shift, copy_origin: str | None = None) -> None:
    """Insert empty cells; their format comes from the neighbours before them, or behind."""
    _before(sheet, shift, "insertRows" if shift.down else "insertColumns")
    end = (MAX_ROWS if shift.down else MAX_COLUMNS) - shift.by + 1
    edge = shift._replace(first=end).band
    if any(cell.value is not None for cell in sheet.grid.within(edge)):
        raise ExcelError(_FULL)
    _apply(sheet, shift)
    _format(sheet, shift, behind=copy_origin == "format_from_right_or_below")


def delete(sheet: Sheet, shift: Shift) -> None:
    """Delete cells. A table that loses all its rows keeps one, empty ("ListObject")."""
    _before(sheet, shift, "deleteRows" if shift.down else "deleteColumns")
    gone = _removed(shift)
    tables = [table for table in sheet.tables if shift.moved(table.area) is not None]
    if shift.down and any(table.headers and gone.overlaps(table.headers) for table in tables):
        raise ExcelError(_TORN)
    emptied = [t for t in tables if shift.down and t.body and gone.covers(t.body)]
    for table in emptied:
        table.keep_one_row()
    if emptied and emptied[0].body:
        shift = _after_first(shift, emptied[0].body)
    if shift.by:
        _apply(sheet, shift)


def _after_first(shift: Shift, body: Area) -> Shift:
    """Leave the first row of a table's body out of what is deleted; its contents are gone."""
    return shift._replace(first=max(shift.first, body.row) + 1, by=shift.by + 1)


def _removed(shift: Shift) -> Area:
    band = shift.band
    if shift.down:
        return band._replace(rows=-shift.by)
    return band._replace(columns=-shift.by)


def _before(sheet: Sheet, shift: Shift, permission: str) -> None:
    sheet.book.before_change()
    if sheet.protected:
        deletes = shift.by < 0 and sheet.grid.locked(_removed(shift)) is not False
        if not shift.whole or deletes or sheet.forbids(permission):
            raise ExcelError("The cells are on a protected sheet.")
    for area, words in [
        *((table.area, _TORN) for table in sheet.tables),
        *((area, _MERGED) for area in sheet.merged),
    ]:
        across, width = (area.column, area.columns) if shift.down else (area.row, area.rows)
        inside = shift.low <= across and across + width - 1 <= shift.high
        if area.overlaps(shift.band) and not inside:
            raise ExcelError(words)


def _apply(sheet: Sheet, shift: Shift) -> None:
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


def _format(sheet: Sheet, shift: Shift, *, behind: bool) -> None:
    """Give inserted cells the format of the row above (or column before), or of the one behind.

    The first row of a table does not take on the look of its headings.
    """
    before = shift.first - 1
    under_headings = shift.down and any(
        table.headers and table.headers.last_row == before for table in sheet.tables
    )
    source = shift.first + shift.by if behind or under_headings else before
    line = shift._replace(first=max(source, 1)).band
    line = line._replace(rows=1) if shift.down else line._replace(columns=1)
    if source < 1:
        return
    for cell in list(sheet.grid.within(line)):
        for number in range(shift.by):
            place = (
                (shift.first + number, cell.column)
                if shift.down
                else (cell.row, shift.first + number)
            )
            sheet.grid.make(*place)._style = copy(cell._style)  # noqa: SLF001 - the whole style at once
