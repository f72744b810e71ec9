"""The sheets of a workbook: adding and finding them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xlwings import base_classes

from crm_workbook.engines.members import fills
from crm_workbook.engines.memory.gaps import GAPS
from crm_workbook.engines.memory.sheet import Sheet
from crm_workbook.engines.shared.sheets import AnySheets

if TYPE_CHECKING:
    from openpyxl import Workbook

    from crm_workbook.engines.memory.book import Book


@fills(base_classes.Sheets, GAPS)
class Sheets(AnySheets[Sheet]):
    """The worksheets of a book, in order."""

    parent: Book

    @property
    def active(self) -> Sheet:
        """The sheet in front."""
        return self.parent.sheet_of(self._workbook.active)

    @property
    def _workbook(self) -> Workbook:
        return self.parent.opened.workbook

    def _titles(self) -> list[str]:
        return [sheet.page.title for sheet in self.parent.pages]

    def _at(self, place: int) -> Sheet:
        return self.parent.pages[place]

    def _insert(self, name: str, place: int) -> Sheet:
        sheet = Sheet(self.parent, self._workbook.create_sheet(name, place))
        self.parent.pages.insert(place, sheet)
        self._workbook.active = sheet.page
        self.parent.saved = False
        return sheet
