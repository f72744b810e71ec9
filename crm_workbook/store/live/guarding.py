"""What a plan must not do to an open sheet: the refusals of the file store, on cells just read.

A spreadsheet program carries much along when cells move: formulas, formats, notes, links. What it
cannot know is what belongs to a row and stands beside the table.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_workbook.errors import CrmError
from crm_workbook.model import Formula, Ref, letters
from crm_workbook.store.bodies import NEW
from crm_workbook.store.live.facts import merged
from crm_workbook.store.live.pieces import pieces
from crm_workbook.store.live.refusals import NO_ROOM
from crm_workbook.store.live.values import guard_value
from crm_workbook.store.live.writer import cells_of, rectangles
from crm_workbook.store.package.table_part import FED
from crm_workbook.store.patching.guards import (
    ARRAY,
    BELOW,
    FULL,
    MERGED,
    NOTED,
    OUTSIDE,
    OWN_FORMULA,
    guard_typed_totals,
)
from crm_workbook.store.ranges import MAX_COLUMNS, MAX_ROWS, Box, box
from crm_workbook.text import first_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    import xlwings

    from crm_workbook.store.live.grid import Grid
    from crm_workbook.store.live.page import Page


def guard(page: Page) -> None:
    """Refuse what cannot be done to a table without the risk of losing something.

    Raises:
        CrmError: The message names the sheet and the cell.
    """
    region = page.region
    if page.facts is not None and page.facts.query_fed:
        raise CrmError(FED, sheet=region.sheet, table=page.facts.name)
    guard_typed_totals(region, page.body)
    _guard_growth(page)
    _guard_outside(page)
    _guard_notes(page)
    _guard_values(page)
    _guard_merged(page)
    _guard_tables_below(page)


def _guard_growth(page: Page) -> None:
    region = page.region
    last = region.new_bottom + region.totals
    if last > MAX_ROWS:
        raise CrmError(FULL, sheet=region.sheet, rows=last)
    first_new = region.bottom + region.totals + 1
    if last < first_new:
        return
    grown = Box(region.left, first_new, region.right, last)
    for other in page.others:
        if other.meets(grown):
            raise CrmError(BELOW, sheet=region.sheet, cell=_cell(other.top, other.left))
    found = next(_filled(page.grid, grown), None)
    if found is not None:
        raise CrmError(BELOW, sheet=region.sheet, cell=_cell(*found))


def _filled(grid: Grid, area: Box) -> Iterator[tuple[int, int]]:
    width = len(grid.rows[0]) if grid.rows else 0
    for row in range(area.top, min(area.bottom, len(grid.rows)) + 1):
        for column in range(area.left, min(area.right, width) + 1):
            if grid.filled(row, column):
                yield row, column


def filled_outside(grid: Grid, top: int, bottom: int, areas: Collection[Box]) -> str:
    """Return which cells of some rows are filled and in none of the areas; '' when none is."""
    found = [
        _cell(row, column)
        for row, column in _filled(grid, Box(1, top, MAX_COLUMNS, bottom))
        if not any(area.holds(Box(column, row, column, row)) for area in areas)
    ]
    return first_of(found)


def _guard_outside(page: Page) -> None:
    region = page.region
    if not region.shifts:
        return
    rows = region.shifted_from, region.bottom + region.totals
    own = Box(region.left, rows[0], region.right, rows[1])
    if found := filled_outside(page.grid, *rows, [own, *page.others]):
        raise CrmError(OUTSIDE, sheet=region.sheet, cells=found)


def _guard_notes(page: Page) -> None:
    """Refuse to remove a row with a note, or to move one away from a note beside it."""
    region = page.region
    if not region.shifts:
        return
    moving = Box(1, region.shifted_from, MAX_COLUMNS, region.bottom + region.totals)
    gone = set(page.gone)
    for place in notes(page.sheet):
        if not place.meets(moving) or any(other.holds(place) for other in page.others):
            continue
        inside = region.left <= place.left <= region.right
        if place.top in gone or not inside:
            raise CrmError(NOTED, sheet=region.sheet, cell=place)


def notes(sheet: xlwings.Sheet) -> list[Box]:
    """Return the cells with notes or comments, as far as the program tells."""
    found = []
    for kind in ("notes", "comments"):
        try:
            places = [str(each.location.address) for each in getattr(sheet, kind)]
        except (NotImplementedError, AttributeError, TypeError):
            continue  # a program or a version of xlwings that knows nothing of them
        found += [area for place in places if (area := box(place.replace("$", "")))]
    return found


def _guard_values(page: Page) -> None:
    """Refuse to overwrite a formula that is not ours, or to write what no cell can hold."""
    region, sheet_id = page.region, page.body.table.sheet.id
    overwritten = []
    for row, (line, source) in page.targets.items():
        fresh = line.index == NEW
        if fresh and source:
            _guard_blank(page, source)
        for column_id, value in line.cells():
            placed = page.columns[column_id]
            place = _cell(row, placed.number)
            guard_value(value, Ref(sheet_id, place))
            if fresh and (page.filled_by_itself(placed, value) or value is None or value == ""):
                continue
            if isinstance(page.before(source, placed.number), Formula):
                if not page.ours(placed):
                    raise CrmError(OWN_FORMULA, sheet=region.sheet, cell=place)
                overwritten.append((source, placed.number))
    for area in rectangles(overwritten):
        for piece in pieces(page.sheet, area, lambda cells: cells.has_array):
            raise CrmError(ARRAY, sheet=region.sheet, cell=piece)


def _guard_blank(page: Page, row: int) -> None:
    for column in range(page.region.left, page.region.right + 1):
        if page.grid.value(row, column) is not None and (row, column) not in page.grid.formulas:
            raise CrmError(BELOW, sheet=page.region.sheet, cell=_cell(row, column))


def _guard_merged(page: Page) -> None:
    region = page.region
    last = max(region.bottom, region.new_bottom) + region.totals
    if last < region.top:
        return
    area = Box(region.left, region.top, region.right, last)
    if cells_of(page.sheet, area).merge_cells is False:
        return
    changed = {
        Box(column, row, column, row)
        for target_row, target in page.targets.items()
        for row in (target.source or target_row,)
        for column in (page.columns[name].number for name, _ in target.line.cells())
    }
    for found in merged(page.sheet, area):
        if (region.structural and found.meets(region.reach)) or any(map(found.holds, changed)):
            raise CrmError(MERGED, sheet=region.sheet, cell=found)


def _guard_tables_below(page: Page) -> None:
    """Refuse to close rows up above a table that stands only partly below them.

    The program would move a part of that table, and refuses.
    """
    region = page.region
    if not region.moves and not (region.grown and region.totals):
        return
    for other in page.others:
        across = Box(region.left, other.top, region.right, other.bottom)
        inside = region.left <= other.left and other.right <= region.right
        if other.top > region.bottom and other.meets(across) and not inside:
            corner = _cell(other.top, other.left)
            raise CrmError(NO_ROOM, sheet=region.sheet, cell=corner)


def _cell(row: int, column: int) -> str:
    return f"{letters(column)}{row}"
