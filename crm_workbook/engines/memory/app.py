"""The application: its books, its settings, the macros it was asked to run."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from xlwings import base_classes

from crm_workbook.engines.errors import ExcelError, busy
from crm_workbook.engines.members import fills, internal
from crm_workbook.engines.memory.books import Books
from crm_workbook.engines.memory.gaps import GAPS
from crm_workbook.engines.shared.app import FLAG, AnyApp, setting

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from crm_workbook.engines.memory.book import Book
    from crm_workbook.engines.memory.engine import Engine

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


@fills(base_classes.App, GAPS)
class App(AnyApp):
    """One running application.

    Attributes:
        open: The open books, those in Protected View included.
        calls: The macros asked for, in order.
        macros: Python functions that stand for macros, by name.
    """

    calculation = setting("Calculation", "automatic", _CALCULATIONS)
    display_alerts = setting("DisplayAlerts", start=True, allowed=FLAG)
    enable_events = setting("EnableEvents", start=True, allowed=FLAG)
    interactive = setting("Interactive", start=True, allowed=FLAG)
    screen_updating = setting("ScreenUpdating", start=True, allowed=FLAG)
    visible = setting("Visible", start=True, allowed=FLAG)
    cut_copy_mode = setting("CutCopyMode", None, FLAG)
    status_bar = setting("StatusBar", start=False)

    def __init__(self, engine: Engine) -> None:
        """Start with no book open."""
        super().__init__(engine)
        self._number = next(_pids)
        self.open: list[Book] = []
        self.calls: list[MacroCall] = []
        self.macros: dict[str, Callable[..., Any]] = {}

    def answer(self) -> None:
        """Raise when the application takes no calls."""
        super().answer()
        if self.editing:
            raise busy()

    @property
    @internal
    def number(self) -> int:
        """A number no other application of this process has."""
        return self._number

    @property
    def books(self) -> Books:
        """The open workbooks."""
        return Books(self)

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
