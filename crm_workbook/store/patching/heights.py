"""How high a row has to be for its wrapped texts.

Excel fits a row by itself when it has no height yet, or when somebody types in it. LibreOffice
believes a file that Excel or LibreOffice saved, and shows a row without a height as one line. So
a row of several lines is given the height it needs, by the width of its columns, and not marked
as set by hand: both programs go on fitting it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from crm_workbook.schema.looks import lines
from crm_workbook.store.package.markup import first, tags, with_attribute
from crm_workbook.store.ranges import MAX_COLUMNS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from crm_workbook.model import Table
    from crm_workbook.store.bodies import Line
    from crm_workbook.store.package.styles import Styles

HIGHEST: Final = 409
"""Points a row can be high (Excel's specification)."""
_LINE: Final = 15.0
_WIDTH: Final = 8.43
"""What Excel takes where a sheet says nothing: points of a line, digits across a column."""


def rooms(head: bytes, styles: Styles, looks: Mapping[int, int]) -> dict[int, int]:
    """Return how many letters a line holds, by number of the shown columns that wrap their text.

    Args:
        head: What precedes the rows of the sheet.
        styles: The formats of the workbook.
        looks: The style of a column's cells, by number.
    """
    wrapping = [number for number, style in looks.items() if styles.wraps(style)]
    widths = dict.fromkeys(wrapping, _measure(head, "sheetFormatPr", "defaultColWidth", _WIDTH))
    for tag in tags(head, "col") if wrapping else ():
        hidden = tag.get("hidden") in {"1", "true"}
        width = 0.0 if hidden else _points(tag.get("width"), _WIDTH)
        low, high = _points(tag.get("min"), 1), _points(tag.get("max"), 1)
        widths.update({number: width for number in wrapping if low <= number <= high})
    return {number: max(1, int(width)) for number, width in widths.items() if width}


def _measure(head: bytes, local: str, name: str, usual: float) -> float:
    """Return a measure that a sheet gives for all its rows or columns."""
    found = first(head, local)
    return _points(found and found.get(name), usual)


def _points(text: str | None, usual: float) -> float:
    try:
        value = float(text or usual)
    except ValueError:
        return usual
    return value if 0 <= value <= MAX_COLUMNS else usual


def height(count: int, line: float = _LINE) -> float:
    """Return the height of a row of so many lines in points."""
    return min(float(HIGHEST), count * line)


class Heights(NamedTuple):
    """The heights of the rows of one table."""

    table: Table
    rooms: Mapping[str, int]
    """How many letters a line holds, by id of the shown columns that wrap their text."""
    line: float = _LINE
    """Points of one line."""

    @classmethod
    def of(cls, table: Table, head: bytes, styles: Styles, looks: Mapping[int, int]) -> Heights:
        """Return the heights in a sheet; the arguments are those of `rooms`."""
        found = rooms(head, styles, looks)
        line = _measure(head, "sheetFormatPr", "defaultRowHeight", _LINE)
        names = {p.column.id: found[p.number] for p in table.placed if p.number in found}
        return cls(table, names, line)

    def fitted(self, row: bytes, line: Line) -> bytes:
        """Return a written row as high as its texts need, unless somebody has set its height."""
        if (
            not row
            or not self.rooms
            or not any(column in self.rooms for column, _ in line.cells())
        ):
            return row
        end = row.index(b">") + 1
        opening = row[:end]
        if b"customHeight=" in opening:
            return row
        count = 1
        for column, room in self.rooms.items():
            value = line.get(self.table, column)
            if isinstance(value, str):
                count = max(count, lines(value, room))
        said = f"{height(count, self.line):g}" if count > 1 else None
        return with_attribute(opening, "ht", said) + row[end:]
