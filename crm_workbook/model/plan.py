"""The change: every writer speaks Plan, so there is one preview, one journal, one undo."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_workbook.lean import Final, Literal, NamedTuple

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


OUR_MODULE: Final = "CrmButtons"
OUR_MARK: Final = "import crm_workbook.excel as x"
"""The module, and the words in it, by which a macro project is known to have come from here."""


class MacroModule(NamedTuple):
    """One module of VBA that is ours to bring along."""

    name: str
    code: str
    """Its code without attributes, in ASCII."""
    kind: Literal["standard", "class"] = "standard"
    mark: str = ""
    """A line by which a module of this name in a workbook is known to be the same thing."""
    stays: bool = False
    """Whether one that bears the mark is left as it is, being of the same version."""


class MacroButton(NamedTuple):
    """A button on the start sheet."""

    macro: str
    """The public procedure it runs."""
    label: str
    tip: str


class Macros(NamedTuple):
    """Everything that turns a workbook into one with buttons."""

    modules: tuple[MacroModule, ...]
    on_workbook: str
    """The code of the workbook's own module, where the workbook has none yet."""
    ribbon: str
    """The ribbon part, with one tab of ours."""
    buttons: tuple[MacroButton, ...]
    settings: tuple[tuple[str, str], ...]
    """Rows of the sheet `xlwings.conf`."""
    lang: str


class Written(NamedTuple):
    """A file that a job writes beside the workbook, by what it holds."""

    path: str
    """Counted from the workbook's folder."""
    digest: str
    """SHA-256 of its bytes, in hexadecimal."""
    before: bytes | None = None
    """What stood there before, None when nothing did."""


class Plan(NamedTuple):
    """Every writer speaks Plan, so there is one preview, one journal and one undo."""

    job: str
    reason: Text
    edits: tuple[Edit, ...]
    undoes: str = ""
    """The journal entry this plan takes back."""
    files: tuple[Written, ...] = ()
    """The files that are written along with it; in what takes a plan back, those it wrote."""
    macros: Macros | None = None
    """Macros to bring into the workbook; taken back only with the whole file."""

    @property
    def empty(self) -> bool:
        """Whether there is nothing to carry out."""
        return not self.edits and not self.undoes and self.macros is None


class Receipt(NamedTuple):
    """What a store did with a plan."""

    entry: str
    """The journal entry, empty when there was nothing to do."""
    changed: int
    backup: str = ""
    """The name of the backup file, empty for a store that keeps none."""
    aside: str = ""
    """Where a damaged journal was put, so that a new one could be begun; usually empty."""
    made: str = ""
    """The name of the workbook that was made beside the one that was read; usually empty."""
    unsaved: bool = False
    """Whether the workbook is open in a program and still to be saved there."""


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
