"""A workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from openpyxl.utils.datetime import CALENDAR_MAC_1904
from xlwings import base_classes

from crm_workbook.engines.errors import ExcelError, gone
from crm_workbook.engines.members import fills
from crm_workbook.engines.memory.gaps import GAPS
from crm_workbook.engines.memory.names import Names
from crm_workbook.engines.memory.sheet import Sheet
from crm_workbook.engines.memory.sheets import Sheets
from crm_workbook.engines.shared.book import AnyBook

if TYPE_CHECKING:
    from crm_workbook.engines.memory.app import App
    from crm_workbook.engines.memory.files import Opened
    from crm_workbook.engines.memory.grid import Page

_CLOUD: Final = ("https://", "http://")


@fills(base_classes.Book, GAPS)
class Book(AnyBook):
    """A workbook.

    Attributes:
        opened: openpyxl's workbook and what the file says besides.
        pages: Its sheets, in order.
        location: Folder and name; just the name when never saved; a URL when it lies in the cloud.
        read_only: Whether saving under its own name is refused.
        protected_view: Whether it may only be looked at.
        saved: Whether nothing has changed since it was opened or saved.
    """

    __slots__ = (
        "_closed",
        "location",
        "opened",
        "pages",
        "protected_view",
        "read_only",
        "saved",
    )

    app: App
    read_only: bool
    saved: bool

    def __init__(self, app: App, opened: Opened, location: str) -> None:
        """Take what was opened."""
        self.app = app
        self.opened = opened
        self.location = location
        self.read_only = False
        self.protected_view = False
        self.saved = True
        self._closed = False
        self.pages = [
            Sheet(self, page, opened.shapes.get(page.title, ()))
            for page in opened.workbook.worksheets
        ]

    def answer(self) -> None:
        """Raise when Excel takes no calls or the book was closed."""
        self.app.answer()
        if self._closed:
            raise gone("The workbook")

    @property
    def fullname(self) -> str:
        """Folder and name, or the address in the cloud."""
        return self.location

    @property
    def sheets(self) -> Sheets:
        """The sheets."""
        return Sheets(self)

    @property
    def names(self) -> Names:
        """The defined names, those of the sheets included."""
        return Names(self)

    @property
    def has_macros(self) -> bool:
        """Whether there is a macro project inside."""
        return bool(self.opened.workbook.vba_archive)

    @property
    def epoch_1904(self) -> bool:
        """Whether days are counted from 1904."""
        return bool(self.opened.workbook.epoch == CALENDAR_MAC_1904)

    @property
    def structure_protected(self) -> bool:
        """Whether sheets may not be added, removed, renamed or moved."""
        security = self.opened.workbook.security
        return bool(security and security.lockStructure)

    def sheet_of(self, page: Page) -> Sheet:
        """Return the sheet that keeps its cells there."""
        return next(sheet for sheet in self.pages if sheet.page is page)

    def before_change(self) -> None:
        """Raise when nothing may be changed: the book is in Protected View."""
        if self.protected_view:
            raise ExcelError(
                "The workbook is open in Protected View; editing must be enabled first."
            )

    def changed(self) -> None:
        """Note that cells changed: formulas lose the values they were saved with."""
        self.saved = False
        self.opened.forget_values()

    def activate(self) -> None:
        """Come to the front."""
        self.app.open.remove(self)
        self.app.open.append(self)

    def close(self) -> None:
        """Close without saving."""
        self.app.open.remove(self)
        self._closed = True

    def table_names(self) -> list[str]:
        """Return the names of the tables of all sheets."""
        return [table.name for table in self.tables]

    def _save_elsewhere(self) -> bool:
        """Write nothing in the cloud, where the book counts as saved."""
        if not self.location.startswith(_CLOUD):
            return False
        self.saved = True
        return True

    def _save_as(self, path: str) -> None:
        for table in self.tables:
            table.write_back()
        self.opened.save(path)
        self.location, self.read_only, self.saved = path, False, True
