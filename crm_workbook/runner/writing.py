"""Writing the files of an outcome, each entirely or not at all."""

from __future__ import annotations

import os

from crm_workbook.errors import CrmError, Problem, reason
from crm_workbook.lean import TYPE_CHECKING, Final
from crm_workbook.model import STDOUT
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crm_workbook.model import File

EXISTS: Final = Problem(
    "file-exists",
    Text("הקובץ {file} כבר קיים.", "The file {file} is already there."),
    Text("יש לבחור שם אחר, או להזיז את הקובץ הקיים.", "Choose another name, or move it away."),
)
NO_FOLDER: Final = Problem(
    "no-folder",
    Text("אין תיקייה {folder}, ולכן {file} לא נכתב.",
         "There is no folder {folder}, so {file} was not written."),
    Text("יש ליצור אותה קודם, או לבחור תיקייה אחרת.", "Make it first, or choose another."),
)  # fmt: skip
UNWRITABLE: Final = Problem(
    "file-unwritable",
    Text("לא ניתן לכתוב את {file}: {why}.", "{file} cannot be written: {why}."),
    Text("יש לבדוק הרשאות ומקום פנוי בדיסק.", "Check permissions and free disk space."),
)


def write_files(files: Sequence[File], beside: str = "") -> None:
    """Write the files of an outcome, each entirely or not at all.

    Args:
        files: What to write.
        beside: The folder of the workbook, for files whose path counts from there.

    Raises:
        CrmError: A file is there already and may not be replaced, its folder is not there, or it
            cannot be written. Files before the last kind have been written.
    """
    real = [
        file._replace(path=os.path.join(beside, file.path)) if file.beside else file
        for file in files
        if file.path != STDOUT
    ]
    for file in real:
        folder, name = os.path.split(file.path)
        if not file.replace and os.path.lexists(file.path):
            raise CrmError(EXISTS, file=file.path)
        if folder and not file.folder and not os.path.exists(folder):
            raise CrmError(NO_FOLDER, folder=folder, file=name)
    for file in real:
        try:
            write(_with_macros(file))
        except OSError as error:
            raise CrmError(UNWRITABLE, file=file.path, why=reason(error)) from None


def _with_macros(file: File) -> File:
    """Return a file with the macros it is to have inside."""
    if file.macros is None:
        return file
    from crm_workbook.store.macros import with_macros

    return file._replace(data=b"".join(with_macros(file.data, file.macros).pieces()))


def write(file: File) -> None:
    """Write a file whatever is in its place, so that it is there entirely or as it was.

    Raises:
        OSError: The system does not let it.
    """
    folder, name = os.path.split(os.path.abspath(file.path))
    if file.folder:
        os.makedirs(folder, exist_ok=True)
    temporary = os.path.join(folder, f".{name}.{os.getpid()}.tmp")
    try:
        with open(temporary, "xb") as stream:
            stream.write(file.data)
            stream.flush()
            os.fsync(stream.fileno())
        os.replace(temporary, file.path)
    finally:
        if os.path.exists(temporary):
            os.unlink(temporary)
