"""Defined names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openpyxl.workbook.defined_name import DefinedName
from xlwings import base_classes

from crm_workbook.engines.members import fills
from crm_workbook.engines.memory.gaps import GAPS
from crm_workbook.engines.shared.names import AnyName, AnyNames

if TYPE_CHECKING:
    from crm_workbook.engines.memory.book import Book
    from crm_workbook.engines.memory.sheet import Sheet


@fills(base_classes.Name, GAPS)
class Name(AnyName):
    """A defined name, of the book or of one sheet."""

    parent: Book

    def __init__(self, book: Book, record: DefinedName, home: Sheet | None) -> None:
        """Take the book, openpyxl's record and the sheet the name holds on."""
        super().__init__(book, home)
        self._record = record

    def _own(self) -> str:
        return str(self._record.name)

    def _rename(self, name: str) -> None:
        names = names_of(self.parent, self._home)
        del names[self._own()]
        self._record.name = name
        names[name] = self._record
        self.parent.saved = False

    def _formula(self) -> str:
        return str(self._record.attr_text)

    def _mean(self, formula: str) -> None:
        self._record.attr_text = formula
        self.parent.changed()

    def delete(self) -> None:
        """Take the name away."""
        self.parent.before_change()
        del names_of(self.parent, self._home)[self._own()]
        self.parent.changed()


def names_of(book: Book, home: Sheet | None) -> dict[str, DefinedName]:
    """Return openpyxl's names of a book, or of one of its sheets."""
    found: dict[str, DefinedName] = (home.page if home else book.opened.workbook).defined_names
    return found


@fills(base_classes.Names, GAPS)
class Names(AnyNames[Name]):
    """The defined names of a book, those of its sheets included; or those of one sheet."""

    parent: Book

    def _of(self, home: Sheet | None) -> list[Name]:
        return [Name(self.parent, record, home) for record in names_of(self.parent, home).values()]

    def _define(self, name: str, formula: str, home: Sheet | None) -> Name:
        record = DefinedName(name, attr_text=formula)
        names_of(self.parent, home)[name] = record
        self.parent.changed()
        return Name(self.parent, record, home)
