"""The central types: what should be, what is, the difference and the change.

`Column` and `Sheet` say what a workbook should hold, `Table` and `Book` what one does hold,
`Finding` is a difference between the two, `Edit` and `Plan` are a change. Everything else in the
package makes, reads or applies values of these types. They are named tuples, not dataclasses:
`crm check` must start in a few times the time of a bare interpreter, and importing `dataclasses`
alone costs as much as a bare interpreter does.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Literal, NamedTuple, Protocol

from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

Role = Literal["input", "computed", "log"]
Severity = Literal["error", "warning", "info"]


class CellError(NamedTuple):
    """An error value standing in a cell, such as `#REF!`."""

    code: str


class Formula(NamedTuple):
    """A formula to be written into a cell, without the leading equals sign."""

    source: str


type_of_cell = (str, float, int, bool, date, datetime, timedelta, CellError, type(None))
Cell = str | float | int | bool | date | datetime | timedelta | CellError | None
"""What one cell holds. Numbers arrive as floats, an empty cell is None."""


# ------------------------------------------------------------------ what should be


class Column(NamedTuple):
    """What one column should be."""

    id: str
    kind: str
    """The name of a module in `fields`."""
    he: str
    en: str
    synonyms: tuple[str, ...] = ()
    """Other headings, in either language, by which an import or a foreign workbook may call it."""
    role: Role = "input"
    required: bool = False
    choices: str = ""
    """The id of a list in `schema.lists`, for kind `choice`."""
    ref: str = ""
    """The id of the sheet whose key this column holds, for kind `reference`."""
    low: float | None = None
    high: float | None = None
    future: bool = True
    """Whether a date in this column may lie after today."""
    width: int = 0
    """Width in characters; 0 means the width of its kind."""
    note: Text | None = None
    """What a person should know before typing here."""
    folded: bool = False
    """Whether a new workbook folds it away, as not needed every day."""

    @property
    def heading(self) -> Text:
        """The heading in each language."""
        return Text(self.he, self.en)


class Sheet(NamedTuple):
    """What one sheet should be."""

    id: str
    he: str
    en: str
    role: Role
    columns: tuple[Column, ...]
    key: str = ""
    """The id of the column that names a row for good; empty when rows have no name."""
    table: str = ""
    """The name of its Excel table."""
    order: int = 0
    """Its place among the tabs."""
    shown: Literal["yes", "grouped", "hidden"] = "yes"
    purpose: Text = Text("", "")
    synonyms: tuple[str, ...] = ()
    """Other tab names by which it is recognised."""

    @property
    def title(self) -> Text:
        """The name of its tab in each language."""
        return Text(self.he, self.en)

    def column(self, column_id: str) -> Column | None:
        """Return the column with this id, or None."""
        return next((c for c in self.columns if c.id == column_id), None)


class Choice(NamedTuple):
    """One value of a list."""

    id: str
    he: str
    en: str
    synonyms: tuple[str, ...] = ()


# ------------------------------------------------------------------ what is


class Placed(NamedTuple):
    """A column as it stands in a sheet."""

    column: Column
    number: int
    """Its column number, 1 for A."""
    heading: str
    """The heading as it is written there."""
    own: bool = False
    """True when the user added it and the schema does not know it."""


class Layout(NamedTuple):
    """Where a table stands in its sheet. Rows and columns count from 1."""

    title: str
    """The tab's name."""
    heading_row: int
    first_row: int
    last_row: int
    """The last row of the body; `first_row - 1` when the body is empty."""
    placed: tuple[Placed, ...]
    table: str = ""
    """The name of the Excel table that spans it, if one does."""
    totals_row: int = 0
    """The row of totals below the body, or 0."""


class Ref(NamedTuple):
    """A place in a workbook, which knows its row's key and so survives sorting."""

    sheet: str
    """The sheet's id, or the tab's name when the schema does not know it."""
    cell: str = ""
    key: str = ""
    column: str = ""

    def __str__(self) -> str:
        """Return the place as a reader would type it: `customers!C12`."""
        return f"{self.sheet}!{self.cell}" if self.cell else self.sheet


