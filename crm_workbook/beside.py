"""Small files that a job is handed along with a workbook: its configuration, a baseline."""

from __future__ import annotations

import os

from crm_workbook.errors import CrmError, Problem, reason
from crm_workbook.lean import Final
from crm_workbook.text import Text

NO_FILE: Final = Problem(
    "file-unreadable",
    Text("לא ניתן לקרוא את {file}: {why}.", "{file} cannot be read: {why}."),
    Text("יש לבדוק את הנתיב ואת ההרשאות.", "Check the path and the permissions."),
)
NOT_PLAIN: Final = Text("זה אינו קובץ רגיל", "it is no plain file")
TOO_LARGE: Final = Text("הקובץ גדול מדי", "the file is too large")
LARGEST: Final = 64_000_000
"""Bytes; a baseline of half a million findings is about as large."""
LARGEST_CONFIG: Final = 1_000_000
"""Bytes; nobody decides so much, and reading it would take seconds."""


def nearest(workbook: str, name: str) -> tuple[str, bytes] | None:
    """Return the path and the content of the file of this name that is nearest to a workbook.

    It lies beside the workbook or in the closest folder above.

    Raises:
        CrmError: It is there and cannot be read.
    """
    folder = os.path.dirname(os.path.abspath(workbook))
    while True:
        path = os.path.join(folder, name)
        if os.path.lexists(path):  # a folder or a broken link of that name is said, not passed by
            return path, content(path, LARGEST_CONFIG)
        above = os.path.dirname(folder)
        if above == folder:
            return None
        folder = above


def content(path: str, largest: int = LARGEST) -> bytes:
    """Return what is in a file of so many bytes at most.

    Raises:
        CrmError: It cannot be read, is no plain file or is too large.
    """
    try:
        if os.path.exists(path) and not os.path.isfile(path):
            raise CrmError(NO_FILE, file=path, why=NOT_PLAIN)  # a pipe is waited for without end
        if os.path.getsize(path) > largest:
            raise CrmError(NO_FILE, file=path, why=TOO_LARGE)
        with open(path, "rb") as stream:
            return stream.read()
    except OSError as error:
        raise CrmError(NO_FILE, file=path, why=reason(error)) from None
