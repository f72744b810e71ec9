"""Raw cells to meanings, one distinct value at a time.

A column of 200,000 dates holds far fewer different ones, and a rule needs to look at each only
once. So a typed column reads every distinct value a single time, remembers what was wrong with
it, and can say at any moment which rows hold it. In a column that is in order nearly all texts
mean themselves; those are recognised in bulk and not read at all.
"""

from __future__ import annotations

from crm_workbook.fields import Context, Parsed, field
from crm_workbook.lean import TYPE_CHECKING
from crm_workbook.model import same_key

if TYPE_CHECKING:
    from crm_workbook.fields import Field
    from crm_workbook.model import Book, Cell, Column, Table


class TypedColumn:
    """The values of one column, raw and understood."""

    __slots__ = (
        "_distinct", "_faults", "_parsed", "_readings", "_types", "_values",
        "context", "field", "raw",
    )  # fmt: skip

    def __init__(
        self, raw: list[Cell], context: Context, types: frozenset[type] | None = None
    ) -> None:
        """Take the raw cells of a column; nothing is read before it is asked for."""
        self.raw = raw
        self.context = context
        self.field: Field = field(context.column.kind)
        self._types = types
        self._distinct: set[Cell] | None = None
        self._readings: dict[Cell, Parsed] | None = None
        self._parsed: dict[Cell, Parsed] | None = None
        self._faults: dict[str, list[Cell]] | None = None
        self._values: list[Cell] | None = None

    @property
    def types(self) -> frozenset[type]:
        """The Python types of the cells, `NoneType` for empty ones."""
        if self._types is None:
            self._types = frozenset(map(type, self.raw))
        return self._types

    @property
    def native(self) -> bool:
        """Whether every filled cell means itself, so that nothing has to be read."""
        return (self.types - {type(None)}) <= self.field.native

    @property
    def distinct(self) -> set[Cell]:
        """The distinct filled values.

        Python holds 1.0 and True to be the same key; a column that mixes numbers and booleans
        therefore keeps its booleans as the texts `TRUE` and `FALSE`.
        """
        if self._distinct is None:
            self._distinct = set(self._keys())
            self._distinct.discard(None)
        return self._distinct

    @property
    def readings(self) -> dict[Cell, Parsed]:
        """What those distinct values mean that had to be read; any other means itself."""
        if self._readings is None:
            distinct = self.distinct
            texts = [value for value in distinct if isinstance(value, str)]
            read = self.field.reader(self.context, distinct)
            self._readings = {value: read(value) for value in self.field.unusual(texts)}
            if len(texts) < len(distinct):
                others = (value for value in distinct if not isinstance(value, str))
                self._readings.update((value, read(value)) for value in others)
        return self._readings

    @property
    def parsed(self) -> dict[Cell, Parsed]:
        """What each distinct filled value means."""
        if self._parsed is None:
            self._parsed = {value: Parsed(value) for value in self.distinct} | self.readings
        return self._parsed

    @property
    def faults(self) -> dict[str, list[Cell]]:
        """The distinct values with a fault, by the name of the fault."""
        if self._faults is None:
            self._faults = {}
            if not self.native:
                for value, parsed in self.readings.items():
                    if parsed.fault:
                        self._faults.setdefault(parsed.fault, []).append(value)
        return self._faults

    @property
    def values(self) -> list[Cell]:
        """The meaning of every cell in the order of the rows; None where there is none."""
        if self._values is None:
            if self.native:
                self._values = self.raw
            else:
                meant = {
                    value: parsed.value
                    for value, parsed in self.readings.items()
                    if parsed.value is not value
                }
                keys = self._keys()
                self._values = list(map(meant.get, keys, keys)) if meant else keys
        return self._values

    @property
    def meanings(self) -> set[Cell]:
        """The distinct meanings, None left out. Not to be changed."""
        return self.distinct if self.values is self.raw else set(self.values) - {None}

    def rows_of(self, values: list[Cell]) -> list[int]:
        """Return the indexes of the rows that hold one of these distinct values, in order."""
        wanted = set(values)
        return [index for index, value in enumerate(self._keys()) if value in wanted]

    def _keys(self) -> list[Cell]:
        if bool in self.types and float in self.types:
            return [str(v).upper() if isinstance(v, bool) else v for v in self.raw]
        return self.raw


class TypedTable:
    """A table whose columns are understood on request."""

    __slots__ = ("_book", "_columns", "_referred", "table")

    def __init__(self, book: Book, table: Table) -> None:
        """Wrap a table of `book`, whose lists, settings and epoch its columns are read by."""
        self.table = table
        self._book = book
        self._columns: dict[str, TypedColumn] = {}
        self._referred: dict[str, list[Cell]] = {}

    def __len__(self) -> int:
        """Return how many rows the table has."""
        return len(self.table)

    def __contains__(self, column_id: str) -> bool:
        """Return whether the workbook really has this column."""
        return column_id in self.table.columns

    def __getitem__(self, column_id: str) -> TypedColumn:
        """Return a column; one that the workbook lacks is a column of empty cells."""
        found = self._columns.get(column_id)
        if found is None:
            column = self.table.column(column_id) or self._missing(column_id)
            raw = self.table.columns.get(column_id)
            found = TypedColumn(
                [None] * len(self.table) if raw is None else raw,
                Context(
                    column,
                    self._book.lists,
                    self._book.facts.epoch,
                    str(self._book.settings.get("currency") or "ILS"),
                ),
                self.table.types.get(column_id),
            )
            self._columns[column_id] = found
        return found

    def values(self, column_id: str) -> list[Cell]:
        """Return the meaning of every cell of a column.

        A reference means the row it finds, so it is spelled as that row's key is: Excel's lookups
        know no upper and lower case.
        """
        column = self[column_id]
        if not column.context.column.ref:
            return column.values
        if column_id not in self._referred:
            self._referred[column_id] = self._spelled(column)
        return self._referred[column_id]

    def _spelled(self, column: TypedColumn) -> list[Cell]:
        values = column.values
        target = typed(self._book, column.context.column.ref)
        keys = target[target.table.sheet.key].values if target is not None else []
        unknown = {value for value in column.meanings.difference(keys) if isinstance(value, str)}
        if not unknown:
            return values
        spelled = {same_key(key): key for key in reversed(keys) if key is not None}
        found: dict[Cell, Cell] = {
            value: key for value in unknown if (key := spelled.get(same_key(value)))
        }
        return [found.get(value, value) for value in values] if found else values

    def _missing(self, column_id: str) -> Column:
        column = self.table.sheet.column(column_id)
        if column is None:
            raise KeyError(column_id)
        return column


def typed(book: Book, sheet_id: str) -> TypedTable | None:
    """Return a sheet of the book with its columns understood, or None when it has no such sheet.

    The answer is kept in the book: rules, analysis and drafts share one reading.
    """
    table = book.tables.get(sheet_id)
    if table is None:
        return None
    return book.once(("typed", sheet_id), lambda: TypedTable(book, table))
