"""Notes, which older versions call comments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xlwings import base_classes

from crm_workbook.engines.addresses import Area
from crm_workbook.engines.errors import gone
from crm_workbook.engines.libreoffice import bridge
from crm_workbook.engines.libreoffice.gaps import GAPS
from crm_workbook.engines.members import fills
from crm_workbook.engines.shared.owned import Owned

if TYPE_CHECKING:
    from crm_workbook.engines.libreoffice.bridge import Uno
    from crm_workbook.engines.libreoffice.range import Range
    from crm_workbook.engines.libreoffice.sheet import Sheet


def notes_of(sheet: Sheet) -> list[Note]:
    """Return the notes of a sheet, along the rows."""
    notes = sheet.uno.Annotations
    places = (notes.getByIndex(index).Position for index in range(notes.Count))
    found = sorted((place.Row + 1, place.Column + 1) for place in places)
    return [Note(sheet, Area(*place)) for place in found]


def note_at(sheet: Sheet, area: Area) -> Note | None:
    """Return the note of the first cell of an area."""
    first = Area(area.row, area.column)
    note = Note(sheet, first)
    return note if note.place() is not None else None


@bridge.translated
@fills(base_classes.Note, GAPS)
class Note(Owned, base_classes.Note):
    """The note of a cell."""

    parent: Sheet

    def __init__(self, sheet: Sheet, area: Area) -> None:
        """Take sheet and cell."""
        super().__init__(sheet)
        self._area = area

    def place(self) -> int | None:
        """Return the number of the note among those of the sheet, or None when there is none."""
        notes = self.parent.uno.Annotations
        for index in range(notes.Count):
            position = notes.getByIndex(index).Position
            if (position.Row + 1, position.Column + 1) == (self._area.row, self._area.column):
                return index
        return None

    def _note(self) -> Uno:
        place = self.place()
        if place is None:
            raise gone("The note")
        return self.parent.uno.Annotations.getByIndex(place)

    @property
    def text(self) -> str:
        """What it says."""
        return str(self._note().String)

    @text.setter
    def text(self, value: str) -> None:
        self.parent.before_format()
        self._note().String = value

    @property
    def author(self) -> str:
        """Who wrote it, as LibreOffice has it."""
        return str(self._note().Author)

    @property
    def location(self) -> Range:
        """The cell."""
        return self.parent.at(self._area)

    def delete(self) -> None:
        """Take it away."""
        self.parent.before_format()
        place = self.place()
        if place is None:
            raise gone("The note")
        self.parent.uno.Annotations.removeByIndex(place)
