"""The open documents of an office."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xlwings import base_classes

from crm_workbook.engines.libreoffice import bridge, files
from crm_workbook.engines.libreoffice.book import Book
from crm_workbook.engines.libreoffice.gaps import GAPS
from crm_workbook.engines.members import fills
from crm_workbook.engines.shared.books import AnyBooks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crm_workbook.engines.libreoffice.app import App
    from crm_workbook.engines.libreoffice.bridge import Uno

_SPREADSHEET = "com.sun.star.sheet.SpreadsheetDocument"


@bridge.translated
@fills(base_classes.Books, GAPS)
class Books(AnyBooks[Book]):
    """The open spreadsheets: those opened here, and in a running office everybody's."""

    parent: App

    def _all(self) -> list[Book]:
        found: dict[str, Book] = {}
        for document in bridge.elements(self.parent.office.desktop.Components):
            if hasattr(document, "supportsService") and document.supportsService(_SPREADSHEET):
                book = self._book(document)
                found[book.key] = book
        order = self.parent.order
        order[:] = [key for key in order if key in found]
        order[:0] = [key for key in reversed(found) if key not in order]
        for key in set(self.parent.known) - set(found):
            del self.parent.known[key]
        return [found[key] for key in order]

    def _book(self, document: Uno) -> Book:
        key = str(document.RuntimeUID)
        book = self.parent.known.get(key)
        if book is None:
            book = self.parent.known[key] = Book(self.parent, document)
        return book

    def _front(self, listed: Sequence[Book]) -> Book:
        """Return the document in front; of those none sees, the one opened or activated last."""
        current = self.parent.office.desktop.getCurrentComponent()
        if not self.parent.office.own and current is not None:
            for book in listed:
                if book.doc == current:
                    return book
        return listed[-1]

    def add(self) -> Book:
        """Make a new document with one empty sheet, saved nowhere."""
        book = self._show(files.load(self.parent, "private:factory/scalc"))
        sheets = book.all_sheets
        for name in sheets.ElementNames[1:]:  # how many a new document has is a setting
            sheets.removeByName(name)
        book.doc.setModified(False)
        return book

    def _load(self, path: str, *, read_only: bool) -> Book:
        return self._show(files.open_file(self.parent, path, read_only=read_only))

    def _show(self, document: Uno) -> Book:
        book = self._book(document)
        book.ours = True
        self.parent.order.append(book.key)
        self.parent.opened(book)
        return book
