"""Which system this is, and whether Excel is on it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final

from crm_workbook.checkup.answer import Answer
from crm_workbook.checkup.computer import WINDOWS
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crm_workbook.checkup.patient import Scene

ORDER: Final = 1
NO_EXCEL_HERE: Final = Answer(
    "no-excel-here",
    "warning",
    Text(
        "במחשב הזה ({system}) אין Excel, ולכן הכפתורים אינם פועלים כאן.",
        "There is no Excel for this computer ({system}), so the buttons do not work here.",
    ),
    Text(
        "אפשר לעבוד בפקודות: crm refresh {file}, ועל חוברת שפתוחה ב-LibreOffice: "
        "crm --live refresh {file}",
        "Work with the commands: crm refresh {file}, and on a workbook that is open in "
        "LibreOffice: crm --live refresh {file}",
    ),
)
NOT_INSTALLED: Final = Answer(
    "excel-missing",
    "fault",
    Text("לא נמצא Excel מותקן במחשב הזה.", "No installed Excel was found on this computer."),
    Text(
        "יש להתקין את Excel (לא את הגרסה שבדפדפן); הפקודות של crm פועלות גם בלעדיו.",
        "Install Excel (not the one in a browser); the commands of crm work without it too.",
    ),
)
HERE: Final = Answer(
    "system", "ok", Text("המחשב: {system}, ובו Excel.", "{system}, with Excel.")
)  # fmt: skip
_CLASS: Final = r"HKEY_CLASSES_ROOT\Excel.Application\CurVer"
_APPLICATION: Final = "Applications/Microsoft Excel.app"


def look(scene: Scene) -> Iterator[Answer]:
    """Ask Windows for the registered class, and a Mac for the application."""
    computer = scene.computer
    if not computer.has_excel:
        yield NO_EXCEL_HERE.of(system=computer.system)
        return
    if computer.platform == WINDOWS:
        found = computer.registry(_CLASS, "") is not None
    else:
        places = (os.path.join(root, _APPLICATION) for root in ("/", computer.home))
        found = any(os.path.exists(place) for place in places)
    yield (HERE if found else NOT_INSTALLED).of(system=computer.system)
