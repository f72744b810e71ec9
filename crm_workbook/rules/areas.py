"""Cells and ranges as the package names them, against the table they stand in."""

from __future__ import annotations

import re
from bisect import bisect_left

from crm_workbook.lean import TYPE_CHECKING, Final, NamedTuple
from crm_workbook.model import column_number

if TYPE_CHECKING:
    from collections.abc import Mapping

    from crm_workbook.model import Book, Table

_RANGE: Final = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})(?::\$?([A-Z]{1,3})\$?([0-9]{1,7}))?")


CONSTANTS: Final = frozenset({"TRUE()", "FALSE()"})
"""How LibreOffice saves a yes or a no that somebody typed."""


class Area(NamedTuple):
    """A rectangle of cells, its borders included, counted from 1."""

    left: int
    top: int
    right: int
    bottom: int


def area(name: str) -> Area | None:
    """Return the rectangle that `B2` or `B2:C3` names, None when it names none."""
    match = _RANGE.fullmatch(name)
    if match is None:
        return None
    left, top = column_number(match[1]), int(match[2])
    right, bottom = (column_number(match[3]), int(match[4])) if match[3] else (left, top)
    return Area(left, top, right, bottom)


def index_of(table: Table, row: int) -> int | None:
    """Return the place of a sheet row in the body of a table, None when it has no data there."""
    place = bisect_left(table.rows, row)
    return place if place < len(table.rows) and table.rows[place] == row else None


def in_body(table: Table, cell: str) -> tuple[str, int] | None:
    """Return the column and the row of the body that a cell is, None when it lies elsewhere."""
    place = area(cell)
    index = index_of(table, place.top) if place is not None else None
    if place is None or index is None:
        return None
    column = next((p.column.id for p in table.placed if p.number == place.left), "")
    return (column, index) if column else None


def formulas(book: Book, table: Table) -> Mapping[str, Mapping[int, str]]:
    """Return the formulas in the body of a table: column id to row to source.

    What only looks like a formula in the file is none.
    """
    return book.once(("formulas", table.sheet.id), lambda: _formulas(book, table))


def _formulas(book: Book, table: Table) -> Mapping[str, Mapping[int, str]]:
    found: dict[str, dict[int, str]] = {}
    for cell, source in book.facts.tab(table.layout.title).formulas.items():
        place = in_body(table, cell) if source.upper() not in CONSTANTS else None
        if place is not None:
            found.setdefault(place[0], {})[place[1]] = source
    return found
