"""A worksheet."""

from __future__ import annotations

from typing import Any

from xlwings import base_classes

from crm_workbook.engines import com, naming
from crm_workbook.engines.addresses import SHEET, Area, parse_a1
from crm_workbook.engines.errors import ExcelError, gone
from crm_workbook.engines.members import fills
from crm_workbook.engines.memory import copying, references
from crm_workbook.engines.memory.autofilter import AutoFilter
from crm_workbook.engines.memory.gaps import GAPS
from crm_workbook.engines.memory.guarding import Guarded
from crm_workbook.engines.memory.names import Names
from crm_workbook.engines.memory.notes import Note
from crm_workbook.engines.memory.panes import FreezePanes
from crm_workbook.engines.memory.range import Range
from crm_workbook.engines.memory.shapes import Shapes
from crm_workbook.engines.memory.tables import Tables
from crm_workbook.engines.where import find_area


@fills(base_classes.Sheet, GAPS)
class Sheet(Guarded):
    """A worksheet."""

    __slots__ = ()

    def answer(self) -> None:
        """Raise when Excel takes no calls or the sheet is gone."""
        self.book.answer()
        if self not in self.book.pages:
            raise gone("The sheet")

    @property
    def api(self) -> com.Worksheet:
        """The face of the sheet."""
        return com.Worksheet(self)

    @property
    def name(self) -> str:
        """The name on the tab."""
        return str(self.page.title)

    @name.setter
    def name(self, value: str) -> None:
        self.book.before_structure()
        naming.check_sheet_name(value, (page.name for page in self.book.pages if page is not self))
        references.rename_sheet(self.book, self.name, value)
        self.page.title = value
        self.book.changed()

    @property
    def code_name(self) -> str:
        """The name its module has in the macro project."""
        return str(self.page.sheet_properties.codeName or "")

    @property
    def index(self) -> int:
        """Its place, from 1, chart sheets counted too."""
        return int(self.page.parent._sheets.index(self.page)) + 1  # noqa: SLF001 - the only list with chart sheets

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
        return Shapes(self, self.drawn)

    @property
    def notes(self) -> list[Note]:
        """The notes, along the rows."""
        places = sorted(place for place, cell in self.grid.cells.items() if cell.comment)
        return [Note(self, self.grid.at(*place)) for place in places]

    @property
    def freeze_panes(self) -> FreezePanes:
        """The frozen panes."""
        return FreezePanes(self)

    @property
    def merged(self) -> list[Area]:
        """The merged cells."""
        found = [parse_a1(merged.coord) for merged in self.page.merged_cells.ranges]
        return [area for area in found if area]

    @property
    def visible(self) -> bool:
        """Whether the tab is shown."""
        return bool(self.page.sheet_state == "visible")

    @visible.setter
    def visible(self, value: bool) -> None:
        self.book.before_structure()
        if not value and self.visible and sum(sheet.visible for sheet in self.book.pages) == 1:
            raise ExcelError("A workbook must contain at least one visible worksheet.")
        self.page.sheet_state = "visible" if value else "hidden"

    @property
    def show_gridlines(self) -> bool:
        """Whether the lines between cells are drawn."""
        return self.page.sheet_view.showGridLines is not False

    @show_gridlines.setter
    def show_gridlines(self, value: bool) -> None:
        self.book.before_change()
        self.page.sheet_view.showGridLines = bool(value)

    @property
    def right_to_left(self) -> bool:
        """Whether the first column stands on the right."""
        return bool(self.page.sheet_view.rightToLeft)

    @right_to_left.setter
    def right_to_left(self, value: bool) -> None:
        self.book.before_change()
        self.page.sheet_view.rightToLeft = bool(value)

    @property
    def cells(self) -> Range:
        """All cells."""
        return self.at(SHEET)

    @property
    def used_range(self) -> Range:
        """The cells in use."""
        return self.at(self.grid.used())

    def at(self, area: Area) -> Range:
        """Return the range over an area."""
        if area.size and not area.on_sheet:
            raise ExcelError("Application-defined or object-defined error: outside the sheet")
        return Range(self, area)

    def range(self, arg1: Any, arg2: Any = None) -> Range:  # noqa: ANN401 - the many forms xlwings has
        """Return a range by address, corner cells, defined name or table."""
        first = find_area(self, arg1)
        return self.at(first if arg2 is None else first.around(find_area(self, arg2)))

    def activate(self) -> None:
        """Come to the front."""
        self.page.parent.active = self.page

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
        self.used_range.clear_formats()

    def autofit(self, axis: str | None = None) -> None:
        """Fit all columns."""
        self.used_range.autofit(axis)

    def delete(self) -> None:
        """Delete the sheet; references to it break."""
        self.book.before_structure()
        if self.visible and sum(sheet.visible for sheet in self.book.pages) == 1:
            raise ExcelError("A workbook must contain at least one visible worksheet.")
        references.drop_sheet(self.book, self)
        self.book.pages.remove(self)
        self.page.parent.remove(self.page)
        self.book.changed()

    def copy(self, before: Sheet | None, after: Sheet | None) -> None:
        """Copy the sheet beside another one."""
        copying.copy_sheet(self, before, after)

    def move(self, before: Sheet | None, after: Sheet | None) -> None:
        """Move the sheet beside another one."""
        self.book.before_structure()
        copying.place_sheet(self, before, after)

    @property
    def filtered(self) -> bool:
        """Whether a filter hides rows."""
        filters = [self.page.auto_filter, *(table.record.autoFilter for table in self.tables)]
        return any(item is not None and item.filterColumn for item in filters)

    def show_all(self) -> None:
        """Show what filters hide."""
        if not self.filtered:
            raise ExcelError("ShowAllData method of Worksheet class failed")
        for table in self.tables:
            table.autofilter.clear(None)
        if self.page.auto_filter.ref:
            area = parse_a1(self.page.auto_filter.ref)
            if area:
                AutoFilter(self, area, self.page.auto_filter).clear(None)
