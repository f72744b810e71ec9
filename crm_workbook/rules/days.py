"""What rules about time share: odd dates, spans that end too early."""

from __future__ import annotations

from datetime import date

from crm_workbook.lean import TYPE_CHECKING, Final
from crm_workbook.model import shown
from crm_workbook.rules.notdata import not_data
from crm_workbook.rules.tables import filled
from crm_workbook.schema.columns import days_in
from crm_workbook.schema.typed import typed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from crm_workbook.model import Book, Cell, Column, Finding
    from crm_workbook.rules import Rule
    from crm_workbook.schema.typed import TypedTable


EARLIEST: Final = 1950
"""No business keeps events from before this year in Excel."""


def is_misdated(column: Column, value: date, as_of: date) -> bool:
    """Return whether a date cannot be, so that the rules about single dates tell of it.

    What follows from such a date is no second fault: a purchase of 1926 is not one from before the
    customer joined.
    """
    return value.year < EARLIEST or (not column.future and value > as_of)


def odd_days(rule: Rule, book: Book, odd: Callable[[Column, date], bool]) -> Iterator[Finding]:
    """Yield a finding for each date in an input column that `odd(column, date)` says is odd.

    Every distinct date is asked about once.
    """
    for table in filled(book):
        for placed in table.table.placed:
            column = placed.column
            if column.kind != "date" or column.role != "input":
                continue
            if placed.own or column.id not in table:
                continue
            strange: set[Cell] = {
                value for value in _distinct(book, table, column.id) if odd(column, value)
            }
            if not strange:
                continue
            skipped = not_data(book, table.table.sheet.id)
            for row, value in enumerate(table.values(column.id)):
                if value in strange and row not in skipped:
                    ref = table.table.ref(row, column.id)
                    yield rule.found(ref, column=shown(placed.heading), value=value)


def _distinct(book: Book, table: TypedTable, column_id: str) -> list[date]:
    """Return the distinct dates of a column, found once for all rules."""
    key = ("distinct dates", table.table.sheet.id, column_id)
    return book.once(key, lambda: [v for v in table[column_id].meanings if isinstance(v, date)])


def reversed_spans(
    rule: Rule, book: Book, sheet_id: str, start: str, end: str, as_of: date
) -> Iterator[Finding]:
    """Yield a finding for each row of a sheet that ends before it starts.

    Where one of the two dates cannot be, that is the fault, and another rule tells of it.
    """
    table = typed(book, sheet_id)
    if table is None or start not in table or end not in table:
        return
    heading = next(p.heading for p in table.table.placed if p.column.id == end)
    spans = zip(days_in(table, start), days_in(table, end), strict=True)
    for row, (first, last) in enumerate(spans):
        if first is None or last is None or last >= first:
            continue
        if not any(
            is_misdated(table[name].context.column, value, as_of)
            for name, value in ((start, first), (end, last))
        ):
            ref = table.table.ref(row, end)
            yield rule.found(ref, column=shown(heading), value=last, start=first)
