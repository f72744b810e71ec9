"""The running applications."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from xlwings import base_classes

if TYPE_CHECKING:
    from collections.abc import Iterator

A = TypeVar("A", bound=Any)


class AnyApps(base_classes.Apps, ABC, Generic[A]):
    """The running applications; the one started last is the active one."""

    def __init__(self, engine: Any) -> None:  # noqa: ANN401 - the engine's own
        """Start with none."""
        self._engine = engine
        self._running: list[A] = []

    @abstractmethod
    def _start(self) -> A:
        """Start an application and put it on the list."""

    def keys(self) -> list[int]:
        """Return the numbers of the applications."""
        return [app.number for app in self._running]

    def add(
        self,
        spec: str | None = None,
        add_book: bool | None = None,  # noqa: FBT001 - as xlwings has it
        xl: object = None,
        visible: bool | None = None,  # noqa: FBT001 - as xlwings has it
    ) -> A:
        """Start an application, with an empty workbook when asked for one."""
        del spec, xl  # which Excel to start, and one that runs already
        app = self._start()
        if visible is not None:
            app.visible = visible
        if add_book:
            app.books.add()
        return app

    def forget(self, app: A) -> None:
        """Take an application off the list."""
        if app in self._running:
            self._running.remove(app)

    @staticmethod
    def cleanup() -> None:
        """End what was left behind: whatever an engine starts ends with this process."""

    def __iter__(self) -> Iterator[A]:
        """Go through the applications, the active one first."""
        return iter(list(self._running))

    def __len__(self) -> int:
        """Count them."""
        return len(self._running)

    def __getitem__(self, pid: int) -> A:
        """Return the application with that number."""
        for app in self._running:
            if app.pid == pid:
                return app
        raise KeyError(pid)
