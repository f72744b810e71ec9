"""The contents of a range: values and formulas, read and written."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from openpyxl.styles.protection import Protection
from openpyxl.utils.datetime import to_excel

from crm_workbook.engines import values
from crm_workbook.engines.addresses import Area, letters
from crm_workbook.engines.coercion import EMPTY, Entry
from crm_workbook.engines.entering import MISSING, entered, filled, spread
from crm_workbook.engines.errors import NotCalculated, NotSupported
from crm_workbook.engines.memory.grid import from_file
from crm_workbook.engines.memory.place import Place
from crm_workbook.engines.moments import LAST_SERIAL, from_serial

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from decimal import Decimal


_MOST_CELLS = 5_000_000  # as xlwings bounds one read where it knows a bound
_CONTROL = frozenset(map(chr, range(32))) - set("\t\n\r")

_is_date = lru_cache(maxsize=512)(values.is_date_format)
_is_currency = lru_cache(maxsize=512)(values.is_currency_format)


class Contents(Place):
    """Values and formulas of a range."""

    __slots__ = ()

    def _values(self, *, plain: bool) -> Any:  # noqa: ANN401 - a value, or rows of values
        return self._each(lambda cell: self._value(cell, plain=plain))

    def _formulas(self) -> Any:  # noqa: ANN401 - a text, or rows of texts
        return self._each(self._formula)

    @property
    def has_array(self) -> bool:
        """Whether the first cell holds an array formula."""
        cell = self._first
        return cell is not None and hasattr(cell.value, "ref")

    @property
    def has_formula(self) -> bool | None:
        """Whether all cells hold formulas; None when some do."""
        found = [cell.data_type == "f" for cell in self._cells]
        if not any(found):
            return False
        return True if all(found) and len(found) == self.area.size else None

    @property
    def prefix(self) -> str:
        """The apostrophe in front of the first cell's text, if one was typed."""
        return "'" if self._first is not None and self._first.quotePrefix else ""

    def lock(self, *, locked: bool) -> None:
        """Lock the cells, or free them, for when the sheet is protected."""
        self.sheet.before_format()
        for cell in self._grid.styled(self.area):
            cell.protection = Protection(locked=locked, hidden=cell.protection.hidden)

    def clear_contents(self) -> None:
        """Take the contents out and leave the formats."""
        self.sheet.before_write(self.area)
        for cell in self._cells:
            self._grid.put(cell, EMPTY)
        self.sheet.after_write(self.area)

    def _each(self, read: Callable[[Any], Any]) -> Any:  # noqa: ANN401 - a value, or rows of values
        area = self.area
        if not area.size:
            return None
        _bounded(area)
        if area.size == 1:
            return read(self._first)
        at = self._grid.at
        columns = range(area.column, area.last_column + 1)
        return tuple(
            tuple(read(at(row, column)) for column in columns)
            for row in range(area.row, area.last_row + 1)
        )

    def _value(self, cell: Any, *, plain: bool) -> Any:  # noqa: ANN401 - openpyxl's cell, any value
        if cell is None or cell.value is None:
            return None
        value, kind = cell.value, cell.data_type
        if kind == "f":
            saved = self.sheet.book.opened.saved_value(
                self.sheet.page.title, cell.row, cell.column
            )
            if saved is None:
                place = f"{self.sheet.page.title}!{letters(cell.column)}{cell.row}"
                raise NotCalculated(place, self._formula(cell))
            value, kind = saved.value, saved.data_type
        if kind == "e":
            return values.ERROR_CODES.get(value, values.ERROR_CODES["#VALUE!"])
        if isinstance(value, (str, bool)):
            return str(value) if isinstance(value, str) else value
        number = self._number(value)
        return number if plain else self._shown(number, cell.number_format)

    def _number(self, value: Any) -> float:  # noqa: ANN401 - what openpyxl makes of numbers
        if isinstance(value, (dt.date, dt.time, dt.timedelta)):
            return float(to_excel(value, self.sheet.book.opened.workbook.epoch))  # type: ignore[no-untyped-call]
        return float(value)

    def _shown(self, number: float, number_format: str) -> float | dt.datetime | Decimal:
        if _is_date(number_format) and 0 <= number < LAST_SERIAL:
            return from_serial(number, epoch_1904=self.sheet.book.epoch_1904)
        if _is_currency(number_format):
            return values.amount(number)
        return number

    def _formula(self, cell: Any) -> str:  # noqa: ANN401 - openpyxl's cell
        if cell is None or cell.value is None:
            return ""
        value = cell.value
        if cell.data_type == "f":
            return str(getattr(value, "text", value))
        return values.constant(value if isinstance(value, (bool, str)) else self._number(value))

    def _write(self, value: Any) -> None:  # noqa: ANN401 - a value, or rows of values
        _bounded(self.area)
        self.sheet.before_write(self.area)
        entries = list(self._entries(value))  # all of them before the first is put anywhere
        for row, column, entry in entries:
            self._grid.put(self._grid.make(row, column), entry)
        self.sheet.after_write(self.area)

    def _entries(self, value: Any) -> Iterator[tuple[int, int, Entry]]:  # noqa: ANN401 - as above
        rows = spread(value, self.area)
        epoch, locale = self.sheet.book.epoch_1904, self.sheet.book.app.engine.locale
        for r in range(self.area.rows):
            for c in range(self.area.columns):
                row, column = self.area.row + r, self.area.column + c
                if rows is None:
                    item = value
                elif r < len(rows) and c < len(rows[r]):
                    item = rows[r][c]
                else:
                    yield row, column, MISSING
                    continue
                form = from_file(self._grid.make(row, column).number_format)
                entry = entered(item, number_format=form, locale=locale, epoch_1904=epoch)
                if entry.kind == "text" and _CONTROL & set(str(entry.value)):
                    raise NotSupported("Range.value", "a file could not keep control characters")
                if rows is None and entry.kind == "formula":
                    formula = filled(str(entry.value), self._cell, Area(row, column))
                    entry = entry._replace(value=formula)
                yield row, column, entry


def _bounded(area: Area) -> None:
    if area.size > _MOST_CELLS:
        raise NotSupported("Range.value", f"not for more than {_MOST_CELLS:,} cells at once")
