"""The way to a workbook that is open: in Excel, or in a LibreOffice listening on this computer."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Final

from crm_workbook.errors import CrmError, Problem
from crm_workbook.text import Text

if TYPE_CHECKING:
    from types import ModuleType

    import xlwings as xw

OFFICE: Final = "socket,host=127.0.0.1,port=2002"
"""Where LibreOffice listens, unless another place is named."""

NO_EXCEL: Final = Problem(
    "no-open-excel",
    Text("לא נמצא Excel פתוח ({why}).", "There is no open Excel to be found ({why})."),
    Text("יש לפתוח את החוברת ב-Excel ולנסות שוב.", "Open the workbook in Excel and try again."),
)
NO_OFFICE: Final = Problem(
    "no-open-office",
    Text(
        "לא נמצא LibreOffice שמקשיב ב-{address} ({why}).",
        "No LibreOffice listens at {address} ({why}).",
    ),
    Text(
        'יש לפתוח אותו כך: soffice --accept="{address};urp" FILE.xlsx',
        'Start it like this: soffice --accept="{address};urp" FILE.xlsx',
    ),
)
ELSEWHERE: Final = Problem(
    "office-elsewhere",
    Text(
        "{address} אינה כתובת של LibreOffice במחשב הזה, ורק אליו מתחברים.",
        "{address} is no address of a LibreOffice on this computer, and no other is asked.",
    ),
    Text("כתובת מתאימה: --live={office}", "One that is: --live={office}"),
)
NO_UNO: Final = Problem(
    "no-uno",
    Text(
        "ל-Python הזה אין חיבור ל-LibreOffice (המודול uno).",
        "This Python has no connection to LibreOffice (the module uno).",
    ),
    Text(
        "ב-Debian וב-Ubuntu: apt install python3-uno, ולהריץ באותה גרסת Python.",
        "On Debian and Ubuntu: apt install python3-uno, and run with the same version of Python.",
    ),
)
NOT_OPEN: Final = Problem(
    "not-open",
    Text("החוברת {file} אינה פתוחה. פתוחות: {open}", "{file} is not open. Open are: {open}"),
    Text("יש לפתוח אותה ולנסות שוב.", "Open it and try again."),
)
SEVERAL: Final = Problem(
    "several-open",
    Text("פתוחות כמה חוברות בשם {file}.", "Several open workbooks are named {file}."),
    Text("יש לציין את הנתיב המלא.", "Give the whole path."),
)


def xlwings() -> ModuleType:
    """Import xlwings without the half of its start that pandas takes, which no job needs here.

    xlwings imports pandas wherever that is installed and does without where it is not, so it is
    told that there is none. Afterwards whoever wants pandas gets it.
    """
    if "xlwings" in sys.modules or "pandas" in sys.modules:
        import xlwings

        return xlwings
    # None is Python's own sign for a module that is not there.
    sys.modules["pandas"] = None  # type: ignore[assignment]
    try:
        import xlwings
    finally:
        del sys.modules["pandas"]
    return xlwings


def attach(file: str, address: str = "") -> xw.Book:
    """Return the open workbook of this name or path.

    Args:
        file: Its name, or its path.
        address: Where LibreOffice listens; empty for Excel, and for LibreOffice at its usual
            place where there can be no Excel.

    Raises:
        CrmError: No such application, or no such workbook, is open.
    """
    library = xlwings()
    if address or sys.platform not in {"win32", "darwin"}:
        from crm_workbook import engines
        from crm_workbook.engines.libreoffice.accept import BadAddress
        from crm_workbook.engines.libreoffice.bridge import NoBridge

        place = address or OFFICE
        try:
            engines.use_libreoffice(address=place)
            books = list(library.books)
        except BadAddress:
            raise CrmError(ELSEWHERE, address=place, office=OFFICE) from None
        except NoBridge:
            raise CrmError(NO_UNO) from None
        except Exception as error:
            raise CrmError(NO_OFFICE, address=place, why=type(error).__name__) from error
    else:
        try:
            books = list(library.books)
        except Exception as error:
            raise CrmError(NO_EXCEL, why=type(error).__name__) from error
    found: list[xw.Book] = [book for book in books if _is(book, file)]
    if len(found) == 1:
        return found[0]
    problem = SEVERAL if found else NOT_OPEN
    raise CrmError(problem, file=file, open=", ".join(book.name for book in books) or "-")


def _is(book: xw.Book, file: str) -> bool:
    """Tell whether an open workbook is the one meant.

    A path to a file that is there means that very file; another one of the same name may be open.
    """
    if os.path.exists(file):
        try:
            return os.path.samefile(file, book.fullname)
        except (OSError, ValueError):
            return False
    return file == book.name
