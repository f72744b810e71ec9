"""The change: every writer speaks Plan, so there is one preview, one journal, one undo."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_workbook.lean import NamedTuple

if TYPE_CHECKING:
    from crm_workbook.model.cells import Cell
    from crm_workbook.text import Text


class Change(NamedTuple):
    """One cell: what it holds and what it shall hold."""

    row: int
    """The sheet row at the time of reading."""
    key: str
    column: str
    old: Cell
    new: Cell


class SetCells(NamedTuple):
    """Change single cells of existing rows."""

    sheet: str
    changes: tuple[Change, ...]


class AppendRows(NamedTuple):
    """Add rows at the end of a table."""

    sheet: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


class ReplaceRows(NamedTuple):
    """Replace the rows of a computed table.

    A sheet with a key keeps the place of every row whose key stays, together with what the user
    wrote beside it in columns of her own; rows with new keys follow, vanished ones go.
    Columns that are not named keep their cells.
    """

    sheet: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


class RemoveRows(NamedTuple):
    """Take rows out again by key: the inverse of `AppendRows`."""

    sheet: str
    keys: tuple[str, ...]
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = ()
    """What the rows held when they were added: an undo takes out none that has changed since, and
    finds by it the rows of a sheet without a key."""


class AddSheet(NamedTuple):
    """Add a sheet of the schema, with its table, to a workbook that lacks it."""

    sheet: str
    lang: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...] = ()


class RemoveSheet(NamedTuple):
    """Take a sheet out again: the inverse of `AddSheet`."""

    sheet: str
    title: str
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = ()
    """What it held when it was added."""


Edit = SetCells | AppendRows | ReplaceRows | RemoveRows | AddSheet | RemoveSheet


class Plan(NamedTuple):
    """Every writer speaks Plan, so there is one preview, one journal and one undo."""

    job: str
    reason: Text
    edits: tuple[Edit, ...]
    undoes: str = ""
    """The journal entry this plan takes back."""


class Receipt(NamedTuple):
    """What a store did with a plan."""

    entry: str
    """The journal entry, empty when there was nothing to do."""
    changed: int
    backup: str = ""
    """The name of the backup file, empty for a store that keeps none."""


class Entry(NamedTuple):
    """One applied plan in a workbook's journal."""

    id: str
    when: str
    """Local time, ISO 8601."""
    job: str
    reason: str
    changed: int
    """How many cells it changed."""
    inverse: Plan
    before: str
    after: str
    """Fingerprints of the workbook before and after."""
    undone: bool = False
