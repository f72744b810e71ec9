"""Copying and moving sheets."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING

from crm_workbook.engines import naming
from crm_workbook.engines.errors import NotSupported
from crm_workbook.engines.memory import references

if TYPE_CHECKING:
    from crm_workbook.engines.memory.sheet import Sheet


def copy_sheet(sheet: Sheet, before: Sheet | None, after: Sheet | None) -> None:
    """Copy a sheet within its book; its tables get names of their own, which its formulas follow.

    Raises:
        ExcelError: The structure of the book is protected.
        NotSupported: The copy would go to another book, or would lack what openpyxl does not copy.
    """
    book = sheet.book
    book.before_structure()
    target = before or after
    if target is not None and target.book is not book:
        raise NotSupported("Sheet.copy", "a sheet is copied within its own book only")
    if sheet.page._charts or sheet.page._images:  # noqa: SLF001 - openpyxl has no other list
        raise NotSupported("Sheet.copy", "charts and pictures are not copied")
    name = naming.copied_sheet_name(sheet.name, (page.name for page in book.pages))
    page = sheet.page.parent.copy_worksheet(sheet.page)
    page.title = name
    page.conditional_formatting = deepcopy(sheet.page.conditional_formatting)
    page.data_validations = deepcopy(sheet.page.data_validations)
    page.views = deepcopy(sheet.page.views)
    made = type(sheet)(book, page)
    book.pages.append(made)
    taken = book.table_names()
    for table in sheet.tables:
        record = deepcopy(table.record)
        record.name = record.displayName = naming.free_name(table.name, taken, start=2)
        page.tables[record.displayName] = record
        references.rename_table(book, table.name, record.displayName, made)
    place_sheet(made, before, after)
    made.activate()
    book.changed()


def place_sheet(sheet: Sheet, before: Sheet | None, after: Sheet | None) -> None:
    """Move a sheet in front of another one, or behind it; otherwise to the end."""
    pages = sheet.page.parent._sheets  # noqa: SLF001 - the only list with chart sheets
    active = sheet.page.parent.active
    pages.remove(sheet.page)
    anchor = before or after
    place = len(pages) if anchor is None else pages.index(anchor.page) + (before is None)
    pages.insert(place, sheet.page)
    sheet.page.parent.active = active
    sheet.book.pages.sort(key=lambda other: pages.index(other.page))
    sheet.book.saved = False
