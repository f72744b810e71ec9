"""Running rules over a book: what is found, in the order of what it costs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from crm_workbook.rules import index, rule
from crm_workbook.rules.needs import NEEDS
from crm_workbook.rules.values import faulty

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from crm_workbook.model import Book, Finding, Severity

RANK: Final[dict[Severity, int]] = {"error": 0, "warning": 1, "info": 2}
_CELL: Final = re.compile(r"([A-Z]+)([0-9]+)")


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
        if may_find(code, book):
            each = rule(code)
            found.extend(each.check(each, book, as_of))
    sheets = {sheet: place for place, sheet in enumerate(book.tables)}

    def cost(finding: Finding) -> tuple[int, int, str, int, int, str, str]:
        ref = finding.ref
        cell = _CELL.match(ref.cell)
        row, letters = (int(cell[2]), cell[1]) if cell else (0, "")
        rank = RANK[finding.severity]
        place = sheets.get(ref.sheet, len(sheets))
        return (rank, place, ref.sheet, row, len(letters), letters, finding.code)

    return tuple(sorted(found, key=cost))


def may_find(code: str, book: Book) -> bool:
    """Return whether a rule can find anything in a book at all, without loading the rule.

    A rule that `needs` does not list yet can.
    """
    faults, sheets = NEEDS.get(index()[code], ((), ()))
    if faults and faulty(book).keys().isdisjoint(faults):
        return False
    return all(sheet in book.tables and len(book.tables[sheet]) for sheet in sheets)
