"""A document."""

from __future__ import annotations

import functools
import os
from typing import TYPE_CHECKING

from xlwings import base_classes

from crm_workbook.engines.errors import gone
from crm_workbook.engines.libreoffice import bridge, files
from crm_workbook.engines.libreoffice.formats import Formats
from crm_workbook.engines.libreoffice.gaps import GAPS
from crm_workbook.engines.libreoffice.names import Names
from crm_workbook.engines.libreoffice.sheets import Sheets
from crm_workbook.engines.members import fills, internal
from crm_workbook.engines.shared.book import AnyBook

if TYPE_CHECKING:
    from crm_workbook.engines.libreoffice.app import App
    from crm_workbook.engines.libreoffice.bridge import Uno


@bridge.translated
@fills(base_classes.Book, GAPS)
class Book(AnyBook):
    """A document.

    Attributes:
        app: Its office.
        doc: UNO's document.
        key: What tells it from others for as long as it is open.
        ours: Whether it was opened here.
        all_sheets: UNO's list of its sheets.
        all_tables: UNO's list of its database ranges, which are Excel's tables.
        allowed: What protection leaves permitted, by the sheet's name. LibreOffice keeps it with
            the file and tells nobody, so only what was set here is known.
    """

    app: App

    def __init__(self, app: App, document: Uno) -> None:
        """Take UNO's document."""
        self.app = app
        self.doc = document
        self.key = str(document.RuntimeUID)
        self.ours = False
        self.allowed: dict[str, frozenset[str]] = {}
        self.all_sheets = document.Sheets
        self.all_tables = document.DatabaseRanges
        self._records: dict[str, Uno] = {}
        self._closed = False
        self._answered = 0
        self._locks = 0

    def answer(self) -> None:
        """Raise when the office was left or the book was closed."""
        if bridge.calls.answered(self._answered):
            return
        self.app.answer()
        if self._closed:
            raise gone("The workbook")
        try:
            there = bool(self.all_sheets.Count)  # a document that was closed has none
        except bridge.fault() as error:
            raise gone("The workbook") from error
        if not there:
            raise gone("The workbook")
        self._answered = bridge.calls.number

    @functools.cached_property
    def formats(self) -> Formats:
        """The number formats."""
        return Formats(self.doc)

    @functools.cached_property
    def epoch_1904(self) -> bool:
        """Whether days are counted from 1904."""
        return bool(self.doc.NullDate.Year == 1904)  # noqa: PLR2004 - the name of the system

    @property
    def fullname(self) -> str:
        """Folder and name; just the name when never saved; an address when it lies elsewhere."""
        return bridge.to_path(self.doc.URL) if self.doc.URL else str(self.doc.Title)

    @property
    def read_only(self) -> bool:
        """Whether it cannot be saved under its own name."""
        return bool(self.doc.isReadonly())

    @property
    def saved(self) -> bool:
        """Whether nothing has changed since it was saved."""
        return not self.doc.isModified()

    @property
    def structure_protected(self) -> bool:
        """Whether sheets may not be added, removed, renamed or moved."""
        return bool(self.doc.isProtected())

    @property
    def sheets(self) -> Sheets:
        """The sheets."""
        return Sheets(self)

    @property
    def names(self) -> Names:
        """The defined names, those of the sheets included."""
        return Names(self)

    @internal
    def table_names(self) -> tuple[str, ...]:
        """Return the names of the tables of all sheets."""
        return tuple(self.all_tables.ElementNames)

    @internal
    def table_record(self, name: str) -> Uno:
        """Return UNO's database range of a name, which finds its table by that name each time."""
        if name not in self._records:
            self._records[name] = self.all_tables.getByName(name)
        return self._records[name]

    def draw(self, *, now: bool) -> None:
        """Draw changes as they happen, or stop doing so."""
        if now and self._locks:
            self._locks -= 1
            self.doc.unlockControllers()
        elif not now:
            self._locks += 1
            self.doc.lockControllers()

    def indicator(self) -> Uno | None:
        """Return the status bar of the document's window, if it has one."""
        controller = self.doc.getCurrentController()
        return controller.StatusIndicator if controller is not None else None

    def activate(self) -> None:
        """Come to the front."""
        if self.key in self.app.order:
            self.app.order.remove(self.key)
        self.app.order.append(self.key)
        controller = self.doc.getCurrentController()
        if controller is not None:
            controller.Frame.activate()

    def close(self) -> None:
        """Close without saving."""
        while self._locks:
            self.draw(now=True)
        self.doc.close(True)  # noqa: FBT003 - UNO takes no names
        self._closed = True
        self._answered = 0
        self.app.known.pop(self.key, None)

    def _save_elsewhere(self) -> bool:
        """Save where LibreOffice knows how to reach it."""
        if not self.path or os.path.isabs(self.fullname):
            return False
        self.doc.store()
        return True

    def _save_as(self, path: str) -> None:
        files.save(self.doc, path)

    def to_pdf(self, path: str, quality: str | None = None) -> None:
        """Print into a PDF file; the quality is LibreOffice's own."""
        del quality
        self.doc.storeToURL(bridge.to_url(path), bridge.properties(FilterName="calc_pdf_Export"))
