"""A sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from xlwings import base_classes

from crm_workbook.engines import com, naming
from crm_workbook.engines.addresses import SHEET, Area
from crm_workbook.engines.errors import ExcelError, NotSupported
from crm_workbook.engines.libreoffice import bridge, reading
from crm_workbook.engines.libreoffice.aside import tables_aside
from crm_workbook.engines.libreoffice.autofilter import AutoFilter, filtered_areas
from crm_workbook.engines.libreoffice.gaps import GAPS
from crm_workbook.engines.libreoffice.guarding import Guarded
from crm_workbook.engines.libreoffice.names import Names
from crm_workbook.engines.libreoffice.notes import Note, notes_of
from crm_workbook.engines.libreoffice.range import Range
from crm_workbook.engines.libreoffice.shapes import Shapes
from crm_workbook.engines.libreoffice.tables import Tables
from crm_workbook.engines.members import fills, internal
from crm_workbook.engines.where import find_area

if TYPE_CHECKING:
    from crm_workbook.engines.libreoffice.table import Table

_LEFT_TO_RIGHT: Final = 0  # com.sun.star.text.WritingMode2
_RIGHT_TO_LEFT: Final = 1


@bridge.translated
@fills(base_classes.Sheet, GAPS)
class Sheet(Guarded):
    """A sheet."""

    def __eq__(self, other: object) -> bool:
        """Whether both are the same sheet."""
        return isinstance(other, Sheet) and self.book is other.book and self.index == other.index

    def __hash__(self) -> int:
        """Return a number that equal sheets share."""
        return hash(self.book.key)

    @property
    def api(self) -> com.Worksheet:
        """The face of the sheet."""
        return com.Worksheet(self)

    @property
    def name(self) -> str:
        """The name on the tab."""
        return str(self.uno.Name)

    @name.setter
    def name(self, value: str) -> None:
        self.book.before_structure()
        old = self.name
        naming.check_sheet_name(value, set(self.book.all_sheets.ElementNames) - {old})
        self.uno.Name = value
        if old in self.book.allowed:
            self.book.allowed[value] = self.book.allowed.pop(old)

    @property
    def code_name(self) -> str:
        """The name its module has in the macro project."""
        return str(self.uno.CodeName)

    @property
    def index(self) -> int:
        """Its place, from 1."""
        return int(self.uno.RangeAddress.Sheet) + 1

    @property
    def names(self) -> Names:
        """The names that hold on this sheet only."""
        return Names(self.book, self)

    @property
    def tables(self) -> Tables:
        """The tables."""
        return Tables(self)

    @property
    def shapes(self) -> Shapes:
        """The shapes."""
        return Shapes(self)

    @property
    def notes(self) -> list[Note]:
        """The notes, along the rows."""
        return notes_of(self)

    @property
    def visible(self) -> bool:
        """Whether the tab is shown."""
        return bool(self.uno.IsVisible)

    @visible.setter
    def visible(self, value: bool) -> None:
        self.book.before_structure()
        if not value:
            self._leave_one_visible()
        self.uno.IsVisible = bool(value)

    def _leave_one_visible(self) -> None:
        if self.visible and sum(sheet.visible for sheet in self.book.sheets) == 1:
            raise ExcelError("A workbook must contain at least one visible worksheet.")

    @property
    def show_gridlines(self) -> bool:
        """Whether the lines between cells are drawn, which LibreOffice knows of a window."""
        controller = self.book.doc.getCurrentController()
        return controller is None or bool(controller.ShowGrid)

    @show_gridlines.setter
    def show_gridlines(self, value: bool) -> None:
        controller = self.book.doc.getCurrentController()
        if controller is None:
            raise NotSupported("Sheet.show_gridlines", GAPS["Sheet.freeze_panes"])
        front = controller.getActiveSheet()
        controller.setActiveSheet(self.uno)
        controller.ShowGrid = bool(value)
        controller.setActiveSheet(front)

    @property
    def right_to_left(self) -> bool:
        """Whether the first column stands on the right."""
        return bool(self.uno.TableLayout == _RIGHT_TO_LEFT)

    @right_to_left.setter
    def right_to_left(self, value: bool) -> None:
        self.uno.TableLayout = _RIGHT_TO_LEFT if value else _LEFT_TO_RIGHT

    @property
    def cells(self) -> Range:
        """All cells."""
        return self.at(SHEET)

    @property
    def used_range(self) -> Range:
        """The cells in use."""
        cursor = self.uno.createCursor()
        cursor.gotoStartOfUsedArea(False)  # noqa: FBT003 - UNO takes no names
        cursor.gotoEndOfUsedArea(True)  # noqa: FBT003 - UNO takes no names
        return self.at(reading.area_of(cursor.RangeAddress))

    @internal
    def at(self, area: Area) -> Range:
        """Return the range over an area."""
        if area.size and not area.on_sheet:
            raise ExcelError("Application-defined or object-defined error: outside the sheet")
        return Range(self, area)

    @internal
    def table_at(self, row: int, column: int) -> Table | None:
        """Return the table a cell lies in."""
        own = Area(row, column)
        return next((table for table in self.tables if table.area.covers(own)), None)

    def range(self, arg1: Any, arg2: Any = None) -> Range:  # noqa: ANN401 - the many forms xlwings has
        """Return a range by address, corner cells, defined name or table."""
        first = find_area(self, arg1)
        return self.at(first if arg2 is None else first.around(find_area(self, arg2)))

    def activate(self) -> None:
        """Come to the front."""
        controller = self.book.doc.getCurrentController()
        if controller is not None:
            controller.setActiveSheet(self.uno)

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
        """Fit all columns and rows, or one of both."""
        self.used_range.autofit(axis)

    def delete(self) -> None:
        """Delete the sheet; references to it break."""
        self.book.before_structure()
        self._leave_one_visible()
        for table in list(self.tables):
            table.drop()
        self.book.allowed.pop(self.name, None)
        with tables_aside(self.book, self.index - 2):
            self.book.all_sheets.removeByName(self.name)

    def copy(self, before: Sheet | None, after: Sheet | None) -> None:
        """Copy the sheet beside another one of its book; its tables get names of their own."""
        self.book.before_structure()
        sheets = self.book.all_sheets
        name = naming.copied_sheet_name(self.name, sheets.ElementNames)
        sheets.copyByName(self.name, name, self._place(before, after))
        self.book.sheets(name).activate()

    def move(self, before: Sheet | None, after: Sheet | None) -> None:
        """Move the sheet beside another one."""
        self.book.before_structure()
        if (before or after) in {None, self}:
            raise ExcelError("A sheet is moved beside another one.")
        self.book.all_sheets.moveByName(self.name, self._place(before, after))

    def _place(self, before: Sheet | None, after: Sheet | None) -> int:
        anchor = before or after
        if anchor is None:
            return len(self.book.sheets)
        if anchor.book is not self.book:
            raise NotSupported("Sheet.copy", "a sheet stays within its own book")
        return anchor.index - 1 if before else anchor.index

    @property
    def filtered(self) -> bool:
        """Whether a filter hides rows."""
        return any(True for _ in filtered_areas(self))

    def show_all(self) -> None:
        """Show what filters hide."""
        areas = list(filtered_areas(self))
        if not areas:
            raise ExcelError("ShowAllData method of Worksheet class failed")
        for area in areas:
            AutoFilter(self, area).clear(None)
