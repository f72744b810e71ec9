"""Reading a block of cells: few calls for the block, some more for what is no plain number."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from crm_workbook.engines import values
from crm_workbook.engines.addresses import Area
from crm_workbook.engines.errors import ExcelError
from crm_workbook.engines.libreoffice import formulas
from crm_workbook.engines.moments import LAST_SERIAL, from_serial
from crm_workbook.engines.values import ERROR_CODES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from crm_workbook.engines.libreoffice.bridge import Uno
    from crm_workbook.engines.libreoffice.sheet import Sheet

FORMULA: Final = 16  # com.sun.star.sheet.CellFlags
CONTENT: Final = 1 | 2 | 4 | FORMULA
_LOGICAL: Final = (0.0, 1.0)
_MAX_CELLS: Final = 20_000_000  # beyond, a single answer of the office does not fit into memory
_ERRORS: Final = {
    502: "#VALUE!",  # what LibreOffice calls an invalid argument
    503: "#NUM!",
    508: "#NAME?",
    509: "#NAME?",
    519: "#VALUE!",
    521: "#NULL!",
    523: "#NUM!",
    524: "#REF!",
    525: "#NAME?",
    532: "#DIV/0!",
    32767: "#N/A",
}


def area_of(address: Uno) -> Area:
    """Return UNO's address of a range as an area."""
    return Area(
        address.StartRow + 1,
        address.StartColumn + 1,
        address.EndRow - address.StartRow + 1,
        address.EndColumn - address.StartColumn + 1,
    )


def format_areas(cells: Uno) -> Iterator[tuple[Uno, list[Area]]]:
    """Go through the parts of a range whose cells look the same, one of their cells in front."""
    groups = cells.getUniqueCellFormatRanges()
    for index in range(groups.Count):
        group = groups.getByIndex(index)
        yield group.getByIndex(0), [area_of(address) for address in group.RangeAddresses]


def number_formats(sheet: Sheet, area: Area) -> Iterator[tuple[int, list[Area]]]:
    """Go through the number formats in an area, each with the parts that have it.

    Mostly there is just one, and to be told so takes one call or two.
    """
    cells = sheet.cells_of(area)
    key = cells.NumberFormat
    # Of cells that differ LibreOffice says 0, which is also the standard format.
    if key or cells.getPropertyState("NumberFormat").value != "AMBIGUOUS_VALUE":
        yield key, [area]
        return
    groups = cells.getUniqueCellFormatRanges()
    for index in range(groups.Count):
        group = groups.getByIndex(index)
        yield group.NumberFormat, [area_of(address) for address in group.RangeAddresses]


def filled(sheet: Sheet, area: Area, kinds: int = CONTENT) -> list[Area]:
    """Return the blocks of cells in an area that hold something.

    Asked about columns that were never used, LibreOffice 7.4 answers with the last one that was;
    such blocks are left out.
    """
    found = sheet.cells_of(area).queryContentCells(kinds).RangeAddresses
    return [part for part in map(area_of, found) if area.covers(part)]


def read(sheet: Sheet, area: Area, *, plain: bool) -> list[list[Any]]:
    """Return the values of an area.

    Args:
        sheet: Where.
        area: Which cells.
        plain: Whether dates and amounts stay plain numbers ("Range.Value2 property").

    Returns:
        Rows of floats, texts, booleans, dates, amounts, numbers of errors, and None.
    """
    if area.size > _MAX_CELLS:
        raise ExcelError("Excel cannot complete this task with available resources.")
    cells = sheet.cells_of(area)
    data = [[None if v == "" else v for v in row] for row in cells.getDataArray()]
    _errors(sheet, area, data, cells)
    formats = sheet.book.formats
    for numbers in _numbers(data, area, plain=plain):
        for key, parts in number_formats(sheet, numbers):
            change = _changes(sheet, formats.kind(key), plain=plain)
            if change is not None:
                for part in parts:
                    _change(data, area, part, change)
    return data


def _numbers(data: list[list[Any]], area: Area, *, plain: bool) -> Iterator[Area]:
    """Go through the parts of columns whose format says what their numbers are.

    A format changes numbers only; where they stay plain, it changes just those that may stand for
    a truth value.
    """
    for number, column in enumerate(zip(*data, strict=True)):
        rows = [
            row
            for row, value in enumerate(column)
            if isinstance(value, float) and (not plain or value in _LOGICAL)
        ]
        if rows:
            first, last = rows[0], rows[-1]
            yield Area(area.row + first, area.column + number, last - first + 1)


def _errors(sheet: Sheet, area: Area, data: list[list[Any]], cells: Uno) -> None:
    """Put the numbers of errors where the block has nothing: UNO hands errors on as nothing."""
    failed = cells.queryFormulaCells(4).RangeAddresses  # com.sun.star.sheet.FormulaResult.ERROR
    for part in map(area_of, failed):
        for row in range(part.row, part.last_row + 1):
            for column in range(part.column, part.last_column + 1):
                number = sheet.uno.getCellByPosition(column - 1, row - 1).getError()
                text = _ERRORS.get(number, "#VALUE!")
                data[row - area.row][column - area.column] = ERROR_CODES[text]


def _changes(sheet: Sheet, kind: str, *, plain: bool) -> Callable[[Any], Any] | None:
    if kind == "boolean":
        return lambda value: bool(value) if isinstance(value, float) else value
    if plain or kind == "plain":
        return None
    if kind == "currency":
        return lambda v: values.amount(v) if isinstance(v, float) else v
    epoch = sheet.book.epoch_1904

    def moment(value: Any) -> Any:  # noqa: ANN401 - any cell value
        if isinstance(value, float) and 0 <= value < LAST_SERIAL:
            return from_serial(value, epoch_1904=epoch)
        return value

    return moment


def _change(data: list[list[Any]], area: Area, part: Area, change: Callable[[Any], Any]) -> None:
    first, last = part.column - area.column, part.last_column - area.column + 1
    for row in data[part.row - area.row : part.last_row - area.row + 1]:
        row[first:last] = map(change, row[first:last])


def read_formulas(sheet: Sheet, area: Area) -> list[list[str]]:
    """Return the formulas of an area; a constant as the text that would enter it."""
    shown = [[values.constant(value) for value in row] for row in read(sheet, area, plain=True)]
    for part, row, column, formula in formula_cells(sheet, area):
        del part
        text = formulas.constant(formula) or formulas.to_excel(formula)
        shown[row - area.row][column - area.column] = text
    return shown


def formula_cells(sheet: Sheet, area: Area) -> Iterator[tuple[Area, int, int, str]]:
    """Go through the formulas of an area, as LibreOffice writes them.

    Yields:
        The block of formulas it is in, row and column counted from 1, and the formula.
    """
    for part in filled(sheet, area, FORMULA):
        for r, row in enumerate(sheet.cells_of(part).getFormulaArray()):
            for c, formula in enumerate(row):
                yield part, part.row + r, part.column + c, str(formula)
