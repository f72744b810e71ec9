"""How a new workbook looks: colours with a meaning, one font that has Hebrew everywhere.

White is typed, grey is computed, a gold heading is required. Colour never stands alone: headings
carry a sign, states carry a symbol and their own word.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.styles.numbers import NumberFormat

from crm_workbook.fields import field
from crm_workbook.schema.looks import LINK, alignment, lines

if TYPE_CHECKING:
    from crm_workbook.fields import Field
    from crm_workbook.model import Column

FONT: Final = "Arial"
LETTERS: Final = 1.15
"""Letters of running text in the width of a digit, which columns are measured in."""
INK: Final = "1F2A37"
INPUT_INK: Final = "1D4ED8"
COMPUTED_INK: Final = "4B5563"
TEAL: Final = "0F766E"
TEAL_LIGHT: Final = "E6F4F1"
GOLD: Final = "B45309"
GREY: Final = "F1F3F5"
GREY_DARK: Final = "6B7280"
LINE: Final = "D9DEE3"
WHITE: Final = "FFFFFF"

GOOD: Final = ("DCFCE7", "166534")
CAUTION: Final = ("FEF3C7", "92400E")
BAD: Final = ("FEE2E2", "991B1B")
CALM: Final = ("E0F2FE", "075985")
FAINT: Final = ("F3F4F6", "4B5563")

_line = Side(style="thin", color=LINE)
BOX: Final = Border(left=_line, right=_line, top=_line, bottom=_line)

_ARROW: Final = 3
"""Digits that a heading's bold type and the filter's arrow take from its column."""
_HEADING_LINES: Final = 3
FIRST_FORMAT: Final = 200
"""Ids of number formats inside conditional formats count from here, one a code."""
CURRENCY: Final = {
    "ILS": '#,##0.00\\ "₪"',
    "USD": '"$"#,##0.00',
    "EUR": '"€"#,##0.00',
    "GBP": '"£"#,##0.00',
}


def fill(colour: str) -> PatternFill:
    """Return a solid fill."""
    return PatternFill("solid", start_color=colour, end_color=colour)


def font(colour: str = INK, size: float = 10, *, bold: bool = False) -> Font:
    """Return the workbook's font in a colour and size."""
    return Font(name=FONT, size=size, bold=bold, color=colour)


def link_font(*, bold: bool = False) -> Font:
    """Return the font of what can be clicked."""
    return Font(name=FONT, size=10, bold=bold, color=LINK, underline="single")


def heading_fill(column: Column) -> PatternFill:
    """Return the fill of a column's heading: gold required, grey computed, teal otherwise."""
    if column.role != "input":
        return fill(GREY_DARK)
    return fill(GOLD if column.required else TEAL)


def heading_lines(heading: str, width: float) -> int:
    """Return how many lines a heading takes in a column of so many digits."""
    return lines(heading, int(width) - _ARROW)


def width(column: Column) -> float:
    """Return how wide a column is in digits: wide enough for its heading in either language."""
    least = max(len(word) for heading in column.heading for word in heading.split()) + _ARROW
    found = max(float(column.width or field(column.kind).width), least)
    while any(heading_lines(heading, found) > _HEADING_LINES for heading in column.heading):
        found += 1
    return found


def number_format(column: Column, kind: Field, currency: str) -> str:
    """Return Excel's number format for a column."""
    if column.kind == "money":
        return CURRENCY.get(currency, f'#,##0.00\\ "{currency}"')
    return kind.number_format


def body_font(column: Column) -> Font:
    """Return the font of a column's cells: blue ink for what is typed, underlined for a link."""
    if column.kind == "link":
        return link_font()
    return font(INPUT_INK if column.role == "input" else COMPUTED_INK)


def body_alignment(column: Column, kind: Field, lang: str) -> Alignment:
    """Return the alignment of a column's cells."""
    found = alignment(column, kind, lang)
    return Alignment(
        horizontal=found.horizontal or None,
        vertical=found.vertical,
        readingOrder=found.reading,
        wrap_text=found.wrap,
    )


def lock(column: Column) -> Protection:
    """Return the protection of a column's cells."""
    return Protection(locked=column.role != "input")


_FROM_RIGHT: Final = "\u200f"
_formats: dict[str, int] = {}


def state(
    colours: tuple[str, str], symbol: str = "", pattern: str = "@", *, lang: str = "en"
) -> DifferentialStyle:
    """Return a conditional look: background, ink, and a symbol before the cell's own text.

    In Hebrew a mark of direction goes before the symbol. Without it LibreOffice takes most
    symbols for left-to-right text and puts them behind the word, but a `!` before it.
    """
    background, ink = colours
    code = f'"{_FROM_RIGHT if lang == "he" else ""}{symbol} "{pattern}'
    number = _formats.setdefault(code, FIRST_FORMAT + len(_formats))
    return DifferentialStyle(
        font=Font(color=ink, bold=True),
        fill=PatternFill(bgColor=background, fill_type="solid"),
        numFmt=NumberFormat(numFmtId=number, formatCode=code) if symbol else None,
    )
