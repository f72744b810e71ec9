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
FOLDER_TAKEN: Final = Problem(
    "journal-folder-taken",
    Text(
        "הגיבויים והיומן נשמרים בתיקייה {folder}, אבל בשם הזה יש קובץ. דבר לא נכתב.",
        "Backups and the journal are kept in the folder {folder}, but a file has that name. "
        "Nothing was written.",
    ),
    Text(
        "יש להעביר את הקובץ הזה או לשנות את שמו, ולנסות שוב.",
        "Move that file away or rename it, and try again.",
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
    for lock in locks(path):
        raise CrmError(OPEN_ELSEWHERE, name=os.path.basename(path), lock=os.path.basename(lock))


def locks(path: str) -> tuple[str, ...]:
    """Return the paths of the files by which spreadsheet programs mark a workbook as open."""
    folder, name = os.path.split(path)
    beside = (f"~${name}", f"~${name[2:]}", f".~lock.{name}#")
    found = (os.path.join(folder, lock) for lock in beside)
    return tuple(lock for lock in found if os.path.lexists(lock))


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
def alone(folder: str) -> Iterator[bool]:
    """Keep other commands from writing to the same workbook; a kill lets go by itself.

    Yields:
        Whether it is certain that nobody else is writing. A network folder may know no locks;
        there the workbook's fingerprint still guards it.

    Raises:
        CrmError: Another one is writing, or the folder's name is taken by a file.
        OSError: The folder cannot be made.
    """
    try:
        os.makedirs(folder, mode=0o700, exist_ok=True)
    except FileExistsError:
        raise CrmError(FOLDER_TAKEN, folder=folder) from None
    handle = os.open(os.path.join(folder, "lock"), os.O_RDWR | os.O_CREAT, 0o600)
    try:
        locked = _lock(handle)
        if locked is False:
            raise CrmError(BUSY)
        yield locked is True
    finally:
        os.close(handle)


def _lock(handle: int) -> bool | None:
    """Tell whether the lock was got; None when the folder knows no locks."""
    with suppress(ImportError):
        import fcntl

        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:
            return None
        return True
    import msvcrt

    try:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
    except OSError:
        return False
    return True
