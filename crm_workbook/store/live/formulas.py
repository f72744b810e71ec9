"""The columns of a table that a formula fills.

The object model does not tell them apart; that nearly every row holds the same formula does. The
same means: as it reads when it is copied down, so that relative references have moved along.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from crm_workbook.store.ranges import shifted

if TYPE_CHECKING:
    from collections.abc import Mapping

    from crm_workbook.store.ranges import Box


def calculated(formulas: Mapping[tuple[int, int], str], body: Box) -> dict[int, str]:
    """Return the formula of every calculated column, by column number.

    Args:
        formulas: The formulas of the sheet by row and column.
        body: The rows of the table's data.

    Returns:
        Formulas as they stand in the last row that has them. A formula that only some of the rows
        hold is one somebody typed there, and fills no new row.
    """
    height = body.bottom - body.top + 1
    found = {}
    for column in range(body.left, body.right + 1):
        held = {
            row: source
            for row in range(body.top, body.bottom + 1)
            if (source := formulas.get((row, column))) is not None
        }
        if 2 * len(held) <= height:
            continue
        forms = {row: shifted(source, body.top - row) for row, source in held.items()}
        form, count = Counter(forms.values()).most_common(1)[0]
        if 2 * count > height:
            last = max(row for row, known in forms.items() if known == form)
            found[column] = held[last]
    return found


def source_row(
    formulas: Mapping[tuple[int, int], str], column: int, formula: str, body: Box
) -> int:
    """Return the last row of a column that holds a formula as it is written."""
    rows = range(body.bottom, body.top - 1, -1)
    return next(row for row in rows if formulas.get((row, column)) == formula)
