"""What an advertisement must say, checked on the finished text, edited by hand or not.

Section 30A of the Israeli Communications Law: the word for advertisement at the beginning, in
e-mail in the subject; the sender's name and ways to reach her; how to refuse further ones. A
template that leaves one out, or an edit that removes it, blocks the message.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from crm_workbook.outreach.gates import Block
from crm_workbook.outreach.language import plain
from crm_workbook.outreach.records import REMOVAL
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from crm_workbook.model import Cell

MARKS: Final = ("פרסומת", "[Ad]")
"""How an advertisement begins: the word the law asks for, and its English."""

NO_MARK = Text("הפרסומת אינה נפתחת במילה 'פרסומת'", "the advertisement does not begin with [Ad]")
NO_SUBJECT_MARK = Text(
    "נושא ההודעה אינו נפתח במילה 'פרסומת'", "the e-mail's subject does not begin with [Ad]"
)
NO_SENDER = Text("שם העסק אינו מופיע בפרסומת", "the advertisement does not name the business")
NO_ADDRESS = Text(
    'כתובת העסק אינה מופיעה בפרסומת בדוא"ל', "the e-mail advertisement lacks the business address"
)
NO_REMOVAL = Text("חסרה שורת הסרה", "the line on how to be removed is missing")
UNSET = Text("חסר בהגדרות: {label}", "not filled in the settings: {label}")
NAME_LABEL = Text("שם העסק", "Business name")
ADDRESS_LABEL = Text("כתובת העסק", "Business address")


def lacking(channel: str, subject: str, text: str, settings: Mapping[str, Cell]) -> Block | None:
    """Return what an advertisement lacks, None when it has all."""
    said, about = plain(text), plain(subject)
    name = _setting(settings, "business_name")
    address = _setting(settings, "business_address")
    phrase = _setting(settings, "removal_phrase")
    ways = [phrase] if phrase else [plain(way) for way in REMOVAL]
    mail = channel == "email"
    needed = (
        (said.startswith(MARKS), Block("no-mark", NO_MARK)),
        (not mail or about.startswith(MARKS), Block("no-mark", NO_SUBJECT_MARK)),
        (name, Block("setting-missing", UNSET, {"label": NAME_LABEL})),
        (name in said, Block("no-sender", NO_SENDER)),
        (not mail or address, Block("setting-missing", UNSET, {"label": ADDRESS_LABEL})),
        (not mail or address in said, Block("no-sender-address", NO_ADDRESS)),
        (any(way in said for way in ways), Block("no-removal", NO_REMOVAL)),
    )
    return next((block for fulfilled, block in needed if not fulfilled), None)


def _setting(settings: Mapping[str, Cell], name: str) -> str:
    value = settings.get(name)
    return plain(value) if isinstance(value, str) else ""
