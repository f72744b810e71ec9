"""An application: what it is asked about itself, and its settings."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Any, Final

from xlwings import base_classes

from crm_workbook.engines import com
from crm_workbook.engines.errors import ExcelError, gone
from crm_workbook.engines.members import internal

if TYPE_CHECKING:
    from collections.abc import Collection

FLAG: Final = (True, False)


class AnyApp(base_classes.App, ABC):
    """One running application.

    Attributes:
        running: Whether it was not ended yet.
        editing: Whether the user is editing a cell, so that every call is rejected.
        settings: What was set of those that are kept and change nothing.
        chosen: What was selected last.
    """

    editing = False

    def __init__(self, engine: Any) -> None:  # noqa: ANN401 - the engine's own
        """Start with no book open."""
        self._engine = engine
        self.running = True
        self.settings: dict[str, Any] = {}
        self.chosen: Any = None

    @property
    @internal
    @abstractmethod
    def number(self) -> int:
        """A number no other application has."""

    def answer(self) -> None:
        """Raise when the application was ended."""
        if not self.running:
            raise gone("The application")

    @property
    def api(self) -> com.Application:
        """The face of the application."""
        return com.Application(self)

    @property
    def engine(self) -> Any:  # noqa: ANN401 - the engine's own
        """The engine it belongs to."""
        return self._engine

    @property
    def version(self) -> str:
        """What every Excel since 2016 answers, for programs that compare."""
        return "16.0"

    @property
    def pid(self) -> int:
        """A number no other application has."""
        return self.number

    @property
    def hwnd(self) -> int:
        """The same number: windows are not asked for."""
        return self.number

    @property
    def selection(self) -> Any:  # noqa: ANN401 - the engine's own range
        """What was selected last."""
        return self.chosen

    def activate(self, steal_focus: bool = False) -> None:  # noqa: FBT001, FBT002 - as xlwings has it
        """Come to the front: left to the person before the screen, if there is one."""


def setting(name: str, start: Any, allowed: Collection[Any] | None = None) -> property:  # noqa: ANN401 - bool or text
    """Make a property of the application that only keeps what it is set to."""

    def read(self: AnyApp) -> Any:  # noqa: ANN401 - as it was set
        return self.settings.get(name, start)

    def write(self: AnyApp, value: Any) -> None:  # noqa: ANN401 - as allowed
        self.settings[name] = checked(name, value, allowed)

    return property(read, write)


def checked(name: str, value: Any, allowed: Collection[Any] | None) -> Any:  # noqa: ANN401 - as allowed
    """Return a value a property of the application may be set to.

    Raises:
        ExcelError: It may not; None allows any.
    """
    if allowed is not None and value not in allowed:
        raise ExcelError(f"Unable to set the {name} property of the Application class")
    return value
