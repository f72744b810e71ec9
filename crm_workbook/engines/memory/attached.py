"""What hangs on a range: notes, links, merged cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openpyxl.comments import Comment

from crm_workbook.engines.coercion import Entry
from crm_workbook.engines.memory import links
from crm_workbook.engines.memory.notes import Note
from crm_workbook.engines.memory.place import Place

if TYPE_CHECKING:
    from crm_workbook.engines.addresses import Area
    from crm_workbook.engines.memory.range import Range


class Attached(Place):
    """What hangs on a range."""

    __slots__ = ()

    @property
    def note(self) -> Note | None:
        """The note of the first cell."""
        cell = self._first
        return Note(self.sheet, cell) if cell is not None and cell.comment else None

    def add_note(self, text: str) -> Note:
        """Add a note to the first cell."""
        self.sheet.before_format()
        cell = self._grid.make(self.area.row, self.area.column)
        cell.comment = Comment(text, "")
        return Note(self.sheet, cell)

    def _link(self) -> str | None:
        link = getattr(self._first, "hyperlink", None)
        return None if link is None else str(link.target or "")

    def add_hyperlink(
        self, address: str, text_to_display: str | None = None, screen_tip: str | None = None
    ) -> None:
        """Link the first cell to an address, and write the text into it."""
        self.sheet.before_write(self.area, "insertHyperlinks")
        cell = self._grid.make(self.area.row, self.area.column)
        if text_to_display is not None:
            self._grid.put(cell, Entry("text", text_to_display))
        links.link(self._grid.page, cell, address, screen_tip)
        self.sheet.after_write(self.area)

    @property
    def link_count(self) -> int:
        """How many of the cells have a link."""
        return sum(getattr(cell, "hyperlink", None) is not None for cell in self._cells)

    def unlink(self) -> None:
        """Take the links out, and leave contents and formats."""
        self.sheet.before_write(self.area, "insertHyperlinks")
        for cell in self._cells:
            links.unlink(self._grid.page, cell)

    @property
    def merge_area(self) -> Range:
        """The merged cells around the first cell, or the cell itself."""
        around = (area for area in self.sheet.merged if area.covers(self._cell))
        return self.sheet.at(next(around, self._cell))

    def _merge(self, area: Area) -> None:
        self._grid.page.merge_cells(area.ref)
        self.sheet.book.changed()

    def _unmerge(self, area: Area) -> None:
        self._grid.page.unmerge_cells(area.ref)
