"""Whether a workbook may be written to at this moment."""

from __future__ import annotations

import os
import stat
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Final

from crm_workbook.errors import CrmError, Problem
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

OPEN_ELSEWHERE: Final = Problem(
    "open-elsewhere",
    Text(
        "הקובץ {name} פתוח בתוכנת גיליונות (לידו נמצא {lock}). דבר לא נכתב.",
        "The file {name} is open in a spreadsheet program ({lock} lies beside it). "
        "Nothing was written.",
    ),
    Text(
        "יש לשמור ולסגור אותו שם ולנסות שוב. אם הוא סגור בכל המחשבים, אפשר למחוק את {lock}.",
        "Save and close it there and try again. If it is closed on every computer, delete {lock}.",
    ),
)
READ_ONLY: Final = Problem(
    "read-only",
    Text(
        "הקובץ {name} מסומן לקריאה בלבד. דבר לא נכתב.",
        "The file {name} is marked read-only. Nothing was written.",
    ),
    Text(
        "יש לבטל את הסימון במאפייני הקובץ, או לעבוד על עותק.",
        "Clear the mark in the file's properties, or work on a copy.",
    ),
)
READ_ONLY_FOLDER: Final = Problem(
    "read-only-folder",
    Text(
        "אין הרשאה לכתוב לתיקייה {folder}. דבר לא נכתב.",
        "There is no permission to write to the folder {folder}. Nothing was written.",
    ),
    Text(
        "יש להעתיק את החוברת לתיקייה שלך ולנסות שוב.",
        "Copy the workbook to a folder of your own and try again.",
    ),
)
BUSY: Final = Problem(
    "busy",
    Text(
        "פקודה אחרת כותבת עכשיו לאותה חוברת. דבר לא נכתב.",
        "Another command is writing to this workbook right now. Nothing was written.",
    ),
    Text("יש להמתין שתסתיים ולנסות שוב.", "Wait until it is done and try again."),
)


def guard_free(path: str) -> None:
    """Refuse a workbook that a spreadsheet program has open.

    Excel leaves `~$` and the name beside it (or in place of the name's first two letters),
    LibreOffice `.~lock.name#`. A folder in the cloud may show neither; that is why the
    workbook's fingerprint is compared as well.

    Raises:
        CrmError: One of them is there.
    """
    folder, name = os.path.split(path)
    for lock in (f"~${name}", f"~${name[2:]}", f".~lock.{name}#"):
        if os.path.lexists(os.path.join(folder, lock)):
            raise CrmError(OPEN_ELSEWHERE, name=name, lock=lock)


def guard_writable(path: str) -> None:
    """Refuse a workbook that was marked read-only, although replacing it would succeed.

    Raises:
        CrmError: It is, or its folder takes no new files.
    """
    folder, name = os.path.split(path)
    if not os.stat(path).st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH):
        raise CrmError(READ_ONLY, name=name)
    if not os.access(path, os.W_OK):
        raise CrmError(READ_ONLY, name=name)
    if not os.access(folder or ".", os.W_OK):
        raise CrmError(READ_ONLY_FOLDER, folder=folder)


@contextmanager
def alone(folder: str) -> Iterator[None]:
    """Keep other commands from writing to the same workbook; a kill lets go by itself.

    Raises:
        CrmError: Another one is writing.
        OSError: The folder cannot be made.
    """
    os.makedirs(folder, mode=0o700, exist_ok=True)
    handle = os.open(os.path.join(folder, "lock"), os.O_RDWR | os.O_CREAT, 0o600)
    try:
        if not _lock(handle):
            raise CrmError(BUSY)
        yield
    finally:
        os.close(handle)


def _lock(handle: int) -> bool:
    with suppress(ImportError):
        import fcntl

        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:
            return True  # a network folder without locks: the fingerprint still guards
        return True
    import msvcrt

    try:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
    except OSError:
        return False
    return True
