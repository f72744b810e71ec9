"""What the sheet `xlwings.conf` tells the macro that starts Python."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Final

from crm_workbook.checkup.answer import Answer
from crm_workbook.checkup.checks.buttons import RENEW
from crm_workbook.checkup.checks.project import OURS
from crm_workbook.checkup.computer import MAC, WINDOWS
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from crm_workbook.checkup.computer import Computer
    from crm_workbook.checkup.patient import Scene

ORDER: Final = 28
MISSING: Final = Answer(
    "no-settings-sheet",
    "fault",
    Text(
        "בחוברת חסר הגיליון xlwings.conf, שאומר ל-Excel איפה Python.",
        "The workbook lacks the sheet xlwings.conf, which tells Excel where Python is.",
    ),
    RENEW,
)
TWICE: Final = Answer(
    "setting-twice",
    "fault",
    Text(
        "בגיליון xlwings.conf ההגדרה {keys} רשומה פעמיים, וכל כפתור ייעצר בשגיאה.",
        "The sheet xlwings.conf has the setting {keys} twice, and every button will stop with an "
        "error.",
    ),
    Text(
        "ב-Excel: לחיצה ימנית על לשונית גיליון, 'בטל הסתרה', xlwings.conf, "
        "ולמחוק שורה אחת מהשתיים.",
        "In Excel: right-click a sheet's tab, Unhide, xlwings.conf, and delete one of the two "
        "rows.",
    ),
)
CUT_SHORT: Final = Answer(
    "settings-cut-short",
    "warning",
    Text(
        "בגיליון xlwings.conf יש שורה ריקה, ו-Excel אינו קורא את ההגדרות שמתחתיה: {keys}.",
        "The sheet xlwings.conf has a blank row, and Excel does not read the settings below it: "
        "{keys}.",
    ),
    Text("יש למחוק את השורה הריקה.", "Delete the blank row."),
)
NO_PATH: Final = Answer(
    "no-interpreter-set",
    "warning",
    Text(
        "לא רשום בחוברת איפה Python במחשב הזה, ולכן Excel ינסה את ה-Python הראשון שימצא.",
        "The workbook does not say where Python is on this computer, so Excel will try the first "
        "Python it finds.",
    ),
    Text(
        "יש להריץ במחשב הזה: crm macros add {file}",
        "Run on this computer: crm macros add {file}",
    ),
)
GONE: Final = Answer(
    "interpreter-missing",
    "fault",
    Text(
        "לפי החוברת Python נמצא ב-{path}, אבל במחשב הזה אין שם דבר: אולי היא הגיעה ממחשב אחר.",
        "The workbook says that Python is at {path}, but nothing is there on this computer: it "
        "may come from another one.",
    ),
    NO_PATH.do,
)
OTHER: Final = Answer(
    "other-interpreter",
    "warning",
    Text(
        "הכפתורים יפעילו את {path}, ולא את ה-Python שבו crm מותקן ({here}).",
        "The buttons will start {path}, not the Python in which crm is installed ({here}).",
    ),
    NO_PATH.do,
)
PATH_ADDED: Final = Answer(
    "workbook-on-path",
    "warning",
    Text(
        "ADD_WORKBOOK_TO_PYTHONPATH אינו False, ולכן קובצי Python שליד החוברת עלולים להפריע.",
        "ADD_WORKBOOK_TO_PYTHONPATH is not False, so Python files beside the workbook may get in "
        "the way.",
    ),
    RENEW,
)
GOOD: Final = Answer(
    "settings-sheet",
    "ok",
    Text("ההגדרות בגיליון xlwings.conf תקינות.",
         "The settings on the sheet xlwings.conf are in order."),
)  # fmt: skip
NOT_HERE: Final = Answer(
    "interpreter",
    "skipped",
    Text(
        "הנתיב של Python שרשום בחוברת: הוא נוגע רק ל-Windows ול-Mac.",
        "The path of Python in the workbook, which matters on Windows and Mac only.",
    ),
)
_KEYS: Final = {WINDOWS: "INTERPRETER_WIN", MAC: "INTERPRETER_MAC"}
_BY_NAME: Final = frozenset({"python", "pythonw"})
_VARIABLE: Final = re.compile(r"%([^%]+)%")


def look(scene: Scene) -> Iterator[Answer]:
    """Read the rows as xlwings' macro does: downwards until the first blank one."""
    if scene.anatomy is None or scene.code(OURS) is None:
        return
    rows = scene.anatomy.settings
    if rows is None:
        yield MISSING
        return
    keys = [key.upper() for key, _ in rows]
    end = keys.index("") if "" in keys else len(keys)
    read, below = keys[:end], [key for key in keys[end:] if key]
    settings = {key.upper(): value for key, value in rows[:end]}
    said = list(_said(scene.computer, settings, read, below))
    yield from said
    if not any(answer.state in {"fault", "warning"} for answer in said):
        yield GOOD


def _said(
    computer: Computer, settings: Mapping[str, str], read: list[str], below: list[str]
) -> Iterator[Answer]:
    twice = sorted({key for key in read if read.count(key) > 1})
    if twice:
        yield TWICE.of(keys=", ".join(twice))
    if below:
        yield CUT_SHORT.of(keys=", ".join(below))
    if settings.get("ADD_WORKBOOK_TO_PYTHONPATH", "").strip().lower() != "false":
        yield PATH_ADDED
    key = _KEYS.get(computer.platform)
    if key is None:
        yield NOT_HERE
        return
    path = settings.get(key, "") or settings.get("INTERPRETER", "")
    path = _VARIABLE.sub(lambda found: computer.env.get(found[1], found[0]), path)
    if not path or path.lower() in _BY_NAME:
        yield NO_PATH
    elif not os.path.isfile(path):
        yield GONE.of(path=computer.short(path))
    elif _folder(path) != _folder(computer.executable):
        yield OTHER.of(path=computer.short(path), here=computer.short(computer.executable))


def _folder(path: str) -> str:
    """Return where an interpreter lies; `python.exe` and `pythonw.exe` are the same one."""
    return os.path.normcase(os.path.dirname(os.path.abspath(path)))
