"""The page of the workbook's settings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from crm_workbook.model import shown
from crm_workbook.schema.described import KINDS
from crm_workbook.schema.lists import LISTS
from crm_workbook.schema.settings import SETTINGS
from crm_workbook.text import Text
from site_pages.columns import HOLDS, ID, LIST
from site_pages.markdown import code as literal
from site_pages.markdown import fields, page, plain

if TYPE_CHECKING:
    from crm_workbook.schema.settings import Setting

TITLE: Final = Text("ההגדרות של החוברת", "The workbook's settings")
OPENING: Final = Text(
    "שורה לכל הגדרה בגיליון *הגדרות*. מה שריק הוא ברירת המחדל. `crm config shop.xlsx` מונה את כל "
    "מה שבתוקף ומאין הוא בא. מה שנוגע רק ל-`crm check` אפשר לקבוע גם [בקובץ crm.toml](check.md).",
    "One row each on the *Settings* sheet. What is empty has its default. `crm config shop.xlsx` "
    "lists all that is in force and where it comes from. What concerns `crm check` alone can also "
    "be decided [in a crm.toml](check.md).",
)
DEFAULT: Final = Text("ברירת המחדל", "Default")
NOTHING: Final = Text("ריק", "empty")
RANGE: Final = Text("בין", "From")
UP_TO: Final = Text("{low} עד {high}", "{low} to {high}")
AT_LEAST: Final = Text("{low} ומעלה", "{low} and up")
BY_TOOL: Final = Text("הכלי כותב אותה בעצמו.", "The tool writes it itself.")


def pages(lang: str) -> dict[str, str]:
    """Return the page by its name."""
    parts = (part for setting in SETTINGS for part in _section(setting, lang))
    return {"settings": page(f"# {TITLE.say(lang)}", OPENING.say(lang), *parts)}


def _section(setting: Setting, lang: str) -> list[str]:
    listed = LISTS.get(setting.choices)
    link = (
        f"[{plain(Text(listed.he, listed.en).say(lang))}](lists/{listed.id}.md)" if listed else ""
    )
    said = {
        ID.say(lang): literal(setting.id),
        HOLDS.say(lang): KINDS[setting.kind].say(lang),
        LIST.say(lang): link,
        DEFAULT.say(lang): _default(setting, lang),
        RANGE.say(lang): _range(setting, lang),
    }
    return [
        f"(setting-{setting.id})=\n## {plain(setting.title.say(lang))}",
        plain(setting.note.say(lang)),
        BY_TOOL.say(lang) if setting.log else "",
        fields(said),
    ]


def _default(setting: Setting, lang: str) -> str:
    value = setting.default
    if value is None:
        return NOTHING.say(lang)
    for choice in LISTS[setting.choices].choices if setting.choices else ():
        if choice.id == value:
            return plain(Text(choice.he, choice.en).say(lang))
    return literal(str(value).upper() if isinstance(value, bool) else shown(value))


def _range(setting: Setting, lang: str) -> str:
    if setting.low is None:
        return ""
    if setting.high is None:
        return AT_LEAST.say(lang, low=shown(setting.low))
    return UP_TO.say(lang, low=shown(setting.low), high=shown(setting.high))
