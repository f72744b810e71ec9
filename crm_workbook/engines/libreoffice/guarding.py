"""Protecting a sheet, and asking whether it is there.

UNO writes into a protected sheet without a word, or raises without a reason; so that is asked
before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_workbook.engines.addresses import SHEET
from crm_workbook.engines.errors import ExcelError, gone
from crm_workbook.engines.libreoffice import bridge
from crm_workbook.engines.libreoffice.range import Range
from crm_workbook.engines.libreoffice.reading import area_of, format_areas
from crm_workbook.engines.members import internal
from crm_workbook.engines.shared.sheet import AnySheet

if TYPE_CHECKING:
    from crm_workbook.engines.addresses import Area
    from crm_workbook.engines.libreoffice.book import Book
    from crm_workbook.engines.libreoffice.bridge import Uno


class Guarded(AnySheet[Range]):
    """A sheet that may be protected."""

    book: Book

    def __init__(self, book: Book, sheet: Uno) -> None:
        """Take the book and UNO's sheet."""
        self.book = book
        self._anchor = sheet
        self._answered = 0

    def answer(self) -> None:
        """Raise when the office was left, or the sheet is gone."""
        self.book.answer()
        if not bridge.calls.answered(self._answered):
            self.find_again()

    @internal
    def find_again(self) -> None:
        """Fetch the sheet anew where that is needed.

        UNO takes its sheet for a range of cells, and moves that range when cells are deleted: an
        object kept from before finds the wrong cells. Of it only the place of the sheet is right.
        """
        try:
            address = self._anchor.RangeAddress
        except bridge.fault() as error:
            raise gone("The sheet") from error
        if area_of(address) != SHEET:
            self._anchor = self.book.all_sheets.getByIndex(address.Sheet)
        self._answered = bridge.calls.number

    @property
    @internal
    def uno(self) -> Uno:
        """UNO's sheet, as fresh as the last answer."""
        return self._anchor

    @internal
    def address_of(self, area: Area) -> Uno:
        """Return UNO's address of an area."""
        return self.cells_of(area).RangeAddress

    @internal
    def cells_of(self, area: Area) -> Uno:
        """Return UNO's range over an area."""
        return self.uno.getCellRangeByPosition(
            area.column - 1, area.row - 1, area.last_column - 1, area.last_row - 1
        )

    @property
    def protected(self) -> bool:
        """Whether locked cells refuse to be changed."""
        return bool(self.uno.isProtected())

    def protect(self, password: str | None, allowed: frozenset[str]) -> None:
        """Protect the sheet; what is allowed is known as long as the book is open here."""
        if self.protected:
            self.uno.unprotect("")
        self.uno.protect(password or "")
        self.book.allowed[self.uno.Name] = allowed

    def unprotect(self, password: str | None) -> None:
        """Lift the protection.

        Raises:
            ExcelError: The password is another one.
        """
        try:
            self.uno.unprotect(password or "")
        except bridge.fault():
            pass
        if self.protected:
            raise ExcelError("The password you supplied is not correct.")
        self.book.allowed.pop(self.uno.Name, None)

    @internal
    def locked(self, area: Area) -> bool | None:
        """Whether the cells of an area are locked; None when some are."""
        found = {
            bool(sample.CellProtection.IsLocked) for sample, _ in format_areas(self.cells_of(area))
        }
        return found.pop() if len(found) == 1 else None

    @internal
    def forbids(self, permission: str) -> bool:
        """Whether protection leaves something forbidden; `formatCells` and its like."""
        return permission not in self.book.allowed.get(self.uno.Name, frozenset())
