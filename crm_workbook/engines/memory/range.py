"""A range: its neighbours, and everything the other parts of the class add."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xlwings import base_classes

from crm_workbook.engines import com
from crm_workbook.engines.addresses import Area
from crm_workbook.engines.coercion import EMPTY
from crm_workbook.engines.members import fills
from crm_workbook.engines.memory import links, shifting, sorting
from crm_workbook.engines.memory.attached import Attached
from crm_workbook.engines.memory.autofilter import AutoFilter
from crm_workbook.engines.memory.contents import Contents
from crm_workbook.engines.memory.gaps import GAPS
from crm_workbook.engines.memory.looks import Looks
from crm_workbook.engines.memory.neighbours import current_region, end
from crm_workbook.engines.memory.sizes import Sizes

if TYPE_CHECKING:
    from collections.abc import Sequence


@fills(base_classes.Range, GAPS)
class Range(Contents, Looks, Sizes, Attached):
    """Cells of a sheet."""

    __slots__ = ()

    @property
    def api(self) -> com.Range | None:
        """The face of the range; None for an empty one."""
        return com.Range(self) if self.area.size else None

    def end(self, direction: str) -> Range:
        """Return the cell Ctrl with an arrow leads to: the end of the data, or of the sheet.

        ("Range.End property".)
        """
        return self.sheet.at(end(self._grid, Area(self.area.row, self.area.column), direction))

    @property
    def current_region(self) -> Range:
        """The block of cells around, up to empty rows and columns ("Range.CurrentRegion")."""
        return self.sheet.at(current_region(self._grid, Area(self.area.row, self.area.column)))

    def clear(self) -> None:
        """Take contents, formats, notes and links out."""
        self.sheet.before_write(self.area)
        for cell in self._cells:
            self._grid.put(cell, EMPTY)
            cell.comment = None
            links.unlink(self._grid.page, cell)
        self.clear_formats()
        self.sheet.after_write(self.area)

    @property
    def autofilter(self) -> AutoFilter:
        """The filter over this range."""
        return AutoFilter(self.sheet, self.area, self._grid.page.auto_filter)

    def sort(self, keys: Sequence[int], ascending: Sequence[bool], has_headers: bool) -> None:  # noqa: FBT001 - as xlwings has it
        """Sort the rows by columns counted from 1."""
        skip = int(has_headers)
        body = self.area._replace(row=self.area.row + skip, rows=self.area.rows - skip)
        sorting.sort(self.sheet, body, keys, ascending)

    def insert(self, shift: str | None = None, copy_origin: str | None = None) -> None:
        """Insert cells and move what is there down or to the right."""
        shifting.insert(self.sheet, self.shift(down=shift in {None, "down"}, sign=1), copy_origin)

    def delete(self, shift: str | None = None) -> None:
        """Delete the cells and move what is beyond up or to the left."""
        shifting.delete(self.sheet, self.shift(down=shift in {None, "up"}, sign=-1))
