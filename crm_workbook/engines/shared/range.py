"""A range: what it holds, what hangs on it, and how its cells move."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Any

from crm_workbook.engines import com
from crm_workbook.engines.addresses import Area, quote_sheet
from crm_workbook.engines.errors import ExcelError
from crm_workbook.engines.neighbours import end
from crm_workbook.engines.shared.located import Located

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Self


class AnyRange(Located, ABC):
    """Cells of a sheet."""

    @property
    @abstractmethod
    def has_formula(self) -> bool | None:
        """Whether all cells hold formulas; None when some do."""

    @property
    @abstractmethod
    def prefix(self) -> str:
        """The apostrophe in front of the first cell's text, if one was typed."""

    @abstractmethod
    def lock(self, *, locked: bool) -> None:
        """Lock the cells, or free them, for when the sheet is protected."""

    @property
    @abstractmethod
    def link_count(self) -> int:
        """How many of the cells have a link."""

    @abstractmethod
    def unlink(self) -> None:
        """Take the links out, and leave contents and formats."""

    @abstractmethod
    def clear_contents(self) -> None:
        """Take the contents out and leave the formats."""

    @abstractmethod
    def clear_formats(self) -> None:
        """Take the formats off and leave the contents."""

    @abstractmethod
    def _values(self, *, plain: bool) -> Any:  # noqa: ANN401 - a value, or rows of values
        """Return the values, dates and amounts as plain numbers when asked to."""

    @abstractmethod
    def _formulas(self) -> Any:  # noqa: ANN401 - a text, or rows of texts
        """Return the formulas."""

    @abstractmethod
    def _write(self, value: Any) -> None:  # noqa: ANN401 - a value, or rows of values
        """Write values: one into every cell, a row into every row, or rows into rows."""

    @abstractmethod
    def _link(self) -> str | None:
        """Return the address the first cell links to, or None when it has no link."""

    @abstractmethod
    def _merge(self, area: Area) -> None:
        """Merge cells; what was not in the upper left one is lost."""

    @abstractmethod
    def _unmerge(self, area: Area) -> None:
        """Take apart cells that are merged."""

    @property
    def _cell(self) -> Area:
        """The first cell."""
        return Area(self.area.row, self.area.column)

    @property
    def api(self) -> com.Range | None:
        """The face of the range; None for an empty one."""
        return com.Range(self) if self.area.size else None

    @property
    def raw_value(self) -> Any:  # noqa: ANN401 - a value, or rows of values
        """The values as Excel hands them on: one for one cell, rows of them otherwise."""
        return self._values(plain=False)

    @raw_value.setter
    def raw_value(self, value: Any) -> None:  # noqa: ANN401 - as it is read
        self._enter(value)

    @property
    def raw_value2(self) -> Any:  # noqa: ANN401 - a value, or rows of values
        """The values with dates and amounts as plain numbers ("Range.Value2 property")."""
        return self._values(plain=True)

    @property
    def formula(self) -> Any:  # noqa: ANN401 - a text, or rows of texts
        """The formulas; a constant as the text that would enter it."""
        return self._formulas()

    @formula.setter
    def formula(self, value: Any) -> None:  # noqa: ANN401 - as it is read
        self._enter(value)

    @property
    def formula2(self) -> Any:  # noqa: ANN401 - a text, or rows of texts
        """The same: what spills is not told apart here."""
        return self._formulas()

    @formula2.setter
    def formula2(self, value: Any) -> None:  # noqa: ANN401 - as it is read
        self._enter(value)

    def _enter(self, value: Any) -> None:  # noqa: ANN401 - a value, or rows of values
        if not self.area.size:
            return
        if value is None or (isinstance(value, str) and not value):
            self.clear_contents()
        else:
            self._write(value)

    @property
    def locked(self) -> bool | None:
        """Whether the cells are locked once the sheet is protected; None when some are."""
        locked: bool | None = self.sheet.locked(self.area)
        return locked

    def set_colors(self, colors: list[list[Any]]) -> None:
        """Set the colour of each cell; an ellipsis leaves one as it is."""
        for r, row in enumerate(colors, 1):
            for c, color in enumerate(row, 1):
                if color is not ...:
                    self(r, c).color = color

    @property
    def name(self) -> Any:  # noqa: ANN401 - the engine's own
        """The first defined name that means exactly this range, or None."""
        found = (name for name in self.sheet.book.names if name.refers_to == self._meaning)
        return next(found, None)

    @name.setter
    def name(self, value: str) -> None:
        self.sheet.book.names.add(value, self._meaning)

    @property
    def _meaning(self) -> str:
        """What a name refers to that means this range."""
        return f"={quote_sheet(self.sheet.name)}!{self.area.text()}"

    @property
    def hyperlink(self) -> str:
        """The address the first cell links to."""
        address = self._link()
        if address is None:
            raise ExcelError("The cell doesn't seem to contain a hyperlink!")
        return address

    @property
    def table(self) -> Any:  # noqa: ANN401 - the engine's own
        """The table the first cell lies in."""
        return self.sheet.table_at(self.area.row, self.area.column)

    @property
    def merge_cells(self) -> bool | None:
        """Whether the range lies in merged cells; None when part of it does."""
        touching = [area for area in self.sheet.merged if area.overlaps(self.area)]
        if not touching:
            return False
        return True if sum(area.size for area in touching) >= self.area.size else None

    def merge(self, across: bool = False) -> None:  # noqa: FBT001, FBT002 - as xlwings has it
        """Merge the cells, each row for itself when asked to.

        What was not in the upper left cell is lost, and a table takes no merged cells ("Merge and
        unmerge cells").
        """
        self.sheet.before_format()
        if any(table.area.overlaps(self.area) for table in self.sheet.tables):
            raise ExcelError("Cells inside a table cannot be merged.")
        area = self.area
        rows = [area._replace(row=row, rows=1) for row in range(area.row, area.last_row + 1)]
        for part in rows if across else [area]:
            self._merge(part)

    def unmerge(self) -> None:
        """Take merged cells apart."""
        self.sheet.before_format()
        for area in self.sheet.merged:
            if area.overlaps(self.area):
                self._unmerge(area)

    def end(self, direction: str) -> Self:
        """Return the cell Ctrl with an arrow leads to: the end of the data, or of the sheet.

        ("Range.End property".)
        """
        found: Self = self.sheet.at(end(self.sheet.filled, self._cell, direction))
        return found

    @property
    def current_region(self) -> Self:
        """The block of cells around, up to empty rows and columns ("Range.CurrentRegion")."""
        found: Self = self.sheet.at(self.sheet.current_region(self._cell))
        return found

    def sort(self, keys: Sequence[int], ascending: Sequence[bool], has_headers: bool) -> None:  # noqa: FBT001 - as xlwings has it
        """Sort the rows by columns counted from 1."""
        skip = int(has_headers)
        body = self.area._replace(row=self.area.row + skip, rows=self.area.rows - skip)
        self.sheet.sort_rows(body, keys, ascending)

    def insert(self, shift: str | None = None, copy_origin: str | None = None) -> None:
        """Insert cells and move what is there down or to the right."""
        behind = copy_origin == "format_from_right_or_below"
        self.sheet.insert_cells(self.shift(down=shift in {None, "down"}, sign=1), behind=behind)

    def delete(self, shift: str | None = None) -> None:
        """Delete the cells and move what is beyond up or to the left."""
        self.sheet.delete_cells(self.shift(down=shift in {None, "up"}, sign=-1))
