"""Whether what the buttons do can be kept."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING, Final

from crm_workbook.checkup.answer import Answer
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crm_workbook.checkup.patient import Scene

ORDER: Final = 44
FILE: Final = Answer(
    "read-only",
    "warning",
    Text(
        "הקובץ מסומן לקריאה בלבד, ומה שהכפתורים יעשו לא יישמר.",
        "The file is marked read-only, and what the buttons do cannot be saved.",
    ),
    Text(
        "יש לבטל את הסימון במאפייני הקובץ, או לעבוד על עותק.",
        "Clear the mark in the file's properties, or work on a copy.",
    ),
)
FOLDER: Final = Answer(
    "read-only-folder",
    "warning",
    Text(
        "אין הרשאה לכתוב לתיקייה {folder}, ולכן לא יישמרו גיבויים ואי אפשר יהיה לבטל פעולות.",
        "There is no permission to write to {folder}, so no backups are kept and nothing can be "
        "undone.",
    ),
    Text(
        "יש להעתיק את החוברת לתיקייה משלך.",
        "Copy the workbook to a folder of your own.",
    ),
)
WRITABLE: Final = Answer(
    "writable", "ok", Text("אפשר לכתוב לקובץ ולתיקייה.", "File and folder can be written to.")
)
_WRITE: Final = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH


def look(scene: Scene) -> Iterator[Answer]:
    """Look at the mode of the file, and ask the system about the folder."""
    patient = scene.patient
    if patient is None or not os.path.isfile(patient.path):
        return
    folder = os.path.dirname(os.path.abspath(patient.path))
    marked = not os.stat(patient.path).st_mode & _WRITE or not os.access(patient.path, os.W_OK)
    closed = not os.access(folder, os.W_OK)
    if marked:
        yield FILE
    if closed:
        yield FOLDER.of(folder=scene.computer.short(folder))
    if not marked and not closed:
        yield WRITABLE
