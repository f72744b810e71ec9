"""Code names: what VBA calls the workbook and each of its sheets, whatever their tabs say."""

from __future__ import annotations

import re
from itertools import count
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from crm_workbook.errors import CrmError
from crm_workbook.store.package.markup import (
    UNUSUAL_XML,
    Tag,
    element_end,
    first,
    following,
    quote,
    replaced,
    with_attribute,
)
from crm_workbook.store.package.relations import relations
from crm_workbook.vba.project import CHART_SHEET, WORKBOOK, WORKSHEET

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crm_workbook.store.package.workbook_part import WorkbookPart
    from crm_workbook.vba import Module

Kind = Literal["workbook", "worksheet", "chartsheet"]

BASES: Final[dict[Kind, str]] = {
    "workbook": WORKBOOK, "worksheet": WORKSHEET, "chartsheet": CHART_SHEET,
}  # fmt: skip
"""What VBA takes each of them for."""
_KINDS: Final[dict[str, Kind]] = {"worksheet": "worksheet", "chartsheet": "chartsheet"}
_IDENTIFIER: Final = re.compile(r"[A-Za-z]\w{0,30}", re.ASCII)
_BEFORE: Final = ("fileVersion", "fileSharing")
"""What precedes the properties in the workbook part."""


class CodeName(NamedTuple):
    """A document as VBA knows it."""

    name: str
    kind: Kind


def code_names(
    workbook: WorkbookPart, taken: set[str], documents: Sequence[Module]
) -> list[CodeName]:
    """Return the code names of the workbook and its sheets, giving one to each that has none.

    Args:
        workbook: The workbook; changed where a name was missing or stood for two things.
        taken: Names that no document can have, in small letters.
        documents: The documents of the project the workbook has already; their names stay,
            whatever their letters are.
    """
    bases = {m.name.lower(): m.base for m in documents}
    used = set(taken)

    def usable(name: str | None) -> bool:
        if name is None or name.lower() in used:
            return False
        return name.lower() in bases or _IDENTIFIER.fullmatch(name) is not None

    root = first(workbook.source, "workbookPr")
    name = root.get("codeName") if root is not None else None
    # A project has one document for the workbook, and code in it runs under no other name.
    itself = [m.name for m in documents if m.base == WORKBOOK]
    if itself and name not in itself:
        name = itself[0]
        _name_workbook(workbook, root, name)
    elif name is None or not usable(name):
        name = free_name("ThisWorkbook", used | set(bases))
        _name_workbook(workbook, root, name)
    used.add(name.lower())
    found = [CodeName(name, "workbook")]
    kinds = {r.target: r.kind for r in relations(workbook.package, workbook.part)}
    wanted = [
        (entry.part, _KINDS[kind])
        for entry in workbook.sheets
        if (kind := kinds.get(entry.part, "")) in _KINDS
    ]
    given = {part: code_name(workbook, part) for part, _ in wanted}
    everyone = {name.lower() for name in given.values() if name} | set(bases) | used
    # LibreOffice forgets which document is which; those without code are as good as any.
    spare = [m.name for m in documents if m.blank and m.base != WORKBOOK]
    spare = [name for name in spare if name not in given.values()]
    for number, (part, kind) in enumerate(wanted, 1):
        name = given[part]
        if name is None or not usable(name):
            free = next((s for s in spare if bases[s.lower()] == BASES[kind]), None)
            name = free or free_name("Sheet", everyone | used, number)
            _name_sheet(workbook, part, name)
        spare = [other for other in spare if other != name]
        used.add(name.lower())
        found.append(CodeName(name, kind))
    return found


def free_name(base: str, used: set[str], number: int = 0) -> str:
    """Return the first free name: the base with a number, without one when none is given."""
    names = (f"{base}{n}" if n else base for n in count(number))
    return next(name for name in names if name.lower() not in used)


def code_name(workbook: WorkbookPart, part: str) -> str | None:
    """Return the code name of a sheet, None when it has none."""
    tag = _properties(workbook.package.read(part))[1]
    return tag.get("codeName") if tag is not None else None


def _properties(source: bytes) -> tuple[Tag, Tag | None]:
    """Return the root of a sheet's part and its properties; these come first if at all."""
    found = following(source, source.find(b"?>") + 1)
    if found is None:
        raise CrmError(UNUSUAL_XML, part="sheet", why="tags")
    root = found[1]
    after = following(source, root.end)
    return root, after[1] if after is not None and after[0] == "sheetPr" else None


def _name_sheet(workbook: WorkbookPart, part: str, name: str) -> None:
    source = workbook.package.read(part)
    root, tag = _properties(source)
    if tag is not None:
        new = with_attribute(tag.source, "codeName", name)
        source = replaced(source, tag.start, tag.end, new)
    else:
        new = b'<%ssheetPr codeName="%s"/>' % (root.prefix, quote(name))
        source = replaced(source, root.end, root.end, new)
    workbook.package.write(part, source)


def _name_workbook(workbook: WorkbookPart, tag: Tag | None, name: str) -> None:
    source = workbook.source
    if tag is not None:
        new = with_attribute(tag.source, "codeName", name)
        workbook.source = replaced(source, tag.start, tag.end, new)
        return
    found = following(source, source.find(b"?>") + 1)
    if found is None:
        raise CrmError(UNUSUAL_XML, part=workbook.part, why="tags")
    at = found[1].end
    for local in _BEFORE:
        before = first(source, local)
        if before is not None:
            at = max(at, element_end(source, before, local))
    new = b'<%sworkbookPr codeName="%s"/>' % (found[1].prefix, quote(name))
    workbook.source = replaced(source, at, at, new)
