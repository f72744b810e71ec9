"""Writing a block of cells: all of it is understood first, then it goes in with few calls.

LibreOffice takes numbers and texts in one block. Formulas go in one column's run at a time, and
formats once for all cells that get the same one.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, Any, Final

from crm_workbook.engines.addresses import Area
from crm_workbook.engines.coercion import GENERAL, Entry
from crm_workbook.engines.entering import MISSING, entered, filled, spread
from crm_workbook.engines.libreoffice import formulas
from crm_workbook.engines.libreoffice.formats import BOOLEAN
from crm_workbook.engines.libreoffice.reading import number_formats

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from crm_workbook.engines.libreoffice.sheet import Sheet

_NUMBER_LIKE: Final = re.compile(r"\d|true|false", re.IGNORECASE)
Place = tuple[int, int]


def write(sheet: Sheet, area: Area, value: Any) -> None:  # noqa: ANN401 - a value, or rows of values
    """Write values: one into every cell, a row into every row, or rows into rows.

    Raises:
        ExcelError: One of them cannot be in a cell; then nothing is written.
    """
    codes = _codes(sheet, area)
    block: list[tuple[float | str, ...]] = []
    special: dict[Place, str] = {}
    wanted: dict[str, list[Place]] = defaultdict(list)
    for r, row in enumerate(_entries(sheet, area, value, codes)):
        line: list[float | str] = []
        for c, entry in enumerate(row):
            place = (area.row + r, area.column + c)
            line.append(_plain(entry))
            if entry.kind in {"formula", "error"}:
                special[place] = _formula(sheet, entry, place)
            code = _format(entry, codes[r][c])
            if code is not None:
                wanted[code].append(place)
        block.append(tuple(line))
    sheet.cells_of(area).setDataArray(tuple(block))
    for code, places in wanted.items():
        set_format(sheet, code, places)
    for run, texts in _runs(special):
        sheet.cells_of(run).setFormulaArray(tuple((text,) for text in texts))


def _codes(sheet: Sheet, area: Area) -> list[list[str]]:
    """Return the format of each cell; a truth value's counts as one."""
    formats = sheet.book.formats
    codes: list[list[str]] = [[GENERAL] * area.columns for _ in range(area.rows)]
    for key, parts in number_formats(sheet, area):
        code = BOOLEAN if formats.kind(key) == "boolean" else formats.code(key)
        for part in parts if code != GENERAL else ():
            left = part.column - area.column
            for row in codes[part.row - area.row : part.last_row - area.row + 1]:
                row[left : left + part.columns] = [code] * part.columns
    return codes


def _entries(
    sheet: Sheet,
    area: Area,
    value: Any,  # noqa: ANN401 - a value, or rows of values
    codes: list[list[str]],
) -> Iterator[list[Entry]]:
    rows = spread(value, area)
    epoch, locale = sheet.book.epoch_1904, sheet.book.app.engine.locale
    known: dict[tuple[str, str], Entry] = {}  # the same words stand in many cells

    def one(item: Any, code: str) -> Entry:  # noqa: ANN401 - any cell value
        form = GENERAL if code == BOOLEAN else code
        if not isinstance(item, str):
            return entered(item, number_format=form, locale=locale, epoch_1904=epoch)
        if (item, form) not in known:
            known[item, form] = entered(item, number_format=form, locale=locale)
        return known[item, form]

    for r in range(area.rows):
        line = []
        for c in range(area.columns):
            if rows is None:
                entry = one(value, codes[r][c])
                if entry.kind == "formula" and (r or c):
                    cell = Area(area.row + r, area.column + c)
                    formula = filled(str(entry.value), Area(area.row, area.column), cell)
                    entry = entry._replace(value=formula)
            elif r < len(rows) and c < len(rows[r]):
                entry = one(rows[r][c], codes[r][c])
            else:
                entry = MISSING
            line.append(entry)
        yield line


def _plain(entry: Entry) -> float | str:
    """Return what goes into the block; nothing must be a text, since UNO's nothing is `#N/A`."""
    if entry.kind == "text":
        return str(entry.value)
    return float(entry.value or 0) if entry.kind in {"number", "boolean"} else ""


def _formula(sheet: Sheet, entry: Entry, place: Place) -> str:
    if entry.kind == "error":
        return f"={entry.value}"
    text = str(entry.value)
    table = sheet.table_at(*place) if "[" in text else None
    return formulas.to_office(text, table.name if table else None)


def _format(entry: Entry, code: str) -> str | None:
    """Return the format a cell takes on, or None when it keeps its own."""
    if entry.kind == "boolean":
        return None if code == BOOLEAN else BOOLEAN
    if entry.kind == "empty":
        return None
    if code in {GENERAL, BOOLEAN} and entry.number_format:
        return entry.number_format
    if code == GENERAL and entry.kind == "text" and _NUMBER_LIKE.search(str(entry.value)):
        return GENERAL  # LibreOffice would make the cell one of the Text format
    return GENERAL if code == BOOLEAN else None


def set_format(sheet: Sheet, code: str, places: Iterable[Place]) -> None:
    """Give cells a format, in one call for all of them."""
    ranges = sheet.book.doc.createInstance("com.sun.star.sheet.SheetCellRanges")
    addresses = [sheet.address_of(run) for run, _ in _runs(dict.fromkeys(places, ""))]
    ranges.addRangeAddresses(tuple(addresses), False)  # noqa: FBT003 - UNO takes no names
    ranges.NumberFormat = sheet.book.formats.key(code)


def _runs(cells: dict[Place, str]) -> Iterator[tuple[Area, list[str]]]:
    """Go through the cells as runs down a column, with what belongs to each of them."""
    run: Area | None = None
    texts: list[str] = []
    for row, column in sorted(cells, key=lambda place: (place[1], place[0])):
        text = cells[row, column]
        if run is not None and (run.column, run.last_row + 1) == (column, row):
            run = run._replace(rows=run.rows + 1)
            texts.append(text)
            continue
        if run is not None:
            yield run, texts
        run, texts = Area(row, column), [text]
    if run is not None:
        yield run, texts
