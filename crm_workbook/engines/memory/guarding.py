"""Protecting a sheet, and what follows a change of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from openpyxl.worksheet.protection import SheetProtection

from crm_workbook.engines import com
from crm_workbook.engines.addresses import Area
from crm_workbook.engines.errors import ExcelError
from crm_workbook.engines.memory.grid import Grid
from crm_workbook.engines.memory.range import Range
from crm_workbook.engines.shared.sheet import AnySheet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crm_workbook.engines.memory.book import Book
    from crm_workbook.engines.memory.drawings import Drawn
    from crm_workbook.engines.memory.grid import Page
    from crm_workbook.engines.memory.tables import Tables


class Guarded(AnySheet[Range]):
    """A sheet that may be protected.

    Attributes:
        book: Whose.
        page: openpyxl's sheet.
        grid: Its cells.
        drawn: Its shapes, as the file has them.
    """

    __slots__ = ("drawn", "grid", "page")

    book: Book
    if TYPE_CHECKING:

        @property
        def tables(self) -> Tables:
            """The tables."""

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

    def heading_text(self, cell: Any) -> str:  # noqa: ANN401 - openpyxl's cell
        """Return what a cell says as a heading; a formula becomes its text there."""
        if cell.value is None:
            return ""
        return str(self.at(Area(cell.row, cell.column)).formula)

    def locked(self, area: Area) -> bool | None:
        """Whether the cells of an area are locked; None when some are."""
        return self.grid.locked(area)

    def forbids(self, permission: str) -> bool:
        """Whether the protection leaves something forbidden; `formatCells` and its like."""
        return bool(getattr(self.page.protection, permission))

    def after_write(self, area: Area) -> None:
        """Note that contents changed: tables follow their headings, saved values are gone."""
        for table in self.tables:
            if table.area.overlaps(area):
                table.after_write(area)
        self.book.changed()
