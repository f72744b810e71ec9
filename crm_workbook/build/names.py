"""Defined names: the lists behind the dropdowns, the keys references choose from, chart ranges."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openpyxl.workbook.defined_name import DefinedName

from crm_workbook.model import letters
from crm_workbook.schema.lists import LISTS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from openpyxl import Workbook

    from crm_workbook.model import Sheet


def list_name(list_id: str) -> str:
    """Return the name under which a list's values stand."""
    return f"crm_list_{list_id}"


def keys_name(sheet_id: str) -> str:
    """Return the name under which a sheet's keys stand."""
    return f"crm_keys_{sheet_id}"


def quoted(title: str) -> str:
    """Return a tab name as a formula writes it."""
    return "'" + title.replace("'", "''") + "'"


def add_lists(book: Workbook, title: str) -> None:
    """Give every list a name that grows with what is typed below it."""
    for number, list_id in enumerate(LISTS, 1):
        _add(book, list_name(list_id), _growing(title, letters(number), 1000))


def add_keys(book: Workbook, sheets: Mapping[str, Sheet], titles: Mapping[str, str]) -> None:
    """Give the keys of every keyed sheet a name that grows with its rows."""
    for sheet in sheets.values():
        place = [n for n, column in enumerate(sheet.columns, 1) if column.id == sheet.key]
        if place:
            source = _growing(titles[sheet.id], letters(place[0]), 1_048_576)
            _add(book, keys_name(sheet.id), source)


def add_ranges(book: Workbook, title: str, ranges: Mapping[str, str]) -> None:
    """Give fixed ranges of one sheet their names."""
    for name, cells in ranges.items():
        first, _, last = cells.partition(":")
        _add(book, name, f"{quoted(title)}!{_fixed(first)}:{_fixed(last)}")


def _fixed(cell: str) -> str:
    column = cell.rstrip("0123456789")
    return f"${column}${cell[len(column) :]}"


def _growing(title: str, letter: str, last: int) -> str:
    column = f"{quoted(title)}!${letter}$2:${letter}${last}"
    return f"{quoted(title)}!${letter}$2:INDEX({column},MAX(1,COUNTA({column})))"


def _add(book: Workbook, name: str, source: str) -> None:
    book.defined_names[name] = DefinedName(name, attr_text=source)
