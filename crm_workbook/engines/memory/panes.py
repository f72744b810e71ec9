"""Frozen panes.

The desktop engines of xlwings do not offer them; here they are kept for programs that also run
where Office.js does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from xlwings import base_classes

from crm_workbook.engines.addresses import MAX_COLUMNS, MAX_ROWS, Area, parse_a1
from crm_workbook.engines.errors import ExcelError
from crm_workbook.engines.members import fills
from crm_workbook.engines.memory.gaps import GAPS
from crm_workbook.engines.shared.owned import Owned

if TYPE_CHECKING:
    from crm_workbook.engines.memory.sheet import Sheet


@fills(base_classes.FreezePanes, GAPS)
class FreezePanes(Owned, base_classes.FreezePanes):
    """The frozen panes of a sheet."""

    parent: Sheet

    def freeze_at(self, frozen_range: str) -> None:
        """Freeze the rows and columns of a range that begins in the upper left corner."""
        self.parent.book.before_change()
        area = parse_a1(frozen_range)
        if area is None or (area.row, area.column) != (1, 1):
            raise ExcelError(f"{frozen_range!r} does not begin in the upper left corner.")
        rows = 0 if area.rows == MAX_ROWS else area.rows
        columns = 0 if area.columns == MAX_COLUMNS else area.columns
        corner = Area(rows + 1, columns + 1)
        self.parent.page.freeze_panes = corner.ref

    def unfreeze(self) -> None:
        """Let everything scroll."""
        self.parent.book.before_change()
        self.parent.page.freeze_panes = None
