"""Whether a spreadsheet program has the workbook open, and whether it still does."""

from __future__ import annotations

import os
import struct
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from crm_workbook.checkup.answer import Answer
from crm_workbook.checkup.computer import WINDOWS
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crm_workbook.checkup.computer import Computer
    from crm_workbook.checkup.patient import Scene

ORDER: Final = 42
OPEN: Final = Answer(
    "open-elsewhere",
    "warning",
    Text(
        "החוברת פתוחה ב-{program} אצל {who}; פקודות crm לא יכתבו אליה.",
        "The workbook is open in {program}, by {who}; crm commands will not write to it.",
    ),
    Text(
        "יש לשמור ולסגור אותה שם לפני פקודות crm; הכפתורים ב-Excel פועלים כשהיא פתוחה.",
        "Save and close it there before crm commands; the buttons in Excel work while it is open.",
    ),
    private=("who",),
)
STALE: Final = Answer(
    "stale-lock",
    "warning",
    Text(
        "ליד החוברת נשאר הקובץ {lock}, כנראה מקריסה של {program}, והוא מונע כתיבה אליה.",
        "The file {lock} was left beside the workbook, probably by a crash of {program}, and "
        "keeps it from being written to.",
    ),
    Text(
        "אם החוברת סגורה בכל המחשבים, למחוק את {lock}.",
        "If the workbook is closed on every computer, delete {lock}.",
    ),
)
CLOSED: Final = Answer(
    "closed",
    "ok",
    Text("החוברת אינה פתוחה בתוכנה אחרת.", "The workbook is not open in another program."),
)
SOMEBODY: Final = Text("מישהו אחר", "somebody else")
_LONG: Final = 24 * 3600
"""Seconds after which a mark is more likely left over than true."""
_NAME_AT: Final = 55
"""Where Excel's mark has the name in UTF-16, its length in two bytes before it."""
_LARGEST: Final = 4096


def look(scene: Scene) -> Iterator[Answer]:
    """Read the files by which Excel and LibreOffice say that they have a workbook open."""
    patient, computer = scene.patient, scene.computer
    if patient is None:
        return
    for lock in patient.locks:
        name = os.path.basename(lock)
        office = name.startswith(".~lock.")
        program = "LibreOffice" if office else "Excel"
        if _stale(lock, computer, office=office):
            yield STALE.of(lock=name, program=program)
        else:
            who = (_libreoffice if office else _excel)(_content(lock))
            yield OPEN.of(program=program, who=who or SOMEBODY)
    if not patient.locks and patient.error is None:
        yield CLOSED


def _content(path: str) -> bytes:
    with suppress(OSError), open(path, "rb") as file:
        return file.read(_LARGEST)
    return b""


def _stale(path: str, computer: Computer, *, office: bool) -> bool:
    """Tell whether a mark is left over: Windows knows of Excel's, elsewhere its age speaks."""
    try:
        if computer.platform == WINDOWS and not office:
            os.close(os.open(path, os.O_RDWR))  # Excel lets nobody else in while it lives
            return True
        return computer.now - os.stat(path).st_mtime > _LONG
    except OSError:
        return False


def _excel(content: bytes) -> str:
    if len(content) < _NAME_AT + 2:
        return ""
    (length,) = struct.unpack_from("<H", content, _NAME_AT)
    text = content[_NAME_AT + 2 : _NAME_AT + 2 + 2 * length].decode("utf-16-le", "replace")
    return text.strip(" \0") if text.isprintable() else ""


def _libreoffice(content: bytes) -> str:
    """Return the name a person has given to LibreOffice, else that of the account or computer."""
    fields = content.decode("utf-8", "replace").split(",")
    return next((field.strip() for field in fields[:3] if field.strip()), "")
