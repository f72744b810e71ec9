"""The application: its documents, its settings, its macros."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any

from xlwings import base_classes

from crm_workbook.engines import com
from crm_workbook.engines.errors import ExcelError, NotSupported, gone
from crm_workbook.engines.libreoffice import bridge, macros
from crm_workbook.engines.libreoffice.books import Books
from crm_workbook.engines.libreoffice.gaps import GAPS
from crm_workbook.engines.members import fills

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crm_workbook.engines.libreoffice.book import Book
    from crm_workbook.engines.libreoffice.engine import Engine
    from crm_workbook.engines.libreoffice.office import Office
    from crm_workbook.engines.libreoffice.range import Range


class ApplicationFace(com.Face):
    """The face of the application."""

    model = "Application"

    @property
    def Ready(self) -> bool:  # noqa: N802 - Microsoft's name
        """Whether the application takes calls: an office does, also while a cell is edited."""
        return True


def _flag(name: str) -> property:
    """Make a property that only keeps whether it was set: an office has nothing like it."""

    def read(self: App) -> bool:
        return self.flags.get(name, True)

    def write(self: App, value: bool) -> None:  # noqa: FBT001 - a property
        self.flags[name] = _boolean(name, value)

    return property(read, write)


def _boolean(name: str, value: object) -> bool:
    if not isinstance(value, bool):
        raise ExcelError(f"Unable to set the {name} property of the Application class")
    return value


@bridge.translated
@fills(base_classes.App, GAPS)
class App(base_classes.App):
    """One office.

    Attributes:
        office: The connection.
        flags: Settings that are kept and change nothing.
        known: The books that were met, by what their documents are told apart with.
        order: The same keys, the book activated last at the end.
        chosen: What was selected last.
    """

    display_alerts = _flag("DisplayAlerts")
    enable_events = _flag("EnableEvents")
    interactive = _flag("Interactive")
    visible = _flag("Visible")

    def __init__(self, engine: Engine, office: Office) -> None:
        """Take the connection."""
        self._engine = engine
        self._status: str | bool = False
        self._drawing = True
        self._calculation = "automatic"
        self.office = office
        self.running = True
        self.flags: dict[str, bool] = {}
        self.known: dict[str, Book] = {}
        self.order: list[str] = []
        self.chosen: Range | None = None

    def answer(self) -> None:
        """Raise when the office was left."""
        if not self.running:
            raise gone("The application")

    @property
    def api(self) -> ApplicationFace:
        """The face of the application."""
        return ApplicationFace()

    @property
    def engine(self) -> Engine:
        """The engine it belongs to."""
        return self._engine

    @property
    def version(self) -> str:
        """What every Excel since 2016 answers, for programs that compare."""
        return "16.0"

    @property
    def pid(self) -> int:
        """A number no other office has."""
        return self.office.pid

    @property
    def hwnd(self) -> int:
        """The same number: windows are not asked for."""
        return self.office.pid

    @property
    def books(self) -> Books:
        """The open workbooks."""
        return Books(self)

    @property
    def selection(self) -> Range | None:
        """What was selected here last."""
        return self.chosen

    def activate(self, steal_focus: bool = False) -> None:  # noqa: FBT001, FBT002 - as xlwings has it
        """Come to the front: left to the person before the screen."""

    @property
    def screen_updating(self) -> bool:
        """Whether changes are drawn as they happen."""
        return self._drawing

    @screen_updating.setter
    def screen_updating(self, value: bool) -> None:
        value = _boolean("ScreenUpdating", value)
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
        if value not in {"automatic", "manual"}:
            raise ExcelError("Unable to set the Calculation property of the Application class")
        self._calculation = value
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
