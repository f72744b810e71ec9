"""Write one sheet as CSV or JSON: what its cells mean, in a form that no program evaluates.

Headings are column ids, dates are ISO 8601, choices are their ids, phones are international,
numbers are plain (5, not 5.0). A cell that could not be read is written as it stands.
"""

from __future__ import annotations

import csv
import io
import json
from datetime import date, datetime, timedelta
from math import isfinite
from typing import TYPE_CHECKING, Final, TypeVar

from crm_workbook import schema
from crm_workbook.errors import CrmError, Problem
from crm_workbook.fields.normal import heading_key
from crm_workbook.jobs import Job, Option
from crm_workbook.model import STDOUT, CellError, File, Outcome
from crm_workbook.reports._inert import inert
from crm_workbook.schema.typed import typed
from crm_workbook.text import Counted, Text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from crm_workbook.model import Book, Cell
    from crm_workbook.schema.typed import TypedTable

NO_SHEET: Final = Problem(
    "sheet-unknown",
    Text("אין בחוברת {file} גיליון בשם {sheet}.", "{file} has no sheet named {sheet}."),
    Text("הגיליונות שאפשר לייצא: {known}.", "The sheets that can be exported: {known}."),
)
DONE: Final = Counted(
    Text("שורה אחת מ-{sheet} נכתבה אל {path}.", "1 row of {sheet} written to {path}."),
    Text(
        "{count:,} שורות מ-{sheet} נכתבו אל {path}.",
        "{count:,} rows of {sheet} written to {path}.",
    ),
)
AS_IT_STANDS: Final = Counted(
    Text(
        "תא אחד שלא ניתן לקרוא נכתב כפי שהוא. לפירוט: crm check",
        "1 cell that cannot be read was written as it stands. See crm check.",
    ),
    Text(
        "{count:,} תאים שלא ניתן לקרוא נכתבו כפי שהם. לפירוט: crm check",
        "{count:,} cells that cannot be read were written as they stand. See crm check.",
    ),
)

T = TypeVar("T")


def run(
    book: Book,
    *,
    lang: str,
    sheet: str,
    format: str = "csv",  # noqa: A002 - the name of the option
    output: str = "",
) -> Outcome:
    """Return one sheet as a file.

    Args:
        book: The workbook.
        lang: The language to answer in.
        sheet: The sheet's id, its name in either language or the name of its tab.
        format: `csv` (UTF-8 with a byte order mark, CRLF, every cell quoted) or `json`.
        output: The file to write; empty for the standard output.

    Raises:
        CrmError: The workbook has no such sheet.
    """
    found = _find(book, sheet)
    columns = {
        placed.column.id: _meanings(found, placed.column.id)
        for placed in found.table.placed
        if placed.column.id in found.table.columns
    }
    sheet_id = found.table.sheet.id
    unread = sum(count for column_id in columns for count in _unread(found, column_id).values())
    data = _json(sheet_id, columns) if format == "json" else _csv(columns)
    summary = []
    if output:
        summary.append(DONE.say(lang, count=len(found), sheet=sheet_id, path=output))
        if unread:
            summary.append(AS_IT_STANDS.say(lang, count=unread))
    return Outcome(
        files=(File(output or STDOUT, data),),
        summary=tuple(summary),
        data={
            "sheet": sheet_id, "rows": len(found), "columns": list(columns),
            "unread": unread, "format": format,
        },
    )  # fmt: skip


def _find(book: Book, wanted: str) -> TypedTable:
    key = heading_key(wanted)
    names = {
        heading_key(name): sheet_id
        for sheet_id, table in book.tables.items()
        for name in (table.sheet.he, table.sheet.en, table.layout.title, sheet_id)
    }
    found = typed(book, names[key]) if key in names else None
    if found is None:
        raise CrmError(NO_SHEET, file=book.name, sheet=wanted, known=", ".join(_known(book)))
    return found


def _known(book: Book) -> list[str]:
    order = list(schema.sheets())
    return sorted(book.tables, key=lambda s: (order.index(s) if s in order else len(order), s))


def _meanings(table: TypedTable, column_id: str) -> list[Cell]:
    """Return what each cell of a column means, or the cell itself where that is not known."""
    column = table[column_id]
    if column.native:
        return column.raw
    return [
        raw if value is None else value
        for raw, value in zip(column.raw, column.values, strict=True)
    ]


def _unread(table: TypedTable, column_id: str) -> dict[str, int]:
    column = table[column_id]
    return {
        fault: len(column.rows_of([v for v in values if column.parsed[v].value is None]))
        for fault, values in column.faults.items()
    }


def _csv(columns: dict[str, list[Cell]]) -> bytes:
    stream = io.StringIO()
    # Everything is quoted: a cell that another delimiter would cut open cannot start a formula.
    writer = csv.writer(stream, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(map(inert, columns))
    writer.writerows(zip(*(_each(cells, _text) for cells in columns.values()), strict=True))
    return b"\xef\xbb\xbf" + stream.getvalue().encode("utf-8", "replace")


def _json(sheet_id: str, columns: dict[str, list[Cell]]) -> bytes:
    plain = [_each(cells, _plain) for cells in columns.values()]
    rows = [dict(zip(columns, row, strict=True)) for row in zip(*plain, strict=True)]
    answer = {"schema": 1, "sheet": sheet_id, "columns": list(columns), "rows": rows}
    return json.dumps(answer, ensure_ascii=False, indent=1).encode("utf-8", "replace") + b"\n"


def _each(cells: Sequence[Cell], convert: Callable[[Cell], T]) -> list[T]:
    """Convert a column, each distinct cell once."""
    known: dict[object, T] = {}
    out = []
    for cell in cells:
        key = (type(cell), cell)
        if key not in known:
            known[key] = convert(cell)
        out.append(known[key])
    return out


def _plain(cell: Cell) -> str | float | bool | None:
    if isinstance(cell, float):
        if not isfinite(cell):
            return None
        return int(cell) if cell.is_integer() else cell
    if isinstance(cell, CellError):
        return cell.code
    if isinstance(cell, datetime):
        return cell.isoformat(sep=" ")
    if isinstance(cell, date | timedelta):
        return str(cell)
    return cell


def _text(cell: Cell) -> str:
    value = _plain(cell)
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return inert(value) if isinstance(value, str) else repr(value)


JOB: Final = Job(
    "export",
    Text("ייצוא גיליון אחד ל-CSV או ל-JSON", "write one sheet as CSV or JSON"),
    run,
    (
        Option("sheet", "text", Text("שם הגיליון או המזהה שלו, למשל customers",
                                     "the sheet's id or name, such as customers"),
               positional=True, metavar="SHEET"),
        Option("format", "choice", Text("סוג הקובץ", "kind of file"), "csv", ("csv", "json")),
        Option("output", "path", Text("הקובץ שייכתב; בלעדיו הפלט למסך",
                                      "the file to write; without it, to the screen"),
               "", metavar="PATH"),
    ),
)  # fmt: skip
