"""What a program may name a range by on a sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from crm_workbook.engines import structured
from crm_workbook.engines.addresses import Area, parse_a1, split_sheet
from crm_workbook.engines.errors import ExcelError, NotSupported

if TYPE_CHECKING:
    from crm_workbook.engines.shared.sheet import AnySheet

_CORNER = 2
_CORNER_AND_SIZE = 4


def find_area(sheet: AnySheet[Any], what: Any) -> Area:  # noqa: ANN401 - the many forms xlwings has
    """Return the area something means: a range, (row, column[, rows, columns]), or a text.

    A text is an address, a defined name, or a table or part of one ("Worksheet.Range property").

    Raises:
        ExcelError: It means nothing on this sheet.
        IndexError: A row or column 0.
        NotSupported: It means several areas.
    """
    if hasattr(what, "impl"):  # xlwings' own range around ours
        what = what.impl
    if hasattr(what, "area"):
        area: Area = what.area
        return area
    if isinstance(what, tuple) and len(what) in {_CORNER, _CORNER_AND_SIZE}:
        if 0 in what[:2]:
            raise IndexError("Rows and columns are counted from 1.")
        return Area(*what)
    if isinstance(what, str):
        return _named(sheet, what.strip())
    raise TypeError(f"{what!r} names no range")


def _named(sheet: AnySheet[Any], text: str) -> Area:
    title, address = split_sheet(text)
    if title is None or title.lower() == sheet.name.lower():
        if area := parse_a1(address):
            return area
        if "," in address and all(parse_a1(part.strip()) for part in address.split(",")):
            raise NotSupported("Sheet.range", f"{text!r} means several areas")
        if area := _part_of_table(sheet, address):
            return area
    for name in [*sheet.names, *sheet.book.names]:
        if name.name.lower() in {text.lower(), f"{sheet.name}!{text}".lower()}:
            found = name.refers_to_range
            if found.sheet == sheet:
                return Area(*found.area)
    raise ExcelError(f"{text!r} is no range on the sheet {sheet.name!r}.")


def _part_of_table(sheet: AnySheet[Any], text: str) -> Area | None:
    wanted = structured.parse(text)
    if wanted is None:
        return None
    for table in sheet.tables:
        if table.name.lower() == wanted.table.lower():
            found: Area | None = table.part(wanted)
            return found
    return None
