"""One sheet with a table: headings, formats, dropdowns, protection, print set-up."""

from __future__ import annotations

from copy import copy
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from openpyxl.styles import Alignment
from openpyxl.worksheet.header_footer import HeaderFooter, HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.properties import Outline, PageSetupProperties
from openpyxl.worksheet.table import Table, TableStyleInfo

from crm_workbook.build import conditions, look
from crm_workbook.build.validation import validation
from crm_workbook.fields import field
from crm_workbook.fields.link import LONGEST, is_link
from crm_workbook.model import CellError, Formula, letters
from crm_workbook.schema.looks import TAB

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from openpyxl.cell import Cell as SheetCell
    from openpyxl.cell import MergedCell
    from openpyxl.worksheet.dimensions import ColumnDimension
    from openpyxl.worksheet.worksheet import Worksheet

    from crm_workbook.model import Cell, Sheet

LAST_ROW: Final = 1_048_576
"""Dropdowns and formats reach the last row a sheet can have, so no new row is without them."""
_TALL: Final = 30


def fill_sheet(
    worksheet: Worksheet,
    sheet: Sheet,
    rows: Sequence[Mapping[str, Cell]],
    *,
    lang: str,
    currency: str,
    titles: Mapping[str, str],
) -> None:
    """Write a table sheet of the schema into an empty worksheet.

    Args:
        worksheet: The worksheet.
        sheet: What it should be.
        rows: The body as dictionaries by column id; a table always has at least one row.
        lang: The language of headings and prompts.
        currency: The currency of its amounts.
        titles: The tab name of every sheet by id.
    """
    for number, column in enumerate(sheet.columns, 1):
        kind = field(column.kind)
        letter = letters(number)
        heading = worksheet.cell(1, number, column.heading.say(lang))
        heading.font = look.font(look.WHITE, bold=True)
        heading.fill = look.heading_fill(column)
        heading.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        heading.border = look.BOX
        shape = worksheet.column_dimensions[letter]
        shape.width = float(column.width or kind.width)
        shape.number_format = look.number_format(column, kind, currency)
        shape.font = look.body_font(column)
        shape.alignment = look.body_alignment(column, kind, lang)
        shape.protection = look.lock(column)
        if column.folded:
            shape.outlineLevel, shape.hidden = 1, True
        if column.role != "input":
            shape.fill = look.fill(look.GREY)
        if sheet.role == "input":
            rule = validation(column, lang, titles.get(column.ref, ""))
            if rule is not None:
                rule.add(f"{letter}2:{letter}{LAST_ROW}")
                worksheet.add_data_validation(rule)
        for row, values in enumerate(rows or ({},), 2):
            cell = worksheet.cell(row, number)
            write(cell, values.get(column.id))
            share_style(cell, shape)
            cell.border = look.BOX
            if column.kind == "link":
                link(cell)
    worksheet.row_dimensions[1].height = _TALL
    worksheet.sheet_properties.outlinePr = Outline(summaryRight=False)
    last = max(2, len(rows) + 1)
    _table(worksheet, sheet, last)
    conditions.apply(worksheet, sheet, lang, 2, LAST_ROW)
    set_up(worksheet, lang, role=sheet.role)
    worksheet.freeze_panes = "B2"
    worksheet.print_title_rows = "1:1"
    if sheet.role != "input":
        protect(worksheet)


def share_style(cell: SheetCell | MergedCell, shape: ColumnDimension) -> None:
    """Give a cell the looks of its column; openpyxl's public face has no way to do it at once."""
    cell._style = copy(shape._style)  # type: ignore[union-attr,attr-defined]  # noqa: SLF001


def write(cell: SheetCell | MergedCell, value: Cell | Formula) -> None:
    """Put a value into a cell; a text stays a text even when it begins like a formula."""
    if isinstance(value, Formula):
        cell.value = f"={value.source}"
    elif isinstance(value, CellError):
        cell.value = value.code
    elif isinstance(value, str):
        cell.value = value
        cell.data_type = "s"
        cell.quotePrefix = value[:1] in {"=", "+", "-", "@"}
    elif isinstance(value, bool | int | float | date | timedelta):
        cell.value = value


def link(cell: SheetCell | MergedCell) -> None:
    """Let a cell whose text is a link open it, where Excel can."""
    address = str(cell.value or "")
    if len(address) <= LONGEST and is_link(address):
        cell.hyperlink = address


def _table(worksheet: Worksheet, sheet: Sheet, last: int) -> None:
    made = Table(displayName=sheet.table, ref=f"A1:{letters(len(sheet.columns))}{last}")
    made.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=False)
    worksheet.add_table(made)


def set_up(worksheet: Worksheet, lang: str, *, role: str, landscape: bool = True) -> None:
    """Set direction, tab colour and print set-up: A4, one page wide, pages numbered."""
    worksheet.sheet_view.rightToLeft = lang == "he"
    worksheet.sheet_view.showGridLines = False
    worksheet.sheet_properties.tabColor = TAB[role]
    worksheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    worksheet.page_setup.paperSize = worksheet.PAPERSIZE_A4
    worksheet.page_setup.orientation = "landscape" if landscape else "portrait"
    worksheet.page_setup.fitToWidth = 1
    worksheet.page_setup.fitToHeight = 0
    worksheet.print_options.horizontalCentered = True
    worksheet.page_margins.left = worksheet.page_margins.right = 0.4
    worksheet.page_margins.top = worksheet.page_margins.bottom = 0.7
    worksheet.page_margins.header = worksheet.page_margins.footer = 0.3
    footer = HeaderFooterItem(center=_HeaderFooterPart(text="&A   &P / &N"))
    worksheet.HeaderFooter = HeaderFooter(oddFooter=footer)


def protect(worksheet: Worksheet) -> None:
    """Lock what is computed, without a password; filtering and column widths stay free."""
    protection = worksheet.protection
    protection.sheet = True
    protection.autoFilter = protection.sort = False
    protection.formatColumns = protection.formatRows = False
