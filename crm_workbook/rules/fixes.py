"""From findings to the edits that would remove them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from crm_workbook.model import CellError, SetCells, letters
from crm_workbook.rules.values import UNTOUCHED_KINDS, UNTOUCHED_SHEETS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from crm_workbook.model import Book, Cell, Change, Edit, Finding


def fixes(
    book: Book, found: Sequence[Finding], *, unsafe: bool = False
) -> tuple[tuple[SetCells, ...], frozenset[int]]:
    """Return the changes of all fixes, and the places in `found` of what they remove.

    A cell is changed once: where two findings want a cell, the first one, the graver, has it and
    the other stays for the next run. Whatever a rule proposes, cells with a formula, amounts of
    money and consents are never changed, and a fix with such a cell is left out as a whole. Rows
    come and go by a person's hand.

    Args:
        book: The workbook.
        found: What was found in it, the gravest first.
        unsafe: Whether to include fixes that may lose something or be mistaken.
    """
    changes: dict[str, dict[tuple[int, str], Change]] = {}
    removed = set[int]()
    for place, finding in enumerate(found):
        if finding.fix is None or not (finding.fix.safe or unsafe):
            continue
        wanted = [
            (edit.sheet, change)
            for edit in finding.fix.edits
            if isinstance(edit, SetCells)
            for change in edit.changes
        ]
        if not wanted or any(
            (change.row, change.column) in changes.get(sheet, {})
            or _is_untouchable(book, sheet, change)
            for sheet, change in wanted
        ):
            continue
        removed.add(place)
        for sheet, change in wanted:
            changes.setdefault(sheet, {})[change.row, change.column] = change
    edits = tuple(SetCells(sheet, tuple(cells.values())) for sheet, cells in changes.items())
    return edits, frozenset(removed)


def causes(found: Sequence[Finding], removed: Iterable[int]) -> dict[tuple[str, int, str], str]:
    """Return the rule for whose sake each cell is changed, by sheet, row and column.

    Args:
        found: What was found.
        removed: The places in it of what the fixes remove.
    """
    return {
        (edit.sheet, change.row, change.column): found[place].code
        for place in removed
        if (fix := found[place].fix) is not None
        for edit in fix.edits
        if isinstance(edit, SetCells)
        for change in edit.changes
    }


def listed(
    book: Book, edits: Iterable[Edit], codes: Mapping[tuple[str, int, str], str]
) -> list[dict[str, object]]:
    """Return every changed cell for programs: by which rule, where, what it held and gets."""
    return [
        {
            "code": codes[edit.sheet, change.row, change.column],
            "sheet": edit.sheet,
            "cell": f"{letters(book.tables[edit.sheet].numbers[change.column])}{change.row}",
            "key": change.key,
            "column": change.column,
            "old": _plain(change.old),
            "new": _plain(change.new),
        }
        for edit in edits
        if isinstance(edit, SetCells)
        for change in edit.changes
    ]


def _plain(value: Cell) -> str | float | bool | None:
    """Return a cell as JSON has it: dates in ISO 8601, an error by its name."""
    if isinstance(value, CellError):
        return value.code
    if isinstance(value, date):  # a time of day comes along, where there is one
        return value.isoformat()
    return str(value) if isinstance(value, timedelta) else value


def _is_untouchable(book: Book, sheet: str, change: Change) -> bool:
    table = book.tables[sheet]
    column = table.column(change.column)
    if sheet in UNTOUCHED_SHEETS or (column is not None and column.kind in UNTOUCHED_KINDS):
        return True
    formulas = book.facts.tab(table.layout.title).formulas
    return f"{letters(table.numbers[change.column])}{change.row}" in formulas
