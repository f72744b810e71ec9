"""Cells written in blocks, each of them so that it can be taken back."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Final, NamedTuple

from crm_workbook.model import Formula
from crm_workbook.store.live.values import format_for, typed
from crm_workbook.store.package.styles import GENERAL
from crm_workbook.store.ranges import Box

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    import xlwings

    from crm_workbook.store.live.grid import Place
    from crm_workbook.store.live.session import Progress
    from crm_workbook.store.package.cells import Value

_BLOCK: Final = 20_000
"""Cells written at once; between two blocks the status bar can say how far it is."""
_LONG: Final = 8_000
"""Letters beyond which a text goes alone: older Excels refuse a longer one within a block."""


class Entry(NamedTuple):
    """What a cell shall hold."""

    value: Value
    wanted: str = GENERAL
    """The number format of its column's kind."""
    before: Value = None
    """What it holds now."""


class TakingBack:
    """The way back from everything done so far, the last step first."""

    def __init__(self) -> None:
        """Begin with nothing done."""
        self._steps: list[tuple[str, Callable[[], object]]] = []

    def add(self, title: str, step: Callable[[], object]) -> None:
        """Note how to undo what is about to be done to a sheet."""
        self._steps.append((title, step))

    def all(self) -> list[str]:
        """Take everything back; return the sheets on which something could not be."""
        failed = []
        for title, step in reversed(self._steps):
            try:
                step()
            except Exception:  # noqa: BLE001 - what else can be taken back still is
                failed.append(title)
        self._steps.clear()
        return list(dict.fromkeys(failed))


