"""In which rows stood what a plan took out, kept so that an undo can put it back there.

The inverse of a plan adds rows at the end, since the workbook may have changed meanwhile. Where it
has not, they come back to where they stood.
"""

from __future__ import annotations

import json
from itertools import pairwise
from typing import TYPE_CHECKING

from crm_workbook.store.bodies import NEW

if TYPE_CHECKING:
    from collections.abc import Iterable

    from crm_workbook.store.bodies import Body
    from crm_workbook.store.journal import Journal
    from crm_workbook.store.journal_record import Record

Places = dict[str, list[int]]
"""Sheet rows by the sheet's id."""


def places_of(bodies: Iterable[Body]) -> Places:
    """Return in which rows of their sheets the rows stand that a plan takes out."""
    return {
        body.table.sheet.id: [body.table.rows[index] for index in body.gone]
        for body in bodies
        if body.gone and not body.removed
    }


def to_bytes(places: Places) -> bytes:
    """Return the rows as they are kept in a file."""
    return json.dumps(places).encode()


def kept(journal: Journal, record: Record, now: str) -> Places:
    """Return the rows to put things back into; nothing when the workbook has changed since.

    Args:
        journal: Where they are kept.
        record: The entry that is taken back.
        now: The fingerprint of the workbook as it is.
    """
    if not record.backup or record.after != now:
        return {}
    try:
        with open(journal.backup(record), "rb") as file:
            found = json.loads(file.read())
        return {str(sheet): [int(row) for row in rows] for sheet, rows in found.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def fitting(body: Body, rows: list[int]) -> list[int]:
    """Return the rows for the new lines of a body, nothing unless there is one for each."""
    count = sum(line.index == NEW for line in body.lines)
    ascending = all(one < other for one, other in pairwise(rows))
    return rows if len(rows) == count and ascending else []
