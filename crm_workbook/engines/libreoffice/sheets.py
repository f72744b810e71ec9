"""The sheets of a document: adding, naming and ordering them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xlwings import base_classes

from crm_workbook.engines import naming
from crm_workbook.engines.libreoffice import bridge
from crm_workbook.engines.libreoffice.gaps import GAPS
from crm_workbook.engines.libreoffice.sheet import Sheet
from crm_workbook.engines.members import fills

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crm_workbook.engines.libreoffice.book import Book


@bridge.translated
@fills(base_classes.Sheets, GAPS)
class Sheets(base_classes.Sheets):
    """The sheets of a document, in order."""

    __slots__ = ("book",)

    def __init__(self, book: Book) -> None:
        """Take the book."""
        self.book = book

    def answer(self) -> None:
        """Raise when the office was left or the book was closed."""
        self.book.answer()

    @property
    def api(self) -> None:
        """Nothing: the collection has no face."""

    @property
    def active(self) -> Sheet:
        """The sheet in front."""
        controller = self.book.doc.getCurrentController()
        if controller is None:  # a document being shown in no view at all
            return self(1)
        return Sheet(self.book, controller.getActiveSheet())

    def __call__(self, key: str | int) -> Sheet:
        """Return a sheet by its name, in any case, or its place."""
        sheets = self.book.all_sheets
        if isinstance(key, int):
            if not 1 <= key <= sheets.Count:
                raise KeyError(key)
            return Sheet(self.book, sheets.getByIndex(key - 1))
        for name in sheets.ElementNames:
            if name.lower() == key.lower():
                return Sheet(self.book, sheets.getByName(name))
        raise KeyError(key)

    def __len__(self) -> int:
        """Count them."""
        return int(self.book.all_sheets.Count)

    def __iter__(self) -> Iterator[Sheet]:
        """Go through them."""
        sheets = self.book.all_sheets
        return iter([Sheet(self.book, sheets.getByIndex(i)) for i in range(sheets.Count)])

    def __contains__(self, key: object) -> bool:
        """Whether a sheet of that name or place is there."""
        if isinstance(key, int):
            return 1 <= key <= len(self)
        names = (name.lower() for name in self.book.all_sheets.ElementNames)
        return isinstance(key, str) and key.lower() in names

    def add(
        self, before: Sheet | None = None, after: Sheet | None = None, name: str | None = None
    ) -> Sheet:
        """Add an empty sheet, in front of the active one unless told where, and make it active."""
        self.book.before_structure()
        sheets = self.book.all_sheets
        if name is None:
            name = naming.free_name("Sheet", sheets.ElementNames)
        naming.check_sheet_name(name, sheets.ElementNames)
        place = after.index if after is not None else (before or self.active).index - 1
        sheets.insertNewByName(name, place)
        sheet = Sheet(self.book, sheets.getByName(name))
        sheet.activate()
        return sheet
