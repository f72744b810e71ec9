"""Folding the edits of a plan, one after the other, into the tables that were read.

What comes out is the same for every store: the rows that stay, with the cells that change, the
rows that go and the rows that come. A store only has to bring it about.
"""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING, Final

from crm_workbook.errors import CrmError, Problem
from crm_workbook.model import (
    AddSheet,
    AppendRows,
    Cell,
    Change,
    Layout,
    Placed,
    Ref,
    RemoveRows,
    RemoveSheet,
    ReplaceRows,
    SetCells,
    Table,
    key_text,
)
from crm_workbook.schema import sheets
from crm_workbook.store.bodies import NEW, Body, Line, same
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crm_workbook.model import Book, Edit, Sheet

_LOOK: Final = Text(
    "יש להריץ crm check על החוברת כדי לראות מה חסר בה.",
    "Run crm check on the workbook to see what it lacks.",
)
NO_SHEET: Final = Problem(
    "no-such-sheet",
    Text(
        "אין בחוברת גיליון {sheet}. דבר לא נכתב.",
        "The workbook has no sheet {sheet}. Nothing was written.",
    ),
    _LOOK,
)
NO_COLUMN: Final = Problem(
    "no-such-column",
    Text(
        'בגיליון {sheet} חסרה העמודה "{column}", ואין לאן לכתוב את מה שחושב. דבר לא נכתב.',
        "The sheet {sheet} lacks the column “{column}”, so there is no place for what was made. "
        "Nothing was written.",
    ),
    Text(
        "יש להוסיף עמודה בכותרת הזאת לטבלה ולנסות שוב.",
        "Add a column with this heading to the table and try again.",
    ),
)
NO_ROW: Final = Problem(
    "no-such-row",
    Text(
        "השורה של {cell} כבר אינה בטבלה. דבר לא נכתב.",
        "The row of {cell} is no longer in the table. Nothing was written.",
    ),
    Text("יש להריץ את הפקודה שוב.", "Run the command again."),
)
SHEET_EXISTS: Final = Problem(
    "sheet-exists",
    Text(
        "הגיליון {sheet} כבר קיים בחוברת. דבר לא נכתב.",
        "The workbook already has the sheet {sheet}. Nothing was written.",
    ),
    Text("יש להריץ את הפקודה שוב.", "Run the command again."),
)

OWN_BESIDE: Final = Problem(
    "no-key-to-stay-with",
    Text(
        'לשורות של הגיליון {sheet} אין מזהה, והעמודה "{column}" הייתה נשארת ליד שורות אחרות. '
        "דבר לא נכתב.",
        "The rows of the sheet {sheet} have no id, and the column “{column}” would be left beside "
        "other rows. Nothing was written.",
    ),
    Text(
        "יש להעביר את העמודה הזאת לגיליון אחר ולנסות שוב.",
        "Move this column to another sheet and try again.",
    ),
)
NOT_OURS: Final = Problem(
    "not-our-sheet",
    Text(
        "הגיליון {sheet} לא נוסף על ידי הכלי, ולכן אינו מוסר. דבר לא נכתב.",
        "The sheet {sheet} was not added by this tool, so it is not removed. Nothing was written.",
    ),
    Text("אפשר למחוק אותו ב-Excel.", "It can be deleted in Excel."),
)


def fold(edits: Sequence[Edit], book: Book, *, undoing: bool = False) -> dict[str, Body]:
    """Return every table the edits name as it shall be, by sheet id.

    A sheet is only removed by an undo: the journal is the proof that this tool added it.

    Raises:
        CrmError: An edit names a sheet, a column or a row that is not there.
    """
    found: dict[str, Body] = {}
    for edit in edits:
        if isinstance(edit, AddSheet):
            if edit.sheet in book.tables:
                raise CrmError(SHEET_EXISTS, sheet=edit.sheet)
            body = found[edit.sheet] = Body(_empty(edit), added=edit, lists=book.lists)
            _append(body, edit.columns, edit.rows)
            continue
        if isinstance(edit, RemoveSheet) and not undoing:
            raise CrmError(NOT_OURS, sheet=edit.sheet)
        current = found.get(edit.sheet)
        if current is None:
            if edit.sheet not in book.tables:
                raise CrmError(NO_SHEET, sheet=edit.sheet)
            current = found[edit.sheet] = Body(book.tables[edit.sheet])
        _carry_out(current, edit)
    return found


def _carry_out(body: Body, edit: Edit) -> None:
    if isinstance(edit, SetCells):
        _set(body, edit.changes)
    elif isinstance(edit, AppendRows):
        _append(body, edit.columns, edit.rows)
    elif isinstance(edit, ReplaceRows):
        _replace(body, edit.columns, edit.rows)
    elif isinstance(edit, RemoveRows):
        _remove(body, edit)
    elif isinstance(edit, RemoveSheet):
        body.removed = True
        body.lines = []


