"""A workbook."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final

from openpyxl.utils.datetime import CALENDAR_MAC_1904
from xlwings import base_classes

from crm_workbook.engines import com
from crm_workbook.engines.errors import ExcelError, NotSupported, gone
from crm_workbook.engines.members import fills
from crm_workbook.engines.memory.gaps import GAPS
from crm_workbook.engines.memory.names import Names
from crm_workbook.engines.memory.sheet import Sheet
from crm_workbook.engines.memory.sheets import Sheets

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crm_workbook.engines.memory.app import App
    from crm_workbook.engines.memory.files import Opened
    from crm_workbook.engines.memory.grid import Page
    from crm_workbook.engines.memory.table import Table

_CLOUD: Final = ("https://", "http://")


@fills(base_classes.Book, GAPS)
class Book(base_classes.Book):
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
        "app",
        "location",
        "opened",
        "pages",
        "protected_view",
        "read_only",
        "saved",
    )

    app: App

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
    def api(self) -> com.Workbook:
        """The face of the book."""
        return com.Workbook(self)

    @property
    def name(self) -> str:
        """The last part of the full name."""
        return self.location.replace("\\", "/").rpartition("/")[2]

    @property
    def fullname(self) -> str:
        """Folder and name, or the address in the cloud."""
        return self.location

    @property
    def path(self) -> str:
        """The folder, or its address; empty when never saved."""
        return self.location.replace("\\", "/").rpartition("/")[0]

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

    @property
    def tables(self) -> Iterator[Table]:
        """The tables of all sheets."""
        return (table for page in self.pages for table in page.tables)

    def sheet_of(self, page: Page) -> Sheet:
        """Return the sheet that keeps its cells there."""
        return next(sheet for sheet in self.pages if sheet.page is page)

    def before_change(self) -> None:
        """Raise when nothing may be changed: the book is in Protected View."""
        if self.protected_view:
            raise ExcelError(
                "The workbook is open in Protected View; editing must be enabled first."
            )

    def before_structure(self) -> None:
        """Raise when sheets may not be added, removed, renamed or moved."""
        self.before_change()
        if self.structure_protected:
            raise ExcelError("The workbook is protected; its structure cannot be changed.")

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

    def save(self, path: str | None = None, password: str | None = None) -> None:
        """Save, as the desktop engines of xlwings do.

        Without a path a book goes where it came from, and one never saved into the current folder.
        In the cloud nothing is written, and the book counts as saved.

        Raises:
            ExcelError: The book is read-only, or in Protected View.
            NotSupported: Something would be lost, or a password was given.
        """
        if password:
            raise NotSupported("Book.save(password)")
        self.before_change()
        if path is None and self.read_only:
            raise ExcelError(
                f"'{self.name}' is read-only. To save a copy, click OK, then give the workbook a "
                "new name in the Save As dialog box."
            )
        if path is None and self.location.startswith(_CLOUD):
            self.saved = True
            return
        target = os.path.abspath(path or (self.location if self.path else self.name + ".xlsx"))
        for table in self.tables:
            table.write_back()
        self.opened.save(target)
        self.location, self.read_only, self.saved = target, False, True
