"""A sheet: the ranges on it, and its place among the others."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from crm_workbook.engines import com, naming
from crm_workbook.engines.addresses import SHEET, Area
from crm_workbook.engines.errors import ExcelError
from crm_workbook.engines.members import internal
from crm_workbook.engines.shared.shifting import Shifting
from crm_workbook.engines.where import find_area

if TYPE_CHECKING:
    from collections.abc import Sequence

R = TypeVar("R", bound=Any)


class AnySheet(Shifting, Generic[R]):
    """A sheet."""

    @property
    @abstractmethod
    def code_name(self) -> str:
        """The name its module has in the macro project."""

    @property
    @abstractmethod
    def right_to_left(self) -> bool:
        """Whether the first column stands on the right."""

    @right_to_left.setter
    @abstractmethod
    def right_to_left(self, value: bool) -> None: ...

    @abstractmethod
    def activate(self) -> None:
        """Come to the front."""

    @abstractmethod
    def _title(self) -> str:
        """Return the name."""

    @abstractmethod
    def _rename(self, name: str) -> None:
        """Take another name, which references follow."""

    @abstractmethod
    def _shown(self) -> bool:
        """Return whether the tab is shown."""

    @abstractmethod
    def _show(self, *, shown: bool) -> None:
        """Show the tab, or hide it."""

    @abstractmethod
    def _filters(self) -> Sequence[Any]:
        """Return the filters that hide rows."""

    @abstractmethod
    def _range(self, area: Area) -> R:
        """Return the range over an area."""

    @abstractmethod
    def _used(self) -> Area:
        """Return the cells in use."""

    @abstractmethod
    def _move(self, before: Any, after: Any) -> None:  # noqa: ANN401 - the engine's own sheets
        """Put the sheet in front of another one, or behind it."""

    @internal
    @abstractmethod
    def sort_rows(self, body: Area, keys: Sequence[int], ascending: Sequence[bool]) -> None:
        """Sort the rows of an area by columns counted from 1."""

    @internal
    @abstractmethod
    def current_region(self, cell: Area) -> Area:
        """Return the block of cells around one, bounded by empty rows and columns."""

    @property
    def api(self) -> com.Worksheet:
        """The face of the sheet."""
        return com.Worksheet(self)

    @property
    def name(self) -> str:
        """The name on the tab."""
        return self._title()

    @name.setter
    def name(self, value: str) -> None:
        self.book.before_structure()
        others = (sheet.name for sheet in self.book.sheets if sheet != self)
        naming.check_sheet_name(value, others)
        self._rename(value)

    @property
    def visible(self) -> bool:
        """Whether the tab is shown."""
        return self._shown()

    @visible.setter
    def visible(self, value: bool) -> None:
        self.book.before_structure()
        if not value:
            self._leave_one_visible()
        self._show(shown=bool(value))

    @property
    def filtered(self) -> bool:
        """Whether a filter hides rows."""
        return bool(self._filters())

    def show_all(self) -> None:
        """Show what filters hide."""
        filters = self._filters()
        if not filters:
            raise ExcelError("ShowAllData method of Worksheet class failed")
        for each in filters:
            each.clear(None)

    @property
    def cells(self) -> R:
        """All cells."""
        return self.at(SHEET)

    @property
    def used_range(self) -> R:
        """The cells in use."""
        return self.at(self._used())

    @internal
    def at(self, area: Area) -> R:
        """Return the range over an area."""
        if area.size and not area.on_sheet:
            raise ExcelError("Application-defined or object-defined error: outside the sheet")
        return self._range(area)

    @internal
    def table_at(self, row: int, column: int) -> Any:  # noqa: ANN401 - the engine's own table
        """Return the table a cell lies in, or None."""
        own = Area(row, column)
        return next((table for table in self.tables if table.area.covers(own)), None)

    def range(self, arg1: Any, arg2: Any = None) -> R:  # noqa: ANN401 - the many forms xlwings has
        """Return a range by address, corner cells, defined name or table."""
        first = find_area(self, arg1)
        return self.at(first if arg2 is None else first.around(find_area(self, arg2)))

    def select(self) -> None:
        """Come to the front."""
        self.activate()

    def clear(self) -> None:
        """Clear all cells."""
        self.cells.clear()

    def clear_contents(self) -> None:
        """Clear the contents of all cells."""
        self.cells.clear_contents()

    def clear_formats(self) -> None:
        """Clear the formats of all cells."""
        self.cells.clear_formats()

    def autofit(self, axis: str | None = None) -> None:
        """Fit columns and rows to what is in them, or one of both."""
        self.used_range.autofit(axis)

    def move(self, before: Any, after: Any) -> None:  # noqa: ANN401 - the engine's own sheets
        """Move the sheet beside another one."""
        self.book.before_structure()
        if (before or after) in {None, self}:
            raise ExcelError("A sheet is moved beside another one.")
        self._move(before, after)

    def _leave_one_visible(self) -> None:
        if self.visible and sum(sheet.visible for sheet in self.book.sheets) == 1:
            raise ExcelError("A workbook must contain at least one visible worksheet.")
