"""A table of an open workbook brought into its new state: rows out, rows in, cells written.

Rows leave and come as cells of the table's own columns, so that the program carries along what
hangs on them (formulas, formats, notes, links, names) and what stands beside stays. What stands
below the table is brought back to where it stood.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from crm_workbook.store.live.along import link, names, rename
from crm_workbook.store.live.facts import hidden_rows
from crm_workbook.store.live.writer import Entry, cells_of, stretches
from crm_workbook.store.ranges import MAX_COLUMNS, Box

if TYPE_CHECKING:
    import xlwings

    from crm_workbook.store.live.page import Page
    from crm_workbook.store.live.writer import Writer


def bring_about(page: Page, writer: Writer) -> None:
    """Bring a table into its new state; it was guarded before.

    Raises:
        Exception: The program refuses; what was done so far is noted in `writer.back`.
    """
    region = page.region
    meanings = names(page)
    rows = Box(1, region.top, 1, max(region.top, region.bottom))
    if region.structural:
        _show_filtered(page)
    hidden = hidden_rows(page.sheet, rows)
    _close_up(page, writer)
    _make_room(page, writer)
    _write(page, writer, hidden)
    _resize(page, writer)
    writer.write(page.sheet, page.formulas())
    link(page, writer)
    _hide_again(page, writer, hidden)
    rename(page, writer, meanings)


def _write(page: Page, writer: Writer, hidden: list[int]) -> None:
    """Write the values; under a filter never a block of rows that show and rows that do not."""
    cells, unseen = page.blocks(), set(hidden)
    if page.region.structural or not unseen:
        writer.write(page.sheet, cells)
        return
    writer.write(page.sheet, {place: e for place, e in cells.items() if place[0] not in unseen})
    writer.write(page.sheet, {place: e for place, e in cells.items() if place[0] in unseen})


# ---------------------------------------------------------------------- rows


def _below(page: Page, row: int) -> bool:
    """Tell whether anything stands from a row on in the table's columns."""
    region = page.region
    if any(
        other.top >= row and other.left <= region.right and region.left <= other.right
        for other in page.others
    ):
        return True
    width = len(page.grid.rows[0]) if page.grid.rows else 0
    return any(
        page.grid.filled(number, column)
        for number in range(row, len(page.grid.rows) + 1)
        for column in range(region.left, min(region.right, width) + 1)
    )


def _close_up(page: Page, writer: Writer) -> None:
    """Take the cells of the rows that go out, from the last up."""
    region, sheet = page.region, page.sheet
    going = list(page.gone)
    if not going:
        return
    if page.table is not None and not page.kept:
        first = going.pop(0)  # a table is never without a row
        _clear(page, writer, first)
    below = _below(page, region.bottom + region.totals + 1)
    for top, bottom in reversed(stretches(going)):
        area = Box(region.left, top, region.right, bottom)
        writer.back.add(sheet.name, lambda a=area: _put_back(page, writer, a))  # type: ignore[misc]
        cells_of(sheet, area).delete("up")
    end = region.bottom + region.totals
    if below and going:
        _insert(page, writer, Box(region.left, end - len(going) + 1, region.right, end))


def _clear(page: Page, writer: Writer, row: int) -> None:
    region = page.region
    cells = {
        (row, column): Entry(None, before=page.before(row, column))
        for column in range(region.left, region.right + 1)
        if page.grid.filled(row, column)
    }
    writer.write(page.sheet, cells)


def _put_back(page: Page, writer: Writer, area: Box) -> None:
    """Bring deleted cells back, with what they held."""
    cells_of(page.sheet, area).insert("down", "format_from_left_or_above")
    writer.write(
        page.sheet,
        {
            (row, column): Entry(page.before(row, column))
            for row in range(area.top, area.bottom + 1)
            for column in range(area.left, area.right + 1)
            if page.grid.filled(row, column)
        },
    )
    table = page.table
    if table is not None and page.sheet.tables[table.name].range.address != _absolute(table.box):
        page.sheet.tables[table.name].resize(cells_of(page.sheet, table.box))


