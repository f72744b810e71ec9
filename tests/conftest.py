"""What tests of several areas share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from xlwings.main import Engine

    from crm_workbook.model import Macros


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


NOTING = """Option Explicit

Public Function RunPython(PythonCommand As String)
    Dim page As Object
    Set page = ThisWorkbook.Sheets("xlwings.conf")
    page.Range("D1").Value = PythonCommand
    page.Range("D2").Value = CStr(Application.StatusBar)
    page.Range("D3").Value = 1 + Val(page.Range("D3").Value)
    {then}
End Function

Public Function GetConfig(configKey As String, Optional otherwise As String = "", _
        Optional source As String = "") As Variant
    Dim page As Object, i As Long
    Set page = ThisWorkbook.Sheets("xlwings.conf")
    GetConfig = otherwise
    For i = 1 To 100
        If page.Cells(i, 1).Value = configKey Then GetConfig = page.Cells(i, 2).Value
    Next i
End Function

Public Function XLPy() As Object
End Function
"""


@pytest.fixture(scope="session")
def noting() -> Callable[..., Macros]:
    """Make the macros of a Hebrew workbook that, in xlwings' place, note what Python is told.

    On the sheet `xlwings.conf` D1 is the command, D2 the status bar meanwhile, D3 how often it
    happened. What is handed in runs after that, in VBA.
    """
    from crm_workbook.jobs.macros_add import macros
    from crm_workbook.model import MacroModule

    def make(then: str = "") -> Macros:
        wanted = macros("he")
        stub = MacroModule("xlwings", NOTING.format(then=then))
        return wanted._replace(modules=(*wanted.modules[:2], stub))

    return make