class Writer:
    """Writes cells of an open workbook."""

    def __init__(self, back: TakingBack, progress: Progress) -> None:
        """Note the ways back in `back`."""
        self.back = back
        self._progress = progress

    def write(self, sheet: xlwings.Sheet, cells: Mapping[Place, Entry]) -> None:
        """Write cells by row and column, formulas after values."""
        plain = {place: e for place, e in cells.items() if not isinstance(e.value, Formula)}
        for area in rectangles(plain):
            self._write(sheet, area, plain)
        formulas = {place: e for place, e in cells.items() if isinstance(e.value, Formula)}
        for area in rectangles(formulas):
            self._write(sheet, area, formulas)

    def _write(self, sheet: xlwings.Sheet, area: Box, cells: Mapping[Place, Entry]) -> None:
        step = max(1, _BLOCK // (area.right - area.left + 1))
        for top in range(area.top, area.bottom + 1, step):
            block = area._replace(top=top, bottom=min(area.bottom, top + step - 1))
            before = [[cells[place].before for place in row] for row in _places(block)]
            codes = [number_formats(sheet, column) for column in _columns(block)]
            self.back.add(sheet.name, lambda b=block, v=before, c=codes: _restore(sheet, b, v, c))  # type: ignore[misc]
            self._put(sheet, block, cells, codes)
            self._progress.done((block.bottom - block.top + 1) * (block.right - block.left + 1))

    def _put(
        self,
        sheet: xlwings.Sheet,
        block: Box,
        cells: Mapping[Place, Entry],
        codes: Sequence[Sequence[str]],
    ) -> None:
        now = [
            [format_for(*cells[row, column][:1], code, cells[row, column].wanted) or code
             for row, code in enumerate(known, block.top)]
            for column, known in enumerate(codes, block.left)
        ]  # fmt: skip
        for column, old, new in zip(_columns(block), codes, now, strict=True):
            _set_formats(sheet, column, old, new)
        values = [[cells[place].value for place in row] for row in _places(block)]
        _hand_over(sheet, block, values, now)


def _hand_over(
    sheet: xlwings.Sheet,
    block: Box,
    values: Sequence[Sequence[Value]],
    codes: Sequence[Sequence[str]],
) -> None:
    """Write a block in one piece; `codes` are its number formats by column."""
    area = cells_of(sheet, block)
    if all(isinstance(value, Formula) for row in values for value in row):
        area.formula = [[f"={value.source}" for value in row] for row in values]  # type: ignore[union-attr]
        return
    rows: list[list[object]] = []
    alone: list[tuple[int, int, object]] = []
    for r, row in enumerate(values):
        rows.append([])
        for c, value in enumerate(row):
            given: object = None
            if isinstance(value, Formula):
                alone.append((r, c, value))
            else:
                given = typed(value, codes[c][r])
                if isinstance(given, str) and (len(given) > _LONG or _quoted(value)):
                    alone.append((r, c, given))
                    given = None
            rows[-1].append(given)
    area.value = rows
    for r, c, given in alone:
        cell = sheet.range((block.top + r, block.left + c))
        if isinstance(given, Formula):
            cell.formula = f"={given.source}"
            continue
        cell.value = given
        if _quoted(values[r][c]) and cell.value != values[r][c]:
            cell.value = f"'{values[r][c]}"  # the program took the text's own apostrophe as a sign


def _quoted(value: Value) -> bool:
    """Tell whether a text begins with an apostrophe of its own."""
    return isinstance(value, str) and value.startswith("'")


def _restore(
    sheet: xlwings.Sheet,
    block: Box,
    values: Sequence[Sequence[Value]],
    codes: Sequence[Sequence[str]],
) -> None:
    for column, known in zip(_columns(block), codes, strict=True):
        _set_formats(sheet, column, [""] * len(known), known)
    _hand_over(sheet, block, values, codes)


def number_formats(sheet: xlwings.Sheet, area: Box) -> list[str]:
    """Return the number formats down a column; one question where they are the same."""
    code: object = cells_of(sheet, area).number_format
    size = area.bottom - area.top + 1
    if isinstance(code, str):
        return [code] * size
    if size == 1:
        return [GENERAL]
    middle = area.top + size // 2
    return [
        *number_formats(sheet, area._replace(bottom=middle - 1)),
        *number_formats(sheet, area._replace(top=middle)),
    ]


def _set_formats(
    sheet: xlwings.Sheet, column: Box, old: Sequence[str], new: Sequence[str]
) -> None:
    """Set the number formats down a column where they change, in stretches."""
    row = column.top
    for (code, change), group in groupby(zip(new, map(str.__ne__, old, new), strict=True)):
        size = sum(1 for _ in group)
        if change:
            cells_of(sheet, column._replace(top=row, bottom=row + size - 1)).number_format = code
        row += size


def rectangles(places: Iterable[Place]) -> list[Box]:
    """Return the fewest areas, by columns, that cover just these cells."""
    columns: dict[int, list[int]] = {}
    for row, column in sorted(places):
        columns.setdefault(column, []).append(row)
    runs_of = {column: _stretches(rows) for column, rows in columns.items()}
    found: list[Box] = []
    last = 0
    for column in sorted(runs_of):
        runs = runs_of[column]
        if column == last + 1 and runs == runs_of.get(last):
            start = len(found) - len(runs)
            found[start:] = [area._replace(right=column) for area in found[start:]]
        else:
            found += [Box(column, top, column, bottom) for top, bottom in runs]
        last = column
    return found


def _stretches(rows: Sequence[int]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for row in rows:
        if found and found[-1][1] == row - 1:
            found[-1] = found[-1][0], row
        else:
            found.append((row, row))
    return found


def stretches(rows: Iterable[int]) -> list[tuple[int, int]]:
    """Return rows as first and last of each run without a gap."""
    return _stretches(sorted(rows))


def cells_of(sheet: xlwings.Sheet, area: Box) -> xlwings.Range:
    """Return an area of a sheet."""
    return sheet.range((area.top, area.left), (area.bottom, area.right))


def _places(area: Box) -> list[list[Place]]:
    columns = range(area.left, area.right + 1)
    return [[(row, column) for column in columns] for row in range(area.top, area.bottom + 1)]


def _columns(area: Box) -> list[Box]:
    return [area._replace(left=c, right=c) for c in range(area.left, area.right + 1)]
