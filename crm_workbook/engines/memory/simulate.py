"""The states in which Excel answers otherwise, for tests to bring about.

Each takes xlwings' own objects.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import xlwings

    from crm_workbook.engines.memory.app import App, MacroCall
    from crm_workbook.engines.memory.book import Book


@contextmanager
def editing(app: xlwings.App) -> Iterator[None]:
    """Let the user be editing a cell: every call is rejected, with 0x80010001.

    On Windows xlwings then asks again until the cell is left, unless
    `xlwings._xlwindows.N_COM_ATTEMPTS` is set; there the rejection looks as it does here.
    """
    impl: App = app.impl
    impl.editing = True
    try:
        yield
    finally:
        impl.editing = False


@contextmanager
def protected_view(book: xlwings.Book) -> Iterator[None]:
    """Let a book be open in Protected View: it may be read, and it is in no list of open books."""
    impl: Book = book.impl
    impl.protected_view = True
    try:
        yield
    finally:
        impl.protected_view = False


def read_only(book: xlwings.Book) -> None:
    """Let a book be read-only: it may be changed, and saved under another name."""
    impl: Book = book.impl
    impl.read_only = True


def cloud(book: xlwings.Book, url: str) -> None:
    """Let a book lie in OneDrive or SharePoint: its full name is an address.

    On Windows xlwings looks for the folder behind the address, and raises when it finds none.
    """
    impl: Book = book.impl
    impl.location = url


def macro(app: xlwings.App, name: str, function: Callable[..., Any]) -> None:
    """Let a function stand for a macro."""
    impl: App = app.impl
    impl.macros[name] = function


def macro_calls(app: xlwings.App) -> list[MacroCall]:
    """Return the macros that were asked for, in order."""
    impl: App = app.impl
    return list(impl.calls)
