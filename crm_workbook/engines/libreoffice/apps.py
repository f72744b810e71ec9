"""The offices in use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xlwings import base_classes

from crm_workbook.engines.libreoffice import office
from crm_workbook.engines.libreoffice.app import App

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crm_workbook.engines.libreoffice.engine import Engine


class Apps(base_classes.Apps):
    """The offices in use; the one started last is the active one."""

    def __init__(self, engine: Engine, address: str | None) -> None:
        """Start with none, or with the running office at an address."""
        self._engine = engine
        self._attached = office.connect(address) if address is not None else None
        self._running = [App(engine, self._attached)] if self._attached else []

    def keys(self) -> list[int]:
        """Return the numbers of the offices."""
        return [app.pid for app in self._running]

    def add(
        self,
        spec: str | None = None,
        add_book: bool | None = None,  # noqa: FBT001 - as xlwings has it
        xl: object = None,
        visible: bool | None = None,  # noqa: FBT001 - as xlwings has it
    ) -> App:
        """Start an office, with an empty document when asked for one.

        With an address there is one office only, which is handed out again.
        """
        del spec, xl  # which Excel to start, and one that runs already
        if self._attached is None:
            app = App(self._engine, office.start())
            self._running.insert(0, app)
        else:
            if not self._running:
                self._running.append(App(self._engine, self._attached))
            app = self._running[0]
        if visible is not None:
            app.visible = visible
        if add_book:
            app.books.add()
        return app

    def forget(self, app: App) -> None:
        """Take an office off the list."""
        if app in self._running:
            self._running.remove(app)

    @staticmethod
    def cleanup() -> None:
        """End what was left behind: an office of ours ends with this process anyway."""

    def __iter__(self) -> Iterator[App]:
        """Go through the offices, the active one first."""
        return iter(list(self._running))

    def __len__(self) -> int:
        """Count them."""
        return len(self._running)

    def __getitem__(self, pid: int) -> App:
        """Return the office with that number."""
        for app in self._running:
            if app.pid == pid:
                return app
        raise KeyError(pid)
