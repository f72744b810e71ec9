"""What may be changed on a sheet, and what follows a change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from openpyxl.worksheet.protection import SheetProtection
from xlwings import base_classes

from crm_workbook.engines import com
from crm_workbook.engines.addresses import Area
from crm_workbook.engines.errors import ExcelError
from crm_workbook.engines.memory.grid import Grid

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crm_workbook.engines.memory.book import Book
    from crm_workbook.engines.memory.drawings import Drawn
    from crm_workbook.engines.memory.grid import Page
    from crm_workbook.engines.memory.range import Range
    from crm_workbook.engines.memory.tables import Tables

_LOCKED = "The cell or chart you're trying to change is on a protected sheet."


class Guarded(base_classes.Sheet):
    """A sheet that may be protected.

    Attributes:
        book: Whose.
        page: openpyxl's sheet.
        grid: Its cells.
        drawn: Its shapes, as the file has them.
    """

    __slots__ = ("book", "drawn", "grid", "page")

    book: Book
    if TYPE_CHECKING:

        @property
        def tables(self) -> Tables:
            """The tables."""

        def at(self, area: Area) -> Range:
            """Return the range over an area."""

    def __init__(self, book: Book, page: Page, drawn: Sequence[Drawn] = ()) -> None:
        """Take the book, openpyxl's sheet and the shapes of the file."""
        self.drawn = drawn
        self.book = book
        self.page = page
        self.grid = Grid(page)

    @property
    def protected(self) -> bool:
        """Whether locked cells refuse to be changed."""
        return bool(self.page.protection.sheet)

    def protect(self, password: str | None, allowed: frozenset[str]) -> None:
        """Protect the sheet, but for what is allowed."""
        self.book.before_change()
        self.page.protection = SheetProtection(sheet=True)
        for name in com.Worksheet.ALLOWED.values():
            setattr(self.page.protection, name, name not in allowed)
        if password:
            self.page.protection.password = password

    def unprotect(self, password: str | None) -> None:
        """Lift the protection.

        Raises:
            ExcelError: The password is another one.
        """
        self.book.before_change()
        own = self.page.protection.password
        given = SheetProtection(password=password).password if password else None
        if (own or self.page.protection.hashValue) and own != given:
            raise ExcelError("The password you supplied is not correct.")
        self.page.protection = SheetProtection()

    def before_write(self, area: Area, permission: str | None = None) -> None:
        """Raise when contents of an area may not be changed."""
        self.book.before_change()
        if not self.protected:
            return
        if self.grid.locked(area) is not False or (permission and self.forbids(permission)):
            raise ExcelError(_LOCKED)

    def before_format(self, _area: Area, permission: str = "formatCells") -> None:
        """Raise when formats may not be changed."""
        self.book.before_change()
        if self.protected and self.forbids(permission):
            raise ExcelError(_LOCKED)

    def before_table(self) -> None:
        """Raise when tables may not be changed; a protected sheet leaves none to be."""
        self.book.before_change()
        if self.protected:
            raise ExcelError(_LOCKED)

    def heading_text(self, cell: Any) -> str:  # noqa: ANN401 - openpyxl's cell
        """Return what a cell says as a heading; a formula becomes its text there."""
        if cell.value is None:
            return ""
        return str(self.at(Area(cell.row, cell.column)).formula)

    def forbids(self, permission: str) -> bool:
        """Whether the protection leaves something forbidden; `formatCells` and its like."""
        return bool(getattr(self.page.protection, permission))

    def after_write(self, area: Area) -> None:
        """Note that contents changed: tables follow their headings, saved values are gone."""
        for table in self.tables:
            if table.area.overlaps(area):
                table.after_write(area)
        self.book.changed()
