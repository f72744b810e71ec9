"""A sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from xlwings import base_classes

from crm_workbook.engines import naming
from crm_workbook.engines.errors import NotSupported
from crm_workbook.engines.libreoffice import bridge, merging, moving, reading, sorting
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

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crm_workbook.engines.addresses import Area
    from crm_workbook.engines.shifts import Shift

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

    def _title(self) -> str:
        return str(self.uno.Name)

    def _rename(self, name: str) -> None:
        old = self.name
        self.uno.Name = name
        if old in self.book.allowed:
            self.book.allowed[name] = self.book.allowed.pop(old)

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

    def _shown(self) -> bool:
        return bool(self.uno.IsVisible)

    def _show(self, *, shown: bool) -> None:
        self.uno.IsVisible = shown

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
    @internal
    def merged(self) -> list[Area]:
        """The merged cells."""
        return merging.merged(self)

    def _range(self, area: Area) -> Range:
        return Range(self, area)

    def _used(self) -> Area:
        cursor = self.uno.createCursor()
        cursor.gotoStartOfUsedArea(False)  # noqa: FBT003 - UNO takes no names
        cursor.gotoEndOfUsedArea(True)  # noqa: FBT003 - UNO takes no names
        return reading.area_of(cursor.RangeAddress)

    @internal
    def filled(self, area: Area) -> list[Area]:
        """Return the blocks of cells in an area that hold something."""
        return reading.filled(self, area)

    @internal
    def current_region(self, cell: Area) -> Area:
        """Return the block of cells around one, bounded by empty rows and columns."""
        cursor = self.uno.createCursorByRange(self.cells_of(cell))
        cursor.collapseToCurrentRegion()
        return reading.area_of(cursor.RangeAddress)

    @internal
    def sort_rows(self, body: Area, keys: Sequence[int], ascending: Sequence[bool]) -> None:
        """Sort the rows of an area by columns counted from 1."""
        sorting.sort(self, body, keys, ascending)

    def _shift(self, shift: Shift) -> None:
        (moving.insert if shift.by > 0 else moving.delete)(self, shift)

    def _copy_looks(self, line: Area, shift: Shift) -> None:
        moving.copy_looks(self, line, shift)

    def activate(self) -> None:
        """Come to the front."""
        controller = self.book.doc.getCurrentController()
        if controller is not None:
            controller.setActiveSheet(self.uno)

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

    def _move(self, before: Sheet | None, after: Sheet | None) -> None:
        self.book.all_sheets.moveByName(self.name, self._place(before, after))

    def _place(self, before: Sheet | None, after: Sheet | None) -> int:
        anchor = before or after
        if anchor is None:
            return len(self.book.sheets)
        if anchor.book is not self.book:
            raise NotSupported("Sheet.copy", "a sheet stays within its own book")
        return anchor.index - 1 if before else anchor.index

    def _filters(self) -> list[AutoFilter]:
        return [AutoFilter(self, area) for area in filtered_areas(self)]
