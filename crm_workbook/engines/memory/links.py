"""Links of cells. openpyxl keeps each at its cell, and in a list of the sheet that it saves."""

# ruff: noqa: SLF001 - openpyxl has no other way that leaves the cell's value alone

from __future__ import annotations

from typing import Any

from openpyxl.worksheet.hyperlink import Hyperlink


def link(page: Any, cell: Any, address: str, tip: str | None) -> None:  # noqa: ANN401 - openpyxl's sheet and cell
    """Let a cell open an address, in place of what it opened before."""
    unlink(page, cell)
    made = Hyperlink(ref=cell.coordinate, target=address, tooltip=tip)
    cell._hyperlink = made
    page._hyperlinks.append(made)


def unlink(page: Any, cell: Any) -> None:  # noqa: ANN401 - openpyxl's sheet and cell
    """Let a cell open nothing."""
    known = getattr(cell, "hyperlink", None)  # merged cells have none
    if known is None:
        return
    cell._hyperlink = None
    # By identity: equal links may stand in other cells.
    page._hyperlinks[:] = [each for each in page._hyperlinks if each is not known]
