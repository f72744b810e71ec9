"""Rules about what stands in free text: names, notes, summaries, the user's own columns.

Each distinct text is looked at once, and only after one search over all of them together has
found anything at all; that is what nearly every workbook pays.
"""

from __future__ import annotations

from crm_workbook.lean import TYPE_CHECKING, NamedTuple
from crm_workbook.model import shown
from crm_workbook.rules import Rule
from crm_workbook.rules.notdata import not_data
from crm_workbook.rules.tables import inputs

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Iterator
    from datetime import date

    from crm_workbook.model import Book, Cell, Finding, Placed, Severity, Table
    from crm_workbook.schema.typed import TypedColumn
    from crm_workbook.text import Text

LONG_NUMBER = "(?:[0-9][ -]?){9}"
"""What the numbers of cards and of people have in common."""
_OURS = frozenset({"settings", "lists", "checks", "plan"})
"""Sheets that hold the workbook's own workings, and no words about people."""


class Prose(NamedTuple):
    """A column of free text."""

    table: Table
    placed: Placed
    column: TypedColumn
    joined: str
    """Its distinct texts, one a line."""


def text_rule(
    severity: Severity,
    text: Text,
    pattern: re.Pattern[str],
    means: Callable[[re.Match[str]], bool] | None = None,
    *,
    hint: str,
    quote: bool = True,
) -> Rule:
    """Return a rule that looks for a pattern in free text.

    Args:
        severity: How grave it is.
        text: The message; `{column}` is the heading as written, `{value}` the text.
        pattern: What to look for.
        means: Whether a match really is what it looks like; every match is when None.
        hint: A simpler pattern, found wherever the other is, so that text without it costs little.
        quote: Whether the message may repeat the text. What must not be spread is not repeated.
    """

    def check(rule: Rule, book: Book, _as_of: date) -> Iterator[Finding]:
        for each in prose(book):
            if pattern.search(each.joined) is None:
                continue
            meant: list[Cell] = [
                value
                for value in each.column.distinct
                if isinstance(value, str)
                and any(means is None or means(match) for match in pattern.finditer(value))
            ]
            skipped = not_data(book, each.table.sheet.id)
            for row in each.column.rows_of(meant) if meant else ():
                if row in skipped:
                    continue
                yield rule.found(
                    each.table.ref(row, each.placed.column.id),
                    column=shown(each.placed.heading),
                    value=shown(each.column.raw[row]) if quote else "",
                )

    return Rule(severity, text, check, prose=(hint,))


def prose(book: Book) -> list[Prose]:
    """Return the free text of a book, collected once for all rules."""
    return book.once("prose", lambda: _prose(book))


def _prose(book: Book) -> list[Prose]:
    found = []
    for table in inputs(book):
        if table.table.sheet.id in _OURS:
            continue
        for placed in table.table.placed:
            column = placed.column
            if column.kind != "text" or column.role != "input" or column.id not in table:
                continue
            if str in table[column.id].types:
                texts = [v for v in table[column.id].distinct if isinstance(v, str)]
                found.append(Prose(table.table, placed, table[column.id], "\n".join(texts)))
    return found
