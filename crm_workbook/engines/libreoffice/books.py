"""The open documents of an office."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from xlwings import base_classes

from crm_workbook.engines.errors import ExcelError, NotSupported
from crm_workbook.engines.libreoffice import bridge, files
from crm_workbook.engines.libreoffice.book import Book
from crm_workbook.engines.libreoffice.gaps import GAPS
from crm_workbook.engines.members import fills

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crm_workbook.engines.libreoffice.app import App
    from crm_workbook.engines.libreoffice.bridge import Uno

_SPREADSHEET = "com.sun.star.sheet.SpreadsheetDocument"


@bridge.translated
@fills(base_classes.Books, GAPS)
class Books(base_classes.Books):
    """The open spreadsheets: those opened here, and in a running office everybody's."""

    __slots__ = ("app",)

    def __init__(self, app: App) -> None:
        """Take the office."""
        self.app = app

    def answer(self) -> None:
        """Raise when the office was left."""
        self.app.answer()

    @property
    def api(self) -> None:
        """Nothing: the collection has no face."""

    def _listed(self) -> list[Book]:
        found: dict[str, Book] = {}
        for document in bridge.elements(self.app.office.desktop.Components):
            if hasattr(document, "supportsService") and document.supportsService(_SPREADSHEET):
                book = self._book(document)
                found[book.key] = book
        order = self.app.order
        order[:] = [key for key in order if key in found]
        order[:0] = [key for key in reversed(found) if key not in order]
        for key in set(self.app.known) - set(found):
            del self.app.known[key]
        return [found[key] for key in order]

    def _book(self, document: Uno) -> Book:
        key = str(document.RuntimeUID)
        book = self.app.known.get(key)
        if book is None:
            book = self.app.known[key] = Book(self.app, document)
        return book

    @property
    def active(self) -> Book:
        """The document in front; of those none sees, the one opened or activated last."""
        listed = self._listed()
        if not listed:
            raise ExcelError("No workbook is open.")
        current = self.app.office.desktop.getCurrentComponent()
        if not self.app.office.own and current is not None:
            for book in listed:
                if book.doc == current:
                    return book
        return listed[-1]

    def __call__(self, key: str | int) -> Book:
        """Return a document by its name, in any case, or its place."""
        for place, book in enumerate(self._listed(), 1):
            if key == place or (isinstance(key, str) and book.name.lower() == key.lower()):
                return book
        raise KeyError(key)

    def __len__(self) -> int:
        """Count them."""
        return len(self._listed())

    def __iter__(self) -> Iterator[Book]:
        """Go through them."""
        return iter(self._listed())

    def add(self) -> Book:
        """Make a new document with one empty sheet, saved nowhere."""
        book = self._show(files.load(self.app, "private:factory/scalc"))
        sheets = book.all_sheets
        for name in sheets.ElementNames[1:]:  # how many a new document has is a setting
            sheets.removeByName(name)
        book.doc.setModified(False)
        return book

    def open(
        self,
        fullname: str,
        update_links: bool | None = None,  # noqa: FBT001 - as xlwings has it
        read_only: bool | None = None,  # noqa: FBT001 - as xlwings has it
        format: int | None = None,  # noqa: A002 - as xlwings has it
        password: str | None = None,
        *rest: object,
        **named: Any,  # noqa: ANN401 - as xlwings has it
    ) -> Book:
        """Open a file. Links to other files are not renewed, whatever is asked for.

        Raises:
            FileNotFoundError: There is none.
            NotSupported: A password, or anything else than `read_only`, is asked for.
            ExcelError: The file is no workbook, or another of that name is open.
        """
        if password or format or any(value is not None for value in (*rest, *named.values())):
            raise NotSupported("Books.open", "only update_links and read_only are understood")
        del update_links
        path = os.path.abspath(fullname)
        if not os.path.exists(path):
            raise FileNotFoundError(path)
        if any(book.name.lower() == os.path.basename(path).lower() for book in self._listed()):
            raise ExcelError("A workbook of that name is already open.")
        only = bool(read_only) or not os.access(path, os.W_OK)
        document = files.open_file(self.app, path, read_only=only)
        return self._show(document)

    def _show(self, document: Uno) -> Book:
        book = self._book(document)
        book.ours = True
        self.app.order.append(book.key)
        self.app.opened(book)
        return book
