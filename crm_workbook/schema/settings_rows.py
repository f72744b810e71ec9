"""The body of a new settings sheet."""

from __future__ import annotations

from crm_workbook.fields.boolean import yes_or_no
from crm_workbook.lean import TYPE_CHECKING
from crm_workbook.schema.lists import LISTS
from crm_workbook.schema.settings import SETTINGS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from crm_workbook.model import Cell


def settings_rows(lang: str, values: Mapping[str, Cell]) -> list[dict[str, Cell]]:
    """Return one row a setting by column id, in the workbook's language.

    Args:
        lang: The language.
        values: What settings mean, by id; one that is not here has its default.
    """
    return [
        {
            "key": setting.id,
            "label": setting.he if lang == "he" else setting.en,
            "value": _shown(setting.choices, values.get(setting.id, setting.default), lang),
            "note": setting.note.say(lang) or None,
        }
        for setting in SETTINGS
    ]


def _shown(list_id: str, value: Cell, lang: str) -> Cell:
    if isinstance(value, bool):
        return yes_or_no(value, lang)
    for choice in LISTS[list_id].choices if list_id else ():
        if choice.id == value:
            return choice.he if lang == "he" else choice.en
    return value
