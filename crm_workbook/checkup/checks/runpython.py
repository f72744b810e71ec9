"""On a Mac: the script through which Excel may start Python, and the permission to steer it."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Final

from crm_workbook.checkup.answer import Answer
from crm_workbook.checkup.computer import MAC
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crm_workbook.checkup.patient import Scene

ORDER: Final = 8
INSTALL: Final = Text(
    "פעם אחת, ב-Terminal: {python} -m xlwings.cli runpython install",
    "Once, in the Terminal: {python} -m xlwings.cli runpython install",
)
MISSING: Final = Answer(
    "runpython-missing",
    "fault",
    Text(
        "ב-Mac, Excel עוד לא הורשה להפעיל את Python: חסר הסקריפט של xlwings.",
        "On this Mac, Excel is not yet allowed to start Python: the script of xlwings is missing.",
    ),
    INSTALL,
)
OTHER_VERSION: Final = Answer(
    "runpython-other-version",
    "fault",
    Text(
        "הסקריפט שמפעיל את Python שייך ל-xlwings {there}, ומותקן xlwings {installed}.",
        "The script that starts Python belongs to xlwings {there}, and xlwings {installed} is "
        "installed.",
    ),
    INSTALL,
)
PRESENT: Final = Answer(
    "runpython",
    "ok",
    Text("הסקריפט של xlwings מותקן ל-Excel.", "The script of xlwings is installed for Excel."),
)
PERMISSION: Final = Answer(
    "automation-permission",
    "skipped",
    Text(
        "ההרשאה ב-Mac לשלוט ב-Excel: היא נראית רק בזמן הפעלה (crm doctor {file} --excel). "
        "אם מופיעה שגיאה -1743: הגדרות המערכת, פרטיות ואבטחה, אוטומציה.",
        "The Mac's permission to control Excel shows only while running (crm doctor {file} "
        "--excel). After an error -1743: System Settings, Privacy & Security, Automation.",
    ),
)
_FOLDER: Final = "Library/Application Scripts/com.microsoft.Excel"
_SCRIPT: Final = re.compile(r"xlwings-(.+)\.applescript")


def look(scene: Scene) -> Iterator[Answer]:
    """Look for the script of the installed version; its name carries the version."""
    computer = scene.computer
    installed = computer.version("xlwings")
    if computer.platform != MAC or installed is None:
        return
    folder = os.path.join(computer.home, _FOLDER)
    names = os.listdir(folder) if os.path.isdir(folder) else []
    found = [match[1] for name in sorted(names) if (match := _SCRIPT.fullmatch(name))]
    python = computer.short(computer.executable)
    if installed in found:
        yield PRESENT
    elif found:
        yield OTHER_VERSION.of(there=found[-1], installed=installed, python=python)
    else:
        yield MISSING.of(python=python)
    yield PERMISSION
