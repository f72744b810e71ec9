"""Hebrew within lines that a terminal lays out from left to right.

A terminal that reorders treats two Hebrew fields and whatever stands between them as one
right-to-left run, so that columns change places and numbers wander. A left-to-right mark (U+200E)
after each Hebrew run repairs every such case; it has no width and exists in Hebrew Windows'
code page, which isolates (U+2066 to U+2069) do not.
"""

from __future__ import annotations

from crm_workbook.fields.pattern import pattern
from crm_workbook.lean import Final

LRM: Final = "\u200e"
_RTL: Final = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
_RUN: Final = f"[{_RTL}](?:[^A-Za-z]*[{_RTL}])?[)\\]'\"]*"


def plain(text: str) -> str:
    """Return a text without control and direction characters.

    Names of files and tabs and words in cells come from others; in a terminal they could move the
    cursor or show themselves as something else.
    """
    return text if text.isprintable() else "".join(c for c in text if c.isprintable())


def marked(text: str) -> str:
    """Return one field of a line, safe to print, with a mark after each right-to-left run."""
    text = plain(text)
    return text if text.isascii() else pattern(_RUN).sub(lambda run: run[0] + LRM, text)


def padded(text: str, width: int) -> str:
    """Return a field filled with blanks to `width`, the marks in it taking no room."""
    return text + " " * (width - len(text) + text.count(LRM))
