"""Defined names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xlwings import base_classes

from crm_workbook.engines.addresses import parse_a1, quote_sheet, split_sheet
from crm_workbook.engines.errors import ExcelError
from crm_workbook.engines.libreoffice import bridge, formulas
from crm_workbook.engines.libreoffice.gaps import GAPS
from crm_workbook.engines.members import fills
from crm_workbook.engines.naming import check_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crm_workbook.engines.libreoffice.book import Book
    from crm_workbook.engines.libreoffice.bridge import Uno
    from crm_workbook.engines.libreoffice.range import Range
    from crm_workbook.engines.libreoffice.sheet import Sheet


@bridge.translated
@fills(base_classes.Name, GAPS)
class Name(base_classes.Name):
    """A defined name, of the book or of one sheet."""

    def __init__(self, book: Book, own: str, home: Sheet | None) -> None:
        """Take the book, the name and the sheet it holds on."""
        self._book = book
        self._own = own
        self._home = home

    def answer(self) -> None:
        """Raise when the office was left or the book was closed."""
        self._book.answer()

    @property
    def api(self) -> None:
        """Nothing: a name has no face."""

    def _record(self) -> Uno:
        return container(self._book, self._home).getByName(self._own)

    @property
    def name(self) -> str:
        """The name, with its sheet in front when it holds there only."""
        if self._home is None:
            return self._own
        return f"{quote_sheet(self._home.name)}!{self._own}"

    @name.setter
    def name(self, value: str) -> None:
        check_name(value)
        self._record().Name = value
        self._own = value

    @property
    def refers_to(self) -> str:
        """The formula behind it."""
        return "=" + formulas.to_excel(str(self._record().Content))

    @refers_to.setter
    def refers_to(self, value: str) -> None:
        self._record().Content = content(value)

    @property
    def refers_to_range(self) -> Range:
        """The range it means.

        Raises:
            ExcelError: It means none: a constant, a formula, or a reference that broke.
        """
        title, address = split_sheet(self.refers_to.removeprefix("="))
        area = parse_a1(address)
        if title is None or area is None or title not in self._book.sheets:
            raise ExcelError(f"The name {self.name!r} does not refer to a range.")
        return self._book.sheets(title).at(area)

    def delete(self) -> None:
        """Take the name away."""
        container(self._book, self._home).removeByName(self._own)


def container(book: Book, home: Sheet | None) -> Uno:
    """Return UNO's list of the names of a book, or of one of its sheets."""
    return home.uno.NamedRanges if home is not None else book.doc.NamedRanges


def content(refers_to: str) -> str:
    """Return what a name stands for as LibreOffice takes it."""
    return formulas.to_office("=" + refers_to.removeprefix("=")).removeprefix("=")


@bridge.translated
@fills(base_classes.Names, GAPS)
class Names(base_classes.Names):
    """The defined names of a book, those of its sheets included; or those of one sheet."""

    def __init__(self, book: Book, home: Sheet | None = None) -> None:
        """Take the book, and the sheet when only its names are meant."""
        self._book = book
        self._home = home

    def answer(self) -> None:
        """Raise when the office was left or the book was closed."""
        self._book.answer()

    @property
    def api(self) -> None:
        """Nothing: the collection has no face."""

    def __iter__(self) -> Iterator[Name]:
        """Go through them in the order of the alphabet, as Excel lists them."""
        homes: list[Sheet | None] = [self._home]
        if self._home is None:
            homes += self._book.sheets
        found = [
            Name(self._book, own, home)
            for home in homes
            for own in container(self._book, home).ElementNames
        ]
        return iter(sorted(found, key=lambda name: name.name.rpartition("!")[2].lower()))

    def __len__(self) -> int:
        """Count them."""
        return len(list(iter(self)))

    def __call__(self, key: str | int) -> Name:
        """Return a name by itself, in any case, or by its place."""
        for place, name in enumerate(self, 1):
            if key == place or (isinstance(key, str) and name.name.lower() == key.lower()):
                return name
        raise KeyError(key)

    def contains(self, key: str | int) -> bool:
        """Whether there is one of that name or place."""
        try:
            self(key)
        except KeyError:
            return False
        return True

    def snapshot(self) -> list[tuple[str, Name]]:
        """Return all names with their texts."""
        return [(name.name, name) for name in self]

    def add(self, name: str, refers_to: str) -> Name:
        """Define a name, in place of one of that name."""
        title, own = split_sheet(name)
        home = self._home if title is None else self._book.sheets(title)
        check_name(own)
        if any(table.name.lower() == own.lower() for table in self._book.tables):
            raise ExcelError(f"The name {own!r} is already that of a table.")
        holder = container(self._book, home)
        for taken in [key for key in holder.ElementNames if key.lower() == own.lower()]:
            holder.removeByName(taken)
        holder.addNewByName(own, content(refers_to), bridge.struct("table.CellAddress"), 0)
        return Name(self._book, own, home)
