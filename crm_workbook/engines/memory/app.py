"""The application: its books, its settings, the macros it was asked to run."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from xlwings import base_classes

from crm_workbook.engines import com
from crm_workbook.engines.errors import ExcelError, busy, gone
from crm_workbook.engines.members import fills
from crm_workbook.engines.memory.books import Books
from crm_workbook.engines.memory.gaps import GAPS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from crm_workbook.engines.memory.book import Book
    from crm_workbook.engines.memory.engine import Engine
    from crm_workbook.engines.memory.range import Range

_CALCULATIONS: Final = ("automatic", "manual", "semiautomatic")
_MACRO: Final = re.compile(r"(?:'?(?P<book>[^!]*?)'?!)?(?P<name>[^!]+)")
_pids = itertools.count(1)


class MacroCall(NamedTuple):
    """A macro that a program asked for.

    Attributes:
        book: The name of the workbook.
        name: As asked for, with its module if one was named.
        args: What was handed over.
    """

    book: str
    name: str
    args: tuple[Any, ...]


class ApplicationFace(com.Face):
    """The face of the application."""

    model = "Application"

    def __init__(self, app: App) -> None:
        """Take the application."""
        self._app = app

    @property
    def Ready(self) -> bool:  # noqa: N802 - Microsoft's name
        """Whether the application takes calls; False while a cell is edited."""
        return not self._app.editing


def _setting(name: str, start: Any, allowed: Sequence[Any] | None = None) -> property:  # noqa: ANN401 - bool or text
    """Make a property of the application that only keeps what it is set to."""

    def read(self: App) -> Any:  # noqa: ANN401 - as it was set
        return self.settings.get(name, start)

    def write(self: App, value: Any) -> None:  # noqa: ANN401 - as allowed
        if allowed is not None and value not in allowed:
            raise ExcelError(f"Unable to set the {name} property of the Application class")
        self.settings[name] = value

    return property(read, write)


@fills(base_classes.App, GAPS)
class App(base_classes.App):
    """One running application.

    Attributes:
        editing: Whether the user is editing a cell, so that every call is rejected.
        calls: The macros asked for, in order.
        macros: Python functions that stand for macros, by name.
    """

    __slots__ = (
        "_engine",
        "_number",
        "calls",
        "chosen",
        "editing",
        "macros",
        "open",
        "running",
        "settings",
    )

    calculation = _setting("Calculation", "automatic", _CALCULATIONS)
    display_alerts = _setting("DisplayAlerts", start=True, allowed=(True, False))
    enable_events = _setting("EnableEvents", start=True, allowed=(True, False))
    interactive = _setting("Interactive", start=True, allowed=(True, False))
    screen_updating = _setting("ScreenUpdating", start=True, allowed=(True, False))
    visible = _setting("Visible", start=True, allowed=(True, False))
    cut_copy_mode = _setting("CutCopyMode", None, (False, True))
    status_bar = _setting("StatusBar", start=False)

    def __init__(self, engine: Engine) -> None:
        """Start with no book open."""
        self._engine = engine
        self._number = next(_pids)
        self.running = True
        self.editing = False
        self.settings: dict[str, Any] = {}
        self.open: list[Book] = []
        self.chosen: Range | None = None
        self.calls: list[MacroCall] = []
        self.macros: dict[str, Callable[..., Any]] = {}

    def answer(self) -> None:
        """Raise when the application takes no calls."""
        if not self.running:
            raise gone("The application")
        if self.editing:
            raise busy()

    @property
    def api(self) -> ApplicationFace:
        """The face of the application."""
        return ApplicationFace(self)

    @property
    def engine(self) -> Engine:
        """The engine it belongs to."""
        return self._engine

    @property
    def version(self) -> str:
        """What every Excel since 2016 answers."""
        return "16.0"

    @property
    def pid(self) -> int:
        """A number no other application of this process has."""
        return self._number

    @property
    def hwnd(self) -> int:
        """The same number: there is no window."""
        return self._number

    @property
    def books(self) -> Books:
        """The open workbooks."""
        return Books(self)

    @property
    def selection(self) -> Range | None:
        """What was selected last."""
        return self.chosen

    def activate(self, steal_focus: bool = False) -> None:  # noqa: FBT001, FBT002 - as xlwings has it
        """Come to the front; there is nothing to be seen."""

    def calculate(self) -> None:
        """Ask for a calculation: formulas stay without a value, and say so when they are read."""

    def quit(self) -> None:
        """End without saving."""
        for book in list(self.open):
            book.close()
        self.running = False
        self._engine.apps.forget(self)

    def kill(self) -> None:
        """End at once, also while a cell is edited."""
        self.editing = False
        self.quit()

    def run(self, macro: str, args: Sequence[Any]) -> Any:  # noqa: ANN401 - whatever a function returns
        """Note that a macro was asked for, and run the function that stands for it.

        A book without macros has none to run, as in Excel.

        Returns:
            What the function returns; None when none stands for it.
        """
        match = _MACRO.fullmatch(macro)
        title, name = (match["book"], match["name"]) if match else (None, macro)
        book = self.books(title) if title else self.books.active
        function = self.macros.get(name) or self.macros.get(name.rpartition(".")[2])
        if function is None and not book.has_macros:
            raise ExcelError(
                f"Cannot run the macro '{macro}'. The macro may not be available in this workbook "
                "or all macros may be disabled."
            )
        self.calls.append(MacroCall(book.name, name, tuple(args)))
        return function(*args) if function else None
