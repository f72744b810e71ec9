"""Where a range lies: its address and its neighbours, the same on every engine."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from xlwings import base_classes

from crm_workbook.engines.addresses import MAX_COLUMNS, MAX_ROWS, Area, letters, quote_sheet
from crm_workbook.engines.errors import ExcelError
from crm_workbook.engines.shifts import Shift

if TYPE_CHECKING:
    from typing import Self


class Located(base_classes.Range):
    """Cells of a sheet.

    Attributes:
        sheet: Where; it offers `at(area)`, `answer()`, `name` and `book`.
        area: Which; it may be empty.
        options: What xlwings remembers for the conversion of values.
    """

    __slots__ = ("area", "options", "sheet")

    def __init__(self, sheet: Any, area: Area) -> None:  # noqa: ANN401 - the engine's own sheet
        """Take sheet and area."""
        self.sheet = sheet
        self.area = area
        self.options: dict[str, Any] = {}

    def answer(self) -> None:
        """Raise when Excel takes no calls or the sheet is gone."""
        self.sheet.answer()

    @property
    def coords(self) -> tuple[Any, int, int, int, int]:
        """Sheet, row, column, and how many of both."""
        return (self.sheet, *self.area)

    @property
    def row(self) -> int:
        """The first row."""
        return self.area.row

    @property
    def column(self) -> int:
        """The first column."""
        return self.area.column

    @property
    def shape(self) -> tuple[int, int]:
        """How many rows and columns."""
        return self.area.rows, self.area.columns

    @property
    def rows(self) -> Self:
        """The same cells."""
        return self

    @property
    def columns(self) -> Self:
        """The same cells."""
        return self

    def __len__(self) -> int:
        """Count the cells."""
        return self.area.size

    def __call__(self, first: int, second: int | None = None) -> Self:
        """Return a cell by row and column, or by its number along the rows, also one outside.

        ("Range.Item property".)
        """
        if second is None:
            row, column = divmod(first - 1, self.area.columns)
        else:
            row, column = first - 1, second - 1
        found: Self = self.sheet.at(Area(self.area.row + row, self.area.column + column))
        return found

    @property
    def address(self) -> str:
        """The address with dollar signs."""
        if not self.area.size:
            return f"${letters(self.column)}${self.row}{{{self.area.rows}x{self.area.columns}}}"
        return self.area.text()

    def get_address(self, row_absolute: bool, col_absolute: bool, external: bool) -> str:  # noqa: FBT001 - as xlwings has it
        """Return the address, with book and sheet in front when it is meant for elsewhere."""
        text = self.area.text(row_absolute=row_absolute, column_absolute=col_absolute)
        if not external:
            return text
        where = f"[{self.sheet.book.name}]{self.sheet.name}"
        plain = quote_sheet(self.sheet.name) == self.sheet.name and " " not in where
        return f"{where}!{text}" if plain else f"'{where.replace(chr(39), chr(39) * 2)}'!{text}"

    def select(self) -> None:
        """Select the range."""
        self.sheet.book.app.chosen = self

    def shift(self, *, down: bool, sign: int) -> Shift:
        """Return what inserting (1) or deleting (-1) these cells moves.

        Args:
            down: Whether rows were asked to move; whole columns and rows decide by themselves.
            sign: 1 or -1.

        Returns:
            The shift.
        """
        area = self.area
        if not area.size:
            raise ExcelError("There are no cells in the range.")
        if (down or area.columns == MAX_COLUMNS) and area.rows < MAX_ROWS:
            return Shift(True, area.row, sign * area.rows, area.column, area.last_column)  # noqa: FBT003 - a record
        return Shift(False, area.column, sign * area.columns, area.row, area.last_row)  # noqa: FBT003 - a record
