"""The columns of a table and their headings."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any

from openpyxl.worksheet.table import TableColumn as Column

from crm_workbook.engines import naming
from crm_workbook.engines.coercion import Entry
from crm_workbook.engines.memory import references
from crm_workbook.engines.structured import escape

if TYPE_CHECKING:
    from crm_workbook.engines.addresses import Area
    from crm_workbook.engines.memory.table import Table
    from crm_workbook.engines.shifts import Shift


def of(table: Table) -> list[str]:
    """Return the headings, whether shown or not."""
    return [str(column.name) for column in table.record.tableColumns]


def renew(table: Table) -> None:
    """Make the headings what Excel makes of them: texts, none empty, none twice.

    ("Overview of Excel tables"; a second `Total` becomes `Total2`, an empty one `Column3`.)
    Formulas that name a column follow its new heading.
    """
    if len(table.record.tableColumns) != table.area.columns:
        fit(table, table.area)
    columns, head = table.record.tableColumns, table.headers
    if head is None:
        return
    cells = [
        table.parent.grid.make(head.row, head.column + number) for number in range(head.columns)
    ]
    wanted = naming.unique_headings([table.parent.heading_text(cell) for cell in cells])
    for cell, column, heading in zip(cells, columns, wanted, strict=True):
        if cell.value != heading or cell.data_type != "s":
            table.parent.grid.put(cell, Entry("text", heading))
        if column.name != heading:
            if column.name:
                references.rename_column(table.parent.book, table.name, column.name, heading)
            column.name = heading


def fit(table: Table, new: Area) -> None:
    """Let the records of columns match a new area; those that stay keep what they know."""
    columns = table.record.tableColumns
    before = max(0, table.area.column - new.column) if columns else 0
    cut = max(0, new.column - table.area.column)
    kept = columns[cut : cut + new.columns]
    added = new.columns - before - len(kept)
    _set(table, [*_new(before), *kept, *_new(added)])


def shift_columns(table: Table, shift: Shift) -> None:
    """Insert or remove records of columns where cells were inserted or deleted."""
    columns = list(table.record.tableColumns)
    first = shift.first - table.area.column
    if shift.by > 0:
        columns[first:first] = _new(shift.by)
    else:
        del columns[max(first, 0) : first - shift.by]
    _set(table, columns)


def write_totals(table: Table) -> None:
    """Fill a new row of totals as Excel does: a label first, a sum or a count last."""
    totals, body = table.totals, table.body
    if totals is None:
        return
    first, last = totals.column, totals.last_column
    grid = table.parent.grid
    grid.put(grid.make(totals.row, first), Entry("text", "Total"))
    table.record.tableColumns[0].totalsRowLabel = "Total"
    if last == first or body is None:
        return
    cells = grid.within(body._replace(column=last, columns=1))
    numeric = all(cell.data_type in {"n", "d"} for cell in cells)
    column = table.record.tableColumns[-1]
    column.totalsRowFunction = "sum" if numeric else "count"
    formula = f"=SUBTOTAL({109 if numeric else 103},{table.name}[{escape(str(column.name))}])"
    grid.put(grid.make(totals.row, last), Entry("formula", formula))


def _set(table: Table, columns: list[Any]) -> None:
    taken = {column.id for column in columns if column.id}
    free = (number for number in itertools.count(1) if number not in taken)
    for column in columns:
        column.id = column.id or next(free)
    table.record.tableColumns = columns


def _new(count: int) -> list[Column]:
    return [Column(id=0, name="") for _ in range(count)]
