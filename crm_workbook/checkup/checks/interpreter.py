"""The Python that runs this, and whether Excel can start it from where it lies."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Final

from crm_workbook.checkup.answer import Answer
from crm_workbook.checkup.computer import MAC, WINDOWS
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crm_workbook.checkup.patient import Scene

ORDER: Final = 4
ELSEWHERE: Final = Text(
    "יש להתקין את crm-workbook בתיקייה שבנתיב שלה רק אותיות אנגליות וספרות, "
    "ואז: crm macros add {file}",
    "Install crm-workbook in a folder whose path has English letters and digits only, then: "
    "crm macros add {file}",
)
NO_PATH: Final = Answer(
    "interpreter-unknown",
    "fault",
    Text("לא ידוע איפה Python במחשב הזה.", "It is not known where Python is on this computer."),
    Text("יש להתקין מחדש את crm-workbook.", "Install crm-workbook anew."),
)
BREAKS: Final = Answer(
    "interpreter-path",
    "fault",
    Text(
        "בנתיב של Python ({path}) יש סימן או רווח שבגללם הכפתורים לא יצליחו להפעיל אותו.",
        "The path of Python ({path}) has a sign or a blank in it that keeps the buttons from "
        "starting it.",
    ),
    ELSEWHERE,
)
UNTRIED: Final = Answer(
    "interpreter-path-letters",
    "warning",
    Text(
        "בנתיב של Python ({path}) יש אותיות שאינן אנגליות, ועוד לא נוסה אם Excel מפעיל אותו משם.",
        "The path of Python ({path}) has letters that are not English, and it has not been tried "
        "whether Excel starts it from there.",
    ),
    Text(
        "אם הכפתורים אינם מגיבים, יש להתקין את crm-workbook בתיקייה ששמה באנגלית.",
        "If the buttons do not respond, install crm-workbook in a folder with an English name.",
    ),
)
GOOD: Final = Answer(
    "python",
    "ok",
    Text(
        "גרסת Python: {python}, {bits} סיביות ({path}).", "Python {python}, {bits}-bit ({path})."
    ),
)
_BREAKING: Final = {
    WINDOWS: re.compile(r'["%^]'),
    # On the Mac xlwings' script puts the path into a shell command as it is.
    MAC: re.compile(r"[\s\"'`$&|;<>()*?!\\#~|]"),
}


def look(scene: Scene) -> Iterator[Answer]:
    """Look at the path for what cmd.exe or the shell would take as more than a letter."""
    computer = scene.computer
    path = computer.executable
    shown = computer.short(path)
    if not path or not os.path.isfile(path):
        yield NO_PATH
        return
    breaking = _BREAKING.get(computer.platform)
    if breaking is not None and breaking.search(path):
        yield BREAKS.of(path=shown)
    elif computer.has_excel and not path.isascii():
        yield UNTRIED.of(path=shown)
    yield GOOD.of(python=computer.python, bits=computer.bits, path=shown)
