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

if TYPE_CHECKING:
    from crm_workbook.engines.memory.sheet import Sheet


@fills(base_classes.FreezePanes, GAPS)
class FreezePanes(base_classes.FreezePanes):
    """The frozen panes of a sheet."""

    __slots__ = ("_sheet",)

    def __init__(self, sheet: Sheet) -> None:
        """Take the sheet."""
        self._sheet = sheet

    def answer(self) -> None:
        """Raise when Excel takes no calls or the sheet is gone."""
        self._sheet.answer()

    def freeze_at(self, frozen_range: str) -> None:
        """Freeze the rows and columns of a range that begins in the upper left corner."""
        self._sheet.book.before_change()
        area = parse_a1(frozen_range)
        if area is None or (area.row, area.column) != (1, 1):
            raise ExcelError(f"{frozen_range!r} does not begin in the upper left corner.")
        rows = 0 if area.rows == MAX_ROWS else area.rows
        columns = 0 if area.columns == MAX_COLUMNS else area.columns
        corner = Area(rows + 1, columns + 1)
        self._sheet.page.freeze_panes = corner.ref

    def unfreeze(self) -> None:
        """Let everything scroll."""
        self._sheet.book.before_change()
        self._sheet.page.freeze_panes = None
