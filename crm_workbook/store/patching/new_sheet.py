"""A sheet of the schema added to a workbook, with its Excel table, and such a sheet removed."""

from __future__ import annotations

import re
from posixpath import dirname, join
from typing import TYPE_CHECKING, Final

from crm_workbook.errors import CrmError, Problem
from crm_workbook.store.package import links
from crm_workbook.store.package.markup import escape, quote, tags
from crm_workbook.store.package.relations import declare, drop, relate, relations, targets, unused
from crm_workbook.store.package.sheet_markup import SheetMarkup
from crm_workbook.store.package.table_part import tables_of
from crm_workbook.store.patching.guards import filled_outside
from crm_workbook.store.patching.new_markup import MAIN, XML, area_of, link_cells, worksheet
from crm_workbook.store.ranges import MAX_ROWS
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from crm_workbook.model import Sheet
    from crm_workbook.store.bodies import Body
    from crm_workbook.store.package import Package
    from crm_workbook.store.package.table_part import TablePart
    from crm_workbook.store.package.workbook_part import WorkbookPart

REFERRED: Final = Problem(
    "sheet-referred-to",
    Text(
        'אי אפשר להסיר את הגיליון "{sheet}": יש מי שמסתמך עליו ({part}). דבר לא נכתב.',
        "The sheet “{sheet}” cannot be removed: something refers to it ({part}). "
        "Nothing was written.",
    ),
    Text(
        "יש להסיר את הנוסחה או התרשים שפונים אליו ולנסות שוב.",
        "Remove the formula or chart that refers to it and try again.",
    ),
)

WRITTEN_ON: Final = Problem(
    "sheet-written-on",
    Text(
        'אי אפשר להסיר את הגיליון "{sheet}": כתוב בו משהו גם מחוץ לטבלה ({cells}). דבר לא נכתב.',
        "The sheet “{sheet}” cannot be removed: something is written on it outside its table "
        "({cells}). Nothing was written.",
    ),
    Text(
        "יש להעביר את התאים וההערות האלה לגיליון אחר ולנסות שוב.",
        "Move these cells and notes to another sheet and try again.",
    ),
)

TYPES: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml."
_LONGEST_TITLE: Final = 31
_NEVER_IN_TITLE: Final = re.compile(r"[\[\]:*?/\\]")


def add_sheet(workbook: WorkbookPart, body: Body) -> None:
    """Add the sheet that `body` describes, behind the last tab.

    A sheet in the middle would renumber every name that belongs to a sheet.

    Raises:
        CrmError: The workbook's structure is locked, or a value cannot stand in a cell.
    """
    edit = body.added
    if edit is None:
        return
    workbook.guard_structure()
    package, sheet = workbook.package, body.table.sheet
    titles = [entry.title for entry in workbook.sheets]
    body.title = free_title(titles, sheet.title.say(edit.lang))
    folder = dirname(workbook.part)
    part = unused(package, join(folder, "worksheets/sheet{}.xml"))
    table_part = unused(package, join(folder, "tables/table{}.xml"))
    package.write(part, b"")
    rid = relate(package, part, "table", table_part)
    opened = links.fresh(package, part, link_cells(body))
    code_name = ""
    if targets(package, workbook.part, "vbaProject"):
        # What knows of macros is loaded where there are some.
        from crm_workbook.store.macros.macro_project import name_new_sheet

        code_name = name_new_sheet(workbook)
    package.write_pieces(part, worksheet(workbook, body, rid, opened, code_name))
    declare(package, part, TYPES + "worksheet+xml")
    name, number = _free_table(workbook, sheet)
    package.write(table_part, _table(body, name, number).encode())
    declare(package, table_part, TYPES + "table+xml")
    state = "hidden" if sheet.shown == "hidden" else "visible"
    workbook.list_sheet(body.title, relate(package, workbook.part, "worksheet", part), state)
    workbook.name_titles(body.title)


