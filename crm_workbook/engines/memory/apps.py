"""The running applications."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xlwings import base_classes

from crm_workbook.engines.memory.app import App

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crm_workbook.engines.memory.engine import Engine


class Apps(base_classes.Apps):
    """The running applications; the one started last is the active one."""

    def __init__(self, engine: Engine) -> None:
        """Start with none."""
        self._engine = engine
        self._running: list[App] = []

    def keys(self) -> list[int]:
        """Return the numbers of the applications."""
        return [app._number for app in self._running]  # noqa: SLF001 - also of a busy one

    def add(
        self,
        spec: str | None = None,
        add_book: bool | None = None,  # noqa: FBT001 - as xlwings has it
        xl: object = None,
        visible: bool | None = None,  # noqa: FBT001 - as xlwings has it
    ) -> App:
        """Start an application, with an empty workbook when asked for one."""
        del spec, xl  # which Excel to start, and one that runs already
        app = App(self._engine)
        if visible is not None:
            app.visible = visible
        if add_book:
            app.books.add()
        self._running.insert(0, app)
        return app

    def forget(self, app: App) -> None:
        """Take an application off the list."""
        self._running.remove(app)

    @staticmethod
    def cleanup() -> None:
        """End what was left behind: there is nothing outside this process."""

    def __iter__(self) -> Iterator[App]:
        """Go through the applications, the active one first."""
        return iter(list(self._running))

    def __len__(self) -> int:
        """Count them."""
        return len(self._running)

    def __getitem__(self, pid: int) -> App:
        """Return the application with that number."""
        for app in self._running:
            if app.pid == pid:
                return app
        raise KeyError(pid)
