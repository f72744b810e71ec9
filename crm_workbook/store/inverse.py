"""Taking a plan back: its inverse, and the inverse fitted to a workbook that has moved on.

The inverse is made before a plan is carried out, from the cells that really change. Taking it back
later touches a cell only where it still holds what the plan wrote. Rows are found by their key, so
sorting and inserting in the meantime do no harm.
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
    Formula,
    Ref,
    RemoveRows,
    RemoveSheet,
    ReplaceRows,
    SetCells,
    key_text,
)
from crm_workbook.store.bodies import NEW, same
from crm_workbook.text import Text, first_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from crm_workbook.model import Book, Edit, Table
    from crm_workbook.store.bodies import Body

CHANGED_SINCE: Final = Problem(
    "changed-since",
    Text(
        "אי אפשר לבטל: {what}: {cells}. דבר לא נכתב.",
        "This cannot be undone: {what}: {cells}. Nothing was written.",
    ),
    Text(
        "אפשר {how}, או לקחת את הקובץ שמלפני הפעולה מתיקיית הגיבויים {folder}.",
        "{how}, or take the file from before the action out of the backup folder {folder}.",
    ),
)
OVERWRITTEN: Final = Text(
    "מאז הפעולה השתנו גם תאים שהיא כתבה",
    "cells that the action wrote were changed since",
)
TYPED: Final = Text(
    "במה שהפעולה הוסיפה נכתב מאז עוד משהו",
    "what the action added holds something typed since",
)
BOTH: Final = Text(
    "מאז הפעולה השתנו תאים שהיא כתבה, ובמה שהיא הוסיפה נכתב עוד משהו",
    "cells that the action wrote were changed since, and what it added holds something typed "
    "since",
)
CHANGE_BACK: Final = Text("להחזיר את התאים האלה ידנית", "Change these cells back by hand")
MOVE_AWAY: Final = Text(
    "להעתיק את מה שנכתב למקום אחר ולרוקן את התאים האלה",
    "Copy what was typed to another place and empty these cells",
)


class _Conflicts:
    """The places at which a workbook no longer is what the plan made of it."""

    def __init__(self) -> None:
        self.overwritten: list[Ref] = []
        self.typed: list[Ref] = []
        """Cells and rows within what the plan added that it left empty."""

    def refuse(self, folder: str) -> None:
        """Raise the refusal that tells of them, if there are any."""
        found = [*self.overwritten, *self.typed]
        if not found:
            return
        what = OVERWRITTEN if not self.typed else BOTH if self.overwritten else TYPED
        how = CHANGE_BACK if self.overwritten else MOVE_AWAY
        raise CrmError(CHANGED_SINCE, what=what, how=how, cells=first_of(found), folder=folder)


def changed(bodies: Iterable[Body]) -> int:
    """Return how many cells the bodies will change."""
    count = 0
    for body in bodies:
        for line in body.lines:
            if line.index == NEW:
                count += sum(not same(value, None) for _, value in line.cells())
            else:
                count += len(line.changes)
        for index in body.gone:
            count += sum(values[index] is not None for values in body.table.columns.values())
        if body.added is not None:
            count += len(body.added.columns)
    return count


def inverse(bodies: Iterable[Body], lang: str) -> tuple[Edit, ...]:
    """Return the edits that turn every body back into the table that was read."""
    edits: list[Edit] = []
    for body in bodies:
        edits += _inverse(body, lang)
    return tuple(edits)


def _inverse(body: Body, lang: str) -> Iterable[Edit]:
    table, sheet = body.table, body.table.sheet.id
    columns = tuple(table.columns)
    fresh = [line for line in body.lines if line.index == NEW]
    if body.added is not None:
        columns = body.added.columns
        rows = tuple(tuple(_plain(line.get(table, c)) for c in columns) for line in fresh)
        yield RemoveSheet(sheet, body.title, columns, rows)
        return
    if body.removed:
        rows = tuple(zip(*table.columns.values(), strict=True))
        yield AddSheet(sheet, lang, columns, rows)
        return
    keyed = table.sheet.key in table.columns
    changes = [
        Change(row, key, column, _plain(new), table.columns[column][line.index])
        for line, row in zip(body.lines, body.rows(), strict=True)
        if line.index != NEW and line.changes
        for key in (body.key(line),)
        for column, new in line.changes.items()
    ]
    if changes:
        yield SetCells(sheet, tuple(changes))
    if fresh:
        written = tuple(dict.fromkeys(column for line in fresh for column, _ in line.cells()))
        rows = tuple(tuple(_plain(line.get(table, c)) for c in written) for line in fresh)
        keys = tuple(body.key(line) for line in fresh) if keyed else ()
        yield RemoveRows(sheet, keys, written, rows)
    if gone := body.gone:
        rows = tuple(tuple(table.columns[c][index] for c in columns) for index in gone)
        yield AppendRows(sheet, columns, rows)


def _plain(value: Cell | Formula) -> Cell:
    # What a formula will show is not known, so nothing is expected of its cell.
    return None if isinstance(value, Formula) else value


def rebased(edits: Iterable[Edit], book: Book, folder: str) -> tuple[Edit, ...]:
    """Return inverse edits fitted to `book`, which may have been changed by its user since.

    Args:
        edits: What `inverse` gave when the plan was carried out.
        book: The workbook as it is now.
        folder: Where the backups are, for the refusal to name.

    Raises:
        CrmError: A cell that the plan wrote was changed since; the message names the cells.
    """
    found: list[Edit] = []
    conflicts = _Conflicts()
    for edit in edits:
        table = book.tables.get(edit.sheet)
        if isinstance(edit, AddSheet):
            if table is not None:
                conflicts.overwritten.append(Ref(edit.sheet))
            found.append(edit)
        elif table is None:
            conflicts.overwritten.append(Ref(edit.sheet))
        elif isinstance(edit, SetCells):
            found.append(SetCells(edit.sheet, tuple(_changes(edit, table, conflicts))))
        elif isinstance(edit, RemoveRows):
            found.append(edit)
            _check_rows(edit, book, table, conflicts)
        elif isinstance(edit, RemoveSheet):
            found.append(edit._replace(title=table.layout.title))
            _check_sheet(edit, book, table, conflicts)
        elif isinstance(edit, (AppendRows, ReplaceRows)):
            found.append(edit)
            _check_absent(edit, table, conflicts)
    conflicts.refuse(folder)
    return tuple(found)


def _places(table: Table) -> dict[str, int]:
    """Return the index of every row by its key; of the first, when a key stands twice."""
    found: dict[str, int] = {}
    for index, value in enumerate(table.columns.get(table.sheet.key, ())):
        if value is not None:
            found.setdefault(key_text(value), index)
    return found


def _changes(edit: SetCells, table: Table, conflicts: _Conflicts) -> Iterable[Change]:
    places = _places(table)
    rows = {row: index for index, row in enumerate(table.rows)}
    for change in edit.changes:
        index = rows.get(change.row)
        if change.key and (index is None or table.key(index) != change.key):
            index = places.get(change.key)
        values = table.columns.get(change.column)
        if index is None or values is None:
            conflicts.overwritten.append(
                Ref(edit.sheet, f"{change.column}:{change.key or change.row}")
            )
        elif same(values[index], change.old):
            yield change._replace(row=table.rows[index])
        elif not same(values[index], change.new):
            conflicts.overwritten.append(table.ref(index, change.column))


def _check_rows(edit: RemoveRows, book: Book, table: Table, conflicts: _Conflicts) -> None:
    places = _places(table)
    free = set(range(len(table)))
    for key, row in zip_longest(edit.keys, edit.rows, fillvalue=""):
        written = dict(zip(edit.columns, row, strict=True))
        if key:
            index = places.get(key)
            if index is not None:  # a row its user removed meanwhile needs no removing
                _compare(written, index, book, table, conflicts)
            continue
        equal = (i for i in free if not any(True for _ in _strange(written, i, book, table)))
        index = max(equal, default=None)
        if index is None:
            conflicts.overwritten.append(Ref(edit.sheet))
        else:
            free.remove(index)


def _compare(
    written: dict[str, Cell], index: int, book: Book, table: Table, conflicts: _Conflicts
) -> None:
    for ref, column in _strange(written, index, book, table):
        empty = written.get(column) is None
        (conflicts.typed if empty else conflicts.overwritten).append(ref)


def _strange(
    written: dict[str, Cell], index: int, book: Book, table: Table
) -> Iterable[tuple[Ref, str]]:
    """Yield every cell of a row, and its column, that holds something else than was written."""
    for placed in table.placed:
        column = placed.column.id
        expected, value = written.get(column), table.columns[column][index]
        if same(value, expected):
            continue
        ref = table.ref(index, column)
        if expected is None and (
            (placed.column.role == "computed" and not placed.own)
            or ref.cell in book.facts.tab(table.layout.title).formulas
        ):
            continue  # such a cell fills itself
        yield ref, column


def _check_sheet(edit: RemoveSheet, book: Book, table: Table, conflicts: _Conflicts) -> None:
    if len(table) > len(edit.rows):
        conflicts.typed.extend(table.ref(index) for index in range(len(edit.rows), len(table)))
    for index, row in enumerate(edit.rows[: len(table)]):
        written = dict(zip(edit.columns, row, strict=True))
        _compare(written, index, book, table, conflicts)


def _check_absent(edit: AppendRows | ReplaceRows, table: Table, conflicts: _Conflicts) -> None:
    key = table.sheet.key
    if key not in edit.columns:
        return
    at = edit.columns.index(key)
    places = _places(table)
    keys = [key_text(row[at]) for row in edit.rows if row[at] is not None]
    conflicts.overwritten.extend(table.ref(places[name]) for name in keys if name in places)
