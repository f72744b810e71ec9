"""The running applications."""

from __future__ import annotations

from crm_workbook.engines.memory.app import App
from crm_workbook.engines.shared.apps import AnyApps


class Apps(AnyApps[App]):
    """The running applications; the one started last is the active one."""

    def _start(self) -> App:
        app = App(self._engine)
        self._running.insert(0, app)
        return app