def free_title(titles: Iterable[str], wanted: str) -> str:
    """Return a title for a tab that no other has, as near to the wanted one as it may be."""
    taken = {title.casefold() for title in titles}
    wanted = _NEVER_IN_TITLE.sub(" ", wanted).strip("' ")[:_LONGEST_TITLE]
    title, number = wanted, 1
    while title.casefold() in taken:
        number += 1
        ending = f" ({number})"
        title = wanted[: _LONGEST_TITLE - len(ending)] + ending
    return title


def free_name(names: Iterable[str], wanted: str) -> str:
    """Return a name for a table that no other table and no defined name has."""
    taken = {name.casefold() for name in names}
    name, number = wanted, 1
    while name.casefold() in taken:
        number += 1
        name = f"{wanted}_{number}"
    return name


def _free_table(workbook: WorkbookPart, sheet: Sheet) -> tuple[str, int]:
    """Return a name and a number for a table that nothing in the workbook has yet."""
    package = workbook.package
    tables = [t for entry in workbook.sheets for t in tables_of(package, entry.part)]
    taken = [table.name for table in tables]
    taken += [tag.get("name") or "" for tag in tags(workbook.source, "definedName")]
    name = free_name(taken, sheet.table or f"tbl_{sheet.id}")
    return name, 1 + max((table.id for table in tables), default=0)


def _table(body: Body, name: str, number: int) -> str:
    area = area_of(body).area
    placed = body.table.placed
    columns = "".join(
        f'<tableColumn id="{p.number}" name="{quote(p.heading).decode()}"/>' for p in placed
    )
    return (
        f'{XML}<table xmlns="{MAIN}" id="{number}" name="{escape(name)}" '
        f'displayName="{escape(name)}" ref="{area}" totalsRowShown="0"><autoFilter ref="{area}"/>'
        f'<tableColumns count="{len(placed)}">{columns}</tableColumns><tableStyleInfo '
        'name="TableStyleLight1" showFirstColumn="0" showLastColumn="0" showRowStripes="1" '
        'showColumnStripes="0"/></table>'
    )


def _guard_written_on(
    package: Package, part: str, title: str, tables: Collection[TablePart]
) -> None:
    markup = SheetMarkup(part, package.read(part))
    found = filled_outside(markup, 1, MAX_ROWS, [table.box for table in tables])
    notes = [
        tag.get("ref") or ""
        for comments in targets(package, part, "comments")
        for tag in tags(package.read(comments), "comment")
    ]
    if found or notes:
        raise CrmError(WRITTEN_ON, sheet=title, cells=found or ", ".join(notes[:3]))


def remove_sheet(workbook: WorkbookPart, body: Body) -> None:
    """Take a sheet out of the workbook, with its table.

    Raises:
        CrmError: The structure is locked, a formula, a name or a chart refers to the sheet, or
            its user has written on it outside of its table.
    """
    workbook.guard_structure()
    package, title = workbook.package, body.title
    entry = workbook.sheet(title)
    tables = tables_of(package, entry.part)
    _guard_written_on(package, entry.part, title, tables)
    if macros := targets(package, workbook.part, "vbaProject"):
        from crm_workbook.store.macros.macro_project import forget_sheet

        if not forget_sheet(workbook, entry.part):
            raise CrmError(REFERRED, sheet=title, part=macros[0])
    own = [relation.target for relation in relations(package, entry.part)]
    workbook.unlist_sheet(title)
    for part in own:
        if part in package:
            drop(package, entry.part, part)
    drop(package, workbook.part, entry.part)
    quoted = escape(title.replace("'", "''"))
    words = [f"{escape(title)}!".encode(), f"{quoted}'!".encode()]
    words += [f"{table.name}[".encode() for table in tables]
    for part in package.names():
        if part.endswith(".xml") and part.startswith(dirname(workbook.part)):
            source = package.content(part)
            if any(word in source for word in words):
                raise CrmError(REFERRED, sheet=title, part=part)
