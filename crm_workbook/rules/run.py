"""Running rules over a book: what is found, in the order of what it costs."""

from __future__ import annotations

from crm_workbook.fields.pattern import pattern
from crm_workbook.lean import TYPE_CHECKING, Final
from crm_workbook.model import SEVERITY_RANKS
from crm_workbook.rules import index, rule
from crm_workbook.rules.figures import span
from crm_workbook.rules.needs import NEEDS
from crm_workbook.rules.notdata import not_data
from crm_workbook.rules.tables import filled
from crm_workbook.rules.values import faulty
from crm_workbook.schema.typed import typed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date

    from crm_workbook.model import Book, Finding

_CELL: Final = r"([A-Z]+)([0-9]+)"


def check(book: Book, codes: Iterable[str], as_of: date) -> tuple[Finding, ...]:
    """Return what the rules find in a book.

    Args:
        book: The workbook.
        codes: The rules' codes.
        as_of: The day on which the workbook is looked at; later dates are the future.

    Returns:
        The findings: the gravest first, then by sheet in the order of the book, by row and by
        column. A rule that raises is a fault in the program and is not hidden.
    """
    found: list[Finding] = []
    for code in codes:
        found.extend(found_by(code, book, as_of))
    return ranked(book, found)


def found_by(code: str, book: Book, as_of: date) -> tuple[Finding, ...]:
    """Return what one rule finds in a book, looked for once and kept with the book.

    What silences findings asks again whether there is anything left to silence.
    """
    return book.once(("found", code, as_of), lambda: _found_by(code, book, as_of))


def _found_by(code: str, book: Book, as_of: date) -> tuple[Finding, ...]:
    if not may_find(code, book):
        return ()
    each = rule(code)
    return tuple(each.check(each, book, as_of))


def ranked(book: Book, found: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return findings with the gravest first, then by sheet, row and column."""
    sheets = {sheet: place for place, sheet in enumerate(book.tables)}

    def cost(finding: Finding) -> tuple[int, int, str, int, int, str, str]:
        ref = finding.ref
        cell = pattern(_CELL).match(ref.cell)
        row, letters = (int(cell[2]), cell[1]) if cell else (0, "")
        rank = SEVERITY_RANKS[finding.severity]
        place = sheets.get(ref.sheet, len(sheets))
        return (rank, place, ref.sheet, row, len(letters), letters, finding.code)

    return tuple(sorted(found, key=cost))


def has_suppressions(book: Book) -> bool:
    """Return whether anything in a book might silence a finding."""
    return _has_sheets(book, ("checks",)) or _is_marked(book, ("notes",))


def may_find(code: str, book: Book) -> bool:
    """Return whether a rule can find anything in a book at all, without loading the rule.

    A rule that `needs` does not list yet can.
    """
    needs = NEEDS.get(index()[code], {})
    return all(_MET[what](book, names) for what, names in needs.items())


def _has_faults(book: Book, names: Sequence[str]) -> bool:
    return not faulty(book).keys().isdisjoint(names)


def _has_sheets(book: Book, names: Sequence[str]) -> bool:
    return all(name in book.tables and len(book.tables[name]) for name in names)


def _has_one_sheet(book: Book, names: Sequence[str]) -> bool:
    return any(_has_sheets(book, (name,)) for name in names)


def _has_columns(book: Book, names: Sequence[str]) -> bool:
    for sheet_id, _, column_id in (name.partition(".") for name in names):
        table = typed(book, sheet_id)
        if table is None or column_id not in table or table[column_id].types <= _NOTHING:
            return False
    return True


def _has_values(book: Book, wanted: Sequence[str]) -> bool:
    return any(_has_value(book, *each.split()) for each in wanted)


def _has_value(book: Book, name: str, sign: str, limit: str) -> bool:
    sheet_id, _, column_id = name.partition(".")
    table = typed(book, sheet_id)
    if table is None or column_id not in table:
        return False
    if sign == "is":
        return any(meant.value == limit for meant in table[column_id].parsed.values())
    least = span(book, table, column_id)[0]
    return least < float(limit) or (sign == "<=" and least == float(limit))


def _lacks(book: Book, names: Sequence[str]) -> bool:
    return book.tables.keys().isdisjoint(names)


def _is_marked(book: Book, names: Sequence[str]) -> bool:
    layouts = [table.layout for table in book.tables.values() if len(table)]
    tabs = [book.facts.tab(layout.title) for layout in layouts]
    return any(getattr(said, name, ()) for name in names for said in (book.facts, *layouts, *tabs))


def _has_strays(book: Book, names: Sequence[str]) -> bool:
    kinds = (kind for sheet_id in book.tables for kind in not_data(book, sheet_id).values())
    return any(kind in names for kind in kinds)


def _has_cells(book: Book, names: Sequence[str]) -> bool:
    columns = (table[column] for table in filled(book) for column in table.table.columns)
    return any(kind.__name__ in names for column in columns for kind in column.types)


def _has_prose(book: Book, patterns: Sequence[str]) -> bool:
    from crm_workbook.rules.texts import prose

    return any(pattern(each).search(text.joined) for each in patterns for text in prose(book))


_NOTHING: Final = frozenset({type(None)})
_MET: Final[dict[str, Callable[[Book, Sequence[str]], bool]]] = {
    "faults": _has_faults,
    "sheets": _has_sheets,
    "among": _has_one_sheet,
    "columns": _has_columns,
    "values": _has_values,
    "absent": _lacks,
    "marks": _is_marked,
    "strays": _has_strays,
    "cells": _has_cells,
    "prose": _has_prose,
}
"""How to tell whether a book has what a field of `Rule` names."""
