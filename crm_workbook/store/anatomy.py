"""The look at what a workbook's package says of macros; nothing is changed and no cell is read.

The one exception is the sheet `xlwings.conf`, whose rows are settings and no data.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from crm_workbook.model.anatomy import Anatomy, Document, Shape
from crm_workbook.store.macros.conf_sheet import TITLE
from crm_workbook.store.package.markup import following
from crm_workbook.store.package.relations import CONTENT_TYPES
from crm_workbook.store.reading.container import name_key, stream, unpack
from crm_workbook.store.reading.grids import open_grids
from crm_workbook.store.reading.parts import MAX_SMALL_PART
from crm_workbook.store.reading.preflight import examine

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from crm_workbook.model import Cell
    from crm_workbook.store.reading.parts import Parts, SheetPart
    from crm_workbook.store.reading.preflight import Survey

_OPENING: Final = 4096
"""Bytes of a sheet's part in which its properties stand, being the first thing in it."""
_SIGNATURE: Final = "signature"


def anatomy(data: bytes) -> Anatomy:
    """Return what a workbook's package says of macros.

    Raises:
        CrmError: It is no workbook, damaged, or refused as unsafe.
    """
    survey = examine(data)
    parts, workbook = survey.parts, survey.workbook
    properties = parts.elements(workbook.part, "workbookPr")
    project = survey.related("vbaProject")
    signatures = parts.relations(project.name) if project is not None else ()
    return Anatomy(
        content_type=_content_type(parts, workbook.part),
        code_name=properties[0].attributes.get("codeName", "") if properties else "",
        documents=tuple(
            Document(sheet.title, sheet.kind, _code_name(parts, sheet))
            for sheet in workbook.sheets
        ),
        project=unpack(data, project, MAX_SMALL_PART) if project is not None else None,
        signed=any(_SIGNATURE in relation.kind.lower() for relation in signatures),
        ribbons=tuple(
            parts.read(relation.target)
            for relation in parts.relations("")
            if relation.kind == "extensibility" and parts.get(relation.target) is not None
        ),
        shapes=tuple(_shapes(survey)),
        settings=_settings(survey),
    )


def _content_type(parts: Parts, name: str) -> str:
    for _, said, _ in parts.elements(CONTENT_TYPES, "Override"):
        if name_key(said.get("PartName", "").lstrip("/")) == name_key(name):
            return said.get("ContentType", "")
    return ""


def _code_name(parts: Parts, sheet: SheetPart) -> str:
    part = parts.get(sheet.part)
    if part is None:
        return ""
    opening = next(stream(parts.data, part, _OPENING), b"")
    root = following(opening, opening.find(b"?>") + 1)
    after = following(opening, root[1].end) if root is not None else None
    found = after is not None and after[0] == "sheetPr"
    return (after[1].get("codeName") or "") if after is not None and found else ""


def _shapes(survey: Survey) -> Iterator[Shape]:
    parts = survey.parts
    for sheet in survey.workbook.sheets:
        for relation in parts.relations(sheet.part):
            if relation.kind != "drawing" or parts.get(relation.target) is None:
                continue
            for _, said, _ in parts.elements(relation.target, "sp", "pic", "graphicFrame"):
                if said.get("macro"):
                    yield Shape(sheet.title, said["macro"])


def _settings(survey: Survey) -> tuple[tuple[str, str], ...] | None:
    for sheet in survey.workbook.sheets:
        if sheet.title.lower() == TITLE and sheet.title in survey.scans:
            rows = open_grids(survey)(sheet)
            return tuple((_shown(row[:1]), _shown(row[1:2])) for row in rows)
    return None


def _shown(cells: Sequence[Cell]) -> str:
    value = cells[0] if cells else None
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value).strip()
