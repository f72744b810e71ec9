"""Where in an area something holds, when a program says of a range only: all, none or some."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    import xlwings

    from crm_workbook.store.ranges import Box


def pieces(
    sheet: xlwings.Sheet,
    area: Box | None,
    ask: Callable[[xlwings.Range], object],
    *,
    whole: bool = False,
) -> list[Box]:
    """Return the parts of an area of which something holds, halving it where it holds in part.

    A sheet where it holds nowhere costs one question, a single cell about twice the logarithm of
    the area.

    Args:
        sheet: The sheet.
        area: The area, None for no cells at all.
        ask: Asks it of a range: False for nowhere, True for everywhere, anything else for partly.
        whole: Whether a part in which it holds everywhere is one piece, rather than its cells.
    """
    if area is None:
        return []
    answer = ask(sheet.range((area.top, area.left), (area.bottom, area.right)))
    if answer is False:
        return []
    height, width = area.bottom - area.top + 1, area.right - area.left + 1
    if height * width == 1:
        return [area] if answer is True else []
    if whole and answer is True:
        return [area]
    if height >= width:
        middle = area.top + height // 2
        halves = area._replace(bottom=middle - 1), area._replace(top=middle)
    else:
        middle = area.left + width // 2
        halves = area._replace(right=middle - 1), area._replace(left=middle)
    return [piece for half in halves for piece in pieces(sheet, half, ask, whole=whole)]