def _empty(edit: AddSheet) -> Table:
    sheet = sheets().get(edit.sheet)
    if sheet is None:
        raise CrmError(NO_SHEET, sheet=edit.sheet)
    placed = []
    for number, column_id in enumerate(edit.columns, 1):
        column = sheet.column(column_id)
        if column is None:
            raise CrmError(NO_COLUMN, sheet=edit.sheet, column=column_id)
        placed.append(Placed(column, number, column.heading.say(edit.lang)))
    layout = Layout(sheet.title.say(edit.lang), 1, 2, 1, tuple(placed), sheet.table)
    return Table(sheet, layout, {column_id: [] for column_id in edit.columns}, [])


def _set(body: Body, changes: Sequence[Change]) -> None:
    table = body.table
    places = {row: index for index, row in enumerate(table.rows)}
    lines = {line.index: line for line in body.lines if line.index != NEW}
    keys: dict[str, Line] = {}
    for change in changes:
        if change.column not in table.numbers:
            raise CrmError(
                NO_COLUMN, sheet=table.sheet.id, column=_heading(table.sheet, change.column)
            )
        line = lines.get(places.get(change.row, NEW))
        if line is None and change.row == 0 and change.key:
            # A row the same plan adds has no place yet, only a key.
            keys = keys or {body.key(line): line for line in body.lines}
            line = keys.get(change.key)
        if line is None:
            ref = Ref(table.sheet.id, f"{change.column} {change.key or change.row}")
            raise CrmError(NO_ROW, cell=ref)
        if line.index != NEW and same(table.columns[change.column][line.index], change.new):
            line.changes.pop(change.column, None)
        else:
            line.changes[change.column] = change.new


def _append(body: Body, columns: tuple[str, ...], rows: tuple[tuple[Cell, ...], ...]) -> None:
    columns, rows = _present(body.table, columns, rows)
    body.lines += [Line(NEW, columns, row) for row in rows]


def _replace(body: Body, columns: tuple[str, ...], rows: tuple[tuple[Cell, ...], ...]) -> None:
    table = body.table
    columns, rows = _present(table, columns, rows)
    key = table.sheet.key
    keyed = bool(key) and key in columns and key in table.numbers
    if not keyed:
        _guard_own(table)
    waiting: dict[str, list[Line]] = {}
    for line in reversed(body.lines):
        waiting.setdefault(body.key(line) if keyed else "", []).append(line)
    at = columns.index(key) if keyed else 0
    olds = [table.columns[column] for column in columns]
    kept: set[int] = set()
    fresh: list[Line] = []
    for row in rows:
        name = ("" if row[at] is None else key_text(row[at])) if keyed else ""
        candidates = waiting.get(name)
        if not candidates:
            fresh.append(Line(NEW, columns, row))
            continue
        line = candidates.pop()
        kept.add(id(line))
        if line.index == NEW:
            line.changes.update(zip(columns, row, strict=True))
            continue
        index, changes = line.index, line.changes
        for column, old, new in zip(columns, olds, row, strict=True):
            if same(old[index], new) or (keyed and column == key):
                changes.pop(column, None)
            else:
                changes[column] = new
    body.lines = [line for line in body.lines if id(line) in kept] + fresh


def _guard_own(table: Table) -> None:
    """Refuse to give rows another content by their place when somebody wrote beside them."""
    for placed in table.placed:
        if placed.own and any(value is not None for value in table.columns[placed.column.id]):
            raise CrmError(OWN_BESIDE, sheet=table.sheet.id, column=placed.heading)


def _remove(body: Body, edit: RemoveRows) -> None:
    if not edit.rows:
        gone = set(edit.keys) - {""}
        body.lines = [line for line in body.lines if body.key(line) not in gone]
        return
    # Taken back is one row for each that was added: the last that answers to its description.
    waiting: dict[str, list[Line]] = {}
    for line in body.lines:
        waiting.setdefault(body.key(line), []).append(line)
    taken: set[int] = set()
    for key, row in zip_longest(edit.keys, edit.rows, fillvalue=""):
        candidates = waiting.get(key, [])
        for line in reversed(candidates):
            values = zip(edit.columns, row, strict=True)
            if key or all(same(line.get(body.table, column), value) for column, value in values):
                candidates.remove(line)
                taken.add(id(line))
                break
    body.lines = [line for line in body.lines if id(line) not in taken]


def _present(
    table: Table, columns: tuple[str, ...], rows: tuple[tuple[Cell, ...], ...]
) -> tuple[tuple[str, ...], tuple[tuple[Cell, ...], ...]]:
    """Leave out columns the sheet lacks, as long as nothing stands in them."""
    missing = [at for at, column in enumerate(columns) if column not in table.numbers]
    if not missing:
        return columns, rows
    for at in missing:
        if any(row[at] is not None and row[at] != "" for row in rows):
            heading = _heading(table.sheet, columns[at])
            raise CrmError(NO_COLUMN, sheet=table.sheet.id, column=heading)
    kept = [at for at in range(len(columns)) if at not in missing]
    return (
        tuple(columns[at] for at in kept),
        tuple(tuple(row[at] for at in kept) for row in rows),
    )


def _heading(sheet: Sheet, column_id: str) -> str:
    column = sheet.column(column_id)
    return column_id if column is None else f"{column.he} / {column.en}"
