"""Rows and columns of a table, the same on every engine.

The table offers `parent` (its sheet), `area`, `body`, `headings()`, `data_body_range`, and
`add_row(place)` and `add_column(place)`, which make room.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from xlwings import base_classes

from crm_workbook.engines.errors import ExcelError
from crm_workbook.engines.members import fills
from crm_workbook.engines.shared.owned import Owned

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from crm_workbook.engines.addresses import Area


class _Part(Owned):
    """A row or a column of a table, by its place from 1."""

    def __init__(self, table: Any, index: int) -> None:  # noqa: ANN401 - the engine's own table
        super().__init__(table)
        self.index = index

    def _cells(self, area: Area) -> Any:  # noqa: ANN401 - the engine's own range
        return self.parent.parent.at(area)

    def _body(self) -> Area:
        body: Area | None = self.parent.body
        if body is None:
            raise ExcelError("The table has no rows.")
        return body


@fills(base_classes.TableRow, {})
class TableRow(_Part):
    """A row of data."""

    @property
    def range(self) -> Any:  # noqa: ANN401 - the engine's own range
        """Its cells."""
        body = self._body()
        return self._cells(body._replace(row=body.row + self.index - 1, rows=1))

    def delete(self) -> None:
        """Delete it; what lies below the table in its columns moves up."""
        self.range.delete("up")


@fills(base_classes.TableColumn, {})
class TableColumn(_Part):
    """A column."""

    @property
    def name(self) -> str:
        """Its heading."""
        headings: list[str] = self.parent.headings()
        return headings[self.index - 1]

    @property
    def range(self) -> Any:  # noqa: ANN401 - the engine's own range
        """Its cells, the heading included."""
        area: Area = self.parent.area
        return self._cells(area._replace(column=area.column + self.index - 1, columns=1))

    @property
    def data_body_range(self) -> Any:  # noqa: ANN401 - the engine's own range
        """Its cells of data; None while there are none."""
        if self.parent.data_body_range is None:
            return None
        body = self._body()
        return self._cells(body._replace(column=body.column + self.index - 1, columns=1))

    def delete(self) -> None:
        """Delete it; what lies right of the table in its rows moves left."""
        if self.parent.area.columns == 1:
            raise ValueError("Cannot delete the last table column")
        self.range.delete("left")


@fills(base_classes.TableRows, {})
class TableRows(Owned):
    """The rows of data."""

    @property
    def column_count(self) -> int:
        """How many values a row takes."""
        count: int = self.parent.area.columns
        return count

    def __len__(self) -> int:
        """Count them."""
        body = self.parent.data_body_range
        return body.shape[0] if body else 0

    def __iter__(self) -> Iterator[TableRow]:
        """Go through them."""
        return (TableRow(self.parent, index) for index in range(1, len(self) + 1))

    def __call__(self, key: int) -> TableRow:
        """Return one by its place."""
        if not 1 <= key <= len(self):
            raise KeyError(key)
        return TableRow(self.parent, key)

    def __contains__(self, key: object) -> bool:
        """Whether there is one at that place."""
        return isinstance(key, int) and 1 <= key <= len(self)

    def add(self, values: Sequence[Any] | None, index: int | None) -> TableRow:
        """Add a row, at the end unless told where; what lies below moves down."""
        place = index or len(self) + 1
        self.parent.add_row(place)
        added = TableRow(self.parent, place)
        if values is not None:
            added.range.raw_value = [list(values)]
        return added


@fills(base_classes.TableColumns, {})
class TableColumns(Owned):
    """The columns."""

    def __len__(self) -> int:
        """Count them."""
        count: int = self.parent.area.columns
        return count

    def __iter__(self) -> Iterator[TableColumn]:
        """Go through them."""
        return (TableColumn(self.parent, index) for index in range(1, len(self) + 1))

    def __call__(self, key: str | int) -> TableColumn:
        """Return one by its heading, in any case, or its place."""
        for column in self:
            if key == column.index or (
                isinstance(key, str) and column.name.casefold() == key.casefold()
            ):
                return column
        raise KeyError(key)

    def __contains__(self, key: object) -> bool:
        """Whether there is one of that heading or place."""
        return any(key in {column.index, column.name} for column in self)

    def add(self, name: str, index: int | None) -> TableColumn:
        """Add a column, at the end unless told where; what lies to the right moves on."""
        place = index or len(self) + 1
        self.parent.add_column(place)
        column = TableColumn(self.parent, place)
        heading = self.parent.headers
        if heading:
            cell = heading._replace(column=column.range.column, columns=1)
            self.parent.parent.at(cell).raw_value = f"'{name}"
        return column
