"""A table's new content, written into the worksheet part it stands in.

Rows that do not change are copied as they are, and so is every cell of a changed row that does not
change itself. The new part is made piece by piece and goes straight into the compressor.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final, NamedTuple

from crm_workbook.errors import CrmError
from crm_workbook.fields import field
from crm_workbook.model import Formula, letters
from crm_workbook.store import follow, links
from crm_workbook.store.bodies import NEW
from crm_workbook.store.guards import (
    OWN_FORMULA,
    Region,
    SharedFormulas,
    guard_blank,
    guard_cells,
    guard_growth,
    guard_notes,
    guard_sheet,
    guard_typed_totals,
)
from crm_workbook.store.markup import Tag, first, tags, with_attribute
from crm_workbook.store.ranges import Box, shifted
from crm_workbook.store.sheet_markup import SheetMarkup, Span, formula_of, moved, style_of
from crm_workbook.store.styles import GENERAL
from crm_workbook.store.table_part import FED, TablePart, resize, tables_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crm_workbook.model import Placed
    from crm_workbook.store.bodies import Body, Line
    from crm_workbook.store.cells import Value
    from crm_workbook.store.package import Package
    from crm_workbook.store.workbook_part import WorkbookPart

_CHUNK: Final = 1 << 18
_SAMPLE: Final = 5
"""How many of the last rows decide what a new row looks like; one highlighted row does not."""


class _Target(NamedTuple):
    """A row to be written."""

    source: int
    """The row whose cells it takes over; 0 when none."""
    line: Line | None


class _ColumnInfo(NamedTuple):
    number: int
    name: str
    wanted: str
    ours: bool
    link: bool


class Patched(NamedTuple):
    """What patching a sheet found out."""

    table: TablePart | None
    formulas_removed: bool


def patch_sheet(workbook: WorkbookPart, body: Body) -> Patched:
    """Bring a table of the workbook into its new state.

    Raises:
        CrmError: That cannot be done without the risk of losing something.
    """
    package = workbook.package
    entry = workbook.sheet(body.title)
    markup = SheetMarkup(entry.part, package.read(entry.part))
    tables = tables_of(package, entry.part)
    table = next((t for t in tables if t.name == body.table.layout.table), None)
    if table is not None and table.fed:
        raise CrmError(FED, sheet=body.title, table=table.name)
    region = _region(body, table)
    guard_typed_totals(region, body)
    guard_sheet(region, markup)
    guard_growth(region, markup, [t for t in tables if t is not table])
    guard_notes(region, package, entry.part)
    patch = _Patch(workbook, body, markup, region, table)
    package.write_pieces(entry.part, patch.pieces(patch.tail(package)))
    patch.shared.guard_overwritten(region, patch.overwritten)
    if table is not None and region.structural:
        resize(package, table, region.new_bottom)
    workbook.source = follow.renamed(workbook.source, body.title, region)
    return Patched(table, patch.formulas_removed)


def _region(body: Body, table: TablePart | None) -> Region:
    layout = body.table.layout
    numbers = [placed.number for placed in layout.placed]
    left, right, top, bottom = min(numbers), max(numbers), layout.first_row, layout.last_row
    totals = 0
    if table is not None:
        # A column typed right beside the table belongs to its rows, widened or not.
        left, right = min(left, table.box.left), max(right, table.box.right)
        top, bottom, totals = table.top, table.bottom, table.totals_rows
        if not totals:
            # Rows typed right below the table are in its body, whether or not it was widened.
            bottom = max(bottom, layout.last_row)
    gone = [body.table.rows[index] for index in body.gone]
    last = max(body.rows(), default=top - 1)
    new_bottom = max(bottom - len(gone), last, top if table is not None else top - 1)
    moves = min(gone, default=0)
    return Region(body.title, left, right, top, bottom, new_bottom, totals, moves)


class _Patch:
    """One sheet being rewritten."""

    def __init__(
        self,
        workbook: WorkbookPart,
        body: Body,
        markup: SheetMarkup,
        region: Region,
        table: TablePart | None,
    ) -> None:
        self.markup = markup
        self.body = body
        self.region = region
        self.shared = SharedFormulas(markup)
        self.overwritten: set[tuple[int, int]] = set()
        self.formulas_removed = False
        self._cells = workbook.cells(markup.prefix)
        self._sheet = body.table.sheet.id
        self._columns = {p.column.id: self._info(p) for p in body.table.placed}
        self._formulas = {} if table is None else table.formulas
        self._unshare = bool(region.moves) and self.shared.guard_moved(region)
        self._unhide = region.structural and (
            follow.live_filter(markup.tail) if table is None else table.filtered
        )
        self._targets = self._plan()
        guard_cells(region, markup, self._changed)
        self._styles = self._sampled_styles()

    def _info(self, placed: Placed) -> _ColumnInfo:
        column = placed.column
        computed = self.body.table.sheet.role == "computed" or column.role == "computed"
        wanted = field(column.kind).number_format
        ours, link = computed and not placed.own, column.kind == "link"
        return _ColumnInfo(placed.number, letters(placed.number), wanted, ours, link)

    def _plan(self) -> dict[int, _Target]:
        """Return every row that has to be written, by number."""
        region, table = self.region, self.body.table
        found: dict[int, _Target] = {}
        for line, row in zip(self.body.lines, self.body.rows(), strict=True):
            if line.index == NEW:
                found[row] = _Target(row if row <= region.bottom and not region.moves else 0, line)
            elif line.changes:
                found[row] = _Target(table.rows[line.index], line)
        if region.shifts:
            self._plan_moves(found)
        if self._unshare:
            for row in range(region.top, region.moves):
                found.setdefault(row, _Target(row, None))
        if self._unhide:
            for row in self._hidden_rows():
                found.setdefault(row, _Target(row, None))
        return dict(sorted(found.items()))

    def _changed(self) -> set[tuple[int, int]]:
        return {
            (self._columns[column].number, row)
            for row, target in self._targets.items()
            if target.line is not None
            for column, _ in target.line.cells()
        }

    def _plan_moves(self, found: dict[int, _Target]) -> None:
        region = self.region
        old_end, new_end = region.bottom + region.totals, region.new_bottom + region.totals
        gone = {self.body.table.rows[index] for index in self.body.gone}
        row = region.moves or region.bottom + 1
        start = row
        for source in range(row, region.bottom + 1):
            if source in gone:
                continue
            target = found.get(row)
            found[row] = _Target(source, target.line if target else None)
            row += 1
        for step in range(region.totals):
            found[region.new_bottom + 1 + step] = _Target(region.bottom + 1 + step, None)
        for row in range(start, max(old_end, new_end) + 1):
            found.setdefault(row, _Target(0, None))

    def _hidden_rows(self) -> Iterator[int]:
        markup, region = self.markup, self.region
        if b"hidden=" not in markup.data:
            return
        for index in range(markup.index(region.top), len(markup.numbers)):
            if markup.numbers[index] > region.bottom:
                return
            start = markup.begin(index)
            opening = markup.data[start : markup.data.index(b">", start) + 1]
            if b"hidden=" in opening:
                yield markup.numbers[index]

    def _sampled_styles(self) -> dict[int, int]:
        """Return the style a new cell gets, by column: that of most of the last rows."""
        markup, region = self.markup, self.region
        seen: dict[int, Counter[int]] = {}
        stop = markup.index(region.bottom + 1)
        for index in range(max(markup.index(region.top), stop - _SAMPLE), stop):
            row = markup.row(markup.numbers[index])
            for column, start, end in markup.cells(row):
                seen.setdefault(column, Counter())[style_of(row[start:end])] += 1
        found = {column: count.most_common(1)[0][0] for column, count in seen.items()}
        for tag in tags(markup.head, "col"):
            if (given := tag.get("style")) is not None:
                first_column, last_column = int(tag.get("min") or 1), int(tag.get("max") or 1)
                for column in range(first_column, min(last_column, region.right) + 1):
                    found.setdefault(column, int(given))
        return found

    def tail(self, package: Package) -> bytes:
        """Return what follows the rows; new and removed links change the sheet's relations too."""
        tail = follow.sheet_filter(follow.stretched(self.markup.tail, self.region), self.region)
        sheet = links.Sheet(self.markup.part, self.markup.head, tail)
        return links.relinked(package, sheet, self._links(), self._moves())

    def _links(self) -> dict[links.Place, str]:
        """Return what every link cell that is written shall open, '' for nothing."""
        if not any(info.link for info in self._columns.values()):
            return {}
        return {
            (self._columns[column].number, row): links.address(value)
            for row, target in self._targets.items()
            if target.line is not None
            for column, value in target.line.cells()
            if self._columns[column].link
        }

    def _moves(self) -> links.Moves | None:
        region = self.region
        if not region.shifts:
            return None
        start, stop = region.moves or region.bottom + 1, region.bottom + region.totals
        places = {
            target.source: row
            for row, target in self._targets.items()
            if start <= target.source <= stop
        }
        reach = Box(region.left, start, region.right, stop)
        return links.Moves(reach, sorted(places), places)

    def pieces(self, tail: bytes) -> Iterator[bytes | memoryview]:
        """Yield the new part, which ends with `tail`."""
        markup, view = self.markup, memoryview(self.markup.data)
        yield follow.used_area(markup.head, self.region)
        at = markup.start
        waiting: list[bytes] = []
        size = 0
        for number, target in self._targets.items():
            index = markup.index(number)
            start = markup.begin(index)
            if start > at:
                yield b"".join(waiting)
                waiting, size = [], 0
                yield view[at:start]
                at = start
            row = self._row(number, target)
            waiting.append(row)
            size += len(row)
            if size > _CHUNK:
                yield b"".join(waiting)
                waiting, size = [], 0
            if index < len(markup.numbers) and markup.numbers[index] == number:
                at = markup.begin(index + 1)
        yield b"".join(waiting)
        yield view[at : markup.end]
        yield tail

    def _row(self, number: int, target: _Target) -> bytes:
        row = self.markup.row(number)
        if self._unhide and row:
            end = row.index(b">") + 1
            row = with_attribute(row[:end], "hidden", None) + row[end:]
        cells = self.markup.cells(row)
        here = self._inside(row, cells)
        new: dict[int, bytes] = {}
        if target.source != number:
            self.formulas_removed = self.formulas_removed or b"<f" in row
            new = dict.fromkeys(here, b"")
            source = self.markup.row(target.source)
            here = self._inside(source, self.markup.cells(source))
            for column, content in here.items():
                new[column] = self._carried(content, column, target.source, number)
        elif self._unshare:
            for column, content in here.items():
                if b'"shared"' in content:
                    new[column] = self._carried(content, column, number, number)
        if target.line is not None:
            self._write(number, target, here, new)
        written = self.markup.put(number, row, cells, new)
        return b"" if _vacant(written, target) else written

    def _inside(self, row: bytes, cells: list[Span]) -> dict[int, bytes]:
        """Return the cells of a row that belong to the table, by column."""
        left, right = self.region.left, self.region.right
        return {column: row[start:end] for column, start, end in cells if left <= column <= right}

    def _carried(self, cell: bytes, column: int, source: int, row: int) -> bytes:
        formula = formula_of(cell)
        text = None
        if formula is not None and formula.kind == "shared":
            first_column, first_row, master = self.shared.masters[formula.shared]
            unescaped = Tag(0, 0, b"", b'<f x="' + master.replace(b'"', b"&quot;") + b'">')
            text = shifted(unescaped.get("x") or "", source - first_row, column - first_column)
        return moved(cell, row, row - source, text)

    def _write(
        self, number: int, target: _Target, here: dict[int, bytes], new: dict[int, bytes]
    ) -> None:
        """Add the changed cells of a line to `new`; a new line gets all the cells of a row."""
        line = target.line
        if line is None:
            return
        fresh = line.index == NEW
        if fresh:
            guard_blank(self.region, number, here)
        for column_id, value in line.cells():
            info = self._columns[column_id]
            old = here.get(info.number)
            calculated = info.number in self._formulas and not (info.ours and value is not None)
            if fresh and (calculated or (value is None and old is not None)):
                continue
            new[info.number] = self._cell(number, target.source, info, value, old)
        if fresh:
            self._complete(number, here, new)

    def _complete(self, number: int, here: dict[int, bytes], new: dict[int, bytes]) -> None:
        """Give a new row its calculated cells, and the formats of the columns nobody wrote to."""
        for column in self._formulas.keys() | self._styles.keys():
            known = new.get(column) or column in here
            if known or not self.region.left <= column <= self.region.right:
                continue
            formula = self._formulas.get(column)
            value = None if formula is None else Formula(formula)
            address, style = f"{letters(column)}{number}", self._styles.get(column)
            cell = self._cells.markup(address, value, style, GENERAL, self._sheet)
            new[column] = cell.encode()

    def _cell(
        self, number: int, source: int, info: _ColumnInfo, value: Value, old: bytes | None
    ) -> bytes:
        address = f"{info.name}{number}"
        if old is None:
            style = self._styles.get(info.number)
            if style is None and info.link:
                style = self._cells.styles.clickable()
        else:
            style = style_of(old)
            if formula_of(old) is not None:
                if not info.ours:
                    raise CrmError(OWN_FORMULA, sheet=self.region.sheet, cell=address)
                self.formulas_removed = True
                self.overwritten.add((info.number, source))
        return self._cells.markup(address, value, style, info.wanted, self._sheet).encode()


def _vacant(row: bytes, target: _Target) -> bool:
    """Tell whether a cleared row says nothing any more, so that it need not stand there."""
    if target.source or target.line is not None:
        return False
    tag = first(row, "row")
    if tag is None or b"ht=" in tag.source or b"hidden=" in tag.source:
        return tag is None
    return tag.empty or row.startswith(b"</", tag.end)
