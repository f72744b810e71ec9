"""The file that a report of `crm check` is written to, and what it may never replace."""

from __future__ import annotations

import os

from crm_workbook.cli import console
from crm_workbook.errors import CrmError, Problem, reason
from crm_workbook.lean import TYPE_CHECKING, Final
from crm_workbook.model import File
from crm_workbook.runner import writing
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable

NO_FORMAT: Final = Problem(
    "report-without-format",
    Text("הסיומת של {file} אינה אומרת באיזו צורה לכתוב את הדוח.",
         "The ending of {file} does not say in which format to write the report."),
    Text("יש להוסיף --format, או לבחור אחת מהסיומות {endings}.",
         "Add --format, or choose one of the endings {endings}."),
)  # fmt: skip
WORKBOOK: Final = Problem(
    "report-onto-workbook",
    Text("{file} הוא שם של חוברת, והדוח לא ייכתב עליה.",
         "{file} is the name of a workbook, and no report is written over one."),
    Text("יש לבחור שם אחר, למשל report.html.", "Choose another name, such as report.html."),
)  # fmt: skip
NO_NAME: Final = Problem(
    "report-without-name",
    Text("{file} היא תיקייה, והדוח צריך שם של קובץ.",
         "{file} is a folder, and the report needs the name of a file."),
    Text("למשל: --output {file}report.html", "For example: --output {file}report.html"),
)  # fmt: skip
NOT_A_REPORT: Final = Problem(
    "not-a-report",
    Text("{file} כבר קיים ואינו דוח של crm check, ולכן נשאר כפי שהוא.",
         "{file} is there already and is no report of crm check, so it stays as it is."),
    Text("יש לבחור שם אחר, או להזיז את הקובץ הקיים.", "Choose another name, or move it away."),
)  # fmt: skip

FORMATS: Final = {
    ".sarif.json": "sarif",
    ".txt": "text", ".json": "json", ".jsonl": "jsonl", ".csv": "csv", ".sarif": "sarif",
    ".html": "html", ".htm": "html",
}  # fmt: skip
"""The format that each ending of a name asks for."""
_WORKBOOKS: Final = (
    ".xlsx", ".xlsm", ".xlsb", ".xls", ".xltx", ".xltm", ".xlam", ".ods", ".ots", ".fods",
)  # fmt: skip
_SIGNS: Final = (b"crm-workbook", b'"kind","severity","code"', b"checked: ", "נבדקו: ".encode())
"""What every report has near its beginning or its end, one or another by its format."""
_LOOKED_AT: Final = 1 << 16


def format_of(file: str) -> str:
    """Return the format that the ending of a report's name asks for, `text` when it has none.

    Raises:
        CrmError: The ending is that of no format.
    """
    name = os.path.basename(file).lower()
    for ending, form in FORMATS.items():
        if name.endswith(ending):
            return form
    if os.path.splitext(name)[1]:
        raise CrmError(NO_FORMAT, file=file, endings=" ".join(FORMATS))
    return "text"


def refuse(file: str, books: Iterable[str]) -> None:
    """See to it that a report may be written to a file, before any work is done.

    Args:
        file: The path of the report.
        books: The workbooks to check, as typed.

    Raises:
        CrmError: It would replace something that is not an earlier report, it is but a folder, or
            its folder is not there.
    """
    folder, name = os.path.split(file)
    if name.lower().endswith(_WORKBOOKS) or any(_same(file, book) for book in books):
        raise CrmError(WORKBOOK, file=file)
    if not name:
        raise CrmError(NO_NAME, file=file)
    if folder and not os.path.isdir(folder):
        raise CrmError(writing.NO_FOLDER, folder=folder, file=name)
    if os.path.lexists(file) and not _is_report(file):
        raise CrmError(NOT_A_REPORT, file=file)


def write(file: str, report: str) -> None:
    """Write a report as UTF-8, entirely or not at all.

    Raises:
        CrmError: It cannot be written.
    """
    data = console.line(report).encode("utf-8", console.LACKING)
    writing.write_files([File(file, data, replace=True)])


def _same(file: str, book: str) -> bool:
    try:
        return os.path.samefile(file, book)
    except OSError:
        return os.path.abspath(file) == os.path.abspath(book)


def _is_report(file: str) -> bool:
    """Tell whether a file is empty or was written as a report of ours."""
    if not os.path.isfile(file):
        return False
    try:
        with open(file, "rb") as stream:
            ends = stream.read(_LOOKED_AT)
            stream.seek(max(len(ends), stream.seek(0, os.SEEK_END) - _LOOKED_AT))
            ends += stream.read()
    except OSError as error:
        raise CrmError(writing.UNWRITABLE, file=file, why=reason(error)) from None
    return not ends or (not ends.startswith(b"PK") and any(sign in ends for sign in _SIGNS))
