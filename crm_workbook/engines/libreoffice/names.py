"""Defined names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xlwings import base_classes

from crm_workbook.engines.libreoffice import bridge, formulas
from crm_workbook.engines.libreoffice.gaps import GAPS
from crm_workbook.engines.members import fills
from crm_workbook.engines.shared.names import AnyName, AnyNames

if TYPE_CHECKING:
    from crm_workbook.engines.libreoffice.book import Book
    from crm_workbook.engines.libreoffice.bridge import Uno
    from crm_workbook.engines.libreoffice.sheet import Sheet


@bridge.translated
@fills(base_classes.Name, GAPS)
class Name(AnyName):
    """A defined name, of the book or of one sheet."""

    parent: Book

    def __init__(self, book: Book, own: str, home: Sheet | None) -> None:
        """Take the book, the name and the sheet it holds on."""
        super().__init__(book, home)
        self._title = own

    @property
    def _record(self) -> Uno:
        return container(self.parent, self._home).getByName(self._title)

    def _own(self) -> str:
        return self._title

    def _rename(self, name: str) -> None:
        self._record.Name = name
        self._title = name

    def _formula(self) -> str:
        return formulas.to_excel(str(self._record.Content))

    def _mean(self, formula: str) -> None:
        self._record.Content = content(formula)

    def delete(self) -> None:
        """Take the name away."""
        container(self.parent, self._home).removeByName(self._title)


def container(book: Book, home: Sheet | None) -> Uno:
    """Return UNO's list of the names of a book, or of one of its sheets."""
    return home.uno.NamedRanges if home is not None else book.doc.NamedRanges


def content(formula: str) -> str:
    """Return what a name stands for as LibreOffice takes it; neither begins with `=`."""
    return formulas.to_office(f"={formula}").removeprefix("=")


@bridge.translated
@fills(base_classes.Names, GAPS)
class Names(AnyNames[Name]):
    """The defined names of a book, those of its sheets included; or those of one sheet."""

    parent: Book

    def _of(self, home: Sheet | None) -> list[Name]:
        names = container(self.parent, home).ElementNames
        return [Name(self.parent, name, home) for name in names]

    def _define(self, name: str, formula: str, home: Sheet | None) -> Name:
        cell = bridge.struct("table.CellAddress")
        container(self.parent, home).addNewByName(name, content(formula), cell, 0)
        return Name(self.parent, name, home)
