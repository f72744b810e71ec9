"""Filters: which rows they hide."""

from __future__ import annotations

import datetime as dt
import operator
from typing import TYPE_CHECKING, Any, Final

from openpyxl.worksheet.filters import CustomFilter, CustomFilters, FilterColumn, Filters
from xlwings import base_classes

from crm_workbook.engines.errors import NotSupported
from crm_workbook.engines.members import fills
from crm_workbook.engines.memory.gaps import GAPS
from crm_workbook.engines.moments import to_serial
from crm_workbook.engines.shared.autofilter import PAIRS, AnyAutoFilter, bounds
from crm_workbook.engines.values import ERROR_TEXTS, general_text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from openpyxl.worksheet.filters import AutoFilter as Record

    from crm_workbook.engines.addresses import Area
    from crm_workbook.engines.memory.sheet import Sheet
    from crm_workbook.engines.memory.table import Table

_OPERATORS: Final[dict[str, tuple[Any, Callable[[Any, Any], bool]]]] = {
    "equal_to": ("equal", operator.eq),
    "not_equal_to": ("notEqual", operator.ne),
    "greater_than": ("greaterThan", operator.gt),
    "less_than": ("lessThan", operator.lt),
    "greater_than_or_equal": ("greaterThanOrEqual", operator.ge),
    "less_than_or_equal": ("lessThanOrEqual", operator.le),
}
_NAMES: Final = {file: name for name, (file, _) in _OPERATORS.items()}
_PLAIN_FORMATS: Final = ("General", "0", "@")


@fills(base_classes.AutoFilter, GAPS)
class AutoFilter(AnyAutoFilter):
    """The filter of a table or a range, its headings in the first row."""

    parent: Sheet

    def __init__(
        self, sheet: Sheet, area: Area, record: Record, table: Table | None = None
    ) -> None:
        """Take the sheet, what is filtered, openpyxl's filter, and the table if it is one."""
        super().__init__(sheet, area)
        self._record = record
        self._table = table

    @property
    def criteria(self) -> list[dict[str, Any]]:
        """What each column is filtered by, in the form xlwings reads."""
        found = {column.colId + 1: column for column in self._record.filterColumn}
        return [_snapshot(field, found.get(field)) for field in range(1, self._area.columns + 1)]

    def apply_values(self, field: int, values: Sequence[str]) -> None:
        """Show the rows whose cell reads as one of the values.

        Raises:
            NotSupported: A number in the column is shown in a format, by which Excel compares.
        """
        column = FilterColumn(colId=field - 1, filters=Filters(filter=list(values)))
        self._apply(column)

    def apply_comparison(self, field: int, operator: str, value1: Any, value2: Any) -> None:  # noqa: ANN401 - as xlwings has it
        """Show the rows whose cell compares so; None means an empty cell."""
        asked = [
            CustomFilter(operator=_OPERATORS[name][0], val=_bound(value))
            for name, value in bounds(operator, value1, value2)
        ]
        custom = CustomFilters(_and=operator == "between", customFilter=asked)
        self._apply(FilterColumn(colId=field - 1, customFilters=custom))

    def clear(self, field: int | None) -> None:
        """Take the filter off a column, or off all."""
        self.parent.before_filter()
        columns = self._record.filterColumn
        self._record.filterColumn = [
            column for column in columns if field is not None and column.colId != field - 1
        ]
        self._hide()

    def _apply(self, column: FilterColumn) -> None:
        self.parent.before_filter()
        if self._table is None:
            own = self._area.ref
            if self._record.ref not in {None, own}:
                raise ValueError("This worksheet already has an AutoFilter on a different range")
            self._record.ref = own
        others = [item for item in self._record.filterColumn if item.colId != column.colId]
        self._record.filterColumn = [*others, column]
        self._hide()

    def _hide(self) -> None:
        last = (
            self._table.body.last_row if self._table and self._table.body else self._area.last_row
        )
        columns = self._record.filterColumn
        for row in range(self._area.row + 1, last + 1):
            shown = all(self._passes(row, column) for column in columns)
            dimensions = self.parent.page.row_dimensions
            if not shown or row in dimensions:
                dimensions[row].hidden = not shown

    def _passes(self, row: int, column: FilterColumn) -> bool:
        cell = self.parent.at(
            self._area._replace(
                row=row, rows=1, column=self._area.column + column.colId, columns=1
            )
        )
        value = cell.raw_value2
        if column.filters is not None:
            if isinstance(value, float) and cell.number_format not in _PLAIN_FORMATS:
                raise NotSupported(
                    "AutoFilter.apply_values", "it compares numbers as they are shown"
                )
            return _text(value).casefold() in {item.casefold() for item in column.filters.filter}
        if column.customFilters is None:
            raise NotSupported("AutoFilter", "the file has a filter of another kind")
        custom = column.customFilters
        results = [
            _compare(value, _OPERATORS[_NAMES[item.operator or "equal"]][1], item.val)
            for item in custom.customFilter
        ]
        return all(results) if custom._and else any(results)  # noqa: SLF001 - openpyxl's own name


def _bound(value: Any) -> str:  # noqa: ANN401 - as xlwings has it
    if isinstance(value, dict):
        moment = dt.datetime.fromisoformat(value["value"])
        return repr(to_serial(moment))
    return " " if value is None else str(value)


def _compare(value: Any, compare: Callable[[Any, Any], bool], bound: str) -> bool:  # noqa: ANN401 - any cell value
    if bound == " ":
        return compare(_text(value), "")
    try:
        number = float(bound)
    except ValueError:
        return compare(_text(value).casefold(), bound.casefold())
    if not isinstance(value, float):
        return compare is operator.ne
    return compare(value, number)


def _text(value: Any) -> str:  # noqa: ANN401 - any cell value
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float):
        return general_text(value)
    return value if isinstance(value, str) else ERROR_TEXTS[value]


def _snapshot(field: int, column: FilterColumn | None) -> dict[str, Any]:
    entry: dict[str, Any] = base_classes.empty_autofilter_criteria(field)
    if column is None:
        return entry
    if column.filters is not None:
        return {**entry, "type": "values", "values": list(column.filters.filter)}
    if column.customFilters is None:
        return {**entry, "type": "unknown"}
    bounds = column.customFilters.customFilter
    names = tuple(_NAMES[bound.operator or "equal"] for bound in bounds)
    known: dict[tuple[str, ...], str] = {(name,): name for name in _OPERATORS}
    known.update((pair, name) for name, pair in PAIRS.items())
    shown = [None if bound.val == " " else str(bound.val) for bound in bounds]
    return {
        **entry,
        "type": "comparison",
        "operator": known.get(names),
        "value1": shown[0],
        "value2": shown[1] if len(shown) > 1 else None,
    }
