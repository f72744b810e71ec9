"""What a package says about a workbook beyond its values."""

from __future__ import annotations

from crm_workbook.lean import TYPE_CHECKING, Literal, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping


class TableFacts(NamedTuple):
    """An Excel table as the package declares it."""

    name: str
    ref: str
    heading_rows: int = 1
    totals_rows: int = 0
    query_fed: bool = False
    calculated: Mapping[int, str] = {}
    """The formula of every calculated column, by its column number in the sheet."""


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
    notes: Mapping[str, str] = {}
    """The notes and comments on its cells, each as its whole text."""


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
