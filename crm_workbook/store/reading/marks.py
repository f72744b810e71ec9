"""The cells that the fast reader hides: error values, which it returns as empty, and formulas.

A regular sheet is cut at its cells and only those that hold one of the two are looked into; an
irregular one goes through the parser.
"""

from __future__ import annotations

import re

from crm_workbook.lean import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class Mark(NamedTuple):
    """A cell with an error value, a formula or both."""

    cell: str
    error: str
    """The error value, such as `#REF!`, or empty."""
    formula: str | None
    """Its source; empty for a follower of a shared formula, None when there is none."""
    stored: bool
    """Whether a result is stored."""


_LONGEST: Final = 1 << 22
_PLACE: Final = re.compile(rb'r="([A-Z]+\d+)"')
_FORMULA: Final = re.compile(rb"<f(?:\s[^>]*?)?(?:/>|>([^<]*)</f>)")
_VALUE: Final = re.compile(rb"<v(?:\s[^>]*)?>([^<]+)</v>|<is[\s>]")


def marked_cells(pieces: Iterable[bytes]) -> Iterator[Mark]:
    """Yield the marked cells of a regular sheet.

    Args:
        pieces: The content of its part.
    """
    for cell in _cells(pieces):
        if (b't="e"' in cell or b"<f" in cell) and (mark := _mark(cell)) is not None:
            yield mark


def error_cells(pieces: Iterable[bytes]) -> dict[str, str]:
    """Return the error values of a regular sheet by cell, formulas or not."""
    marks = [mark for cell in _cells(pieces) if b't="e"' in cell and (mark := _mark(cell))]
    return {mark.cell: mark.error for mark in marks if mark.error}


def whole_tags(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the same bytes cut elsewhere: never inside a tag."""
    tail = b""
    for piece in pieces:
        data = tail + piece
        cut = max(0, data.rfind(b"<"))
        yield data[:cut]
        tail = data[cut:]
    yield tail


def _cells(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the bytes from each cell to the next, without the `<c ` they begin with."""
    tail = b""
    for piece in pieces:
        *cells, tail = (tail + piece).split(b"<c ")
        yield from cells
        if b"</sheetData" in tail:
            break  # behind it come validations and their like, whose formulas are not cells'
        if len(tail) > _LONGEST:
            tail = tail[-2:]  # rows without cells; a cell's beginning may be cut in two
    yield tail


def _mark(cell: bytes) -> Mark | None:
    place = _PLACE.match(cell)
    if place is None:  # what stands before the first cell
        return None
    head, closing, _ = cell.partition(b"</c>")
    if not closing:
        return None  # an empty cell, and whatever follows it
    formula = _FORMULA.search(head)
    value = _VALUE.search(head)
    tag = head[: head.find(b">")]
    error = value[1] or b"" if value is not None and b't="e"' in tag else b""
    if not error and formula is None:
        return None
    from html import unescape  # its table of entities is large, and few workbooks come here

    return Mark(
        place[1].decode(),
        unescape(error.decode()),
        None if formula is None else unescape((formula[1] or b"").decode()),
        # A text result may be empty; other programs leave an empty value where there is none.
        value is not None or (b't="str"' in tag and b"<v" in head),
    )
