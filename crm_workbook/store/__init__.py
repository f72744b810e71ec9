"""Where a workbook lives: reading it safely, and changing only what a plan touches."""

from __future__ import annotations

import os

from crm_workbook.errors import CrmError, Problem
from crm_workbook.lean import TYPE_CHECKING, Final
from crm_workbook.text import Text

if TYPE_CHECKING:
    from crm_workbook.store.file import FileStore

MISSING: Final = Problem(
    "no-such-file",
    Text("הקובץ {path} אינו קיים.", "There is no file {path}."),
    Text(
        "יש לבדוק את השם והתיקייה. חוברת חדשה יוצרים בפקודה crm new.",
        "Check the name and the folder. crm new makes a new workbook.",
    ),
)
FOLDER: Final = Problem(
    "is-a-folder",
    Text("{path} היא תיקייה ולא חוברת.", "{path} is a folder, not a workbook."),
    Text("יש לציין קובץ xlsx או xlsm שבתוכה.", "Name an .xlsx or .xlsm file inside it."),
)
NO_BOOKS: Final = Problem(
    "no-workbook-in-folder",
    Text("בתיקייה {path} אין חוברת.", "There is no workbook in the folder {path}."),
    Text("יש לציין קובץ xlsx או xlsm.", "Name an .xlsx or .xlsm file."),
)
NOT_A_FILE: Final = Problem(
    "not-a-file",
    Text(
        "{path} אינו קובץ רגיל אלא התקן או צינור.", "{path} is no plain file but a device or pipe."
    ),
    Text("יש לציין קובץ xlsx או xlsm.", "Name an .xlsx or .xlsm file."),
)
LOCK_FILE: Final = Problem(
    "lock-file",
    Text(
        "{path} אינו חוברת, אלא הסימן ש-Excel מניח ליד חוברת פתוחה.",
        "{path} is no workbook but the mark that Excel leaves beside an open one.",
    ),
    Text("יש לציין את החוברת עצמה, בלי ~$ בתחילת השם.", "Name the workbook itself, without ~$."),
)
WRONG_SUFFIX: Final = Problem(
    "wrong-suffix",
    Text(
        "הקובץ {path} אינו חוברת מסוג xlsx או xlsm.",
        "The file {path} is not a workbook of the kind .xlsx or .xlsm.",
    ),
    Text("יש לבחור קובץ xlsx או xlsm.", "Choose an .xlsx or .xlsm file."),
)

_ENDINGS: Final = (".xlsx", ".xlsm")
_SAVE_AS: Final = Text(
    "יש לפתוח אותו ב-Excel או ב-LibreOffice ולשמור אותו בשם כקובץ xlsx.",
    "Open it in Excel or LibreOffice and save it as .xlsx.",
)
_IMPORT: Final = Text(
    "נתונים כאלה מכניסים לחוברת קיימת בפקודה crm import.",
    "Bring such data into a workbook with crm import.",
)
_ADVICE: Final = {
    ".xls": _SAVE_AS, ".xlsb": _SAVE_AS, ".ods": _SAVE_AS, ".fods": _SAVE_AS, ".numbers": _SAVE_AS,
    ".xltx": _SAVE_AS, ".xltm": _SAVE_AS, ".csv": _IMPORT, ".tsv": _IMPORT, ".txt": _IMPORT,
}  # fmt: skip


def open_store(path: str, *, untrusted: bool = False) -> FileStore:
    """Return the store of the workbook at `path`.

    Args:
        path: The workbook.
        untrusted: Whether to read it in a process of its own with limits, whatever it looks like.

    Raises:
        CrmError: There is no such file, or it is of a kind that cannot be worked on.
    """
    from crm_workbook.store.file import FileStore

    if os.path.isdir(path):
        inside = any(name.lower().endswith(_ENDINGS) for name in os.listdir(path))
        raise CrmError(FOLDER if inside else NO_BOOKS, path=path)
    if os.path.exists(path) and not os.path.isfile(path):
        raise CrmError(NOT_A_FILE, path=path)
    if os.path.basename(path).startswith("~$"):
        raise CrmError(LOCK_FILE, path=path)
    suffix = os.path.splitext(path)[1].lower()
    if suffix not in _ENDINGS and (suffix in _ADVICE or os.path.exists(path)):
        problem = WRONG_SUFFIX._replace(do=_ADVICE.get(suffix, WRONG_SUFFIX.do))
        raise CrmError(problem, path=path)
    if not os.path.exists(path):
        raise CrmError(MISSING, path=path)
    return FileStore(path, untrusted=untrusted)
