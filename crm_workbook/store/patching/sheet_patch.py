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
from crm_workbook.store.bodies import NEW
from crm_workbook.store.package import links
from crm_workbook.store.package.markup import Tag, first, tags, with_attribute
from crm_workbook.store.package.sheet_markup import SheetMarkup, Span, formula_of, moved, style_of
from crm_workbook.store.package.styles import GENERAL
from crm_workbook.store.package.table_part import FED, TablePart, resize, tables_of
from crm_workbook.store.patching import follow
from crm_workbook.store.patching.guards import (
    OWN_FORMULA,
    Region,
    SharedFormulas,
    guard_blank,
    guard_cells,
    guard_growth,
    guard_notes,
    guard_outside,
    guard_sheet,
    guard_typed_totals,
    region_of,
)
from crm_workbook.store.patching.heights import Heights
from crm_workbook.store.patching.row_plan import Target, dressed, moves, targets
from crm_workbook.store.ranges import MAX_COLUMNS, Box, shifted

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from crm_workbook.model import Cell, Placed
    from crm_workbook.store.bodies import Body
    from crm_workbook.store.package import Package
    from crm_workbook.store.package.cells import Value
    from crm_workbook.store.package.workbook_part import WorkbookPart

_CHUNK: Final = 1 << 18
_SAMPLE: Final = 5
"""How many of the last rows decide what a new row looks like; one highlighted row does not."""


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
    region = region_of(body, table)
    guard_typed_totals(region, body)
    guard_sheet(region, markup)
    others = [t for t in tables if t is not table]
    guard_growth(region, markup, others)
    guard_outside(region, markup, others)
    guard_notes(region, package, entry.part, others)
    patch = _Patch(workbook, body, markup, region, table, others)
    package.write_pieces(entry.part, patch.pieces(patch.tail(package)))
    patch.shared.guard_overwritten(region, patch.overwritten)
    if table is not None and region.structural:
        resize(package, table, region.new_bottom)
    workbook.source = follow.renamed(workbook.source, region)
    return Patched(table, patch.formulas_removed)


class _Patch:
    """One sheet being rewritten."""

    def __init__(
        self,
        workbook: WorkbookPart,
        body: Body,
        markup: SheetMarkup,
        region: Region,
        table: TablePart | None,
        others: Collection[TablePart],
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
        rows = Box(1, region.top, MAX_COLUMNS, region.bottom + region.totals)
        self._neighbours = any(other.box.meets(rows) for other in others)
        self._targets = targets(body, region, markup, unshare=self._unshare, unhide=self._unhide)
        guard_cells(region, markup, self._changed)
        self._styles = self._sampled_styles()
        self._heights = Heights.of(body.table, markup.head, workbook.styles, self._styles)

    def _info(self, placed: Placed) -> _ColumnInfo:
        column = placed.column
        computed = self.body.table.sheet.role == "computed" or column.role == "computed"
        wanted = field(column.kind).number_format
        ours, link = computed and not placed.own, column.kind == "link"
        return _ColumnInfo(placed.number, letters(placed.number), wanted, ours, link)

    def _changed(self) -> set[tuple[int, int]]:
        return {
            (self._columns[column].number, row)
            for row, target in self._targets.items()
            if target.line is not None
            for column, _ in target.line.cells()
        }

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
        return links.relinked(package, sheet, self._links(), moves(self.region, self._targets))

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

    def _row(self, number: int, target: Target) -> bytes:
        row = self._dressed(number, target)
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
        if target.line is not None:
            written = self._heights.fitted(written, target.line)
        return b"" if _vacant(written, target) else written

    def _dressed(self, number: int, target: Target) -> bytes:
        """Return a row as it stands there; how it is shown goes along with what it shows."""
        row, region = self.markup.row(number), self.region
        stays = target.source == number or not region.shifts or self._neighbours
        if stays or not (target.source or number <= region.bottom + region.totals):
            return row
        return dressed(row, number, self.markup.prefix, self.markup.row(target.source))

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
        self, number: int, target: Target, here: dict[int, bytes], new: dict[int, bytes]
    ) -> None:
        """Add the changed cells of a line to `new`; a new line gets all the cells of a row."""
        line = target.line
        if line is None:
            return
        fresh = line.index == NEW
        results: dict[int, Cell] = {}
        if fresh:
            guard_blank(self.region, number, here)
        for column_id, value in line.cells():
            info = self._columns[column_id]
            old = here.get(info.number)
            calculated = info.number in self._formulas and not (info.ours and value is not None)
            if fresh and calculated:
                results[info.number] = None if isinstance(value, Formula) else value
                continue
            if fresh and value is None and old is not None:
                continue
            new[info.number] = self._cell(number, target.source, info, value, old)
        if fresh:
            self._complete(number, here, new, results)

    def _complete(
        self,
        number: int,
        here: dict[int, bytes],
        new: dict[int, bytes],
        results: Mapping[int, Cell],
    ) -> None:
        """Give a new row its calculated cells, and the formats of the columns nobody wrote to.

        A calculated cell shows what the plan says it gives until somebody calculates it.
        """
        for column in self._formulas.keys() | self._styles.keys():
            known = new.get(column) or (column in here and results.get(column) is None)
            if known or not self.region.left <= column <= self.region.right:
                continue
            formula = self._formulas.get(column)
            value = None if formula is None else Formula(formula, results.get(column))
            address = f"{letters(column)}{number}"
            style = style_of(here[column]) if column in here else self._styles.get(column)
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


def _vacant(row: bytes, target: Target) -> bool:
    """Tell whether a cleared row says nothing any more, so that it need not stand there."""
    if target.source or target.line is not None:
        return False
    tag = first(row, "row")
    if tag is None or b"ht=" in tag.source or b"hidden=" in tag.source:
        return tag is None
    return tag.empty or row.startswith(b"</", tag.end)
