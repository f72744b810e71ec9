"""What tests of several areas share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xlwings.main import Engine


@pytest.fixture(scope="session")
def office() -> Iterator[Engine]:
    """The engine of one LibreOffice for the whole run, started when first asked for."""
    import xlwings

    from crm_workbook import engines

    engine = engines.use_libreoffice(macros=True)
    xlwings.App(add_book=False)
    yield engine
    engine.activate()
    for app in list(xlwings.apps):
        app.quit()
