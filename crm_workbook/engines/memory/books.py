"""The open workbooks of an application."""

from __future__ import annotations

import itertools
import os
from typing import TYPE_CHECKING, Any

from xlwings import base_classes

from crm_workbook.engines.errors import ExcelError, NotSupported
from crm_workbook.engines.members import fills
from crm_workbook.engines.memory.book import Book
from crm_workbook.engines.memory.files import Opened, blank
from crm_workbook.engines.memory.gaps import GAPS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crm_workbook.engines.memory.app import App


@fills(base_classes.Books, GAPS)
class Books(base_classes.Books):
    """The open workbooks; the one opened or activated last is the active one.

    A workbook in Protected View is not among them ("Application.ProtectedViewWindows property").
    """

    __slots__ = ("app",)

    def __init__(self, app: App) -> None:
        """Take the application."""
        self.app = app

    def answer(self) -> None:
        """Raise when the application takes no calls."""
        self.app.answer()

    @property
    def api(self) -> None:
        """Nothing: the collection has no face."""

    @property
    def _listed(self) -> list[Book]:
        return [book for book in self.app.open if not book.protected_view]

    @property
    def active(self) -> Book:
        """The book in front."""
        if not self._listed:
            raise ExcelError("No workbook is open.")
        return self._listed[-1]

    def __call__(self, key: str | int) -> Book:
        """Return a book by its name or its place."""
        for place, book in enumerate(self._listed, 1):
            if key == place or (isinstance(key, str) and book.name.lower() == key.lower()):
                return book
        raise KeyError(key)

    def __len__(self) -> int:
        """Count them."""
        return len(self._listed)

    def __iter__(self) -> Iterator[Book]:
        """Go through them."""
        return iter(self._listed)

    def add(self) -> Book:
        """Make a new workbook with one empty sheet, named as Excel names it and saved nowhere."""
        taken = {book.name for book in self.app.open}
        name = next(n for i in itertools.count(1) if (n := f"Book{i}") not in taken)
        return self._show(Book(self.app, blank(), name))

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
        """Open a file.

        Raises:
            FileNotFoundError: There is none.
            NotSupported: A password, or a format other than .xlsx and .xlsm, is asked for.
            ExcelError: The file is no workbook, or another of that name is open.
        """
        if password or format or any(value is not None for value in (*rest, *named.values())):
            raise NotSupported("Books.open", "only update_links and read_only are understood")
        del update_links  # no link is followed, so none is renewed
        if any(book.name.lower() == os.path.basename(fullname).lower() for book in self.app.open):
            raise ExcelError("A workbook of that name is already open.")
        opened = Opened.of(fullname)
        book = Book(self.app, opened, os.path.abspath(fullname))
        book.read_only = bool(read_only) or not os.access(fullname, os.W_OK)
        return self._show(book)

    def _show(self, book: Book) -> Book:
        self.app.open.append(book)
        return book
