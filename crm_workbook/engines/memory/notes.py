"""Notes, which older versions call comments."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from openpyxl.comments import Comment
from xlwings import base_classes

from crm_workbook.engines.addresses import Area
from crm_workbook.engines.errors import gone
from crm_workbook.engines.members import fills
from crm_workbook.engines.memory.gaps import GAPS
from crm_workbook.engines.shared.owned import Owned

if TYPE_CHECKING:
    from crm_workbook.engines.memory.range import Range
    from crm_workbook.engines.memory.sheet import Sheet


@fills(base_classes.Note, GAPS)
class Note(Owned, base_classes.Note):
    """The note of a cell."""

    parent: Sheet

    def __init__(self, sheet: Sheet, cell: Any) -> None:  # noqa: ANN401 - openpyxl's cell
        """Take sheet and cell."""
        super().__init__(sheet)
        self._cell = cell

    def answer(self) -> None:
        """Raise when Excel takes no calls or the note is gone."""
        super().answer()
        if self._cell.comment is None:
            raise gone("The note")

    @property
    def text(self) -> str:
        """What it says."""
        return str(self._cell.comment.text)

    @text.setter
    def text(self, value: str) -> None:
        self.parent.before_format()
        self._cell.comment = Comment(value, self._cell.comment.author)

    @property
    def author(self) -> str:
        """Who wrote it, as the file has it."""
        return str(self._cell.comment.author or "")

    @property
    def location(self) -> Range:
        """The cell."""
        return self.parent.at(Area(self._cell.row, self._cell.column))

    def delete(self) -> None:
        """Take it away."""
        self.parent.before_format()
        self._cell.comment = None
