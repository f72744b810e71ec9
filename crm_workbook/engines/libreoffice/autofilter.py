"""Filters: which rows they hide. LibreOffice does the hiding."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, Final

from xlwings import base_classes

from crm_workbook.engines.libreoffice import bridge
from crm_workbook.engines.libreoffice.gaps import GAPS
from crm_workbook.engines.libreoffice.reading import area_of
from crm_workbook.engines.members import fills
from crm_workbook.engines.moments import to_serial
from crm_workbook.engines.shared.autofilter import PAIRS, AnyAutoFilter, bounds
from crm_workbook.engines.values import general_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from crm_workbook.engines.addresses import Area
    from crm_workbook.engines.libreoffice.bridge import Uno
    from crm_workbook.engines.libreoffice.sheet import Sheet

_OPERATORS: Final = {
    "equal_to": "EQUAL",
    "not_equal_to": "NOT_EQUAL",
    "greater_than": "GREATER",
    "less_than": "LESS",
    "greater_than_or_equal": "GREATER_EQUAL",
    "less_than_or_equal": "LESS_EQUAL",
}


def filtered_areas(sheet: Sheet) -> Iterator[Area]:
    """Go through the areas of a sheet whose filter has a criterion."""
    own = sheet.uno.RangeAddress.Sheet
    book = sheet.book
    ranges = [book.table_record(n) for n in book.all_tables.ElementNames]
    unnamed = book.doc.getPropertyValue("UnnamedDatabaseRanges")
    if unnamed.hasByTable(own):
        ranges.append(unnamed.getByTable(own))
    for found in ranges:
        if found.DataArea.Sheet == own and found.getFilterDescriptor().getFilterFields3():
            yield area_of(found.DataArea)


@bridge.translated
@fills(base_classes.AutoFilter, GAPS)
class AutoFilter(AnyAutoFilter):
    """The filter of a table or a range, its headings in the first row."""

    parent: Sheet

    @property
    def criteria(self) -> list[dict[str, Any]]:
        """What each column is filtered by, in the form xlwings reads."""
        fields = self._fields()
        return [
            _snapshot(number, [field for field in fields if field.Field == number - 1])
            for number in range(1, self._area.columns + 1)
        ]

    def apply_values(self, field: int, values: Sequence[str]) -> None:
        """Show the rows whose cell reads as one of the values."""
        self._apply(field, [_field(field, "equal_to", list(values))])

    def apply_comparison(self, field: int, operator: str, value1: Any, value2: Any) -> None:  # noqa: ANN401 - as xlwings has it
        """Show the rows whose cell compares so; None means an empty cell."""
        asked = bounds(operator, value1, value2)
        made = [_field(field, name, [_bound(value)]) for name, value in asked]
        if operator == "not_between":
            made[1].Connection = bridge.enum("sheet.FilterConnection", "OR")
        self._apply(field, made)

    def clear(self, field: int | None) -> None:
        """Take the filter off a column, or off all."""
        self.parent.before_filter()
        self._filter([f for f in self._fields() if field is not None and f.Field != field - 1])

    def _fields(self) -> list[Uno]:
        cells = self.parent.cells_of(self._area)
        descriptor = cells.createFilterDescriptor(False)  # noqa: FBT003 - UNO takes no names
        return list(descriptor.getFilterFields3())

    def _apply(self, field: int, made: list[Uno]) -> None:
        self.parent.before_filter()
        others = [old for old in self._fields() if old.Field != field - 1]
        self._filter([*made, *others])

    def _filter(self, fields: list[Uno]) -> None:
        cells = self.parent.cells_of(self._area)
        descriptor = cells.createFilterDescriptor(True)  # noqa: FBT003 - UNO takes no names
        descriptor.ContainsHeader = True
        descriptor.setFilterFields3(tuple(fields))
        cells.filter(descriptor)


def _bound(value: Any) -> str | float | None:  # noqa: ANN401 - as xlwings has it
    """Return what is compared with: a number, a text, or None for an empty cell."""
    if isinstance(value, dict):
        return to_serial(dt.datetime.fromisoformat(value["value"]))
    if value is None or (isinstance(value, (int, float)) and not isinstance(value, bool)):
        return None if value is None else float(value)
    return str(value).upper() if isinstance(value, bool) else str(value)


def _field(field: int, operator: str, values: list[str | float | None]) -> Uno:
    made = bridge.struct("sheet.TableFilterField3", Field=field - 1)
    name = _OPERATORS[operator]
    made.Operator = bridge.constant(f"sheet.FilterOperator2.{name}")
    made.Connection = bridge.enum("sheet.FilterConnection", "AND")
    made.Values = tuple(_value(value) for value in values)
    return made


def _value(value: str | float | None) -> Uno:
    made = bridge.struct("sheet.FilterFieldValue")
    numeric = isinstance(value, float)
    made.IsNumeric = numeric
    if hasattr(made, "FilterType"):  # since LibreOffice 7.2, where it decides instead
        kind = "NUMERIC" if numeric else "STRING"
        made.FilterType = bridge.constant(f"sheet.FilterFieldType.{kind}")
    if isinstance(value, float):
        made.NumericValue = value
        made.StringValue = general_text(value)
    else:
        made.StringValue = value or ""  # LibreOffice's own word for empty finds the others
    return made


def _snapshot(number: int, fields: list[Uno]) -> dict[str, Any]:
    entry: dict[str, Any] = base_classes.empty_autofilter_criteria(number)
    if not fields:
        return entry
    codes = {bridge.constant(f"sheet.FilterOperator2.{n}"): name for name, n in _OPERATORS.items()}
    names = tuple(codes.get(field.Operator) for field in fields)
    texts = [value.StringValue for field in fields for value in field.Values]
    if names == ("equal_to",) and texts != [""] and not fields[0].Values[0].IsNumeric:
        return {**entry, "type": "values", "values": texts}
    if None in names or not texts:
        return {**entry, "type": "unknown"}
    pairs = {pair: name for name, pair in PAIRS.items()}
    return {
        **entry,
        "type": "comparison",
        "operator": pairs.get(names, names[0]) if len(names) > 1 else names[0],  # type: ignore[arg-type]
        "value1": texts[0] or None,
        "value2": texts[1] if len(texts) > 1 else None,
    }
