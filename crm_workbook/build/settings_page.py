"""What is special about the settings sheet: every row has a kind of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from crm_workbook.build import look
from crm_workbook.build.validation import validation
from crm_workbook.fields import field
from crm_workbook.schema.lists import LISTS
from crm_workbook.schema.settings import SETTINGS
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from openpyxl.worksheet.worksheet import Worksheet

    from crm_workbook.model import Cell

YES: Final = Text("כן", "Yes")
NO: Final = Text("לא", "No")
VALUE_COLUMN: Final = 3


def settings_rows(lang: str, values: Mapping[str, Cell]) -> list[dict[str, Cell]]:
    """Return the body of the settings sheet: one row a setting, in the workbook's language."""
    return [
        {
            "key": setting.id,
            "label": setting.he if lang == "he" else setting.en,
            "value": _shown(setting.choices, values.get(setting.id, setting.default), lang),
            "note": setting.note.say(lang),
        }
        for setting in SETTINGS
    ]


def _shown(list_id: str, value: Cell, lang: str) -> Cell:
    if isinstance(value, bool):
        return (YES if value else NO).say(lang)
    for choice in LISTS[list_id].choices if list_id else ():
        if choice.id == value:
            return choice.he if lang == "he" else choice.en
    return value


def dress(worksheet: Worksheet, lang: str, currency: str) -> None:
    """Give every setting's cell the format and the limits of its own kind."""
    for row, setting in enumerate(SETTINGS, 2):
        cell = worksheet.cell(row, VALUE_COLUMN)
        column = setting.column
        kind = field(setting.kind)
        cell.number_format = look.number_format(column, kind, currency)
        cell.alignment = look.body_alignment(column, kind, lang)
        if setting.log:
            cell.font, cell.fill = look.font(look.COMPUTED_INK), look.fill(look.GREY)
        rule = validation(column, lang, "")
        if rule is not None:
            rule.add(cell.coordinate)
            worksheet.add_data_validation(rule)
