"""Imported values and the formulas that stand in their columns.

Nobody's formula is overwritten: a new row of a table gets the formula of every calculated column,
whatever the file says there. So the file and the formula have to say the same, or the import is
refused; otherwise imported money would vanish behind a formula that gives something else.
"""

from __future__ import annotations

from math import isclose
from typing import TYPE_CHECKING, Final

from crm_workbook.errors import CrmError, Problem
from crm_workbook.importers.formula import UnknownError, compute, spoken
from crm_workbook.model import AppendRows, SetCells, shown
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from crm_workbook.model import Book, Cell, Change, Edit, Table

_AWAY: Final = Text(
    "יש לייבא גם את העמודות שהנוסחה מחשבת מהן (למשל כמות ומחיר; --map יעזור), או להפוך את העמודה "
    "'{column}' לעמודה רגילה, בלי נוסחה: להעתיק אותה ולהדביק במקומה כערכים.",
    "Import what the formula computes from as well (such as quantity and price; --map helps), or "
    "turn the column '{column}' into a plain one: copy it and paste it in its place as values.",
)
OTHERWISE: Final = Problem(
    "calculated-otherwise",
    Text(
        "בגיליון '{sheet}' העמודה '{column}' מחושבת בנוסחה ({formula}), שתיתן {gives} ולא "
        "{value} כמו ביבוא. דבר לא נכתב.",
        "In the sheet '{sheet}' the column '{column}' is calculated ({formula}), and would give "
        "{gives}, not {value} as the import has it. Nothing was written.",
    ),
    _AWAY,
)
UNKNOWN: Final = Problem(
    "calculated-unknown",
    Text(
        "בגיליון '{sheet}' העמודה '{column}' מחושבת בנוסחה ({formula}), ואי אפשר לדעת אם תיתן את "
        "מה שביבוא, למשל {value}. דבר לא נכתב.",
        "In the sheet '{sheet}' the column '{column}' is calculated ({formula}), and whether it "
        "gives what is imported, such as {value}, cannot be known. Nothing was written.",
    ),
    _AWAY,
)
NOTHING: Final = Text("תא ריק", "an empty cell")
_MADE_UP: Final = frozenset({"line_id"})
"""What no file says and nothing refers to: there the formula may give what it likes."""
_DEEPEST: Final = 10
"""How many calculated columns may build on each other."""
_SHOWN: Final = 80
_CLOSE: Final = 1e-9
"""A product of two amounts is off by the last of sixteen digits, and is the same money."""


def settled(book: Book, edits: tuple[Edit, ...]) -> tuple[Edit, ...]:
    """Return the edits of an import with every calculated cell holding what its formula gives.

    Raises:
        CrmError: A formula gives something other than what the edits say, or cannot be computed.
    """
    made = (_settled(book, edit, edits) for edit in edits)
    return tuple(e for e in made if not (isinstance(e, SetCells) and not e.changes))


def _settled(book: Book, edit: Edit, edits: tuple[Edit, ...]) -> Edit:
    table = book.tables.get(edit.sheet)
    if table is None or not isinstance(edit, AppendRows | SetCells):
        return edit
    formulas = _formulas(book, table)
    if isinstance(edit, SetCells):
        calculated = [c for c in edit.changes if c.column in formulas]
        if not calculated:
            return edit
        rows = {number: index for index, number in enumerate(table.rows)}
        for change in calculated:
            index = rows[change.row]
            cells = {c: values[index] for c, values in table.columns.items()}
            cells |= {c.column: c.new for c in _changes(edits, edit.sheet) if c.row == change.row}
            _result(table, formulas, change.column, cells)
        return edit._replace(changes=tuple(c for c in edit.changes if c.column not in formulas))
    given = [column for column in edit.columns if column in formulas]
    if not given:
        return edit
    made = []
    for row in edit.rows:
        cells = dict(zip(edit.columns, row, strict=True))
        cells |= {column: _result(table, formulas, column, cells) for column in given}
        made.append(tuple(cells.values()))
    return edit._replace(rows=tuple(made))


def _changes(edits: tuple[Edit, ...], sheet: str) -> Iterator[Change]:
    return (c for e in edits if isinstance(e, SetCells) and e.sheet == sheet for c in e.changes)


def _formulas(book: Book, table: Table) -> dict[str, str]:
    """Return the formulas of the calculated columns of a sheet's table by column id."""
    layout = table.layout
    if not layout.table:
        return {}
    declared = book.facts.tab(layout.title).tables
    calculated = next((t.calculated for t in declared if t.name == layout.table), {})
    return {
        placed.column.id: calculated[placed.number]
        for placed in layout.placed
        if placed.number in calculated
        and placed.column.id not in _MADE_UP
        # A computed column of the tool's own is filled by a refresh, not by its formula.
        and (placed.own or placed.column.role != "computed")
    }


def _result(
    table: Table, formulas: Mapping[str, str], column: str, cells: Mapping[str, Cell]
) -> Cell:
    """Return what a row's formula gives, which is what the row's cell was to hold.

    Raises:
        CrmError: It gives something else, or nobody knows.
    """
    wanted = cells.get(column)
    placed = next(p for p in table.placed if p.column.id == column)
    said = {
        "sheet": table.layout.title,
        "column": shown(placed.heading),
        "formula": shown(spoken(formulas[column]), _SHOWN),
        "value": shown(wanted),
    }
    try:
        gives = _computed(table, formulas, column, cells, 0)
    except UnknownError:
        if wanted is None:
            return None
        raise CrmError(UNKNOWN, **said) from None
    if wanted is None or _same(gives, wanted):
        return gives
    raise CrmError(OTHERWISE, **said, gives=NOTHING if gives in {None, ""} else shown(gives))


def _computed(
    table: Table,
    formulas: Mapping[str, str],
    column: str,
    cells: Mapping[str, Cell],
    depth: int,
) -> Cell:
    if depth > _DEEPEST:
        raise UnknownError

    def field(heading: str) -> Cell:
        found = next((p.column.id for p in table.placed if p.heading == heading), None)
        if found is None:
            raise UnknownError
        if found in formulas:
            return _computed(table, formulas, found, cells, depth + 1)
        return cells.get(found)

    return compute(formulas[column], field)


def _same(gives: Cell, wanted: Cell) -> bool:
    if isinstance(gives, float) and isinstance(wanted, float):
        return isclose(gives, wanted, rel_tol=_CLOSE, abs_tol=_CLOSE)
    return type(gives) is type(wanted) and gives == wanted
