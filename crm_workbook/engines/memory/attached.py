"""What hangs on a range: its name, notes, links, merged cells, the table around it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openpyxl.comments import Comment

from crm_workbook.engines.addresses import Area, parse_a1, quote_sheet
from crm_workbook.engines.coercion import Entry
from crm_workbook.engines.errors import ExcelError
from crm_workbook.engines.memory import links
from crm_workbook.engines.memory.notes import Note
from crm_workbook.engines.memory.place import Place

if TYPE_CHECKING:
    from crm_workbook.engines.memory.names import Name
    from crm_workbook.engines.memory.range import Range
    from crm_workbook.engines.memory.table import Table


class Attached(Place):
    """What hangs on a range."""

    __slots__ = ()

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
        cell = self._first
        return Note(self.sheet, cell) if cell is not None and cell.comment else None

    def add_note(self, text: str) -> Note:
        """Add a note to the first cell."""
        self.sheet.before_format(self.area)
        cell = self._grid.make(self.area.row, self.area.column)
        cell.comment = Comment(text, "")
        return Note(self.sheet, cell)

    @property
    def hyperlink(self) -> str:
        """The address the first cell links to."""
        cell = self._first
        if cell is None or cell.hyperlink is None:
            raise ExcelError("The cell doesn't seem to contain a hyperlink!")
        return str(cell.hyperlink.target or "")

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
        own = Area(self.area.row, self.area.column)
        around = (area for area in self.sheet.merged if area.covers(own))
        return self.sheet.at(next(around, own))

    @property
    def merge_cells(self) -> bool | None:
        """Whether the range lies in merged cells; None when part of it does."""
        touching = [area for area in self.sheet.merged if area.overlaps(self.area)]
        if not touching:
            return False
        return True if sum(area.size for area in touching) >= self.area.size else None

    def merge(self, across: bool = False) -> None:  # noqa: FBT001, FBT002 - as xlwings has it
        """Merge the cells, each row for itself when asked to.

        What was not in the upper left cell is lost, and a table takes no merged cells ("Merge and
        unmerge cells").
        """
        self.sheet.before_format(self.area)
        if any(table.area.overlaps(self.area) for table in self.sheet.tables):
            raise ExcelError("Cells inside a table cannot be merged.")
        area = self.area
        rows = [area._replace(row=row, rows=1) for row in range(area.row, area.last_row + 1)]
        for part in rows if across else [area]:
            self._grid.page.merge_cells(part.ref)
        self.sheet.book.changed()

    def unmerge(self) -> None:
        """Take merged cells apart."""
        self.sheet.before_format(self.area)
        for merged in list(self._grid.page.merged_cells.ranges):
            found = parse_a1(merged.coord)
            if found and found.overlaps(self.area):
                self._grid.page.unmerge_cells(merged.coord)

    @property
    def table(self) -> Table | None:
        """The table the first cell lies in."""
        own = Area(self.area.row, self.area.column)
        return next((table for table in self.sheet.tables if table.area.covers(own)), None)
