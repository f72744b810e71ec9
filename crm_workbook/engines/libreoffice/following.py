"""Formulas that follow what LibreOffice does not let them follow: tables renamed or deleted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_workbook.engines.addresses import SHEET, Area
from crm_workbook.engines.libreoffice import formulas
from crm_workbook.engines.libreoffice.names import container
from crm_workbook.engines.libreoffice.reading import formula_cells

if TYPE_CHECKING:
    from collections.abc import Callable

    from crm_workbook.engines.libreoffice.book import Book


def rename_table(book: Book, old: str, new: str) -> None:
    """Give a table another name, and put it into the formulas and names that use it."""

    def renamed(name: str, part: str) -> str:
        return (new if name.lower() == old.lower() else name) + part

    def rename() -> None:
        book.all_tables.getByName(old).Name = new

    _around(book, old, renamed, rename)


def drop_table(book: Book, old: str) -> None:
    """Take a table away, and break the references to it."""

    def broken(name: str, part: str) -> str:
        return "#REF!" if name.lower() == old.lower() else name + part

    def drop() -> None:
        book.all_tables.removeByName(old)

    _around(book, old, broken, drop)


def _around(
    book: Book, old: str, change: Callable[[str, str], str], act: Callable[[], None]
) -> None:
    """Do something to a table, and write the formulas anew that name it.

    They are read before: afterwards LibreOffice has lost the name they use.
    """
    cells = [
        (sheet, Area(row, column), changed)
        for sheet in book.sheets
        for _, row, column, formula in formula_cells(sheet, SHEET)
        if old.lower() in formula.lower()
        and (changed := formulas.with_tables(formula, change)) != formula
    ]
    records = [
        (record, changed)
        for home in (None, *book.sheets)
        for record in map(container(book, home).getByName, container(book, home).ElementNames)
        if (changed := formulas.with_tables(record.Content, change)) != record.Content
    ]
    act()
    for sheet, area, formula in cells:
        sheet.cells_of(area).setFormulaArray(((formula,),))
    for record, text in records:
        record.Content = text
