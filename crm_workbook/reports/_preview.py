"""A plan before it is carried out, as lines a person can follow."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

from crm_workbook.model import (
    AddSheet,
    AppendRows,
    Formula,
    RemoveRows,
    RemoveSheet,
    ReplaceRows,
    SetCells,
    letters,
    shown,
)
from crm_workbook.reports._direction import marked
from crm_workbook.text import Counted, Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from crm_workbook.model import Book, Cell, Change, Edit, Plan

EMPTY: Final = Text("(ריק)", "(empty)")
MORE: Final = Counted(
    Text("ועוד תא אחד", "and 1 more cell"),
    Text("ועוד {count:,} תאים", "and {count:,} more cells"),
)
ADDED: Final = Counted(
    Text("תתווסף שורה אחת", "1 row added"), Text("יתווספו {count:,} שורות", "{count:,} rows added")
)
REPLACED: Final = Counted(
    Text("תיכתב שורה אחת במקום {old:,}", "1 row written in place of {old:,}"),
    Text("ייכתבו {count:,} שורות במקום {old:,}", "{count:,} rows written in place of {old:,}"),
)
REMOVED: Final = Counted(
    Text("תוסר שורה אחת: {keys}", "1 row removed: {keys}"),
    Text("יוסרו {count:,} שורות: {keys}", "{count:,} rows removed: {keys}"),
)
NEW_SHEET: Final = Counted(
    Text("גיליון חדש, שורה אחת", "new sheet, 1 row"),
    Text("גיליון חדש, {count:,} שורות", "new sheet, {count:,} rows"),
)
SHEET_GONE: Final = Text("הגיליון יוסר", "sheet removed")
KEYS: Final = 5


def lines(
    plan: Plan,
    book: Book | None,
    lang: str,
    limit: int = 0,
    codes: Mapping[tuple[str, int, str], str] = {},
) -> list[str]:
    """Return a line for each changed cell and for each block of rows.

    Args:
        plan: The change.
        book: The workbook the plan was made from; without it cells are named by row and column.
        lang: The language of the words.
        limit: After so many cells the rest is counted; 0 shows them all.
        codes: The rule for whose sake a cell is changed, by sheet, row and column.
    """
    out: list[str] = []
    changes = [
        (edit.sheet, change)
        for edit in plan.edits
        if isinstance(edit, SetCells)
        for change in edit.changes
    ]
    told = changes[:limit] if limit else changes
    for sheet, change in told:
        code = codes.get((sheet, change.row, change.column), "")
        out.append(_change(sheet, change, book, lang) + (f"  {code}" if code else ""))
    if len(told) < len(changes):
        out.append(marked(MORE.say(lang, count=len(changes) - len(told))))
    for edit in plan.edits:
        said = _block(edit, book)
        if said is not None:
            text, values = said
            out.append(f"{marked(edit.sheet)}: {marked(text.say(lang, **values))}")
    return out


def _change(sheet: str, change: Change, book: Book | None, lang: str) -> str:
    table = book.tables.get(sheet) if book is not None else None
    number = table.numbers.get(change.column, 0) if table is not None else 0
    place = f"{letters(number)}{change.row}" if number else f"{change.column}/{change.row}"
    old, new = (marked(quoted(value, lang)) for value in (change.old, change.new))
    return f"{marked(sheet)}!{place}: {old} -> {new}"


def _block(edit: Edit, book: Book | None) -> tuple[Text | Counted, dict[str, object]] | None:
    if isinstance(edit, AppendRows):
        return ADDED, {"count": len(edit.rows)}
    if isinstance(edit, ReplaceRows):
        table = book.tables.get(edit.sheet) if book is not None else None
        old = len(table) if table is not None else 0
        return REPLACED, {"count": len(edit.rows), "old": old}
    if isinstance(edit, RemoveRows):
        keys = ", ".join(edit.keys[:KEYS]) + (", ..." if len(edit.keys) > KEYS else "")
        return REMOVED, {"count": len(edit.keys), "keys": keys}
    if isinstance(edit, AddSheet):
        return NEW_SHEET, {"count": len(edit.rows)}
    return (SHEET_GONE, {}) if isinstance(edit, RemoveSheet) else None


def changed(change: Mapping[str, object], lang: str) -> tuple[str, str, str]:
    """Return the place of a changed cell, what it held and what it gets, as a record has them."""
    old, new = (quoted(cast("Cell", change[name]), lang) for name in ("old", "new"))
    return f"{change['sheet']}!{change['cell']}", old, new


def quoted(value: Cell | Formula, lang: str) -> str:
    """Return a cell so that a text, a number and an empty cell can be told apart.

    Invisible characters, the very thing many fixes take away, are written out as `<U+200F>`.
    """
    if value is None:
        return EMPTY.say(lang)
    if isinstance(value, Formula):
        return f"={value.source}"
    if isinstance(value, str):
        visible = "".join(c if c.isprintable() else f"<U+{ord(c):04X}>" for c in value)
        return f"'{shown(visible, 80)}'"
    return shown(value)
