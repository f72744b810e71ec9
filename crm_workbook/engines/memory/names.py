"""Defined names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openpyxl.workbook.defined_name import DefinedName
from xlwings import base_classes

from crm_workbook.engines.addresses import parse_a1, quote_sheet, split_sheet
from crm_workbook.engines.errors import ExcelError
from crm_workbook.engines.members import fills
from crm_workbook.engines.memory.gaps import GAPS
from crm_workbook.engines.naming import check_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crm_workbook.engines.memory.book import Book
    from crm_workbook.engines.memory.range import Range
    from crm_workbook.engines.memory.sheet import Sheet


@fills(base_classes.Name, GAPS)
class Name(base_classes.Name):
    """A defined name, of the book or of one sheet."""

    __slots__ = ("_book", "_home", "_record")

    def __init__(self, book: Book, record: DefinedName, home: Sheet | None) -> None:
        """Take the book, openpyxl's record and the sheet the name holds on."""
        self._book = book
        self._record = record
        self._home = home

    def answer(self) -> None:
        """Raise when Excel takes no calls or the book was closed."""
        self._book.answer()

    @property
    def api(self) -> None:
        """Nothing: a name has no face."""

    @property
    def name(self) -> str:
        """The name, with its sheet in front when it holds there only."""
        if self._home is None:
            return str(self._record.name)
        return f"{quote_sheet(self._home.name)}!{self._record.name}"

    @name.setter
    def name(self, value: str) -> None:
        check_name(value)
        self._book.before_change()
        names = self._names
        del names[self._record.name]
        self._record.name = value
        names[value] = self._record
        self._book.saved = False

    @property
    def refers_to(self) -> str:
        """The formula behind it."""
        return f"={self._record.attr_text}"

    @refers_to.setter
    def refers_to(self, value: str) -> None:
        self._book.before_change()
        self._record.attr_text = value.removeprefix("=")
        self._book.changed()

    @property
    def refers_to_range(self) -> Range:
        """The range it means.

        Raises:
            ExcelError: It means none: a constant, a formula, or a reference that broke.
        """
        title, address = split_sheet(self._record.attr_text)
        area = parse_a1(address)
        if title is None or area is None or title.lower() not in self._sheets:
            raise ExcelError(f"The name {self.name!r} does not refer to a range.")
        return self._sheets[title.lower()].at(area)

    def delete(self) -> None:
        """Take the name away."""
        self._book.before_change()
        del self._names[self._record.name]
        self._book.changed()

    @property
    def _sheets(self) -> dict[str, Sheet]:
        return {sheet.name.lower(): sheet for sheet in self._book.pages}

    @property
    def _names(self) -> dict[str, DefinedName]:
        holder = self._home.page if self._home else self._book.opened.workbook
        found: dict[str, DefinedName] = holder.defined_names
        return found


@fills(base_classes.Names, GAPS)
class Names(base_classes.Names):
    """The defined names of a book, those of its sheets included; or those of one sheet."""

    __slots__ = ("_book", "_home")

    def __init__(self, book: Book, home: Sheet | None = None) -> None:
        """Take the book, and the sheet when only its names are meant."""
        self._book = book
        self._home = home

    def answer(self) -> None:
        """Raise when Excel takes no calls or the book was closed."""
        self._book.answer()

    @property
    def api(self) -> None:
        """Nothing: the collection has no face."""

    def __iter__(self) -> Iterator[Name]:
        """Go through them in the order of the alphabet, as Excel lists them."""
        found = []
        if self._home is None:
            records = self._book.opened.workbook.defined_names.values()
            found = [Name(self._book, record, None) for record in records]
        for sheet in [self._home] if self._home else self._book.pages:
            records = sheet.page.defined_names.values()
            found += [Name(self._book, record, sheet) for record in records]
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
        self._book.before_change()
        title, own = split_sheet(name)
        home = self._home
        if title is not None:
            home = self._book.sheets(title)
        check_name(own)
        if any(table.name.lower() == own.lower() for table in self._book.tables):
            raise ExcelError(f"The name {own!r} is already that of a table.")
        holder = home.page if home else self._book.opened.workbook
        for taken in [key for key in holder.defined_names if key.lower() == own.lower()]:
            del holder.defined_names[taken]
        record = DefinedName(own, attr_text=refers_to.removeprefix("="))
        holder.defined_names[own] = record
        self._book.changed()
        return Name(self._book, record, home)
