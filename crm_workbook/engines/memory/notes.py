"""Notes, which older versions call comments."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from openpyxl.comments import Comment
from xlwings import base_classes

from crm_workbook.engines.addresses import Area
from crm_workbook.engines.errors import gone
from crm_workbook.engines.members import fills
from crm_workbook.engines.memory.gaps import GAPS

if TYPE_CHECKING:
    from crm_workbook.engines.memory.range import Range
    from crm_workbook.engines.memory.sheet import Sheet


@fills(base_classes.Note, GAPS)
class Note(base_classes.Note):
    """The note of a cell."""

    __slots__ = ("_cell", "_sheet")

    def __init__(self, sheet: Sheet, cell: Any) -> None:  # noqa: ANN401 - openpyxl's cell
        """Take sheet and cell."""
        self._sheet = sheet
        self._cell = cell

    def answer(self) -> None:
        """Raise when Excel takes no calls or the note is gone."""
        self._sheet.answer()
        if self._cell.comment is None:
            raise gone("The note")

    @property
    def api(self) -> None:
        """Nothing: a note has no face."""

    @property
    def text(self) -> str:
        """What it says."""
        return str(self._cell.comment.text)

    @text.setter
    def text(self, value: str) -> None:
        self._sheet.before_format(self.location.area)
        self._cell.comment = Comment(value, self._cell.comment.author)

    @property
    def author(self) -> str:
        """Who wrote it, as the file has it."""
        return str(self._cell.comment.author or "")

    @property
    def location(self) -> Range:
        """The cell."""
        return self._sheet.at(Area(self._cell.row, self._cell.column))

    def delete(self) -> None:
        """Take it away."""
        self._sheet.before_format(self.location.area)
        self._cell.comment = None
