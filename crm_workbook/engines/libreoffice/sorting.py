"""Sorting rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_workbook.engines.errors import ExcelError
from crm_workbook.engines.libreoffice import bridge

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crm_workbook.engines.addresses import Area
    from crm_workbook.engines.libreoffice.sheet import Sheet

_FIELDS = "[]com.sun.star.table.TableSortField"


def sort(sheet: Sheet, body: Area, keys: Sequence[int], ascending: Sequence[bool]) -> None:
    """Sort the rows of an area, formats with their cells; empty cells come last either way.

    Raises:
        ExcelError: The sheet is protected and forbids it, or a cell in there is locked or merged.
    """
    sheet.before_write(body, "sort")
    if any(area.overlaps(body) for area in sheet.merged):
        raise ExcelError("To do this, all the merged cells need to be the same size.")
    fields = tuple(
        bridge.struct("table.TableSortField", Field=key - 1, IsAscending=bool(up))
        for key, up in zip(keys, ascending, strict=True)
    )
    options = (
        *bridge.properties(ContainsHeader=False, BindFormatsToContent=True),
        bridge.struct(
            "beans.PropertyValue", Name="SortFields", Value=bridge.typed_any(_FIELDS, fields)
        ),
    )
    bridge.invoke(sheet.cells_of(body), "sort", options)
