"""Rules about rows that stand inside a table and are no data."""

from __future__ import annotations

from crm_workbook.lean import TYPE_CHECKING
from crm_workbook.rules import Rule
from crm_workbook.rules.notdata import not_data
from crm_workbook.rules.tables import inputs

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from crm_workbook.model import Book, Finding
    from crm_workbook.rules.notdata import Kind
    from crm_workbook.text import Text


def stray_rule(kind: Kind, text: Text) -> Rule:
    """Return a rule that reports the rows of one kind; `notdata` says what makes a row one."""

    def check(rule: Rule, book: Book, _as_of: date) -> Iterator[Finding]:
        for table in (each.table for each in inputs(book)):
            for row, found in not_data(book, table.sheet.id).items():
                if found == kind:
                    yield rule.found(table.ref(row, table.placed[0].column.id))

    return Rule("error", text, check, strays=(kind,))