def _insert(page: Page, writer: Writer, area: Box) -> None:
    writer.back.add(page.sheet.name, lambda: cells_of(page.sheet, area).delete("up"))
    cells_of(page.sheet, area).insert("down", "format_from_left_or_above")


def _make_room(page: Page, writer: Writer) -> None:
    """Open the rows by which the body grows; they take the formats of the row above them."""
    region, sheet = page.region, page.sheet
    bottom = page.bottom_kept
    grown = region.new_bottom - bottom
    if grown <= 0 or bottom < region.top:
        return
    areas = [Box(region.left, bottom + 1, region.right, bottom + grown)]
    if page.places:
        runs = stretches(page.places)
        areas = [Box(region.left, first, region.right, last) for first, last in runs]
    end = bottom + region.totals
    if _below(page, region.bottom + region.totals + 1):
        if not region.totals and not page.places and not _movable(page):
            return
        # The blank cells the table grows over go first, so that what is below stays where it is.
        blank = Box(region.left, end + 1, region.right, end + grown)
        writer.back.add(
            sheet.name,
            lambda: cells_of(sheet, blank).insert("down", "format_from_left_or_above"),
        )
        cells_of(sheet, blank).delete("up")
    for area in areas:
        _insert(page, writer, area)


def _movable(page: Page) -> bool:
    """Tell whether every table below stands within the columns of this one."""
    region = page.region
    return all(
        other.top <= region.bottom
        or (region.left <= other.left and other.right <= region.right)
        or other.right < region.left
        or region.right < other.left
        for other in page.others
    )


def _resize(page: Page, writer: Writer) -> None:
    """Let the table span its new rows; nothing is left to a program's own widening."""
    region, table = page.region, page.table
    if table is None or not region.structural:
        return
    own = page.sheet.tables[table.name]
    whole = table.box._replace(bottom=region.new_bottom + region.totals)
    if own.range.address == _absolute(whole):
        return
    writer.back.add(
        page.sheet.name,
        lambda: page.sheet.tables[table.name].resize(cells_of(page.sheet, table.box)),
    )
    own.resize(cells_of(page.sheet, whole))


def _absolute(area: Box) -> str:
    first, _, last = area.area.partition(":")
    return ":".join(_dollars(corner) for corner in (first, last))


def _dollars(corner: str) -> str:
    column = corner.rstrip("0123456789")
    return f"${column}${corner[len(column) :]}"


# ---------------------------------------------------------------------- filters and hidden rows


def _show_filtered(page: Page) -> None:
    """Take a live filter off: while rows are filtered, a program moves only those that show."""
    area = Box(1, page.region.top, 1, max(page.region.top, page.region.bottom))
    hidden = hidden_rows(page.sheet, area)
    if not hidden:
        return
    with suppress(NotImplementedError, AttributeError):
        if page.table is None:
            if page.sheet.api.FilterMode:
                page.sheet.api.ShowAllData()
            return
        own = page.sheet.tables[page.table.name]
        if own.show_autofilter and any(each.type != "none" for each in own.autofilter.criteria):
            own.autofilter.clear()


def _hide_again(page: Page, writer: Writer, hidden: list[int]) -> None:
    """Let the rows be hidden that hold what was hidden before, where rows have moved."""
    region = page.region
    rows = Box(1, region.top, MAX_COLUMNS, max(region.top, region.bottom))
    if not hidden or not region.shifts or any(other.meets(rows) for other in page.others):
        return
    wanted = {page.slots[row] for row in hidden if row in page.slots}
    _set_hidden(page.sheet, set(hidden) - wanted, hidden=False)
    _set_hidden(page.sheet, wanted - set(hidden), hidden=True)
    writer.back.add(page.sheet.name, lambda: _set_hidden(page.sheet, hidden, hidden=True))
    writer.back.add(
        page.sheet.name, lambda: _set_hidden(page.sheet, wanted - set(hidden), hidden=False)
    )


def _set_hidden(sheet: xlwings.Sheet, rows: set[int] | list[int], *, hidden: bool) -> None:
    for top, bottom in stretches(rows):
        sheet.range((top, 1), (bottom, 1)).rows.hidden = hidden
