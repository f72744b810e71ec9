"""What hangs on a range: notes, links, merged cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_workbook.engines.libreoffice.cells import Cells
from crm_workbook.engines.libreoffice.merging import merged_around
from crm_workbook.engines.libreoffice.notes import Note, note_at
from crm_workbook.engines.libreoffice.reading import CONTENT, filled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crm_workbook.engines.addresses import Area
    from crm_workbook.engines.libreoffice.bridge import Uno
    from crm_workbook.engines.libreoffice.range import Range

_LINK = "com.sun.star.text.TextField.URL"
_TEXT = 4  # com.sun.star.sheet.CellFlags


class Attached(Cells):
    """What hangs on a range."""

    @property
    def note(self) -> Note | None:
        """The note of the first cell."""
        return note_at(self.sheet, self.area)

    def add_note(self, text: str) -> Note:
        """Add a note to the first cell, in place of one it has."""
        self.sheet.before_format()
        self.sheet.uno.Annotations.insertNew(self._first.CellAddress, text)
        return Note(self.sheet, self._cell)

    def _link(self) -> str | None:
        return _link_of(self._first)

    def add_hyperlink(
        self, address: str, text_to_display: str | None = None, screen_tip: str | None = None
    ) -> None:
        """Link the first cell to an address, and write the text into it.

        LibreOffice links a text and no cell, so that a cell always gets one; and it shows the
        address instead of a tip.
        """
        del screen_tip
        self.sheet.before_write(self._cell, "insertHyperlinks")
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
        found: Range = self.sheet.at(merged_around(self.sheet, self._first))
        return found

    def _merge(self, area: Area) -> None:
        for lost in _without_first(area):
            self.sheet.cells_of(lost).clearContents(CONTENT)
        self.sheet.cells_of(area).merge(True)  # noqa: FBT003 - UNO takes no names

    def _unmerge(self, area: Area) -> None:
        self.sheet.cells_of(area).merge(False)  # noqa: FBT003 - UNO takes no names


def _link_of(cell: Uno) -> str | None:
    """Return the address of the first link in a cell's text."""
    fields = cell.TextFields
    for index in range(fields.Count):
        field = fields.getByIndex(index)
        if hasattr(field, "URL"):
            return str(field.URL)
    return None


def _without_first(area: Area) -> list[Area]:
    """Return an area without its first cell, in at most two parts."""
    right = area._replace(column=area.column + 1, columns=area.columns - 1, rows=1)
    below = area._replace(row=area.row + 1, rows=area.rows - 1)
    return [part for part in (right, below) if part.size]
