"""Drafts as cells of the outreach sheet: in the workbook's language, its columns, its words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from crm_workbook import schema
from crm_workbook.model import AddSheet, AppendRows, Change, SetCells
from crm_workbook.schema.settings_rows import settings_rows
from crm_workbook.schema.typed import typed
from crm_workbook.schema.written import writers
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from crm_workbook.model import Book, Cell, Edit
    from crm_workbook.outreach.drafting import Decided, Row, Standing
    from crm_workbook.outreach.writer import Draft

    Writers = Mapping[str, Callable[[Cell], Cell]]

PASSED = Text("ההזדמנות חלפה", "the occasion has passed")

_REMEDIES: Final = {
    "settings": frozenset({"setting-missing"}),
    "consents": frozenset({"no-consent"}),
}
"""The sheets in which the owner can remove a block, and its codes."""
_OF_THE_TOOL: Final = ("why_now", "gate", "allowed_from", "status", "link")
"""What may change in a draft whose words are somebody's own."""
_KEPT: Final = ("planned_on",)
"""What never changes once it is written."""


def edits(book: Book, decided: Decided) -> tuple[Edit, ...]:
    """Return the changes to the workbook that put the decisions into its outreach sheet.

    A workbook is also given the sheets in which to write down what blocked drafts wait for.
    """
    return (*_drafts(book, decided), *(_sheet(book, name) for name in lacking(book, decided)))


def lacking(book: Book, decided: Decided) -> tuple[str, ...]:
    """Return the sheets that are not there, so that a block could not be removed."""
    codes = {block.code for block in decided.blocks}
    return tuple(
        name for name, ours in _REMEDIES.items() if name not in book.tables and codes & ours
    )


def _sheet(book: Book, name: str) -> AddSheet:
    if name != "settings":
        columns = tuple(column.id for column in schema.sheet(name).columns)
        return AddSheet(name, book.lang, columns, ())
    rows = settings_rows(book.lang, {**book.settings, "language": book.lang})
    return AddSheet(name, book.lang, tuple(rows[0]), tuple(tuple(row.values()) for row in rows))


def _drafts(book: Book, decided: Decided) -> tuple[Edit, ...]:
    table, write = book.tables.get("outreach"), writers(book, "outreach")
    if table is None:
        columns = tuple(write)
        made = tuple(_written(write, columns, _values(book, draft)) for draft in decided.new)
        return (AddSheet("outreach", book.lang, columns, made),) if made else ()
    changes = tuple(_changes(book, decided, write))
    present = tuple(column for column in write if column in table.columns)
    added = tuple(_written(write, present, _values(book, draft)) for draft in decided.new)
    found: list[Edit] = []
    if changes:
        found.append(SetCells("outreach", changes))
    if added:
        found.append(AppendRows("outreach", present, added))
    return tuple(found)


def _changes(book: Book, decided: Decided, write: Writers) -> Iterator[Change]:
    for standing in decided.standing:
        yield from _set(book, standing.row, _now(book, standing), write)
    for row in decided.lapsed:
        passed = {"status": "expired", "gate": PASSED.say(book.lang), "link": None}
        yield from _set(book, row, {**passed, "allowed_from": None}, write)


def _now(book: Book, standing: Standing) -> dict[str, Cell]:
    values = {**_values(book, standing.draft), "status": standing.status}
    if standing.row.own_words:
        return {column: values[column] for column in _OF_THE_TOOL}
    return {column: value for column, value in values.items() if column not in _KEPT}


def _set(book: Book, row: Row, values: Mapping[str, Cell], write: Writers) -> Iterator[Change]:
    """Yield a change for every cell that does not already mean what it should."""
    table = typed(book, "outreach")
    if table is None:
        return
    place = table.table.rows[row.place]
    for column_id, value in values.items():
        column = table.table.column(column_id)
        if column is None:
            continue
        old = table.table.columns[column_id][row.place]
        # The meaning of a text leaves out marks that are part of its wording.
        now = old if column.kind == "text" else table.values(column_id)[row.place]
        if now != value:
            yield Change(place, row.id, column_id, old, write[column_id](value))


def _values(book: Book, draft: Draft) -> dict[str, Cell]:
    """Return a draft's row by column id, every value in its canonical form."""
    candidate = draft.candidate
    gender = candidate.customer.text("gender_address")
    return {
        "outreach_id": candidate.id,
        "planned_on": draft.on,
        "customer_id": candidate.customer.id,
        "recipient_id": draft.recipient.id,
        "reason_code": candidate.template.reason,
        "why_now": candidate.reason.say(book.lang, gender),
        "purpose": candidate.template.purpose,
        "template": candidate.template.name,
        "template_hash": draft.template_hash,
        "channel": draft.channel.id,
        "language": draft.lang,
        "subject": draft.subject or None,
        "text": draft.text or None,
        "link": draft.link or None,
        "gate": draft.gate,
        "allowed_from": draft.block.allowed_from if draft.block else None,
        "status": "blocked" if draft.block else "draft",
        "text_hash": draft.text_hash or None,
    }


def _written(
    write: Writers, columns: Iterable[str], values: Mapping[str, Cell]
) -> tuple[Cell, ...]:
    return tuple(write[column](values.get(column)) for column in columns)
