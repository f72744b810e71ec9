"""A worksheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xlwings import base_classes

from crm_workbook.engines.addresses import Area, parse_a1
from crm_workbook.engines.errors import gone
from crm_workbook.engines.members import fills
from crm_workbook.engines.memory import copying, references, shifting, sorting
from crm_workbook.engines.memory.autofilter import AutoFilter
from crm_workbook.engines.memory.gaps import GAPS
from crm_workbook.engines.memory.guarding import Guarded
from crm_workbook.engines.memory.names import Names
from crm_workbook.engines.memory.neighbours import current_region
from crm_workbook.engines.memory.notes import Note
from crm_workbook.engines.memory.panes import FreezePanes
from crm_workbook.engines.memory.range import Range
from crm_workbook.engines.memory.shapes import Shapes
from crm_workbook.engines.memory.tables import Tables

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crm_workbook.engines.shifts import Shift


@fills(base_classes.Sheet, GAPS)
class Sheet(Guarded):
    """A worksheet."""

    __slots__ = ()

    def answer(self) -> None:
        """Raise when Excel takes no calls or the sheet is gone."""
        self.book.answer()
        if self not in self.book.pages:
            raise gone("The sheet")

    def _title(self) -> str:
        return str(self.page.title)

    def _rename(self, name: str) -> None:
        references.rename_sheet(self.book, self.name, name)
        self.page.title = name
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
        return Shapes(self)

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

    def _shown(self) -> bool:
        return bool(self.page.sheet_state == "visible")

    def _show(self, *, shown: bool) -> None:
        self.page.sheet_state = "visible" if shown else "hidden"

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

    def _range(self, area: Area) -> Range:
        return Range(self, area)

    def _used(self) -> Area:
        return self.grid.used()

    def filled(self, area: Area) -> list[Area]:
        """Return the cells in an area that hold something."""
        held = (cell for cell in self.grid.within(area) if cell.value is not None)
        return [Area(cell.row, cell.column) for cell in held]

    def current_region(self, cell: Area) -> Area:
        """Return the block of cells around one, bounded by empty rows and columns."""
        return current_region(self.grid, cell)

    def sort_rows(self, body: Area, keys: Sequence[int], ascending: Sequence[bool]) -> None:
        """Sort the rows of an area by columns counted from 1."""
        sorting.sort(self, body, keys, ascending)

    def _shift(self, shift: Shift) -> None:
        shifting.apply(self, shift)

    def _copy_looks(self, line: Area, shift: Shift) -> None:
        shifting.copy_looks(self, line, shift)

    def activate(self) -> None:
        """Come to the front."""
        self.page.parent.active = self.page

    def delete(self) -> None:
        """Delete the sheet; references to it break."""
        self.book.before_structure()
        self._leave_one_visible()
        references.drop_sheet(self.book, self)
        self.book.pages.remove(self)
        self.page.parent.remove(self.page)
        self.book.changed()

    def copy(self, before: Sheet | None, after: Sheet | None) -> None:
        """Copy the sheet beside another one."""
        copying.copy_sheet(self, before, after)

    def _move(self, before: Sheet | None, after: Sheet | None) -> None:
        copying.place_sheet(self, before, after)

    def _filters(self) -> list[AutoFilter]:
        own = self.page.auto_filter
        found = [
            t.autofilter for t in self.tables if (r := t.record.autoFilter) and r.filterColumn
        ]
        if own.filterColumn and (area := parse_a1(own.ref or "")):
            found.append(AutoFilter(self, area, own))
        return found
