"""Opening files that may be a stranger's: the workbook, and what is imported into it."""

from __future__ import annotations

import os

from crm_workbook.errors import CrmError, Problem, reason
from crm_workbook.lean import TYPE_CHECKING, Final
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable

    from crm_workbook.importers.source import Source
    from crm_workbook.model import Outcome, Store

NO_SOURCE: Final = Problem(
    "source-unreadable",
    Text("לא ניתן לקרוא את {file}: {why}.", "{file} cannot be read: {why}."),
    Text("יש לבדוק את הנתיב ואת ההרשאות.", "Check the path and the permissions."),
)
NO_FILE: Final = Problem(
    "source-not-a-file",
    Text("{file} אינו קובץ רגיל.", "{file} is no plain file."),
    Text("יש לציין קובץ csv או xlsx.", "Name a .csv or .xlsx file."),
)
TOO_LARGE: Final = Problem(
    "source-too-large",
    Text("{file} גדול מ-{limit} מגה-בייט.", "{file} is larger than {limit} megabytes."),
    Text("יש לחלק אותו לכמה קבצים.", "Split it into several files."),
)
ONLY_READ: Final = Problem(
    "untrusted-is-only-read",
    Text(
        "עם --untrusted החוברת {file} רק נקראת, ולכן דבר לא נכתב.",
        "With --untrusted the workbook {file} is only read, so nothing was written.",
    ),
    Text(
        "אם הבדיקה מראה שהקובץ תקין והמקור שלו מוכר, להריץ שוב בלי --untrusted.",
        "Once the check shows it to be sound and its source is known, run again without "
        "--untrusted.",
    ),
)
OPEN_ALREADY: Final = Problem(
    "untrusted-and-open",
    Text(
        "--untrusted נועד לקבצים, והחוברת {file} כבר פתוחה.",
        "--untrusted is for files, and the workbook {file} is open already.",
    ),
    Text("יש לוותר על אחד מהשניים: --live או --untrusted.", "Leave out --live or --untrusted."),
)
LARGEST_SOURCE: Final = 256
"""Megabytes of a file to import from; a million sales are about a fifth of it."""


def store_of(
    file: str, opened: Callable[[str], Store] | None = None, *, untrusted: bool = False
) -> Store:
    """Return the store of a workbook.

    Args:
        file: Its path.
        opened: What opens it where it is no file, but open in a program.
        untrusted: Whether a process of its own is to read it, whatever it looks like.

    Raises:
        CrmError: There is no such workbook, or there is nothing left to be wary of.
    """
    if opened is not None:
        if untrusted:
            raise CrmError(OPEN_ALREADY, file=file)
        return opened(file)
    from crm_workbook.store import open_store

    return open_store(file, untrusted=untrusted)


def refuse_writing(outcome: Outcome, file: str) -> None:
    """See to it that a workbook into whose parts this process is not to look is left alone.

    Raises:
        CrmError: It was to be changed, or copied with changes.
    """
    changes = outcome.plan is not None and not outcome.plan.empty
    if changes or any(each.marks is not None for each in outcome.files):
        raise CrmError(ONLY_READ, file=file)


def read_source(path: str, *, untrusted: bool = False) -> Source:
    """Read a file to import from: a workbook through the guarded reader, anything else as bytes.

    Args:
        path: The file.
        untrusted: Whether a process of its own is to read it if it is a workbook, whatever it
            looks like.

    Raises:
        CrmError: The file is missing, unreadable, or a workbook that is refused as unsafe.
    """
    from crm_workbook.importers.source import Source

    if os.path.exists(path) and not os.path.isfile(path):
        raise CrmError(NO_FILE, file=path)  # a pipe would be waited for without end
    try:
        if os.path.getsize(path) > LARGEST_SOURCE * 1_000_000:
            raise CrmError(TOO_LARGE, file=path, limit=LARGEST_SOURCE)
        with open(path, "rb") as stream:
            data = stream.read()
    except OSError as error:
        raise CrmError(NO_SOURCE, file=path, why=reason(error)) from None
    name = os.path.basename(path)
    if data[:4] == b"PK\x03\x04":
        from crm_workbook.store.reading.reader import read_grids

        return Source(name, "xlsx", None, read_grids(data, name=name, untrusted=untrusted))
    return Source(name, "csv", data, ())
