"""Deleting a sheet without losing the tables of the one before it.

LibreOffice 7.4 takes the database ranges of the sheet in front of a deleted one for part of what
is deleted, except on the first sheet: they are dropped, and what refers to them breaks. So they
lie on the first sheet for as long as it takes. Formulas, headings and filters stay with them.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crm_workbook.engines.libreoffice.book import Book


@contextmanager
def tables_aside(book: Book, place: int) -> Iterator[None]:
    """Let the tables of a sheet lie on the first one meanwhile.

    Args:
        book: The book.
        place: The sheet's place, from 0; below 1 there is nothing to be done.
    """
    records = [book.table_record(name) for name in book.all_tables.ElementNames]
    moved = []
    try:
        for record in records if place > 0 else ():
            area = record.DataArea
            if area.Sheet == place:
                moved.append((record, area))
                elsewhere = record.DataArea
                elsewhere.Sheet = 0
                record.DataArea = elsewhere
        yield
    finally:
        for record, area in moved:
            record.DataArea = area
