"""Bytes onto the disk, so that a kill or a power cut at any moment loses nothing."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def write_new(path: str, pieces: Iterable[bytes | memoryview]) -> None:
    """Write a new file that only its owner may read, and wait until it is on the disk.

    Raises:
        FileExistsError: There is one already.
        OSError: The disk is full or the folder cannot be written to; nothing is left behind.
    """
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    handle = os.open(path, flags | getattr(os, "O_NOFOLLOW", 0), 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            file.writelines(pieces)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        discard(path)
        raise


def sync_folder(path: str) -> None:
    """Wait until the names in a folder are on the disk, where the system offers that."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    with suppress(OSError):  # some network folders refuse; their files are synced all the same
        handle = os.open(path or ".", os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def discard(path: str) -> None:
    """Remove a file of ours if it is there."""
    with suppress(FileNotFoundError):
        os.unlink(path)
