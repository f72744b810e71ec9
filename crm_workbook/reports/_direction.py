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
RLM: Final = "\u200f"
MARKS: Final = frozenset({LRM, RLM, "\u2066", "\u2067", "\u2068", "\u2069", "\ufeff"})
"""Marks of direction and of byte order: where an encoding lacks them, nothing is missing."""
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
    if text.isascii():
        return text
    if "א" <= text[-1] <= "ת" and text.lower() == text.upper():
        return text + LRM  # one run to the end; compiling the pattern takes longer than a check
    return pattern(_RUN).sub(lambda run: run[0] + LRM, text)


def sentence(text: str) -> str:
    """Return a line of words as a terminal that reorders lays it out for a Hebrew reader.

    A number before the first Hebrew word, or a full stop after the last, would stand on the wrong
    side. A line that holds marks already is made of fields and keeps its order.
    """
    text = "".join(c for c in text if c.isprintable() or c in (LRM, "\n"))
    first = pattern(f"[A-Za-z{_RTL}]").search(text)
    if first is None or first[0].isascii() or LRM in text:
        return text
    return f"{RLM}{text}{RLM}"


def padded(text: str, width: int) -> str:
    """Return a field filled with blanks to `width`, the marks in it taking no room."""
    return text + " " * (width - len(text) + text.count(LRM))
