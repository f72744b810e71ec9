"""One sheet with a table: headings, formats, dropdowns, protection, print set-up."""

from __future__ import annotations

from copy import copy
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from openpyxl.styles import Alignment
from openpyxl.worksheet.dimensions import RowDimension
from openpyxl.worksheet.table import Table, TableStyleInfo

from crm_workbook.build import conditions, look
from crm_workbook.build.paper import LAST_ROW, lay_out, protect, set_up
from crm_workbook.build.validation import validation
from crm_workbook.fields import field
from crm_workbook.fields.link import LONGEST, is_link
from crm_workbook.model import CellError, Formula, letters
from crm_workbook.schema.looks import alignment, lines

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from openpyxl.cell import Cell as SheetCell
    from openpyxl.cell import MergedCell
    from openpyxl.worksheet.dimensions import ColumnDimension
    from openpyxl.worksheet.worksheet import Worksheet

    from crm_workbook.model import Cell, Sheet

LINE: Final = 13.5
"""Points of a line of the workbook's font."""
_TALL: Final = 30.0


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
        shape.width = look.width(column)
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
    worksheet.row_dimensions[1].height = max(
        _TALL,
        *(
            LINE * look.heading_lines(column.heading.say(lang), look.width(column)) + 6
            for column in sheet.columns
            if not column.folded
        ),
    )
    _fit_rows(worksheet, sheet, rows)
    last = max(2, len(rows) + 1)
    _table(worksheet, sheet, last)
    conditions.apply(worksheet, sheet, lang, 2, LAST_ROW)
    set_up(worksheet, lang, role=sheet.role)
    lay_out(worksheet, sheet)
    if sheet.role != "input":
        protect(worksheet)


class _Fitted(RowDimension):
    """A row as high as its text, not marked as set by hand: the office suites go on fitting it."""

    @property
    def customHeight(self) -> bool:  # noqa: N802 - openpyxl's name
        """Whether somebody has set the height; openpyxl leaves out what is not so."""
        return False


def _fit_rows(worksheet: Worksheet, sheet: Sheet, rows: Sequence[Mapping[str, Cell]]) -> None:
    """Give rows whose texts wrap the height for it; LibreOffice does not do so by itself."""
    rooms = {
        column.id: int(look.width(column) * look.LETTERS)
        for column in sheet.columns
        if not column.folded and alignment(column, field(column.kind), "").wrap
    }
    for row, values in enumerate(rows, 2):
        texts = ((values.get(column_id), room) for column_id, room in rooms.items())
        count = max(
            (lines(text, room) for text, room in texts if isinstance(text, str)), default=1
        )
        if count > 1:
            worksheet.row_dimensions[row] = _Fitted(worksheet, index=row, ht=count * LINE)


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
