"""A table of an open workbook on its way from what it holds to what a plan wants it to hold."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from crm_workbook.fields import field
from crm_workbook.model import Formula
from crm_workbook.store.bodies import NEW
from crm_workbook.store.live.formulas import source_row
from crm_workbook.store.live.writer import Entry, rectangles
from crm_workbook.store.patching.guards import Region, region_of
from crm_workbook.store.ranges import Box, box, shifted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import xlwings

    from crm_workbook.model import Placed, TableFacts
    from crm_workbook.store.bodies import Body, Line
    from crm_workbook.store.live.grid import Grid, Place
    from crm_workbook.store.package.cells import Value


_SCATTERED: Final = 8
"""From so many pieces on it is quicker to write what lies between them, too."""


class Standing(NamedTuple):
    """Where an Excel table stands."""

    name: str
    box: Box
    heading_rows: int
    totals_rows: int

    @property
    def top(self) -> int:
        """The first row of its body."""
        return self.box.top + self.heading_rows

    @property
    def bottom(self) -> int:
        """The last row of its body."""
        return self.box.bottom - self.totals_rows


class Target(NamedTuple):
    """A row to be written."""

    line: Line
    source: int
    """The row that stands there before, where it was read; 0 when none does."""


class Page:
    """One table of the workbook, and the sheet it stands on."""

    def __init__(
        self, sheet: xlwings.Sheet, grid: Grid, body: Body, places: Sequence[int] = ()
    ) -> None:
        """Plan the way from `grid`, as the sheet is now, to `body`.

        `places` are the rows into which the new lines come, where not behind all others.
        """
        self.sheet = sheet
        self.grid = grid
        self.body = body
        self.table: Standing | None = None
        self.facts: TableFacts | None = None
        self.others: list[Box] = []
        for facts in grid.tables:
            area = box(facts.ref)
            if area is None:
                continue
            if facts.name == body.table.layout.table:
                self.facts = facts
                self.table = Standing(facts.name, area, facts.heading_rows, facts.totals_rows)
            else:
                self.others.append(area)
        self.calculated = self.facts.calculated if self.facts is not None else {}
        """The formula of every calculated column, by column number."""
        self.region: Region = region_of(body, self.table)
        gone = {body.table.rows[index] for index in body.gone}
        self.kept = [r for r in range(self.region.top, self.region.bottom + 1) if r not in gone]
        """The rows of the body that stay, where they were read."""
        self.gone = sorted(gone)
        self.places = tuple(places)
        """The rows that are opened between others."""
        if places and len(body.table) and places[0] <= self.bottom_kept:
            self.region = self.region._replace(new_bottom=self.bottom_kept + len(places))
        else:
            self.places = ()
        taken = set(self.places)
        last = max(self.region.bottom, self.region.new_bottom)
        free = (row for row in range(self.region.top, last + 1) if row not in taken)
        self.slots = dict(zip(self.kept, free, strict=False))
        """Where the rows that stay will stand."""
        self.columns = {placed.column.id: placed for placed in body.table.placed}
        self.targets = dict(self._targets())

    @property
    def bottom_kept(self) -> int:
        """The last row of the body once the rows that go are gone; a table keeps one, empty."""
        end = self.region.top - 1 + len(self.kept)
        return max(end, self.region.top) if self.table is not None else end

    def _targets(self) -> Iterator[tuple[int, Target]]:
        top, table = self.region.top, self.body.table
        opened = iter(self.places)
        for line, row in zip(self.body.lines, self.body.rows(), strict=True):
            if line.index != NEW:
                if line.changes:
                    source = table.rows[line.index]
                    yield self.slots[source], Target(line, source)
            elif self.places:
                yield next(opened), Target(line, 0)
            else:
                source = self.kept[row - top] if row - top < len(self.kept) else 0
                yield row, Target(line, source)

    def ours(self, placed: Placed) -> bool:
        """Tell whether a column is computed by this tool, so that it may replace formulas."""
        role = self.body.table.sheet.role
        return (role == "computed" or placed.column.role == "computed") and not placed.own

    def filled_by_itself(self, placed: Placed, value: Value) -> bool:
        """Tell whether a new row's cell has the formula of its column instead of a value."""
        return placed.number in self.calculated and not (self.ours(placed) and value is not None)

    def before(self, source: int, column: int) -> Value:
        """Return what a cell holds now, its formula if it has one."""
        if not source:
            return None
        formula = self.grid.formulas.get((source, column))
        return self.grid.value(source, column) if formula is None else Formula(formula)

    def entries(self) -> dict[Place, Entry]:
        """Return the values to be written, by the place where they will stand."""
        found: dict[Place, Entry] = {}
        for row, (line, source) in self.targets.items():
            fresh = line.index == NEW
            for column_id, value in line.cells():
                placed = self.columns[column_id]
                before = self.before(source, placed.number)
                if fresh and self.filled_by_itself(placed, value):
                    continue
                if fresh and (value is None or value == "") and before is not None:
                    continue
                wanted = field(placed.column.kind).number_format
                found[row, placed.number] = Entry(value, wanted, before)
        return found

    def blocks(self) -> dict[Place, Entry]:
        """Return the values to be written, with the cells between them where that saves calls.

        In a column that this tool computes the changed cells lie scattered. Such a column is
        written in one piece, the cells in between with what they hold.
        """
        found = self.entries()
        if len(rectangles(found)) <= _SCATTERED:
            return found
        rows = range(min(row for row, _ in found), max(row for row, _ in found) + 1)
        touched = {column for _, column in found}
        ours = [p for p in self.columns.values() if p.number in touched and self.ours(p)]
        sources = {slot: source for source, slot in self.slots.items()}
        for placed in ours:
            wanted = field(placed.column.kind).number_format
            for row in rows:
                held = self.before(sources.get(row, 0), placed.number)
                if (row, placed.number) not in found and not isinstance(held, Formula):
                    found[row, placed.number] = Entry(held, wanted, held)
        return found

    def formulas(self) -> dict[Place, Entry]:
        """Return the formulas of calculated columns that new rows take on."""
        found: dict[Place, Entry] = {}
        if self.table is None or not self.calculated:
            return found
        body = self.table.box._replace(top=self.table.top, bottom=self.table.bottom)
        placed = {each.number: each for each in self.columns.values()}
        for column, formula in self.calculated.items():
            origin = source_row(self.grid.formulas, column, formula, body)
            known = placed.get(column)
            for row, (line, source) in self.targets.items():
                if line.index != NEW or isinstance(self.before(source, column), Formula):
                    continue
                if known is not None:
                    value = dict(line.cells()).get(known.column.id)
                    if not self.filled_by_itself(known, value):
                        continue
                found[row, column] = Entry(Formula(shifted(formula, row - origin)))
        return found

    def links(self) -> dict[Place, Value]:
        """Return the written cells that may hold a link, with what they will hold."""
        return {
            (row, placed.number): value
            for row, (line, _) in self.targets.items()
            for column_id, value in line.cells()
            if (placed := self.columns[column_id]).column.kind == "link"
        }
