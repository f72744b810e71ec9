"""What the two processes of the second wall say to each other: lines of JSON.

JSON, because the one that answers has read a stranger's file and may no longer be itself: loading
its answer builds texts and numbers and nothing else. Whoever takes the answer looks at the shape
and the type of everything in it.
"""

from __future__ import annotations

import json
from datetime import date, datetime, time, timedelta
from itertools import chain
from typing import TYPE_CHECKING, Any, Final

from crm_workbook.model import CellError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from crm_workbook.store.reading.grids import Rows

Line = dict[str, Any]

BLOCK: Final = 1 << 16
"""Cells in one line: what is parsed at once takes a few megabytes."""

_PLAIN: Final = frozenset({str, float, int, bool})
"""What JSON keeps as it is."""
_NOT_AN_ANSWER: Final = (
    ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError,
)  # fmt: skip
"""What loading and looking at an answer raises when it is none."""


class Garbled(Exception):  # noqa: N818 - whoever reads the lines makes an error of it
    """The line is not what was to come."""


def pack(line: Line) -> bytes:
    """Return a line to be sent."""
    text = json.dumps(line, ensure_ascii=False, separators=(",", ":"), check_circular=False)
    return text.encode("utf-8", "surrogatepass") + b"\n"


def unpack(line: bytes) -> Line:
    """Return a line that came.

    Raises:
        Garbled: It is not a whole line with an object of JSON.
    """
    if not line.endswith(b"\n"):
        raise Garbled
    found = expected(json.loads, line)
    if type(found) is not dict:
        raise Garbled
    return found


def expected(take: Callable[..., Any], *given: object) -> Any:  # noqa: ANN401 - whatever `take` makes
    """Return what is made of a piece of an answer.

    Raises:
        Garbled: Nothing can be made of it.
    """
    try:
        return take(*given)
    except _NOT_AN_ANSWER:
        raise Garbled from None


def blocks(rows: Rows) -> Iterator[Line]:
    """Yield the rows of a sheet as lines. They are taken apart meanwhile."""
    height = max(1, BLOCK // max(1, len(rows[0]))) if rows else 1
    for start in range(0, len(rows), height):
        block = rows[start : start + height]
        yield {"cells": block, "odd": list(_odd(block))}


def rows_of(line: Line) -> Rows:
    """Return the rows in a line of `blocks`, equally long.

    Raises:
        Garbled: It is none.
    """
    rows: Rows = expected(_rows, line)
    return rows


def _odd(block: Rows) -> Iterator[tuple[int, str, list[object]]]:
    """Take what JSON does not know out of a block; yield it by column and kind.

    Yields:
        The number of the column, from 0; the kind; a content for each row, None where the cell
        is of another kind.
    """
    for column, cells in enumerate(zip(*block, strict=True)):
        for kind in set(map(type, cells)) - _PLAIN:
            name, give = _KINDS[kind]
            yield column, name, [give(cell) if type(cell) is kind else None for cell in cells]
            for row, cell in zip(block, cells, strict=True):
                if type(cell) is kind:
                    row[column] = ""


def _rows(line: Line) -> Rows:
    rows: Rows = line["cells"]
    if type(rows) is not list or set(map(type, rows)) != {list} or len(set(map(len, rows))) != 1:
        raise ValueError(rows)
    if not _PLAIN.issuperset(map(type, chain.from_iterable(rows))):
        raise TypeError(rows)
    for column, name, contents in line["odd"]:
        if type(column) is not int or column < 0:
            raise ValueError(column)
        take = _TAKEN[name]
        for row, content in zip(rows, contents, strict=True):
            if content is not None:
                row[column] = take(content)
    return rows


def _span(parts: list[int]) -> timedelta:
    days, seconds, microseconds = parts
    return timedelta(days, seconds, microseconds)


def _error(code: str) -> CellError:
    if type(code) is not str:
        raise TypeError(code)
    return CellError(code)


_KINDS: Final[dict[type, tuple[str, Callable[[Any], object]]]] = {
    date: ("date", date.toordinal),
    datetime: ("moment", datetime.isoformat),
    time: ("time", time.isoformat),
    timedelta: ("span", lambda span: (span.days, span.seconds, span.microseconds)),
    CellError: ("error", lambda error: error.code),
}
"""How a cell that JSON does not know is sent."""
_TAKEN: Final[dict[str, Callable[[Any], Any]]] = {
    "date": date.fromordinal,
    "moment": datetime.fromisoformat,
    "time": time.fromisoformat,
    "span": _span,
    "error": _error,
}
"""How it is taken."""
