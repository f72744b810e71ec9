"""xlwings without Excel: engines on which ordinary xlwings code runs unchanged.

`use_memory()` keeps the workbook in this process and imitates what Excel does to what is written
into it, so that a test can fail for the reasons a program fails inside Excel. It never calculates:
a formula has the value its file was saved with, until something changes, and none afterwards.
`use_libreoffice()` drives a LibreOffice document, which calculates and runs macros.

    from crm_workbook import engines

    engines.use_memory()
    book = xlwings.Book("shop.xlsx")            # or xlwings.Book(), Book.caller(), ...

The package stands alone: it imports nothing else of the package around it, and importing it loads
neither xlwings nor openpyxl nor an office suite.

xlwings is one project under two licences. What is used here is under the BSD licence: the
abstract classes in `xlwings.base_classes`, which an engine fills in, and `xlwings.conversion`,
which turns cells into lists and frames. `xlwings.pro`, with its own engines, is under another one
and is never imported, here or by what is called from here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xlwings.main import Engine

    from crm_workbook.engines.coercion import Locale

__all__ = ["use_libreoffice", "use_memory"]


def use_memory(*, locale: Locale | None = None) -> Engine:
    """Make the in-memory engine the active one, with no application running yet.

    Args:
        locale: How text that looks like a date or an amount is understood. Programs write through
            the object model, which reads text the American way wherever Excel runs; that is the
            default, `coercion.AMERICAN`.

    Returns:
        The xlwings engine; its `impl` is `crm_workbook.engines.memory.engine.Engine`.
    """
    from crm_workbook.engines.coercion import AMERICAN
    from crm_workbook.engines.memory.engine import Engine
    from crm_workbook.engines.registry import activate

    return activate(Engine(locale or AMERICAN))


def use_libreoffice(*, address: str | None = None, macros: bool = False) -> Engine:
    """Make the LibreOffice engine the active one.

    Args:
        address: Where a running office accepts connections, on this computer only, as in
            `socket,host=127.0.0.1,port=2002` or `pipe,name=office`; None lets `xlwings.App()`
            start one of our own, which ends with this process at the latest.
        macros: Whether documents opened from here may run macros. Some run by themselves when a
            document is opened, so it is for documents one trusts.

    Returns:
        The xlwings engine; its `impl` is `crm_workbook.engines.libreoffice.engine.Engine`.
    """
    from crm_workbook.engines.libreoffice.engine import Engine
    from crm_workbook.engines.registry import activate

    return activate(Engine(address, macros=macros))
