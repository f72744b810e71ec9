"""Macros, ribbon and buttons brought into a workbook, beside whatever it has already."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from crm_workbook.errors import CrmError, Problem
from crm_workbook.store.macros.buttons import put_buttons
from crm_workbook.store.macros.conf_sheet import TITLE, put_settings
from crm_workbook.store.macros.macro_project import (
    has_ours,
    project_of,
    store_project,
    with_modules,
)
from crm_workbook.store.macros.ribbon import put_ribbon
from crm_workbook.store.package import Package
from crm_workbook.store.package.markup import retagged, tags
from crm_workbook.store.package.relations import CONTENT_TYPES, declare
from crm_workbook.store.package.workbook_part import WorkbookPart
from crm_workbook.store.reading.grids import open_grids
from crm_workbook.store.reading.preflight import examine
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crm_workbook.model import Cell, Macros

ADD_IN: Final = Problem(
    "add-in",
    Text(
        "זהו תוסף של Excel (xlam) ולא חוברת לעבוד בה. דבר לא נכתב.",
        "This is an Excel add-in (.xlam), not a workbook to work in. Nothing was written.",
    ),
    Text("יש לבחור קובץ xlsx או xlsm.", "Choose an .xlsx or .xlsm file."),
)

ENABLED: Final = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
_XLWINGS: Final = TITLE.partition(".")[0]
_ADD_IN: Final = "application/vnd.ms-excel.addin.macroEnabled.main+xml"


def with_macros(data: bytes, macros: Macros) -> Package:
    """Return the package of a workbook with these macros; run twice, the second changes nothing.

    Raises:
        CrmError: What the workbook has already is damaged, signed, locked, or needs a name of
            ours for something else.
    """
    package = Package(data)
    workbook = WorkbookPart(package)
    _enable(package, workbook.part)
    old = project_of(workbook)
    apart = old is not None and not has_ours(old, macros) and old.module(_XLWINGS) is not None
    put_settings(workbook, macros.settings, _rows(data, workbook), apart=apart)
    project = with_modules(workbook, old, macros)
    if project != old:
        store_project(workbook, project)
    put_ribbon(package, macros.ribbon)
    put_buttons(workbook, macros)
    return package


def _rows(data: bytes, workbook: WorkbookPart) -> Sequence[Sequence[Cell]]:
    """Return the cells of the sheet of settings, none where there is no such sheet."""
    if not any(entry.title.lower() == TITLE for entry in workbook.sheets):
        return ()
    survey = examine(data)
    for sheet in survey.workbook.sheets:
        if sheet.title.lower() == TITLE and sheet.title in survey.scans:
            return open_grids(survey)(sheet)
    return ()


def _enable(package: Package, part: str) -> None:
    """Say in the package that the workbook may hold macros."""
    source = package.read(CONTENT_TYPES)
    for tag in tags(source, "Override"):
        if (tag.get("PartName") or "").lstrip("/").lower() != part.lower():
            continue
        if tag.get("ContentType") == _ADD_IN:
            raise CrmError(ADD_IN)
        if tag.get("ContentType") != ENABLED:
            package.write(CONTENT_TYPES, retagged(source, tag, ContentType=ENABLED))
        return
    declare(package, part, ENABLED)
