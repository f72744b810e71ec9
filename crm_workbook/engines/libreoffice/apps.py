"""The offices in use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_workbook.engines.libreoffice import office
from crm_workbook.engines.libreoffice.app import App
from crm_workbook.engines.shared.apps import AnyApps

if TYPE_CHECKING:
    from crm_workbook.engines.libreoffice.engine import Engine


class Apps(AnyApps[App]):
    """The offices in use; the one started last is the active one."""

    def __init__(self, engine: Engine, address: str | None) -> None:
        """Start with none, or with the running office at an address."""
        super().__init__(engine)
        self._attached = office.connect(address) if address is not None else None
        if self._attached:
            self._running.append(App(engine, self._attached))

    def _start(self) -> App:
        """Start an office; with an address there is one only, which is handed out again."""
        if self._attached is None:
            self._running.insert(0, App(self._engine, office.start()))
        elif not self._running:
            self._running.append(App(self._engine, self._attached))
        return self._running[0]
