"""The cells of a workbook, sheet by sheet, through python-calamine.

The reader is handed only what was examined, and what it hides is put back: an error value, which
it returns as an empty cell, becomes a `CellError` in its place.
"""

from __future__ import annotations

import re
from io import BytesIO

from crm_workbook.errors import CrmError, Problem
from crm_workbook.lean import TYPE_CHECKING, Final
from crm_workbook.model import CellError, column_number
from crm_workbook.store.reading.extract import extract
from crm_workbook.store.reading.parts import BROKEN_XML
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from typing import Any

    from crm_workbook.model import Cell
    from crm_workbook.store.reading.marks import Mark
    from crm_workbook.store.reading.parts import SheetPart
    from crm_workbook.store.reading.preflight import Survey

Rows = list[list["Cell"]]

UNREADABLE: Final = Problem(
    "unreadable-workbook",
    Text(
        "אי אפשר לקרוא את הגיליונות שבקובץ ({why}).",
        "The sheets of the file cannot be read ({why}).",
    ),
    BROKEN_XML.do,
)
UNREADABLE_SHEET: Final = Problem(
    "unreadable-sheet",
    Text(
        'אי אפשר לקרוא את הגיליון "{title}" ({why}).',
        "The sheet “{title}” cannot be read ({why}).",
    ),
    BROKEN_XML.do,
)
NO_MEMORY: Final = Problem(
    "no-memory",
    Text(
        'אין במחשב מספיק זיכרון פנוי לקריאת הגיליון "{title}".',
        "The computer has too little free memory to read the sheet “{title}”.",
    ),
    Text("יש לסגור תוכנות אחרות ולנסות שוב.", "Close other programs and try again."),
)

_KNOWN: Final = frozenset(
    {"#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A"}  # ECMA-376, 18.17.3
)
_PLACE: Final = r"([A-Z]+)(\d+)"


def open_grids(survey: Survey) -> Callable[[SheetPart], Rows]:
    """Return what reads one worksheet of an examined workbook.

    The rows it returns begin at A1 and are equally long; an empty cell is `''` in them, as the
    reader has it, for turning millions of those into None is left to whoever keeps the cells.

    Raises:
        CrmError: The workbook cannot be read; the returned function raises it for a sheet.
    """
    from python_calamine import CalamineWorkbook

    errors = {
        sheet.title: _errors_of(survey, sheet)
        for sheet in survey.workbook.sheets
        if sheet.title in survey.scans and survey.scans[sheet.title].errors
    }
    unheard = {title for title, found in errors.items() if not _KNOWN.issuperset(found.values())}
    package = BytesIO(extract(survey, unheard))
    book = guarded(lambda: CalamineWorkbook.from_filelike(package), UNREADABLE)
    places = {title: place for place, title in enumerate(survey.scans)}

    def read(sheet: SheetPart) -> Rows:
        rows: Rows = guarded(
            lambda: book.get_sheet_by_index(places[sheet.title]).to_python(skip_empty_area=False),
            UNREADABLE_SHEET,
            title=sheet.title,
        )
        _restore(rows, errors.get(sheet.title, {}))
        return rows

    return read


def marks_of(survey: Survey, sheet: SheetPart) -> Iterator[Mark]:
    """Yield the cells of a worksheet with error values or formulas."""
    if survey.scans[sheet.title].regular:
        from crm_workbook.store.reading.marks import marked_cells

        return marked_cells(survey.pieces(sheet))
    from crm_workbook.store.reading.sheet_parser import SheetParser

    return iter(SheetParser(sheet.title, marks=True).parse(survey.pieces(sheet)).marks)


def _errors_of(survey: Survey, sheet: SheetPart) -> dict[str, str]:
    """Return the error values of a worksheet by cell."""
    if survey.scans[sheet.title].regular:
        from crm_workbook.store.reading.marks import error_cells

        return error_cells(survey.pieces(sheet))
    return {mark.cell: mark.error for mark in marks_of(survey, sheet) if mark.error}


def guarded(call: Callable[[], Any], problem: Problem, *, title: str = "") -> Any:  # noqa: ANN401
    """Return what a call into the reader returns.

    Raises:
        CrmError: It failed in whatever way; a panic of compiled code is no `Exception`.
    """
    try:
        return call()
    except (KeyboardInterrupt, SystemExit):
        raise
    except MemoryError:
        raise CrmError(NO_MEMORY, title=title) from None
    except BaseException as error:  # noqa: BLE001 - see above
        # The reader's words may quote a cell, so only its kind of complaint is passed on.
        raise CrmError(problem, title=title, why=type(error).__name__) from None


def _restore(rows: Rows, errors: Mapping[str, str]) -> None:
    """Put error values back where the reader left nothing, or their text."""
    for cell, error in errors.items():
        place = re.fullmatch(_PLACE, cell)
        if place is None:
            continue
        row, column = int(place[2]) - 1, column_number(place[1]) - 1
        if row < len(rows) and column < len(rows[row]) and rows[row][column] in {"", error}:
            rows[row][column] = CellError(error)
