"""The bytes of a workbook to a `Book`: examined, read, recognised, laid out by column.

What is suspicious (`suspicion`), or said to be untrusted, is examined and read by a process of its
own (`wall`) with limits, so that not even a fault in what reads it harms this one.
"""

from __future__ import annotations

import gc
import os

from crm_workbook.errors import CrmError, Problem, reason
from crm_workbook.lean import TYPE_CHECKING, Final, NamedTuple
from crm_workbook.store.reading.columns import cleaned
from crm_workbook.store.reading.gather import NOT_CELLS, Gathering
from crm_workbook.store.reading.opened import OpenedHere, in_turn
from crm_workbook.store.reading.preflight import examine
from crm_workbook.store.reading.suspicion import Suspicious
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import TypeVar

    from crm_workbook.model import Book, Cell, Entry
    from crm_workbook.store.reading.opened import Opened

    Made = TypeVar("Made")


NOT_READ: Final = Problem(
    "not-read",
    Text("לא ניתן לקרוא את {name}: {why}.", "{name} could not be read: {why}."),
    Text(
        "יש לבדוק שהקובץ קיים ושיש הרשאה לקרוא אותו.",
        "Check that the file is there and that you may read it.",
    ),
)


class State(NamedTuple):
    """The file at one moment."""

    data: bytes
    stamp: tuple[int, int, int]
    """Time of change, size and number on the disk."""


def look(path: str, name: str) -> State:
    """Return a file as it is now.

    Raises:
        CrmError: It cannot be read.
    """
    try:
        with open(path, "rb") as file:
            data = file.read()
            status = os.fstat(file.fileno())
    except OSError as error:
        raise CrmError(NOT_READ, name=name, why=reason(error)) from None
    return State(data, (status.st_mtime_ns, status.st_size, status.st_ino))


def read_book(
    data: bytes,
    *,
    name: str,
    journal: Callable[[str], Sequence[Entry]] | None = None,
    untrusted: bool = False,
) -> Book:
    """Return what a workbook holds.

    Args:
        data: The file.
        name: What to call it in reports.
        journal: Given the file's fingerprint, returns what was applied to it so far; called when
            somebody asks.
        untrusted: Whether nothing of the file is to be looked into but by a process of its own.

    Raises:
        CrmError: It is no workbook, damaged, or refused as unsafe.
    """

    def gathered(opened: Opened) -> Book:
        gathering = Gathering()
        for tab in in_turn(opened.tabs):
            if tab.cells:
                gathering.take(tab.title, opened.rows(tab.title), opened.tables(tab.title))
            else:
                gathering.skip(tab.title, NOT_CELLS, kind=tab.kind)
        return gathering.book(
            name=name,
            titles=[tab.title for tab in opened.tabs],
            facts=opened.facts(),
            fingerprint=lambda: fingerprint(data),
            journal=(lambda: journal(fingerprint(data))) if journal else (),
        )

    return _read(data, gathered, untrusted=untrusted)


def fingerprint(data: bytes) -> str:
    """Return the name of a file's very state."""
    from hashlib import sha256  # brings OpenSSL along, and only writers and the journal ask

    return sha256(data).hexdigest()


def read_grids(
    data: bytes,
    *,
    name: str = "",  # noqa: ARG001 - a reader of a file knows its name
    untrusted: bool = False,
) -> list[tuple[str, int, int, list[list[Cell]]]]:
    """Return the cells of every worksheet: title, first row, first column (from 1) and rows.

    Args:
        data: The file.
        name: What to call it in reports.
        untrusted: Whether nothing of the file is to be looked into but by a process of its own.

    Raises:
        CrmError: It is no workbook, damaged, or refused as unsafe.
    """

    def grids(opened: Opened) -> list[tuple[str, int, int, list[list[Cell]]]]:
        found = {
            tab.title: [list(cleaned(row)[0]) for row in opened.rows(tab.title)]
            for tab in in_turn(opened.tabs)
            if tab.cells
        }
        return [(tab.title, 1, 1, found[tab.title]) for tab in opened.tabs if tab.cells]

    return _read(data, grids, untrusted=untrusted)


def _read(data: bytes, use: Callable[[Opened], Made], *, untrusted: bool) -> Made:
    """Return what `use` makes of a workbook opened on the right side of the wall."""
    with _Uncollected():
        if not untrusted:
            try:
                survey = examine(data, wary=True)
            except Suspicious:
                pass
            else:
                return use(OpenedHere(survey))
        from crm_workbook.store.reading.wall import Wall

        with Wall(data) as behind:
            return use(behind)


class _Uncollected:
    """No garbage collection meanwhile: hundreds of thousands of rows come, and none is garbage."""

    def __enter__(self) -> None:
        self._was_on = gc.isenabled()
        gc.disable()

    def __exit__(self, *_: object) -> None:
        if self._was_on:
            gc.enable()
