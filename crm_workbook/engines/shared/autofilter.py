"""Filters: what a comparison asks for, and whether it may be."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from xlwings import base_classes

from crm_workbook.engines.shared.owned import Owned

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crm_workbook.engines.addresses import Area

PAIRS: Final = {
    "between": ("greater_than_or_equal", "less_than_or_equal"),
    "not_between": ("less_than", "greater_than"),
}


class AnyAutoFilter(Owned, base_classes.AutoFilter):
    """The filter of a table or a range, its headings in the first row."""

    def __init__(self, sheet: Any, area: Area) -> None:  # noqa: ANN401 - the engine's own
        """Take the sheet and what is filtered."""
        super().__init__(sheet)
        self._area = area


def bounds(operator: str, value1: Any, value2: Any) -> Iterator[tuple[str, Any]]:  # noqa: ANN401 - as xlwings has it
    """Go through the simple comparisons a comparison consists of, each with its value."""
    return zip(PAIRS.get(operator, (operator,)), (value1, value2), strict=False)
