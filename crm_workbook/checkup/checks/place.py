"""Whether name and place of the file are such that Excel and the buttons can do with them."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Final

from crm_workbook.checkup.answer import Answer
from crm_workbook.checkup.computer import MAC, WINDOWS
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crm_workbook.checkup.computer import Computer
    from crm_workbook.checkup.patient import Scene

ORDER: Final = 18
TOO_LONG: Final = Answer(
    "path-too-long",
    "fault",
    Text(
        "הנתיב המלא של הקובץ ארוך מדי ({length} תווים); Excel פותח עד {limit}.",
        "The full path of the file is too long ({length} characters); Excel opens up to {limit}.",
    ),
    Text(
        "יש להעביר את החוברת לתיקייה קרובה יותר לשורש, או לקצר שמות.",
        "Move the workbook to a folder nearer to the top, or shorten names.",
    ),
)
BRACKETS: Final = Answer(
    "brackets-in-name",
    "fault",
    Text(
        "בשם הקובץ {name} יש סוגריים מרובעים, ו-Excel אינו פותח קובץ כזה כראוי.",
        "The file name {name} has square brackets in it, with which Excel does not open it "
        "rightly.",
    ),
    Text("יש לשנות את שם הקובץ.", "Rename the file."),
)
SIGNS: Final = Answer(
    "signs-in-path",
    "warning",
    Text(
        "בשם הקובץ או בשם תיקייה שמעליו יש הסימן {signs}, שעלול לעצור את הכפתורים.",
        "The name of the file or of a folder above it has the sign {signs}, which may stop the "
        "buttons.",
    ),
    Text("יש לשנות את השם, בלי סימן זה.", "Rename it without that sign."),
)
TEMPORARY: Final = Answer(
    "temporary-place",
    "warning",
    Text(
        "החוברת נמצאת בתיקייה זמנית, כמו קובץ שנפתח ישר ממייל או מתוך zip: מה שנשמר שם "
        "הולך לאיבוד, ו-Excel עלול להציג אותו בתצוגה מוגנת, שבה הכפתורים אינם פועלים.",
        "The workbook is in a temporary folder, like a file opened right from a mail or a zip: "
        "what is saved there gets lost, and Excel may show it in Protected View, where buttons do "
        "not work.",
    ),
    Text(
        "יש לשמור אותה בתיקייה של העסק ולפתוח משם.",
        "Save it in a folder of the business and open it from there.",
    ),
)
SAME_NAME: Final = Answer(
    "same-name-twice",
    "warning",
    Text(
        "יש עוד חוברת בשם {name}, ב-{where}; Excel אינו פותח שתיים באותו שם יחד.",
        "There is another workbook named {name}, in {where}; Excel does not open two of one name "
        "together.",
    ),
    Text(
        "יש לשנות את השם של אחת מהן, כדי שלא לעבוד בטעות על הלא נכונה.",
        "Rename one of them, so as not to work on the wrong one by mistake.",
    ),
)
FINE: Final = Answer(
    "place", "ok", Text("שם הקובץ ומקומו מתאימים.", "Name and place of the file are fit.")
)
LIMIT: Final = 218
"""Characters (Microsoft: "File name or path is too long" when opening in Excel)."""
_SIGNS: Final = {WINDOWS: ";%^", MAC: ';|"`$'}
"""What stands unguarded in the command line or script that xlwings builds."""
_TEMPORARY: Final = re.compile(
    r"content\.outlook|temporary internet files|inetcache", re.IGNORECASE
)
_USUAL: Final = ("Desktop", "Documents", "Downloads")


def look(scene: Scene) -> Iterator[Answer]:
    """Look at the path, and for a namesake in the folders where people keep files."""
    patient, computer = scene.patient, scene.computer
    if patient is None or not os.path.exists(patient.path):
        return
    path = os.path.abspath(patient.path)
    said = list(_faults(path, computer))
    for folder in (os.path.join(computer.home, name) for name in _USUAL):
        twin = os.path.join(folder, patient.name)
        if os.path.isfile(twin) and not os.path.samefile(twin, path):
            said.append(SAME_NAME.of(name=patient.name, where=computer.short(folder)))
    yield from said or [FINE]


def _faults(path: str, computer: Computer) -> Iterator[Answer]:
    name = os.path.basename(path)
    if len(path) > LIMIT:
        yield TOO_LONG.of(length=len(path), limit=LIMIT)
    if any(sign in name for sign in "[]"):
        yield BRACKETS.of(name=name)
    signs = [sign for sign in _SIGNS.get(computer.platform, "") if sign in path]
    if signs:
        yield SIGNS.of(signs=" ".join(signs))
    if _TEMPORARY.search(path) or path.startswith(os.path.realpath(computer.temp) + os.sep):
        yield TEMPORARY
