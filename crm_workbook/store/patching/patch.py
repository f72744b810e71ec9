"""A plan's outcome, written into a package."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_workbook.store.package import Package
from crm_workbook.store.package.workbook_part import WorkbookPart
from crm_workbook.store.patching.new_sheet import add_sheet, remove_sheet
from crm_workbook.store.patching.sheet_patch import patch_sheet

if TYPE_CHECKING:
    from collections.abc import Iterable

    from crm_workbook.store.bodies import Body
    from crm_workbook.store.package.table_part import TablePart


def patched(data: bytes, bodies: Iterable[Body]) -> Package:
    """Return the package of a workbook with every body brought into its new state.

    Raises:
        CrmError: Something cannot be done without the risk of losing something; the message
            names the sheet and the cell.
    """
    package = Package(data)
    workbook = WorkbookPart(package)
    titles: list[str] = []
    tables: list[TablePart] = []
    formulas_removed = False
    for body in bodies:
        if not body.touched:
            continue
        titles.append(body.title)
        if body.added is not None:
            add_sheet(workbook, body)
        elif body.removed:
            remove_sheet(workbook, body)
            formulas_removed = True  # the calculation chain may list cells of it
        else:
            done = patch_sheet(workbook, body)
            formulas_removed = formulas_removed or done.formulas_removed
            if done.table is not None:
                tables.append(done.table)
    workbook.flush_styles()
    workbook.refresh_pivots(titles, tables)
    workbook.recalculate(formulas_removed=formulas_removed)
    return package
