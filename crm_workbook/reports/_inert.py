"""Text that stays text when a spreadsheet program opens the CSV it stands in."""

from __future__ import annotations

import re
from typing import Final

_MARKS: Final = "\\s\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff"
_LIVE: Final = re.compile(f"[\t\r\n]|[{_MARKS}]*[=+\\-@＝＋－＠]")
_HARMLESS: Final = re.compile(r"[+-]?\d[\d,]*(?:\.\d+)?%?|\+\d+")


def inert(text: str) -> str:
    """Return a text that no spreadsheet program takes for a formula when it opens the CSV.

    Only what could be live gets an apostrophe in front: a beginning, after blanks and invisible
    marks, of `= + - @` or their full-width forms, or of a tab or line break, unless the whole is a
    plain number or a phone.
    """
    if _LIVE.match(text) and not _HARMLESS.fullmatch(text):
        return f"'{text}"
    return text
