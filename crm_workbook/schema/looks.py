"""How the cells of a column look, in a new workbook and in a sheet added to another."""

from __future__ import annotations

from crm_workbook.lean import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from crm_workbook.fields import Field
    from crm_workbook.model import Column, Severity

TAB: Final = {"input": "0F766E", "computed": "6B7280", "log": "9CA3AF"}
"""The colour of a sheet's tab by its role."""
LINK: Final = "0563C1"
"""The ink of what can be clicked: the blue of Office, so that it is known for a link."""
WRAP_FROM: Final = 28
"""Columns at least so wide hold sentences, and show them whole."""


class Paint(NamedTuple):
    """The two colours of a cell, as `RRGGBB`."""

    ground: str
    ink: str


HEADING: Final = Paint("0F766E", "FFFFFF")
SEVERITY: Final[dict[Severity, Paint]] = {
    "error": Paint("FECACA", "7F1D1D"),
    "warning": Paint("FDE68A", "78350F"),
    "info": Paint("BAE6FD", "0C4A6E"),
}
"""How grave a finding is, in colours; words always say it too."""


class Align(NamedTuple):
    """How a cell's text stands in it, in the terms of ECMA-376 part 1, 18.8.1."""

    horizontal: str = ""
    """Empty leaves it to the cell's type."""
    vertical: str = "top"
    reading: int = 0
    """1 is from left to right, 2 from right to left, 0 leaves it to the text."""
    wrap: bool = False


CLIPPED: Final = Align("fill", reading=1)
"""A link is cut off at its cell's edge: nine hundred characters would run across the sheet."""


def alignment(column: Column, kind: Field, lang: str) -> Align:
    """Return how a column's cells are aligned.

    Links, phones, mails and ids run left to right. Texts have their language's direction; without
    it a Hebrew sentence's full stop jumps to its beginning.
    """
    if kind.kind == "link":
        return CLIPPED
    if kind.ltr:
        return Align("right" if lang == "he" else "left", reading=1)
    if kind.kind in {"text", "choice"}:
        return Align(reading=reading(lang), wrap=column.width >= WRAP_FROM)
    return Align()


def reading(lang: str) -> int:
    """Return the reading order of a text: 2 is from right to left."""
    return 2 if lang == "he" else 1


def lines(text: str, room: int) -> int:
    """Return how many lines a text takes, words kept whole, where `room` letters fit into one."""
    if len(text) <= room and "\n" not in text:
        return 1
    count = 0
    for paragraph in text.split("\n"):
        count += 1
        used = 0
        for word in paragraph.split(" "):
            if used and used + 1 + len(word) > room:
                count += 1
                used = 0
            used += len(word) + bool(used)
            if used > room:  # only a word that is longer than a line; it is broken
                count += (used - 1) // room
                used = (used - 1) % room + 1
    return count
