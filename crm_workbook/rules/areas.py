"""Cells and ranges as the package names them, against the table they stand in."""

from __future__ import annotations

import re
from bisect import bisect_left

from crm_workbook.lean import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from crm_workbook.model import Book, Table

_RANGE: Final = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})(?::\$?([A-Z]{1,3})\$?([0-9]{1,7}))?")


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
    left, top = _number(match[1]), int(match[2])
    right, bottom = (_number(match[3]), int(match[4])) if match[3] else (left, top)
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
    """Return the formulas in the body of a table: column id to row to source."""
    key = ("formulas", table.sheet.id)
    known = book.cache.get(key)
    if isinstance(known, dict):
        return known
    found: dict[str, dict[int, str]] = {}
    for cell, source in book.facts.tab(table.layout.title).formulas.items():
        place = in_body(table, cell)
        if place is not None:
            found.setdefault(place[0], {})[place[1]] = source
    book.cache[key] = found
    return found


def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number
