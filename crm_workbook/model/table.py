"""What is: one sheet's values, and where each of them stands."""

from __future__ import annotations

from crm_workbook.lean import TYPE_CHECKING, NamedTuple
from crm_workbook.model.cells import key_text, letters

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from crm_workbook.model.cells import Cell
    from crm_workbook.model.definition import Column, Sheet


class Placed(NamedTuple):
    """A column as it stands in a sheet."""

    column: Column
    number: int
    """Its column number, 1 for A."""
    heading: str
    """The heading as it is written there."""
    own: bool = False
    """True when the user added it and the schema does not know it."""

    @property
    def renamed(self) -> bool:
        """Whether it was recognised although it bears another heading than ours."""
        return not self.own and self.heading not in {self.column.he, self.column.en}


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

    @property
    def loose(self) -> bool:
        """Whether it is a mere list of rows, and no Excel table."""
        return not self.table


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


class Table:
    """What one sheet holds: its values by column, and where each stands. Treat as immutable."""

    __slots__ = ("columns", "layout", "numbers", "rows", "sheet", "types")

    def __init__(
        self,
        sheet: Sheet,
        layout: Layout,
        columns: dict[str, list[Cell]],
        rows: Sequence[int],
        types: Mapping[str, frozenset[type]] | None = None,
    ) -> None:
        """Hold the body of a table.

        Args:
            sheet: What it should be.
            layout: Where it stands.
            columns: Values by column id, all equally long.
            rows: The sheet row of each value.
            types: The Python types in a column, where whoever read it has seen them.
        """
        self.sheet = sheet
        self.layout = layout
        self.columns = columns
        self.rows = rows
        self.types = types or {}
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

    @property
    def renamed(self) -> bool:
        """Whether the sheet, or a column of it, was recognised under another name than ours."""
        ours = self.layout.title in {self.sheet.he, self.sheet.en}
        return not ours or any(placed.renamed for placed in self.layout.placed)

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
