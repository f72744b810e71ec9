"""What a cell holds once a Python value was written into it."""

from __future__ import annotations

import datetime as dt
import math
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from openpyxl.formula.translate import Translator

from crm_workbook.engines import moments
from crm_workbook.engines.coercion import (
    AMERICAN,
    EMPTY,
    GENERAL,
    TEXT_FORMAT,
    Entry,
    Locale,
    typed,
)
from crm_workbook.engines.errors import ExcelError
from crm_workbook.engines.values import general_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crm_workbook.engines.addresses import Area

MISSING: Final = Entry("error", "#N/A")
"""What the cells get for which there is no value ("Range.Value": the array is smaller)."""


def entered(
    value: Any,  # noqa: ANN401 - whatever a program writes
    *,
    number_format: str = GENERAL,
    locale: Locale = AMERICAN,
    epoch_1904: bool = False,
) -> Entry:
    """Return what a cell in this format holds after `Range.Value` was set.

    Args:
        value: None, a text, a number, a bool, a date or a `Decimal`.
        number_format: The cell's format.
        locale: How text is read.
        epoch_1904: Whether the workbook counts days from 1904.

    Returns:
        What the cell then holds. In a cell of the Text format that is a text, whatever was written
        ("Format numbers as text").

    Raises:
        ExcelError: Excel refuses it: no number, no date it knows, too long.
        TypeError: The value has no counterpart in a cell.
    """
    if value is None:
        return EMPTY
    if isinstance(value, str):
        return typed(value, number_format=number_format, locale=locale)
    entry = _entered(value, epoch_1904=epoch_1904)
    if number_format != TEXT_FORMAT:
        return entry
    return Entry("text", _as_text(value, entry))


def _entered(value: Any, *, epoch_1904: bool) -> Entry:  # noqa: ANN401 - as above
    if isinstance(value, bool):
        return Entry("boolean", value)
    if isinstance(value, Decimal):
        return Entry("number", float(round(value, 2)), AMERICAN.currency_format)
    if isinstance(value, (int, float)):
        if not math.isfinite(value):
            raise ExcelError("A cell cannot hold infinity or what is not a number.")
        return Entry("number", float(value))
    if isinstance(value, dt.date):
        days = moments.to_serial(value, epoch_1904=epoch_1904)
        if days is None:
            raise ExcelError(f"{value:%Y-%m-%d} is before the first date Excel knows.")
        form = "m/d/yyyy" if days == int(days) else "m/d/yyyy h:mm"
        return Entry("number", days, form)
    raise TypeError(
        f"Objects of type '{type(value).__name__}' can not be converted to a cell's value"
    )


def _as_text(value: Any, entry: Entry) -> str:  # noqa: ANN401 - as above
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, dt.date):
        return f"{value.month}/{value.day}/{value.year}"
    return general_text(float(entry.value or 0))


def spread(value: Any, area: Area) -> Sequence[Sequence[Any]] | None:  # noqa: ANN401 - a value, or rows of values
    """Return what is written as rows of values, or None when one value goes into every cell.

    A single row goes into every row, a single column into every one.
    """
    if not isinstance(value, (list, tuple)):
        return None
    if not (value and isinstance(value[0], (list, tuple))):
        return [value] * area.rows
    rows: Sequence[Sequence[Any]] = value
    if len(rows) == 1:
        rows = [rows[0]] * area.rows
    if all(len(row) == 1 for row in rows):
        rows = [[row[0]] * area.columns for row in rows]
    return rows


def filled(formula: str, first: Area, cell: Area) -> str:
    """Return a formula written for the first cell of a range as another cell has it."""
    return str(Translator(formula, origin=first.ref).translate_formula(cell.ref))
