"""The sheets of a document: adding and finding them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xlwings import base_classes

from crm_workbook.engines.libreoffice import bridge
from crm_workbook.engines.libreoffice.gaps import GAPS
from crm_workbook.engines.libreoffice.sheet import Sheet
from crm_workbook.engines.members import fills
from crm_workbook.engines.shared.sheets import AnySheets

if TYPE_CHECKING:
    from crm_workbook.engines.libreoffice.book import Book


@bridge.translated
@fills(base_classes.Sheets, GAPS)
class Sheets(AnySheets[Sheet]):
    """The sheets of a document, in order."""

    parent: Book

    @property
    def active(self) -> Sheet:
        """The sheet in front."""
        controller = self.parent.doc.getCurrentController()
        if controller is None:  # a document being shown in no view at all
            return self(1)
        return Sheet(self.parent, controller.getActiveSheet())

    def _titles(self) -> tuple[str, ...]:
        return tuple(self.parent.all_sheets.ElementNames)

    def _at(self, place: int) -> Sheet:
        return Sheet(self.parent, self.parent.all_sheets.getByIndex(place))

    def _insert(self, name: str, place: int) -> Sheet:
        self.parent.all_sheets.insertNewByName(name, place)
        sheet = self._at(place)
        sheet.activate()
        return sheet
