"""The open workbooks of an application."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xlwings import base_classes

from crm_workbook.engines import naming
from crm_workbook.engines.members import fills
from crm_workbook.engines.memory.book import Book
from crm_workbook.engines.memory.files import Opened, blank
from crm_workbook.engines.memory.gaps import GAPS
from crm_workbook.engines.shared.books import AnyBooks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crm_workbook.engines.memory.app import App


@fills(base_classes.Books, GAPS)
class Books(AnyBooks[Book]):
    """The open workbooks; the one opened or activated last is the active one.

    A workbook in Protected View is not among them ("Application.ProtectedViewWindows property").
    """

    parent: App

    def _all(self) -> list[Book]:
        return [book for book in self.parent.open if not book.protected_view]

    def _taken(self) -> Sequence[Book]:
        return self.parent.open

    def add(self) -> Book:
        """Make a new workbook with one empty sheet, named as Excel names it and saved nowhere."""
        name = naming.free_name("Book", (book.name for book in self._taken()))
        return self._show(Book(self.parent, blank(), name))

    def _load(self, path: str, *, read_only: bool) -> Book:
        book = Book(self.parent, Opened.of(path), path)
        book.read_only = read_only
        return self._show(book)

    def _show(self, book: Book) -> Book:
        self.parent.open.append(book)
        return book
