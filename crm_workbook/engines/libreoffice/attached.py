"""What hangs on a range: its name, notes, links, merged cells, the table around it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_workbook.engines.addresses import Area, quote_sheet
from crm_workbook.engines.errors import ExcelError
from crm_workbook.engines.libreoffice.cells import Cells
from crm_workbook.engines.libreoffice.notes import Note, note_at
from crm_workbook.engines.libreoffice.reading import CONTENT, area_of, filled, format_areas

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crm_workbook.engines.libreoffice.bridge import Uno
    from crm_workbook.engines.libreoffice.names import Name
    from crm_workbook.engines.libreoffice.range import Range
    from crm_workbook.engines.libreoffice.sheet import Sheet
    from crm_workbook.engines.libreoffice.table import Table

_LINK = "com.sun.star.text.TextField.URL"
_TEXT = 4  # com.sun.star.sheet.CellFlags


class Attached(Cells):
    """What hangs on a range."""

    @property
    def name(self) -> Name | None:
        """The first defined name that means exactly this range, or None."""
        wanted = f"={quote_sheet(self.sheet.name)}!{self.area.text()}"
        found = (name for name in self.sheet.book.names if name.refers_to == wanted)
        return next(found, None)

    @name.setter
    def name(self, value: str) -> None:
        wanted = f"={quote_sheet(self.sheet.name)}!{self.area.text()}"
        self.sheet.book.names.add(value, wanted)

    @property
    def note(self) -> Note | None:
        """The note of the first cell."""
        return note_at(self.sheet, self.area)

    def add_note(self, text: str) -> Note:
        """Add a note to the first cell, in place of one it has."""
        self.sheet.before_format()
        first = Area(self.area.row, self.area.column)
        self.sheet.uno.Annotations.insertNew(self._first.CellAddress, text)
        return Note(self.sheet, first)

    @property
    def hyperlink(self) -> str:
        """The address the first cell links to."""
        address = _link_of(self._first)
        if address is None:
            raise ExcelError("The cell doesn't seem to contain a hyperlink!")
        return address

    def add_hyperlink(
        self, address: str, text_to_display: str | None = None, screen_tip: str | None = None
    ) -> None:
        """Link the first cell to an address, and write the text into it.

        LibreOffice links a text and no cell, so that a cell always gets one; and it shows the
        address instead of a tip.
        """
        del screen_tip
        first = Area(self.area.row, self.area.column)
        self.sheet.before_write(first, "insertHyperlinks")
        cell = self._first
        link = self.sheet.book.doc.createInstance(_LINK)
        link.URL = address
        link.Representation = text_to_display or cell.String or address
        cell.setString("")
        cell.insertTextContent(cell.createTextCursor(), link, False)  # noqa: FBT003 - UNO takes no names

    @property
    def link_count(self) -> int:
        """How many of the cells have a link."""
        return sum(1 for _ in self._linked())

    def unlink(self) -> None:
        """Take the links out, and leave contents and formats."""
        self.sheet.before_write(self.area, "insertHyperlinks")
        for cell in self._linked():
            key = cell.NumberFormat
            cell.setString(cell.String)
            cell.NumberFormat = key  # a text that reads as a number would become one of Text

    def _linked(self) -> Iterator[Uno]:
        """Go through the cells whose text has a link in it."""
        for part in filled(self.sheet, self.area, _TEXT):
            cells = self.sheet.cells_of(part)
            for row in range(part.rows):
                for column in range(part.columns):
                    cell = cells.getCellByPosition(column, row)
                    if _link_of(cell) is not None:
                        yield cell

    @property
    def merge_area(self) -> Range:
        """The merged cells around the first cell, or the cell itself."""
        found: Range = self.sheet.at(_around(self.sheet, self._first))
        return found

    @property
    def merge_cells(self) -> bool | None:
        """Whether the range lies in merged cells; None when part of it does."""
        touching = [area for area in merged(self.sheet) if area.overlaps(self.area)]
        if not touching:
            return False
        return True if sum(area.size for area in touching) >= self.area.size else None

    def merge(self, across: bool = False) -> None:  # noqa: FBT001, FBT002 - as xlwings has it
        """Merge the cells, each row for itself when asked to.

        What was not in the upper left cell is lost, and a table takes no merged cells ("Merge and
        unmerge cells").
        """
        self.sheet.before_format()
        if any(table.area.overlaps(self.area) for table in self.sheet.tables):
            raise ExcelError("Cells inside a table cannot be merged.")
        area = self.area
        rows = [area._replace(row=row, rows=1) for row in range(area.row, area.last_row + 1)]
        for part in rows if across else [area]:
            for lost in _without_first(part):
                self.sheet.cells_of(lost).clearContents(CONTENT)
            self.sheet.cells_of(part).merge(True)  # noqa: FBT003 - UNO takes no names

    def unmerge(self) -> None:
        """Take merged cells apart."""
        self.sheet.before_format()
        for area in merged(self.sheet):
            if area.overlaps(self.area):
                self.sheet.cells_of(area).merge(False)  # noqa: FBT003 - UNO takes no names

    @property
    def table(self) -> Table | None:
        """The table the first cell lies in."""
        found: Table | None = self.sheet.table_at(self.area.row, self.area.column)
        return found


def _link_of(cell: Uno) -> str | None:
    """Return the address of the first link in a cell's text."""
    fields = cell.TextFields
    for index in range(fields.Count):
        field = fields.getByIndex(index)
        if hasattr(field, "URL"):
            return str(field.URL)
    return None


def merged(sheet: Sheet) -> list[Area]:
    """Return the merged cells of a sheet."""
    found: list[Area] = []
    cells = sheet.cells_of(sheet.used_range.area)
    if not cells.getIsMerged():  # nowhere
        return found
    for sample, parts in format_areas(cells):
        if sample.IsMerged:
            found += [
                _around(sheet, sheet.uno.getCellByPosition(column - 1, row - 1))
                for part in parts
                for row in range(part.row, part.last_row + 1)
                for column in range(part.column, part.last_column + 1)
            ]
    return found


def _around(sheet: Sheet, cell: Uno) -> Area:
    cursor = sheet.uno.createCursorByRange(cell)
    cursor.collapseToMergedArea()
    return area_of(cursor.RangeAddress)


def _without_first(area: Area) -> list[Area]:
    """Return an area without its first cell, in at most two parts."""
    right = area._replace(column=area.column + 1, columns=area.columns - 1, rows=1)
    below = area._replace(row=area.row + 1, rows=area.rows - 1)
    return [part for part in (right, below) if part.size]