def letters(number: int) -> str:
    """Return the letters of a column number: 1 is A, 27 is AA."""
    name = ""
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(65 + rest) + name
    return name


class Table:
    """What one sheet holds: its values by column, and where each stands. Treat as immutable."""

    __slots__ = ("columns", "layout", "numbers", "rows", "sheet")

    def __init__(
        self,
        sheet: Sheet,
        layout: Layout,
        columns: dict[str, list[Cell]],
        rows: Sequence[int],
    ) -> None:
        """Hold `columns` (id to values, all equally long); `rows` gives each value's sheet row."""
        self.sheet = sheet
        self.layout = layout
        self.columns = columns
        self.rows = rows
        self.numbers = {placed.column.id: placed.number for placed in layout.placed}

    def __len__(self) -> int:
        """Return how many rows the body has, blank ones not counted."""
        return len(self.rows)

    @property
    def placed(self) -> tuple[Placed, ...]:
        """The columns that are really there, the user's own among them."""
        return self.layout.placed

    def column(self, column_id: str) -> Column | None:
        """Return the column with this id if it is really there."""
        return next((p.column for p in self.layout.placed if p.column.id == column_id), None)

    def key(self, index: int) -> str:
        """Return the key of a row as text, empty when the row has none."""
        keys = self.columns.get(self.sheet.key)
        value = keys[index] if keys is not None else None
        return "" if value is None else key_text(value)

    def ref(self, index: int, column_id: str = "") -> Ref:
        """Return the place of a value: row `index` of the body, column `column_id`."""
        number = self.numbers.get(column_id, 0)
        row = self.rows[index]
        cell = f"{letters(number)}{row}" if number else f"A{row}"
        return Ref(self.sheet.id, cell, self.key(index), column_id)

    def records(self) -> Iterator[dict[str, Cell]]:
        """Yield each row as a dictionary of raw cells by column id."""
        names = list(self.columns)
        for values in zip(*self.columns.values(), strict=True):
            yield dict(zip(names, values, strict=True))


