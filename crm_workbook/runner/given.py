"""Files that a job is handed already read, since it opens none itself: sources, a baseline."""

from __future__ import annotations

import os

from crm_workbook.errors import CrmError, reason
from crm_workbook.lean import TYPE_CHECKING, Final, cast
from crm_workbook.runner.opening import NO_SOURCE, read_source
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from crm_workbook.jobs import Job

NO_FILE: Final = NO_SOURCE._replace(code="file-unreadable")
NOT_PLAIN: Final = Text("זה אינו קובץ רגיל", "it is no plain file")
TOO_LARGE: Final = Text("הקובץ גדול מדי", "the file is too large")
CONFIG: Final = "crm.toml"
"""The file beside a workbook, or in a folder above, that decides how it is checked."""
LARGEST: Final = 64_000_000
"""Bytes; a baseline of half a million findings is about as large."""
LARGEST_CONFIG: Final = 1_000_000
"""Bytes; nobody decides so much, and reading it would take seconds."""


def looked_up(
    found: Job, file: str, options: Mapping[str, object], *, untrusted: bool
) -> dict[str, object]:
    """Return what those options mean that name files.

    Args:
        found: The job.
        file: The workbook it is about to work on.
        options: What it was told.
        untrusted: Whether foreign workbooks are to be read in a process of their own.

    Raises:
        CrmError: A file cannot be read, or the configuration not understood.
    """
    known: dict[str, object] = {}
    for option in found.options:
        path = options.get(option.name)
        if option.kind == "source":
            known[option.name] = read_source(str(path), untrusted=untrusted)
        elif option.kind == "patient":
            from crm_workbook.runner.looking import look_at

            known[option.name] = look_at(str(path)) if path else None
        elif option.kind == "config":
            known[option.name] = (
                (str(path), content(str(path), LARGEST_CONFIG)) if path else nearest(file, CONFIG)
            )
        elif option.kind in {"attached", "kept"}:
            new = option.kind == "kept" and path and not os.path.exists(str(path))
            known[option.name] = (str(path), b"" if new else content(str(path))) if path else None
    return known | _attached(found, known)


def _attached(found: Job, known: Mapping[str, object]) -> dict[str, object]:
    """Return the files that the configuration attaches, where the command line names none."""
    kinds = {o.kind: cast("tuple[str, bytes] | None", known.get(o.name)) for o in found.options}
    config = kinds.get("config")
    if config is None or kinds.get("attached") is not None or kinds.get("kept") is not None:
        return {}  # who writes a file anew does not go by it
    from crm_workbook.rules.deciding.configured import read

    said = read(*config)
    named = [o.name for o in found.options if o.kind == "attached" and said.get(o.name)]
    return {name: (str(said[name]), content(str(said[name]))) for name in named}


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
