"""The Excel table that spans a sheet's data: where it stands, and how it follows its rows."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, Final, NamedTuple

from crm_workbook.errors import CrmError, Problem
from crm_workbook.store.package.markup import (
    UNUSUAL_XML,
    Tag,
    element_end,
    first,
    replaced,
    retagged,
    tags,
)
from crm_workbook.store.package.relations import targets
from crm_workbook.store.ranges import Box, box
from crm_workbook.text import Text

if TYPE_CHECKING:
    from crm_workbook.store.package import Package

FED: Final = Problem(
    "fed-table",
    Text(
        'הטבלה "{table}" בגיליון "{sheet}" מתמלאת ממקור חיצוני (שאילתה או XML), והרענון הבא '
        "היה מוחק כל שינוי בה. דבר לא נכתב.",
        "The table “{table}” in the sheet “{sheet}” is filled from outside (a query or XML); its "
        "next refresh would wipe any change. Nothing was written.",
    ),
    Text(
        "יש לנתק את הטבלה מהמקור ב-Excel (עיצוב הטבלה, ביטול קישור) ולנסות שוב.",
        "Unlink the table from its source in Excel (Table Design, Unlink) and try again.",
    ),
)


_REFERENCE: Final = re.compile(
    r'"(?:[^"]|"")*"'  # a text
    r"|'(?:[^']|'')*'"  # the name of a sheet
    r"|[\w.\\]+\[(?:[^\[\]]|\[[^\[\]]*\])*\]"  # a reference that names its table
    r"|\[\d+\][^\[\]()+*/,;]*!"  # another workbook
    r"|(\[(?:[^\[\]]|\[[^\[\]]*\])*\])"  # one that does not
)


class TablePart(NamedTuple):
    """An Excel table."""

    part: str
    id: int
    name: str
    box: Box
    heading_rows: int
    totals_rows: int
    fed: bool
    formulas: dict[int, str]
    """The formula of every calculated column, by column number."""
    filtered: bool
    """Whether a filter is live, so that rows may be hidden by it."""

    @property
    def top(self) -> int:
        """The first row of its body."""
        return self.box.top + self.heading_rows

    @property
    def bottom(self) -> int:
        """The last row of its body."""
        return self.box.bottom - self.totals_rows


def tables_of(package: Package, sheet_part: str) -> list[TablePart]:
    """Return the tables of a worksheet part.

    Raises:
        CrmError: One of them cannot be understood.
    """
    return [read_table(package, part) for part in targets(package, sheet_part, "table")]


def read_table(package: Package, part: str) -> TablePart:
    """Return what a table part says.

    Raises:
        CrmError: It cannot be understood.
    """
    source = package.read(part)
    tag = first(source, "table")
    where = box((tag and tag.get("ref")) or "")
    if tag is None or where is None:
        raise CrmError(UNUSUAL_XML, part=part, why="table")
    filter_tag = first(source, "autoFilter")
    filtered = filter_tag is not None and not filter_tag.empty
    columns = list(tags(source, "tableColumn"))
    heading_rows = tag.get("headerRowCount")
    name = tag.get("displayName") or tag.get("name") or ""
    return TablePart(
        part=part,
        id=int(tag.get("id") or 0),
        name=name,
        box=where,
        heading_rows=1 if heading_rows is None else int(heading_rows),
        totals_rows=int(tag.get("totalsRowCount") or 0),
        fed=tag.get("tableType") not in {None, "worksheet"}
        or bool(targets(package, part, "queryTable"))
        or first(source, "xmlColumnPr") is not None,
        formulas=_formulas(source, columns, where.left, name),
        filtered=filtered,
    )


def _formulas(source: bytes, columns: list[Tag], left: int, name: str) -> dict[int, str]:
    found = {}
    for at, tag in enumerate(columns):
        if tag.empty:
            continue
        end = columns[at + 1].start if at + 1 < len(columns) else len(source)
        formula = first(source, "calculatedColumnFormula", tag.end, end)
        if formula is None or formula.empty or formula.get("array"):
            continue
        text = source[formula.end : source.index(b"<", formula.end)]
        found[left + at] = _qualified(unescape(text.decode()).removeprefix("="), name)
    return found


def _qualified(formula: str, name: str) -> str:
    """Return a formula with the table's name before every reference that leaves it out.

    Inside a table a person may type `[Price]`; in a cell of the file only `Sales[Price]` is valid.
    """
    return _REFERENCE.sub(lambda m: f"{name}{m[1]}" if m[1] else m[0], formula)


def resize(package: Package, table: TablePart, bottom: int) -> None:
    """Let a table's body end at row `bottom`; a live filter and a sorting mark are cleared."""
    source = package.read(table.part)
    whole = table.box._replace(bottom=bottom + table.totals_rows)
    source = retagged(source, next(tags(source, "table")), ref=whole.area)
    source = without(source, "sortState")
    source = bare_filter(source, table.box._replace(bottom=bottom))
    package.write(table.part, source)


def bare_filter(source: bytes, area: Box) -> bytes:
    """Return a table or sheet with its filter spanning `area` and hiding nothing."""
    found = first(source, "autoFilter")
    if found is None:
        return source
    source = retagged(source, found, ref=area.area)
    found = next(tags(source, "autoFilter"))
    if found.empty:
        return source
    end = element_end(source, found, "autoFilter")
    return replaced(source, found.start, end, found.source[:-1].rstrip() + b"/>")


def without(source: bytes, local: str) -> bytes:
    """Return a part without any element of this name."""
    for tag in reversed(list(tags(source, local))):
        source = replaced(source, tag.start, element_end(source, tag, local), b"")
    return source
