"""A page for each list behind a dropdown, and the list of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from crm_workbook.schema.described import OPEN, columns
from crm_workbook.schema.lists import LISTS
from crm_workbook.schema.settings import SETTINGS
from crm_workbook.text import Text
from site_pages.columns import ID, IN_ENGLISH, IN_HEBREW, VALUES
from site_pages.markdown import code as literal
from site_pages.markdown import contents, page, plain, table

if TYPE_CHECKING:
    from crm_workbook.schema.lists import ListSpec

TITLE: Final = Text("רשימות הערכים", "Lists of values")
OPENING: Final = Text(
    "מה שנפתח בחץ שליד תא. ברשימה פתוחה אפשר להוסיף ערכים בגיליון הרשימות של החוברת; ברשימה "
    "סגורה לכל ערך יש תפקיד בחישוב.",
    "What drops down beside a cell. To an open list a workbook may add values of its own, in its "
    "lists sheet; in a closed one each value has a part in what is computed.",
)
LIST: Final = Text("רשימה", "List")
KIND: Final = Text("פתוחה?", "Open?")
YES: Final = Text("פתוחה", "open")
NO: Final = Text("סגורה", "closed")
CLOSED: Final = Text(
    "הרשימה סגורה: לכל ערך יש תפקיד בחישוב.",
    "The list is closed: each value has a part in what is computed.",
)
EMPTY: Final = Text(
    "הרשימה ריקה בהתחלה; הערכים הם של העסק.",
    "It is empty at first; its values are the business's.",
)
OTHER: Final = Text("נקרא גם", "Also read as")
USED: Final = Text("איפה היא משמשת", "Where it is used")


def pages(lang: str) -> dict[str, str]:
    """Return the pages by name."""
    made = {f"lists/{each.id}": _list(each, lang) for each in LISTS.values()}
    rows = (
        (f"[{plain(_title(each, lang))}]({each.id}.md)", literal(each.id),
         (YES if each.open else NO).say(lang), str(len(each.choices)))
        for each in LISTS.values()
    )  # fmt: skip
    made["lists/index"] = page(
        f"# {TITLE.say(lang)}",
        OPENING.say(lang),
        table([text.say(lang) for text in (LIST, ID, KIND, VALUES)], rows),
        contents({each.id: _title(each, lang) for each in LISTS.values()}),
    )
    return made


def _list(each: ListSpec, lang: str) -> str:
    rows = (
        (literal(c.id), plain(c.he), plain(c.en), plain(", ".join(c.synonyms)))
        for c in each.choices
    )
    used = [
        f"- [{literal(c.name)}](../columns/{c.sheet.id}/{c.column.id}.md)"
        for c in columns()
        if c.column.choices == each.id
    ]
    used += [
        f"- [{literal(setting.id)}](#setting-{setting.id})"
        for setting in SETTINGS
        if setting.choices == each.id
    ]
    opened = OPEN.say(lang)
    head = [text.say(lang) for text in (ID, IN_HEBREW, IN_ENGLISH, OTHER)]
    return page(
        f"# {plain(_title(each, lang))} ({plain(each.id)})",
        f"{opened[:1].upper()}{opened[1:]}." if each.open else CLOSED.say(lang),
        table(head, rows) if each.choices else EMPTY.say(lang),
        f"## {USED.say(lang)}" if used else "",
        "\n".join(used),
    )


def _title(each: ListSpec, lang: str) -> str:
    return Text(each.he, each.en).say(lang)
