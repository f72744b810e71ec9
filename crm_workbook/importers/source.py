"""What an import is handed: a file that somebody else has opened and read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crm_workbook.model import Cell


class Grid(NamedTuple):
    """One sheet of cells, before anything is known about it."""

    title: str
    """The tab's name; the file's name for a file of text."""
    first_row: int
    """The sheet row of `rows[0]`, counted from 1."""
    first_column: int
    rows: Sequence[Sequence[Cell]]
    lines: Sequence[int] = ()
    """The number of each row where rows do not follow each other one by one."""

    def line(self, index: int) -> int:
        """Return the number by which a person finds a row in the file."""
        return self.lines[index] if self.lines else self.first_row + index


class Source(NamedTuple):
    """A file to import from.

    Importers know no workbook reader: the caller hands over the bytes of a text file, or the
    cells of a workbook that went through the guarded reader.
    """

    name: str
    """The file's name, for messages."""
    kind: Literal["csv", "xlsx"]
    data: bytes | None = None
    grids: Sequence[tuple[str, int, int, Sequence[Sequence[Cell]]]] = ()
    """Of a workbook: title, first row, first column and rows of each sheet."""
