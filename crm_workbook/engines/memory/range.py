"""A range: everything the parts of the class bring together."""

from __future__ import annotations

from xlwings import base_classes

from crm_workbook.engines.coercion import EMPTY
from crm_workbook.engines.members import fills
from crm_workbook.engines.memory import links
from crm_workbook.engines.memory.attached import Attached
from crm_workbook.engines.memory.autofilter import AutoFilter
from crm_workbook.engines.memory.contents import Contents
from crm_workbook.engines.memory.gaps import GAPS
from crm_workbook.engines.memory.looks import Looks
from crm_workbook.engines.memory.sizes import Sizes


@fills(base_classes.Range, GAPS)
class Range(Contents, Looks, Sizes, Attached):
    """Cells of a sheet."""

    __slots__ = ()

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