def key_text(value: Cell) -> str:
    """Return a key cell as text: a number that stands for an id loses its `.0`, blanks go."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


def shown(value: Cell, limit: int = 40) -> str:
    """Return a cell as a report quotes it: one line, no control characters, cut when long."""
    if isinstance(value, CellError):
        return value.code
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:  # noqa: PLR2004 - exact
        return str(int(value))
    text = "" if value is None else str(value)
    if not text.isprintable():
        text = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return text if len(text) <= limit else f"{text[: limit - 3]}..."


class TableFacts(NamedTuple):
    """An Excel table as the package declares it."""

    name: str
    ref: str
    heading_rows: int = 1
    totals_rows: int = 0
    query_fed: bool = False


class Validation(NamedTuple):
    """A data-validation rule of a sheet."""

    ranges: str
    kind: str
    formula: str = ""


class Tab(NamedTuple):
    """What the package says about one sheet beyond its values."""

    title: str
    kind: str = "worksheet"
    state: Literal["visible", "hidden", "veryHidden"] = "visible"
    rtl: bool = False
    frozen_rows: int = 0
    protected: bool = False
    password: bool = False
    tables: tuple[TableFacts, ...] = ()
    merges: tuple[str, ...] = ()
    validations: tuple[Validation, ...] = ()
    formats: tuple[str, ...] = ()
    """The ranges of its conditional formats, one entry a rule block."""
    formulas: Mapping[str, str] = {}
    """Cell to formula source; an empty source is a follower of a shared formula."""
    uncalculated: tuple[str, ...] = ()
    """Cells whose formula has no stored result."""
    hidden_rows: tuple[int, ...] = ()
    hidden_columns: tuple[int, ...] = ()
    fit_to_width: bool = False


class Facts(Protocol):
    """What the package says about the workbook. Read lazily: most jobs never ask."""

    @property
    def titles(self) -> tuple[str, ...]:
        """The tabs in order."""

    @property
    def names(self) -> Mapping[str, str]:
        """Defined names and what they refer to."""

    @property
    def epoch(self) -> Literal[1900, 1904]:
        """The year from which date serials count."""

    @property
    def macros(self) -> bool:
        """Whether a macro project is inside."""

    @property
    def external(self) -> tuple[str, ...]:
        """Links to other workbooks, connections and queries."""

    def tab(self, title: str) -> Tab:
        """Return what is known about one tab."""


class Unread(NamedTuple):
    """Something in the workbook that was not read, and why. Never kept silent."""

    title: str
    why: Text


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


class Book:
    """What one workbook holds. Made by a store; jobs read it and never change it."""

    __slots__ = (
        "cache", "facts", "fingerprint", "journal", "lang", "lists", "name", "settings",
        "tables", "unread",
    )  # fmt: skip

    def __init__(  # noqa: PLR0913 - a record with one argument a field
        self,
        *,
        name: str,
        tables: dict[str, Table],
        facts: Facts,
        settings: Mapping[str, Cell],
        lists: Mapping[str, tuple[Choice, ...]],
        lang: str,
        fingerprint: str,
        unread: tuple[Unread, ...] = (),
        journal: Sequence[Entry] = (),
    ) -> None:
        """Hold what a store has read.

        `tables` is keyed by sheet id. `settings` holds a typed value for every setting of the
        schema, the default where the workbook says nothing. `lists` holds every list of the
        schema with the workbook's own additions. `fingerprint` names the very state that was
        read: a store refuses to apply a plan to any other.
        """
        self.name = name
        self.tables = tables
        self.facts = facts
        self.settings = settings
        self.lists = lists
        self.lang = lang
        self.fingerprint = fingerprint
        self.unread = unread
        self.journal = journal
        self.cache: dict[object, object] = {}
        """Room for typed columns and other values derived once from this book."""


# ------------------------------------------------------------------ the difference


class Fix(NamedTuple):
    """A change that would remove a finding."""

    edits: tuple[Edit, ...]
    safe: bool = True
    """Safe means no information is lost and the meaning of the cell stays."""


class Finding(NamedTuple):
    """One difference between what should be and what is."""

    code: str
    name: str
    severity: Severity
    ref: Ref
    text: Text
    values: Mapping[str, object] = {}
    fix: Fix | None = None

    def say(self, lang: str) -> str:
        """Return the message in `lang`."""
        return self.text.say(lang, **self.values)


# ------------------------------------------------------------------ the change


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


class File(NamedTuple):
    """A file a job wants written: a new workbook, an export, a mail draft."""

    path: str
    data: bytes
    replace: bool = False
    """Whether an existing file of that name may be replaced."""


class Outcome(NamedTuple):
    """What a job hands back. Whoever called it applies the plan, writes the files and reports."""

    findings: tuple[Finding, ...] = ()
    plan: Plan | None = None
    files: tuple[File, ...] = ()
    summary: tuple[str, ...] = ()
    """What was done, in words, in the language asked for; first the most important."""
    data: Mapping[str, object] = {}
    """The same in numbers, ready for JSON."""
    failed: bool = False
    """True when the answer is no: findings at or above the limit, a dry run that would change."""


class Store(Protocol):
    """Where a workbook lives: a file, an open Excel, memory."""

    def read(self) -> Book:
        """Return what the workbook holds now.

        Raises:
            CrmError: The workbook cannot be read, or is refused as unsafe.
        """

    def apply(self, plan: Plan, book: Book) -> Receipt:
        """Carry out `plan`, which was made from `book`, entirely or not at all.

        Raises:
            CrmError: The workbook is not in the state that was read, is in use, or an edit cannot
                be done without the risk of losing something.
        """
