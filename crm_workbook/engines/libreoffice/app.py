"""The application: its documents, its settings, its macros."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any

from xlwings import base_classes

from crm_workbook.engines.errors import ExcelError, NotSupported
from crm_workbook.engines.libreoffice import bridge, macros
from crm_workbook.engines.libreoffice.books import Books
from crm_workbook.engines.libreoffice.gaps import GAPS
from crm_workbook.engines.members import fills, internal
from crm_workbook.engines.shared.app import FLAG, AnyApp, checked, setting

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crm_workbook.engines.libreoffice.book import Book
    from crm_workbook.engines.libreoffice.engine import Engine
    from crm_workbook.engines.libreoffice.office import Office


@bridge.translated
@fills(base_classes.App, GAPS)
class App(AnyApp):
    """One office.

    Attributes:
        office: The connection.
        known: The books that were met, by what their documents are told apart with.
        order: The same keys, the book activated last at the end.
    """

    display_alerts = setting("DisplayAlerts", start=True, allowed=FLAG)
    enable_events = setting("EnableEvents", start=True, allowed=FLAG)
    interactive = setting("Interactive", start=True, allowed=FLAG)
    visible = setting("Visible", start=True, allowed=FLAG)

    def __init__(self, engine: Engine, office: Office) -> None:
        """Take the connection."""
        super().__init__(engine)
        self._status: str | bool = False
        self._drawing = True
        self._calculation = "automatic"
        self.office = office
        self.known: dict[str, Book] = {}
        self.order: list[str] = []

    @property
    @internal
    def number(self) -> int:
        """A number no other office has."""
        return self.office.pid

    @property
    def books(self) -> Books:
        """The open workbooks."""
        return Books(self)

    @property
    def screen_updating(self) -> bool:
        """Whether changes are drawn as they happen."""
        return self._drawing

    @screen_updating.setter
    def screen_updating(self, value: bool) -> None:
        value = checked("ScreenUpdating", value, FLAG)
        if value != self._drawing:
            self._drawing = value
            for book in self.books:
                book.draw(now=value)

    @property
    def calculation(self) -> str:
        """`automatic`, or `manual` when a document waits to be told."""
        if any(not book.doc.isAutomaticCalculationEnabled() for book in self.books):
            return "manual"
        return self._calculation

    @calculation.setter
    def calculation(self, value: str) -> None:
        if value == "semiautomatic":
            raise NotSupported("App.calculation", "there is automatic and manual only")
        self._calculation = checked("Calculation", value, ("automatic", "manual"))
        for book in self.books:
            book.doc.enableAutomaticCalculation(value == "automatic")

    def opened(self, book: Book) -> None:
        """Let a document that was just opened follow the settings."""
        if self._calculation == "manual":
            book.doc.enableAutomaticCalculation(False)  # noqa: FBT003 - UNO takes no names
        if not self._drawing:
            book.draw(now=False)

    def calculate(self) -> None:
        """Calculate what has changed in all documents."""
        for book in self.books:
            book.doc.calculate()

    @property
    def status_bar(self) -> str | bool:
        """The text that was put there; False when the office has its status bar to itself."""
        return self._status

    @status_bar.setter
    def status_bar(self, value: str | bool) -> None:
        self._status = False if value is False else str(value)
        for book in self.books:
            indicator = book.indicator()
            if indicator is None:
                continue
            if self._status is False:
                indicator.end()
            else:
                indicator.start(self._status, 0)

    @property
    def cut_copy_mode(self) -> bool | None:
        """Nothing is ever cut or copied here."""
        return None

    @cut_copy_mode.setter
    def cut_copy_mode(self, value: bool) -> None:
        """Leave the mode, which is never entered."""

    def quit(self) -> None:
        """Close the books without saving, and end the office if it is our own.

        In an office somebody else started only the books opened here are closed.
        """
        with contextlib.suppress(bridge.fault(), ExcelError):
            self.screen_updating = True
            self.status_bar = False
            for book in list(self.books):
                if self.office.own or book.ours:
                    book.close()
        self.kill()

    def kill(self) -> None:
        """End our own office at once; let go of another one."""
        self.office.end()
        self.running = False
        self._engine.apps.forget(self)

    def run(self, macro: str, args: Sequence[Any]) -> Any:  # noqa: ANN401 - whatever a macro returns
        """Run a macro: `Name`, `Module.Name`, or with a book in front, `'Book.xlsm'!Name`."""
        title, _, name = macro.rpartition("!")
        book = self.books(title.strip("'")) if title else self.books.active
        return macros.run(book, name, args)
