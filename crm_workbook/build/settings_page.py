"""What is special about the settings sheet: every row has a kind of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from crm_workbook.build import look
from crm_workbook.build.validation import validation
from crm_workbook.fields import field
from crm_workbook.schema.settings import SETTINGS

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

VALUE_COLUMN: Final = 3


def dress(worksheet: Worksheet, lang: str, currency: str) -> None:
    """Give every setting's cell the format and the limits of its own kind."""
    for row, setting in enumerate(SETTINGS, 2):
        cell = worksheet.cell(row, VALUE_COLUMN)
        column = setting.column
        kind = field(setting.kind)
        cell.number_format = look.number_format(column, kind, currency)
        shape = look.body_alignment(column, kind, lang)
        shape.horizontal = "right" if lang == "he" else "left"
        cell.alignment = shape
        if setting.log:
            cell.font, cell.fill = look.font(look.COMPUTED_INK), look.fill(look.GREY)
        rule = validation(column, lang, "")
        if rule is not None:
            rule.add(cell.coordinate)
            worksheet.add_data_validation(rule)
