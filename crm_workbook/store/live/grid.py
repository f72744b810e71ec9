"""One sheet of an open workbook, read at once: its values and its formulas, from A1 on."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Final, NamedTuple

from crm_workbook.errors import CrmError
from crm_workbook.model import Cell, CellError, TableFacts, letters
from crm_workbook.store.live.cells import converted, day_zero
from crm_workbook.store.live.formulas import calculated
from crm_workbook.store.live.refusals import problem_of
from crm_workbook.store.ranges import box
from crm_workbook.store.reading.preflight import AREA_PER_CELL, FAR_CELL, FREE_AREA

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    import xlwings

    from crm_workbook.store.live.connection import Connection

Place = tuple[int, int]
"""Row and column of a cell, from 1."""

ERRORS: Final = frozenset(
    {
        "#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A", "#GETTING_DATA",
        "#SPILL!", "#CONNECT!", "#BLOCKED!", "#UNKNOWN!", "#FIELD!", "#CALC!", "#BUSY!",
    }
)  # fmt: skip
"""The error values of Excel; a cell may also hold one of these words as text."""


class Grid(NamedTuple):
    """The cells of one sheet as they were at one moment."""

    title: str
    rows: list[list[Cell]]
    """From A1 on, equally long, down and across to the last filled cell."""
    formulas: Mapping[Place, str]
    """The source of every formula, without the equals sign."""
    uncalculated: frozenset[Place]
    """Formulas of which the program knows no result."""
    tables: tuple[TableFacts, ...]

    def value(self, row: int, column: int) -> Cell:
        """Return what a cell holds, None outside of what was read."""
        if 0 < row <= len(self.rows) and 0 < column <= len(self.rows[row - 1]):
            return self.rows[row - 1][column - 1]
        return None

    def filled(self, row: int, column: int) -> bool:
        """Tell whether a cell holds anything, be it a formula that shows nothing."""
        return self.value(row, column) is not None or (row, column) in self.formulas

    def digest(self) -> bytes:
        """Return the name of this very content."""
        digest = sha256(repr((self.title, self.tables)).encode("utf-8", "surrogatepass"))
        for row in self.rows:
            digest.update(repr(row).encode("utf-8", "surrogatepass"))
        digest.update(repr(sorted(self.formulas.items())).encode("utf-8", "surrogatepass"))
        return digest.digest()


def read_grid(connection: Connection, sheet: xlwings.Sheet) -> Grid:
    """Return a sheet's cells, in one read of its values and one of its formulas.

    Raises:
        CrmError: A stray cell far out makes the sheet too large to be read.
        Exception: The program refuses.
    """
    title = str(sheet.name)
    last = sheet.used_range.last_cell
    _guard_extent(sheet, title, last.row, last.column)
    area = sheet.range((1, 1), (last.row, last.column))
    sources = _block(area.formula)
    starts = {
        (r, c): text
        for r, row in enumerate(sources, 1)
        for c, text in enumerate(row, 1)
        if isinstance(text, str) and text.startswith("=")
    }
    raw, uncalculated = _values(area, starts)
    # A text that begins with an equals sign reads the same as a formula, and is its own value.
    formulas = {
        place: text[1:]
        for place, text in starts.items()
        if place in uncalculated or raw[place[0] - 1][place[1] - 1] != text
    }
    _settle_errors(area, raw)
    zero = day_zero(early=not connection.counts_from_1904())
    rows = [
        converted(sheet, number, row, sources[number - 1], zero)
        for number, row in enumerate(raw, 1)
    ]
    return Grid(
        title, _trimmed(rows, formulas), formulas, uncalculated,
        tables_of(connection, sheet, formulas),
    )  # fmt: skip


def _guard_extent(sheet: xlwings.Sheet, title: str, rows: int, columns: int) -> None:
    if rows * columns <= FREE_AREA:
        return
    # Counted by the program itself: the numbers and texts of a sheet that large are never fetched.
    count = _counted(sheet)
    if rows * columns > max(FREE_AREA, AREA_PER_CELL * count):
        cell = f"{letters(columns)}{rows}"
        raise CrmError(FAR_CELL, title=title, cells=count, cell=cell)


def _counted(sheet: xlwings.Sheet) -> int:
    try:
        return int(sheet.book.app.api.WorksheetFunction.CountA(sheet.used_range.api))
    except Exception:  # noqa: BLE001 - a program without this function is not asked to count
        return 0


def _block(found: Any) -> Sequence[Sequence[Any]]:  # noqa: ANN401 - one cell, a row or rows
    """Return what a range gave as rows; a single cell comes bare."""
    if not isinstance(found, (list, tuple)):
        return ((found,),)
    return found if found and isinstance(found[0], (list, tuple)) else (found,)


def _values(
    area: xlwings.Range, formulas: Mapping[Place, str]
) -> tuple[list[list[Any]], frozenset[Place]]:
    """Return the values of an area, and which of its formulas have none.

    A program that does not calculate refuses the whole block for one formula without a value.
    Then everything around the formulas is read, and each formula for itself.
    """
    try:
        return _read(area, err_to_str=True), frozenset()
    except Exception as error:
        if problem_of(error) is not None or not formulas:
            raise
    height, width = area.shape
    rows: list[list[Any]] = [[None] * width for _ in range(height)]
    missing = set()
    for r in range(1, height + 1):
        stops = [c for c in range(1, width + 1) if (r, c) in formulas]
        start = 1
        for stop in [*stops, width + 1]:
            if start < stop:
                piece = area.sheet.range((r, start), (r, stop - 1))
                rows[r - 1][start - 1 : stop - 1] = _read(piece, err_to_str=True)[0]
            start = stop + 1
        for c in stops:
            try:
                rows[r - 1][c - 1] = _read(area.sheet.range((r, c)), err_to_str=True)[0][0]
            except Exception as error:
                if problem_of(error) is not None:
                    raise
                missing.add((r, c))
    return rows, frozenset(missing)


def _read(area: xlwings.Range, *, err_to_str: bool) -> list[list[Any]]:
    found: list[list[Any]] = area.options(ndim=2, err_to_str=err_to_str).value
    return found


def _settle_errors(area: xlwings.Range, rows: list[list[Any]]) -> None:
    """Tell error values from texts that spell the same: read once more, errors come as nothing."""
    suspects = [
        (r, c) for r, row in enumerate(rows) for c, value in enumerate(row)
        if isinstance(value, str) and value in ERRORS
    ]  # fmt: skip
    if not suspects:
        return
    if len(suspects) == 1:
        r, c = suspects[0]
        bare = {(r, c): _read(area.sheet.range((r + 1, c + 1)), err_to_str=False)[0][0]}
    else:
        again = _read(area, err_to_str=False)
        bare = {(r, c): again[r][c] for r, c in suspects}
    for (r, c), value in bare.items():
        if value is None:
            rows[r][c] = CellError(rows[r][c])


def _trimmed(rows: list[list[Cell]], formulas: Mapping[Place, str]) -> list[list[Cell]]:
    """Return rows without the rows and columns at the end that are but formatted."""
    bottom = max([0, *(r for r, _ in formulas)])
    right = max([0, *(c for _, c in formulas)])
    for number, row in enumerate(rows, 1):
        last = len(row)
        while last and row[last - 1] is None:
            last -= 1
        if last:
            bottom, right = max(bottom, number), max(right, last)
    return [row[:right] for row in rows[:bottom]]


def tables_of(
    connection: Connection, sheet: xlwings.Sheet, formulas: Mapping[Place, str]
) -> tuple[TableFacts, ...]:
    """Return the Excel tables of a sheet, in the words of `model.facts`."""
    found = []
    for table in sheet.tables:
        ref = str(table.range.address).replace("$", "")
        area = box(ref)
        if area is None:
            continue
        heading_rows = int(table.header_row_range is not None)
        totals_rows = int(table.totals_row_range is not None)
        body = area._replace(top=area.top + heading_rows, bottom=area.bottom - totals_rows)
        fed = connection.query_fed(table)
        own = calculated(formulas, body) if formulas else {}
        found.append(TableFacts(str(table.name), area.area, heading_rows, totals_rows, fed, own))
    return tuple(found)
