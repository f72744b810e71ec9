"""The rows and cells of a worksheet part, found without parsing it.

A row is known by where its start tag begins; its bytes reach to the next one's. Only rows that
change are looked into.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from functools import cache
from html import escape, unescape
from typing import TYPE_CHECKING, Final, NamedTuple

from crm_workbook.errors import CrmError
from crm_workbook.model import column_number
from crm_workbook.store.package.markup import UNUSUAL_XML, first, with_attribute
from crm_workbook.store.ranges import shifted

if TYPE_CHECKING:
    from collections.abc import Mapping

_STYLE: Final = re.compile(rb'\ss="(\d+)"')
_FORMULA: Final = re.compile(rb"<(?:[\w.-]+:)?f(?=[\s/>])([^>]*?)(?:/>|>([^<]*)<)")
_ADDRESS: Final = re.compile(rb'(\sr=")([A-Z]{1,3})\d+"')


Span = tuple[int, int, int]
"""A cell inside the bytes of its row: its column, where it starts, and behind its end."""


class FormulaMarkup(NamedTuple):
    """The formula of a cell."""

    kind: str
    """`normal`, `shared`, `array` or `dataTable`."""
    source: str
    shared: str
    """The number that the cells of one shared formula have in common."""
    ref: str


class SheetMarkup:
    """A worksheet part, cut into what precedes its rows, the rows, and what follows."""

    def __init__(self, part: str, data: bytes) -> None:
        """Find the rows.

        Raises:
            CrmError: There are none to be found, or they have no numbers or are out of order.
        """
        tag = first(data, "sheetData")
        if tag is None:
            raise CrmError(UNUSUAL_XML, part=part, why="sheetData")
        self.part = part
        self.data = data
        self.prefix = tag.prefix
        if tag.empty:
            closing = b"</" + tag.prefix + b"sheetData>"
            self.head = data[: tag.end - 2].rstrip() + b">"
            self.start = self.end = tag.end
            self.tail = closing + data[tag.end :]
        else:
            self.head = data[: tag.end]
            self.start = tag.end
            self.end = data.rindex(b"</" + tag.prefix + b"sheetData")
            self.tail = data[self.end :]
        self.numbers = array("L")
        self._starts = array("Q")
        self._columns: dict[bytes, int] = {}
        self._find_rows()

    def _find_rows(self) -> None:
        p = re.escape(self.prefix)
        pattern = re.compile(rb"<%srow(?=[\s/>])(?:[^>]*?\sr=[\"'](\d+)[\"'])?" % p)
        last = 0
        for match in pattern.finditer(self.data, self.start, self.end):
            number = int(match[1] or 0)
            if number <= last:
                raise CrmError(UNUSUAL_XML, part=self.part, why="row numbers")
            last = number
            self.numbers.append(number)
            self._starts.append(match.start())

    def index(self, number: int) -> int:
        """Return the index of the first row at or below `number`."""
        return bisect_left(self.numbers, number)

    def begin(self, index: int) -> int:
        """Return where the row of this index begins; the end of the rows, when there is none."""
        return self._starts[index] if index < len(self._starts) else self.end

    def row(self, number: int) -> bytes:
        """Return the bytes of a row, empty when it does not stand in the part."""
        index = self.index(number)
        if index == len(self.numbers) or self.numbers[index] != number:
            return b""
        return self.data[self.begin(index) : self.begin(index + 1)]

    def cells(self, row: bytes) -> list[Span]:
        """Return the cells of a row.

        Raises:
            CrmError: They have no addresses or are out of order.
        """
        found = []
        last = 0
        known = self._columns
        for match in _cell_pattern(self.prefix).finditer(row):
            letters = match[1] or b""
            column = known.get(letters)
            if column is None:
                column = known[letters] = column_number(letters.decode())
            if column <= last:
                raise CrmError(UNUSUAL_XML, part=self.part, why="cell addresses")
            last = column
            found.append((column, *match.span()))
        return found

    def put(self, number: int, row: bytes, cells: list[Span], new: Mapping[int, bytes]) -> bytes:
        """Return a row with cells replaced, added or (when their bytes are empty) removed.

        Args:
            number: The row's number.
            row: Its bytes, empty when it does not stand in the part yet.
            cells: Its cells, as `cells` found them.
            new: Column number to markup.
        """
        p = self.prefix
        if not row:
            content = b"".join(new[column] for column in sorted(new))
            return b'<%srow r="%d">%s</%srow>' % (p, number, content, p) if content else b""
        opening = row[: row.index(b">") + 1]
        known = {column for column, _, _ in cells}
        if any(markup and column not in known for column, markup in new.items()):
            changed = with_attribute(opening, "spans", None)
            row = changed + row[len(opening) :]
            shift = len(changed) - len(opening)
            cells = [(c, start + shift, end + shift) for c, start, end in cells]
            opening = changed
        if opening.endswith(b"/>"):
            if not any(new.values()):
                return row
            ending = b"</" + p + b"row>" + row[len(opening) :]
            row = opening[:-2].rstrip() + b">" + ending
            opening = row[: row.index(b">") + 1]
        out: list[bytes] = []
        at = 0
        waiting = sorted(new, reverse=True)
        for column, start, end in cells:
            while waiting and waiting[-1] < column:
                out += (row[at:start], new[waiting.pop()])
                at = start
            if waiting and waiting[-1] == column:
                out += (row[at:start], new[waiting.pop()])
                at = end
        last = cells[-1][2] if cells else len(opening)
        out.append(row[at:last])
        out += [new[column] for column in reversed(waiting)]
        out.append(row[last:])
        return b"".join(out)


@cache
def _cell_pattern(prefix: bytes) -> re.Pattern[bytes]:
    p = re.escape(prefix)
    return re.compile(
        rb"<%sc(?=[\s/>])(?:[^>]*?\sr=\"([A-Z]{1,3})\d+\")?[^>]*?(?:/>|>.*?</%sc>)" % (p, p),
        re.DOTALL,
    )


def style_of(cell: bytes) -> int:
    """Return the style of a cell; 0 when it names none."""
    found = _STYLE.search(cell, 0, cell.index(b">"))
    return int(found[1]) if found else 0


def filled(cell: bytes) -> bool:
    """Tell whether anything stands in a cell beside its style."""
    return not cell.endswith(b"/>") and b"<" in cell[1 : cell.rindex(b"</")]


def formula_of(cell: bytes) -> FormulaMarkup | None:
    """Return the formula of a cell, or None."""
    if b"f" not in cell or (found := _FORMULA.search(cell)) is None:
        return None
    attributes = found[1]

    def get(name: bytes) -> str:
        value = re.search(rb"\s%s=[\"']([^\"']*)" % name, attributes)
        return value[1].decode() if value else ""

    source = unescape((found[2] or b"").decode())
    return FormulaMarkup(get(b"t") or "normal", source, get(b"si"), get(b"ref"))


def moved(cell: bytes, row: int, rows: int, source: str | None = None) -> bytes:
    """Return a cell as it stands in another row, its formula gone along.

    Args:
        cell: Its markup.
        row: The row it moves to.
        rows: How many rows further down that is.
        source: Its formula where it stood, when that is not written in the cell itself.
    """
    cell = _ADDRESS.sub(lambda m: b'%s%s%d"' % (m[1], m[2], row), cell, count=1)
    formula = formula_of(cell)
    if formula is None:
        return cell
    text = shifted(formula.source if source is None else source, rows)
    found = _FORMULA.search(cell)
    if found is None or (source is None and text == formula.source):
        return cell
    name = cell[found.start() : found.start(1)]
    written = escape(text, quote=False).encode()
    end = found.end() if found[0].endswith(b"/>") else cell.index(b">", found.end()) + 1
    closing = b"</" + name[1:] + b">"
    return cell[: found.start()] + name + b">" + written + closing + cell[end:]
