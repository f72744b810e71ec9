"""How a sheet is seen and printed: direction, tab, what stays in view, how it goes on paper.

A table wider than a readable page is cut into blocks of columns. Each is one A4 page wide, with
the headings and the columns that name a row repeated, so that no print is too small to read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from openpyxl.worksheet.header_footer import HeaderFooter, HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.properties import PageSetupProperties

from crm_workbook.build import look
from crm_workbook.model import letters
from crm_workbook.schema.looks import TAB

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from openpyxl.worksheet.worksheet import Worksheet

    from crm_workbook.model import Sheet

PAGES: Final = "&P / &N"
"""In figures alone: a footer has no direction, and words would change places with them."""
PAGE: Final = 211.0
"""Digits that go across a page of A4 on its side with ten-point type printed at nearly seven."""
IN_VIEW: Final = 45.0
"""Digits that may stay in view at the side; more would leave a small screen too little room."""
LAST_ROW: Final = 1_048_576
"""The last row a sheet can have. What reaches it, dropdowns, formats and paper, fits any table;
of whole columns only what is filled gets printed."""
_NAMING: Final = ("display_name", "name", "label", "customer_id", "segment")
"""Columns that say to a person whose row it is, the plainest first."""


def set_up(worksheet: Worksheet, lang: str, *, role: str, landscape: bool = True) -> None:
    """Set direction, tab colour and print set-up: A4, one page wide, pages numbered."""
    view = worksheet.sheet_view
    view.rightToLeft = lang == "he"
    view.showGridLines = False
    view.zoomScale = 100
    worksheet.sheet_properties.tabColor = TAB[role]
    worksheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    worksheet.page_setup.paperSize = worksheet.PAPERSIZE_A4
    worksheet.page_setup.orientation = "landscape" if landscape else "portrait"
    worksheet.page_setup.fitToWidth = 1
    worksheet.page_setup.fitToHeight = 0
    worksheet.print_options.horizontalCentered = True
    worksheet.page_margins.left = worksheet.page_margins.right = 0.3
    worksheet.page_margins.top, worksheet.page_margins.bottom = 0.4, 0.65
    worksheet.page_margins.header = worksheet.page_margins.footer = 0.3
    title, day = _HeaderFooterPart(text="&A"), _HeaderFooterPart(text="&D")
    footer = HeaderFooterItem(
        right=title if lang == "he" else day,
        center=_HeaderFooterPart(text=PAGES),
        left=day if lang == "he" else title,
    )
    worksheet.HeaderFooter = HeaderFooter(oddFooter=footer, scaleWithDoc=False)


def protect(worksheet: Worksheet) -> None:
    """Lock what is computed, without a password; filtering and column widths stay free."""
    protection = worksheet.protection
    protection.sheet = True
    protection.autoFilter = protection.sort = False
    protection.formatColumns = protection.formatRows = False


def lay_out(worksheet: Worksheet, sheet: Sheet) -> None:
    """Keep headings and names of a table sheet in view and on every page it is printed on."""
    kept = kept_in_view(sheet)
    worksheet.freeze_panes = f"{letters(kept + 1)}2"
    _select(worksheet, sheet, kept)
    worksheet.print_title_rows = "1:1"
    areas = list(blocks(shown_widths(sheet), kept))
    if len(areas) < 2:  # noqa: PLR2004 - a single area is the whole sheet
        return
    if kept:
        worksheet.print_title_cols = f"A:{letters(kept)}"
    worksheet.print_area = ",".join(
        f"{letters(first)}1:{letters(last)}{LAST_ROW}" for first, last in areas
    )


def shown_widths(sheet: Sheet) -> list[float]:
    """Return the width of every column in digits, 0 for one that is folded away."""
    return [0.0 if column.folded else look.width(column) for column in sheet.columns]


def kept_in_view(sheet: Sheet) -> int:
    """Return how many columns from the first stay in view: those up to the name of a row."""
    ids = [column.id for column in sheet.columns]
    last = next((ids.index(name) + 1 for name in _NAMING if name in ids), 0)
    return last if sum(shown_widths(sheet)[:last]) <= IN_VIEW else 0


def blocks(widths: Sequence[float], kept: int) -> Iterator[tuple[int, int]]:
    """Yield the columns, from one to the other and counted from 1, that print together.

    Args:
        widths: The width of every column, 0 for a hidden one.
        kept: How many columns from the first are repeated in every block.
    """
    first, used = 1, 0.0
    for number, width in enumerate(widths, 1):
        if used + width > PAGE:
            yield first, number - 1
            first, used = number, sum(widths[:kept])
        used += width
    yield first, len(widths)


def _select(worksheet: Worksheet, sheet: Sheet, kept: int) -> None:
    """Put the cursor where the first thing is typed."""
    shown = [number for number, column in enumerate(sheet.columns, 1) if not column.folded]
    typed = (number for number in shown if sheet.columns[number - 1].role == "input")
    number = next(typed, shown[0])
    pane: Literal["bottomRight", "bottomLeft"] = (
        "bottomRight" if number > kept > 0 else "bottomLeft"
    )
    if worksheet.sheet_view.pane is not None:
        worksheet.sheet_view.pane.activePane = pane
    for selection in worksheet.sheet_view.selection:
        if selection.pane == pane:
            selection.activeCell = selection.sqref = f"{letters(number)}2"
