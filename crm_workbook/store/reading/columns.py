"""The body of a recognised table, column by column, as every store hands it on."""

from __future__ import annotations

from datetime import time, timedelta
from itertools import compress

from crm_workbook.lean import TYPE_CHECKING, Final, cast
from crm_workbook.model import CellError, Table
from crm_workbook.schema.extent import is_blank

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from crm_workbook.model import Cell
    from crm_workbook.schema.recognise import Found
    from crm_workbook.store.reading.grids import Rows

_BLOCK: Final = 1024
_FEW: Final = 256
_TEXTS: Final = frozenset({str, type(None)})


def lay_out(found: Found, rows: Rows) -> Table:
    """Return the body of a recognised table by column, without its blank rows.

    Args:
        found: Where the table stands.
        rows: The sheet's rows from A1 on, equally long, empty cells as `''`.
    """
    layout = found.layout
    columns = [_Column(placed.number - 1) for placed in layout.placed]
    stop = min(layout.last_row, len(rows))
    blank: set[int] = set()
    for start in range(layout.first_row - 1, stop, _BLOCK):
        # By blocks that fit into the processor's cache, which halves the time.
        across = list(zip(*rows[start : min(start + _BLOCK, stop)], strict=True))
        block = [column.take(across) for column in columns]
        blank.update(start + row for row in _blank_rows(block))
    values = [column.values for column in columns]
    numbers: Sequence[int] = range(layout.first_row, stop + 1)
    if blank:
        keep = [number - 1 not in blank for number in numbers]
        numbers = list(compress(numbers, keep))
        values = [list(compress(each, keep)) for each in values]
    names = [placed.column.id for placed in layout.placed]
    types = {name: frozenset(each.types) for name, each in zip(names, columns, strict=True)}
    filled = dict(zip(names, values, strict=True))
    return Table(found.sheet, layout, filled, numbers, {} if blank else types)


class _Column:
    """One column of a table while it is laid out."""

    def __init__(self, spot: int) -> None:
        self.spot = spot
        self.values: list[Cell] = []
        self.types: set[type] = set()
        self._known: dict[Cell, Cell] = {}

    def take(self, across: Sequence[Sequence[Cell]]) -> Sequence[Cell]:
        """Add what a block of rows has in this column, and return it."""
        values, types = cleaned(across[self.spot])
        if types <= _TEXTS and len(self._known) <= _FEW:
            # One object for equal texts, of which the reader makes many: that saves memory, and
            # whoever looks at them next finds them in the processor's cache.
            values = list(map(self._known.setdefault, values, values))
        self.values.extend(values)
        self.types |= types
        return values


def _blank_rows(columns: list[Sequence[Cell]]) -> list[int]:
    """Return which rows have nothing to see in any column."""
    if not columns or not _has_blanks(columns[0]):
        return []
    rows: Iterable[int] = range(len(columns[0]))
    for values in columns:
        rows = [row for row in rows if is_blank(values[row])]
    return list(rows)


def _has_blanks(values: Sequence[Cell]) -> bool:
    """Return whether a cell may be blank; quick for the usual column of texts."""
    try:
        return None in values or any(map(str.isspace, cast("Sequence[str]", values)))
    except TypeError:  # other cells among the texts
        return True


def cleaned(values: Sequence[Cell]) -> tuple[Sequence[Cell], set[type]]:
    """Return cells as the model has them, and their types.

    There are no empty texts in the model, and a time of day is a duration. What a broken program
    wrote as NaN or infinity is no number, though it would pass for one: Excel's error for that.
    """
    types = set(map(type, values))
    if str in types and "" in values:
        values = [None if value == "" else value for value in values]
        types = set(map(type, values))
    if time in types:
        values = [_duration(value) for value in values]
        types = set(map(type, values))
    if float in types:
        numbers = values if len(types) == 1 else [v for v in values if type(v) is float]
        total = sum(cast("Sequence[float]", numbers))
        if total - total:  # NaN, which is not nothing, unless all are finite
            values = [_finite(value) for value in values]
            types = set(map(type, values))
    return values, types


def _finite(value: Cell) -> Cell:
    if type(value) is float and value - value:
        return CellError("#NUM!")
    return value


def _duration(value: object) -> Cell:
    if type(value) is time:
        return timedelta(
            hours=value.hour,
            minutes=value.minute,
            seconds=value.second,
            microseconds=value.microsecond,
        )
    return cast("Cell", value)
