"""Sorting rows, in the order Excel sorts in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from openpyxl.formula.translate import Translator

from crm_workbook.engines.errors import ExcelError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crm_workbook.engines.addresses import Area
    from crm_workbook.engines.memory.sheet import Sheet

_NUMBER, _TEXT, _BOOLEAN, _ERROR = range(4)


def sort(sheet: Sheet, body: Area, keys: Sequence[int], ascending: Sequence[bool]) -> None:
    """Sort the rows of an area; equal rows keep their order.

    Numbers stand before text, text before FALSE and TRUE, then errors; empty cells come last
    either way ("Sort data in a range or table"). Case is no matter.

    Raises:
        ExcelError: The sheet is protected and forbids it, or a cell in there is locked.
        NotCalculated: A key is a formula without a value.
    """
    sheet.before_write(body, "sort")
    if any(area.overlaps(body) for area in sheet.merged):
        raise ExcelError("To do this, all the merged cells need to be the same size.")
    order = list(range(body.rows))
    for key, up in reversed(list(zip(keys, ascending, strict=True))):
        column = body._replace(column=body.column + key - 1, columns=1)
        raw = sheet.at(column).raw_value2
        found = [raw] if body.rows == 1 else [row[0] for row in raw]
        filled = [place for place in order if found[place] is not None]
        empty = [place for place in order if found[place] is None]
        filled.sort(key=lambda place: _rank(found[place]), reverse=not up)
        order = filled + empty
    _reorder(sheet, body, order)
    sheet.after_write(body)


def _rank(value: Any) -> tuple[int, Any]:  # noqa: ANN401 - any cell value
    if isinstance(value, bool):
        return _BOOLEAN, value
    if isinstance(value, str):
        return _TEXT, value.casefold()
    if isinstance(value, int):
        return _ERROR, 0
    return _NUMBER, float(value)


def _reorder(sheet: Sheet, body: Area, order: list[int]) -> None:
    grid = sheet.grid
    old = {(cell.row, cell.column): cell for cell in list(grid.within(body))}
    for place in old:
        del grid.cells[place]
    targets = {body.row + source: body.row + target for target, source in enumerate(order)}
    for (row, column), cell in old.items():
        origin = cell.coordinate
        cell.row = targets[row]
        grid.cells[targets[row], column] = cell
        if cell.data_type == "f" and isinstance(cell.value, str):
            moved = Translator(cell.value, origin=origin).translate_formula(cell.coordinate)
            cell._value = moved  # noqa: SLF001 - no text to be looked at anew
        if cell.hyperlink is not None:
            cell.hyperlink.ref = cell.coordinate
