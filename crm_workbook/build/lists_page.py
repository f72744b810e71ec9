"""The lists sheet: every list a column, the fixed ones told from those that take more values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_workbook.build import look
from crm_workbook.schema.lists import LISTS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from openpyxl.worksheet.worksheet import Worksheet

    from crm_workbook.model import Cell


def list_rows(lang: str, own: Mapping[str, Sequence[str]]) -> list[dict[str, Cell]]:
    """Return the body of the lists sheet: every list a column, its values going down."""
    words = {
        spec.id: [
            *(choice.he if lang == "he" else choice.en for choice in spec.choices),
            *own.get(spec.id, ()),
        ]
        for spec in LISTS.values()
    }
    longest = max(map(len, words.values()))
    return [
        {key: column[place] for key, column in words.items() if place < len(column)}
        for place in range(longest)
    ]


def dress(worksheet: Worksheet) -> None:
    """Show the lists that the program acts on, and that take no further values, in grey."""
    for number, spec in enumerate(LISTS.values(), 1):
        if spec.open:
            continue
        worksheet.cell(1, number).fill = look.fill(look.GREY_DARK)
        for row in range(2, worksheet.max_row + 1):
            cell = worksheet.cell(row, number)
            cell.fill, cell.font = look.fill(look.GREY), look.font(look.COMPUTED_INK)
