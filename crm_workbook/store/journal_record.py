"""One line of a workbook's journal, as it stands on the disk."""

from __future__ import annotations

import os
from typing import Final

from crm_workbook.lean import NamedTuple


class Record(NamedTuple):
    """One line of the list."""

    id: str
    file: str
    """The workbook's file name: two workbooks may share a folder."""
    when: str
    job: str
    reason: str
    changed: int
    before: str
    after: str
    backup: str
    undoes: str = ""
    undone: bool = False
    pending: bool = False


_EMPTY: Final = Record("", "", "", "", "", 0, "", "", "")


def checked(record: Record) -> Record:
    """Return a record whose values are of their types and whose names stay in their folders.

    Raises:
        ValueError: They are not.
    """
    for value, usual in zip(record, _EMPTY, strict=True):
        if type(value) is not type(usual):
            raise ValueError(record.id)
    if any(os.path.basename(name) != name for name in (record.id, record.backup)):
        raise ValueError(record.id)
    return record
