"""What every table of a plan holds once the plan is carried out.

The edits of a plan are folded, one after the other, into the tables that were read. What comes out
is the same for every store: the rows that stay, with the cells that change, the rows that go and
the rows that come. A store only has to bring it about.
"""

from __future__ import annotations

from bisect import bisect_left
from datetime import date, datetime, timedelta
from itertools import zip_longest
from typing import TYPE_CHECKING, Final

from crm_workbook.errors import CrmError, Problem
from crm_workbook.model import (
    AddSheet,
    AppendRows,
    Cell,
    Change,
    Formula,
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
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from crm_workbook.model import Book, Choice, Edit, Sheet

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

_CLOSE: Final = timedelta(milliseconds=1)
"""Excel keeps a moment as a fraction of days; reading it back is off by some microseconds."""
NEW: Final = -1


def same(one: Cell | Formula, other: Cell | Formula) -> bool:
    """Tell whether two values make the same cell."""
    if one is other:
        return True
    if one == "" or one is None:
        return other is None or other == ""
    if other is None or isinstance(one, bool) is not isinstance(other, bool):
        return False
    if isinstance(one, date) and isinstance(other, date):
        return abs(_moment(one) - _moment(other)) < _CLOSE
    if isinstance(one, timedelta) and isinstance(other, timedelta):
        return abs(one - other) < _CLOSE
    return one == other


def _moment(value: date) -> datetime:
    if isinstance(value, datetime):
        return value
    return datetime(value.year, value.month, value.day)  # noqa: DTZ001 - cells know no zones


class Line:
    """One row of a table to be."""

    __slots__ = ("changes", "columns", "index", "values")

    def __init__(
        self, index: int, columns: tuple[str, ...] = (), values: tuple[Cell, ...] = ()
    ) -> None:
        """Begin as row `index` of the table that was read, or as a `NEW` row of `values`."""
        self.index = index
        self.columns = columns
        self.values = values
        self.changes: dict[str, Cell | Formula] = {}

    def get(self, table: Table, column: str) -> Cell | Formula:
        """Return what the row will hold in a column."""
        if column in self.changes:
            return self.changes[column]
        if self.index != NEW:
            values = table.columns.get(column)
            return None if values is None else values[self.index]
        return self.values[self.columns.index(column)] if column in self.columns else None

    def cells(self) -> Iterator[tuple[str, Cell | Formula]]:
        """Yield the cells that have to be written."""
        if self.index == NEW:
            for column, value in zip(self.columns, self.values, strict=True):
                if column not in self.changes:
                    yield column, value
        yield from self.changes.items()


class Body:
    """One table to be, beside the one that was read."""

    __slots__ = ("added", "lines", "lists", "removed", "table", "title")

    def __init__(
        self,
        table: Table,
        *,
        added: AddSheet | None = None,
        lists: Mapping[str, tuple[Choice, ...]] = {},
    ) -> None:
        """Begin with the table as it is, or with the empty one of a sheet to be added.

        `lists` are what the dropdowns of an added sheet offer.
        """
        self.table = table
        self.added = added
        self.lists = lists
        self.removed = False
        self.title = table.layout.title
        self.lines = [Line(index) for index in range(len(table))]

    @property
    def gone(self) -> list[int]:
        """The indexes of the rows that go, in order."""
        kept = {line.index for line in self.lines}
        return [index for index in range(len(self.table)) if index not in kept]

    @property
    def touched(self) -> bool:
        """Whether anything of the table changes."""
        if self.added is not None or self.removed or len(self.lines) != len(self.table):
            return True
        return any(line.index == NEW or line.changes for line in self.lines)

    def rows(self) -> list[int]:
        """Return the sheet row of every line once the plan is carried out.

        Rows that go close up, so those below them move; new ones follow the last, filling the
        blank rows at the end of the table first.
        """
        table = self.table
        gone = [table.rows[index] for index in self.gone]
        last = (table.rows[-1] if len(table) else table.layout.first_row - 1) - len(gone)
        found = []
        for line in self.lines:
            if line.index == NEW:
                last += 1
                found.append(last)
            else:
                row = table.rows[line.index]
                found.append(row - bisect_left(gone, row) if gone else row)
        return found

    def key(self, line: Line) -> str:
        """Return the key of a line as text, empty when it has none."""
        if not self.table.sheet.key:
            return ""
        value = line.get(self.table, self.table.sheet.key)
        return "" if value is None or isinstance(value, Formula) else key_text(value)


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
