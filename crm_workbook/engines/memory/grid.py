"""The cells of a sheet, as openpyxl keeps them.

openpyxl makes a cell whenever one is asked for, and looks at every value as a text that was typed;
so the cells are reached past it, by its own dictionary.
"""

# ruff: noqa: SLF001 - said above

from __future__ import annotations

from copy import copy
from typing import TYPE_CHECKING, Any, TypeAlias

from openpyxl.cell.cell import Cell, MergedCell

from crm_workbook.engines.addresses import MAX_COLUMNS, MAX_ROWS, Area, column_number, letters

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crm_workbook.engines.coercion import Entry

_TYPES = {"number": "n", "text": "s", "boolean": "b", "error": "e", "formula": "f", "empty": "n"}


Page: TypeAlias = Any
"""openpyxl's `Worksheet`; its type stubs leave out most of what is used of it here."""


class Grid:
    """The cells of one sheet."""

    __slots__ = ("page",)

    def __init__(self, page: Page) -> None:
        """Take openpyxl's sheet."""
        self.page = page

    @property
    def cells(self) -> dict[tuple[int, int], Any]:
        """Every cell there is, by row and column; a `Cell` or a `MergedCell`."""
        found: dict[tuple[int, int], Any] = self.page._cells
        return found

    def at(self, row: int, column: int) -> Any:  # noqa: ANN401 - Cell, MergedCell or None
        """Return a cell, or None when nothing was ever there."""
        return self.cells.get((row, column))

    def make(self, row: int, column: int) -> Any:  # noqa: ANN401 - Cell or MergedCell
        """Return a cell, made in the format of its row or column when nothing was there."""
        cell: Any = self.cells.get((row, column))
        if cell is None:
            cell = Cell(self.page, row=row, column=column)
            record = self.inherited_record(row, column)
            if record is not None:
                cell._style = copy(record._style)
            self.cells[row, column] = cell
        return cell

    def holds(self, row: int, column: int) -> bool:
        """Whether a cell has content; a formula has, whatever it yields."""
        cell = self.cells.get((row, column))
        return cell is not None and cell.value is not None

    def within(self, area: Area) -> Iterator[Any]:
        """Go through the cells there are in an area, in no order."""
        if area.size <= len(self.cells):
            for row in range(area.row, area.last_row + 1):
                for column in range(area.column, area.last_column + 1):
                    cell = self.cells.get((row, column))
                    if cell is not None:
                        yield cell
        else:
            for (row, column), cell in list(self.cells.items()):
                if area.row <= row <= area.last_row and area.column <= column <= area.last_column:
                    yield cell

    def styled(self, area: Area) -> Iterator[Any]:
        """Go through what has to be formatted for an area: its cells, or whole rows or columns."""
        if area.rows == MAX_ROWS:
            yield from self.within(area)
            columns = range(area.column, min(area.last_column, MAX_COLUMNS) + 1)
            yield from (self.column(number) for number in columns)
        elif area.columns == MAX_COLUMNS:
            yield from self.within(area)
            yield from (self.page.row_dimensions[r] for r in range(area.row, area.last_row + 1))
        else:
            for row in range(area.row, area.last_row + 1):
                for column in range(area.column, area.last_column + 1):
                    yield self.make(row, column)

    def formatted(self, area: Area) -> Iterator[Any]:
        """Go through what may have a format in an area: of a whole sheet, only what there is."""
        if area.rows == MAX_ROWS and area.columns == MAX_COLUMNS:
            yield from self.within(area)
            yield from list(self.page.column_dimensions.values())
            yield from list(self.page.row_dimensions.values())
        else:
            yield from self.styled(area)

    def put(self, cell: Any, entry: Entry) -> None:  # noqa: ANN401 - Cell or MergedCell
        """Put content into a cell; the hidden cells of a merged area take none, as in Excel."""
        if isinstance(cell, MergedCell):
            return
        cell._value = entry.value
        cell.data_type = _TYPES[entry.kind]
        if entry.number_format and cell.number_format == "General":
            cell.number_format = to_file(entry.number_format)
        if entry.prefixed != bool(cell.quotePrefix):
            cell.quotePrefix = entry.prefixed

    def used(self) -> Area:
        """Return the area from the first to the last cell with content or a format of its own.

        A sheet with none has its first cell in use ("Worksheet.UsedRange property").
        """
        places = [
            place for place, cell in self.cells.items() if cell.value is not None or cell.has_style
        ]
        if not places:
            return Area(1, 1)
        rows, columns = [row for row, _ in places], [column for _, column in places]
        return Area(
            min(rows),
            min(columns),
            max(rows) - min(rows) + 1,
            max(columns) - min(columns) + 1,
        )

    def column(self, number: int) -> Any:  # noqa: ANN401 - openpyxl's column
        """Return the record of one column; one that stood for several is taken apart."""
        dimensions = self.page.column_dimensions
        for dimension in list(dimensions.values()):
            first = dimension.min or column_number(dimension.index)
            last = dimension.max or first
            if first < last and first <= number <= last:
                for other in range(first, last + 1):
                    self.set_column(other, copy(dimension))
        return dimensions[letters(number)]

    def set_column(self, number: int, record: Any) -> None:  # noqa: ANN401 - openpyxl's column
        """Let a record stand for one column."""
        record.index = letters(number)
        record.min = record.max = number
        self.page.column_dimensions[letters(number)] = record

    def inherited_record(self, row: int, column: int) -> Any:  # noqa: ANN401 - openpyxl's row or column
        """Return the row or column whose format a new cell takes on, or None."""
        if row in self.page.row_dimensions and self.page.row_dimensions[row].has_style:
            return self.page.row_dimensions[row]
        for dimension in self.page.column_dimensions.values():
            first = dimension.min or column_number(dimension.index)
            if first <= column <= (dimension.max or first) and dimension.has_style:
                return dimension
        return None

    def locked(self, area: Area) -> bool | None:
        """Whether the cells of an area are locked; None when some are. Cells are at first."""
        found = [bool(cell.protection.locked) for cell in self.within(area)]
        if len(found) < area.size:
            rest = self.inherited_record(area.row, area.column)
            found.append(rest is None or bool(rest.protection.locked))
        return found[0] if len(set(found)) == 1 else None


# openpyxl writes the short dates of the user's own country by their American names of old.
_FILE_FORMATS = {"m/d/yyyy": "mm-dd-yy", "m/d/yyyy h:mm": "m/d/yy h:mm"}
_EXCEL_FORMATS = {file: excel for excel, file in _FILE_FORMATS.items()}


def to_file(number_format: str) -> str:
    """Return a number format as openpyxl names it."""
    return _FILE_FORMATS.get(number_format, number_format)


def from_file(number_format: str) -> str:
    """Return a number format as `Range.NumberFormat` gives it."""
    return _EXCEL_FORMATS.get(number_format, number_format)
