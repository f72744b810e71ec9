"""Rules about single values, by the faults the kinds of value name.

Reading a column once per distinct value already says what is wrong with it (`schema.typed`). Such
a rule is therefore one line: which faults, how grave, in what words. The faults of a whole book
are collected once and shared by all of these rules.
"""

from __future__ import annotations

from datetime import date

from crm_workbook.lean import TYPE_CHECKING, Final, NamedTuple
from crm_workbook.model import shown
from crm_workbook.rules import Rule
from crm_workbook.rules.notdata import not_data
from crm_workbook.rules.tables import filled

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from crm_workbook.model import Book, Cell, Finding, Fix, Placed, Severity, Table
    from crm_workbook.schema.typed import TypedColumn
    from crm_workbook.text import Text

NEUTRAL: Final = frozenset({"invisible-marks", "odd-blanks"})
"""Faults that do not depend on what a column means. In a column the user added the meaning is a
guess from its content, and a finding from a guess would be a guess."""
UNTOUCHED_KINDS: Final = frozenset({"money"})
UNTOUCHED_SHEETS: Final = frozenset({"consents"})
"""What somebody was charged and what somebody agreed to is never changed by a fix."""


class Faulty(NamedTuple):
    """The distinct values of one column that share a fault."""

    table: Table
    placed: Placed
    column: TypedColumn
    values: list[Cell]


def value_rule(severity: Severity, text: Text, *faults: str) -> Rule:
    """Return a rule that reports faults of single values.

    Args:
        severity: How grave it is.
        text: The message; `{column}` is the heading as written, `{value}` the cell.
        faults: The names the readers in `fields` give these faults.
    """

    def check(rule: Rule, book: Book, _as_of: date) -> Iterator[Finding]:
        return faulty_values(rule, book, faults)

    return Rule(severity, text, check, faults)


def faulty_values(rule: Rule, book: Book, faults: Iterable[str]) -> Iterator[Finding]:
    """Yield a finding for every cell with one of these faults, with its safe fix if it has one."""
    by_fault = faulty(book)
    for fault in faults:
        for each in by_fault.get(fault, ()):
            yield from findings(rule, book, each)


def faulty(book: Book) -> dict[str, list[Faulty]]:
    """Return all faulty values of a book by the name of their fault, collected once.

    Computed and log columns are the tool's own and not looked at.
    """
    return book.once("faulty", lambda: _faulty(book))


def _faulty(book: Book) -> dict[str, list[Faulty]]:
    found: dict[str, list[Faulty]] = {}
    for table in filled(book):
        if table.table.sheet.role == "log":
            continue
        for placed in table.table.placed:
            if placed.column.role != "input" or placed.column.id not in table:
                continue
            column = table[placed.column.id]
            for fault, values in column.faults.items():
                if placed.own and fault not in NEUTRAL:
                    continue
                found.setdefault(fault, []).append(Faulty(table.table, placed, column, values))
    return found


def findings(
    rule: Rule, book: Book, faulty: Faulty, cells: Mapping[Cell, Cell] | None = None
) -> Iterator[Finding]:
    """Yield a finding for every cell with one of these values.

    Args:
        rule: Whose findings they are.
        book: The workbook.
        faulty: The values.
        cells: What a safe fix writes in the place of a value; when None, what its kind says.
    """
    table, placed, column = faulty.table, faulty.placed, faulty.column
    if cells is None:
        cells = {value: column.readings[value].cell for value in faulty.values}
    mended = {value: cell for value, cell in cells.items() if cell is not None}
    if placed.column.kind in UNTOUCHED_KINDS or table.sheet.id in UNTOUCHED_SHEETS:
        mended = {}
    skipped = not_data(book, table.sheet.id)
    formulas = book.facts.tab(table.layout.title).formulas if mended else {}
    for index in column.rows_of(faulty.values):
        if index in skipped:
            continue
        value = column.raw[index]
        ref = table.ref(index, placed.column.id)
        fixable = ref.cell not in formulas and not isinstance(value, bool)
        new = mended.get(value) if fixable else None
        yield rule.found(
            ref,
            fix=None if new is None else set_cell(table, index, placed.column.id, new),
            column=shown(placed.heading),
            value=value if isinstance(value, date) else shown(value),
        )


def set_cell(table: Table, index: int, column_id: str, new: Cell) -> Fix:
    """Return the fix that puts `new` into one cell."""
    from crm_workbook.model import Change, Fix, SetCells  # in a workbook in order, nobody does

    old = table.columns[column_id][index]
    change = Change(table.rows[index], table.key(index), column_id, old, new)
    return Fix((SetCells(table.sheet.id, (change,)),))
