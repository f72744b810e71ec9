"""Files that a job writes beside a workbook: noted with its plan, taken back with it.

Only files inside the workbook's folder are noted. Where a user had an export put is her own
affair, and a journal that came along with somebody's workbook must not reach out of its folder.
"""

from __future__ import annotations

import os
from contextlib import suppress
from hashlib import sha256

from crm_workbook.lean import TYPE_CHECKING
from crm_workbook.model import File
from crm_workbook.model.plan import Written

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


def noted(files: Iterable[File], folder: str) -> tuple[Written, ...]:
    """Return what is to be remembered of files that are about to be written beside a workbook.

    Args:
        files: What a job wants written.
        folder: The workbook's folder.
    """
    return tuple(
        Written(
            file.path, sha256(file.data).hexdigest(), _content(os.path.join(folder, file.path))
        )
        for file in files
        if file.beside and _inside(folder, file.path)
    )


def take_back(
    files: Iterable[Written], folder: str, write: Callable[[File], None]
) -> tuple[str, ...]:
    """Remove files, or put back what they replaced, where they still are what was written.

    Args:
        files: What was remembered when they were written.
        folder: The workbook's folder.
        write: Writes a file, entirely or not at all.

    Returns:
        The paths of those that stay as they are: changed since, or held by the system.
    """
    kept: list[str] = []
    for file in files:
        path = os.path.join(folder, file.path)
        if not os.path.lexists(path):
            continue  # somebody removed it already
        if not _inside(folder, file.path) or _digest(path) != file.digest:
            kept.append(path)
            continue
        try:
            if file.before is None:
                os.unlink(path)
                _drop_empty(os.path.dirname(path), folder)
            else:
                write(File(path, file.before))
        except OSError:
            kept.append(path)
    return tuple(kept)


def _digest(path: str) -> str:
    """Return the SHA-256 of a file that may have become anything, '' when it cannot be read."""
    found = sha256()
    try:
        with open(path, "rb") as stream:
            while piece := stream.read(1 << 20):
                found.update(piece)
    except OSError:
        return ""
    return found.hexdigest()


def _content(path: str) -> bytes | None:
    try:
        with open(path, "rb") as stream:
            return stream.read()
    except OSError:
        return None


def _inside(folder: str, path: str) -> bool:
    """Tell whether a path that counts from a folder stays inside it, links followed."""
    if os.path.isabs(path):
        return False
    base = os.path.realpath(folder)
    real = os.path.realpath(os.path.join(base, path))
    return os.path.commonpath([base, real]) == base != real


def _drop_empty(inner: str, folder: str) -> None:
    """Remove the folder that a file was written into, once there is nothing left in it."""
    if os.path.realpath(inner) != os.path.realpath(folder):
        with suppress(OSError):
            os.rmdir(inner)
