"""The bytes of a workbook to a `Book`: examined, read, recognised, laid out by column."""

from __future__ import annotations

import gc

from crm_workbook.lean import TYPE_CHECKING
from crm_workbook.store.columns import cleaned
from crm_workbook.store.facts import PackageFacts
from crm_workbook.store.gather import NOT_CELLS, Gathering, is_settings
from crm_workbook.store.grids import open_grids
from crm_workbook.store.preflight import examine

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from crm_workbook.model import Book, Cell, Entry
    from crm_workbook.store.preflight import Survey


def read_book(
    data: bytes, *, name: str, journal: Callable[[str], Sequence[Entry]] | None = None
) -> Book:
    """Return what a workbook holds.

    Args:
        data: The file.
        name: What to call it in reports.
        journal: Given the file's fingerprint, returns what was applied to it so far; called when
            somebody asks.

    Raises:
        CrmError: It is no workbook, damaged, or refused as unsafe.
    """
    with _Uncollected():
        return _gathered(examine(data), name, journal)


def _gathered(survey: Survey, name: str, journal: Callable[[str], Sequence[Entry]] | None) -> Book:
    read = open_grids(survey)
    sheets = survey.workbook.sheets
    gathering = Gathering()
    for sheet in sorted(sheets, key=lambda sheet: not is_settings(sheet.title)):
        if sheet.title in survey.scans:
            gathering.take(sheet.title, read(sheet), survey.parts.tables(sheet.part))
        else:
            gathering.skip(sheet.title, NOT_CELLS, kind=sheet.kind)
    data = survey.parts.data
    return gathering.book(
        name=name,
        titles=[sheet.title for sheet in sheets],
        facts=PackageFacts(survey),
        fingerprint=lambda: fingerprint(data),
        journal=(lambda: journal(fingerprint(data))) if journal else (),
    )


def fingerprint(data: bytes) -> str:
    """Return the name of a file's very state."""
    from hashlib import sha256  # brings OpenSSL along, and only writers and the journal ask

    return sha256(data).hexdigest()


def read_grids(data: bytes, *, name: str = "") -> list[tuple[str, int, int, list[list[Cell]]]]:  # noqa: ARG001 - a reader of a file knows its name
    """Return the cells of every worksheet: title, first row, first column (from 1) and rows.

    Raises:
        CrmError: It is no workbook, damaged, or refused as unsafe.
    """
    with _Uncollected():
        survey = examine(data)
        read = open_grids(survey)
        grids = []
        for sheet in survey.workbook.sheets:
            if sheet.title in survey.scans:
                rows = [list(cleaned(row)[0]) for row in read(sheet)]
                grids.append((sheet.title, 1, 1, rows))
        return grids


class _Uncollected:
    """No garbage collection meanwhile: hundreds of thousands of rows come, and none is garbage."""

    def __enter__(self) -> None:
        self._was_on = gc.isenabled()
        gc.disable()

    def __exit__(self, *_: object) -> None:
        if self._was_on:
            gc.enable()
