"""The sheets of a workbook: adding, naming and ordering them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xlwings import base_classes

from crm_workbook.engines import naming
from crm_workbook.engines.members import fills
from crm_workbook.engines.memory.gaps import GAPS
from crm_workbook.engines.memory.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Iterator

    from openpyxl import Workbook

    from crm_workbook.engines.memory.book import Book


@fills(base_classes.Sheets, GAPS)
class Sheets(base_classes.Sheets):
    """The worksheets of a book, in order."""

    __slots__ = ("book",)

    def __init__(self, book: Book) -> None:
        """Take the book."""
        self.book = book

    def answer(self) -> None:
        """Raise when Excel takes no calls or the book was closed."""
        self.book.answer()

    @property
    def api(self) -> None:
        """Nothing: the collection has no face."""

    @property
    def active(self) -> Sheet:
        """The sheet in front."""
        return self.book.sheet_of(self._workbook.active)

    @property
    def _workbook(self) -> Workbook:
        return self.book.opened.workbook

    def __call__(self, key: str | int) -> Sheet:
        """Return a sheet by its name, in any case, or its place."""
        for place, sheet in enumerate(self.book.pages, 1):
            if key == place or (isinstance(key, str) and sheet.page.title.lower() == key.lower()):
                return sheet
        raise KeyError(key)

    def __len__(self) -> int:
        """Count them."""
        return len(self.book.pages)

    def __iter__(self) -> Iterator[Sheet]:
        """Go through them."""
        return iter(list(self.book.pages))

    def __contains__(self, key: object) -> bool:
        """Whether a sheet of that name or place is there."""
        return any(
            key == place or (isinstance(key, str) and sheet.name.lower() == key.lower())
            for place, sheet in enumerate(self.book.pages, 1)
        )

    def add(
        self, before: Sheet | None = None, after: Sheet | None = None, name: str | None = None
    ) -> Sheet:
        """Add an empty sheet, in front of the active one unless told where, and make it active."""
        self.book.before_structure()
        if name is None:
            name = naming.free_name("Sheet", (sheet.name for sheet in self.book.pages))
        naming.check_sheet_name(name, (sheet.name for sheet in self.book.pages))
        place = after.index if after is not None else (before or self.active).index - 1
        sheet = Sheet(self.book, self._workbook.create_sheet(name, place))
        self.book.pages.insert(place, sheet)
        self._workbook.active = sheet.page
        self.book.saved = False
        return sheet
