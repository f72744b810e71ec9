"""A sheet as a pandas frame."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

import pandas as pd

from crm_workbook.schema.typed import typed

if TYPE_CHECKING:
    from crm_workbook.model import Book

_NUMBERS: Final = frozenset({"money", "number", "percent"})


def frame(book: Book, sheet_id: str) -> pd.DataFrame:
    """Return a sheet of a book as a frame of canonical values under column ids.

    Dates become datetime64, amounts and numbers float64; everything else stays an object.

    Raises:
        KeyError: The book has no such sheet.
    """
    table = typed(book, sheet_id)
    if table is None:
        raise KeyError(sheet_id)
    made: dict[str, pd.Series] = {}
    for placed in table.table.placed:
        values = table.values(placed.column.id)
        if placed.column.kind == "date":
            days = [v if isinstance(v, date) else None for v in values]
            made[placed.column.id] = pd.to_datetime(pd.Series(days, dtype=object))
        elif placed.column.kind in _NUMBERS:
            made[placed.column.id] = pd.Series(values, dtype="float64")
        else:
            made[placed.column.id] = pd.Series(values, dtype=object)
    return pd.DataFrame(made)
