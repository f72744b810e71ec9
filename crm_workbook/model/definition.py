"""What should be: columns, sheets and the values of lists."""

from __future__ import annotations

from crm_workbook.lean import Literal, NamedTuple
from crm_workbook.text import Text

Role = Literal["input", "computed", "log"]


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
