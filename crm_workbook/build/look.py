"""How a new workbook looks: colours with a meaning, one font that has Hebrew everywhere.

White is typed, grey is computed, a gold heading is required. Colour never stands alone: headings
carry a sign, states carry a symbol and their own word.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.styles.numbers import NumberFormat

from crm_workbook.schema.looks import LINK, alignment

if TYPE_CHECKING:
    from crm_workbook.fields import Field
    from crm_workbook.model import Column

FONT: Final = "Arial"
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
FAINT: Final = ("F3F4F6", "6B7280")

_line = Side(style="thin", color=LINE)
BOX: Final = Border(left=_line, right=_line, top=_line, bottom=_line)

FIRST_FORMAT: Final = 200
"""Ids of number formats inside conditional formats count from here, one a code."""
CURRENCY: Final = {
    "ILS": '#,##0.00\\ "₪";[Red]\\-#,##0.00\\ "₪"',
    "USD": '"$"#,##0.00;[Red]\\-"$"#,##0.00',
    "EUR": '"€"#,##0.00;[Red]\\-"€"#,##0.00',
    "GBP": '"£"#,##0.00;[Red]\\-"£"#,##0.00',
}


def fill(colour: str) -> PatternFill:
    """Return a solid fill."""
    return PatternFill("solid", start_color=colour, end_color=colour)


def font(colour: str = INK, size: float = 10, *, bold: bool = False) -> Font:
    """Return the workbook's font in a colour and size."""
    return Font(name=FONT, size=size, bold=bold, color=colour)


def heading_fill(column: Column) -> PatternFill:
    """Return the fill of a column's heading: gold required, grey computed, teal otherwise."""
    if column.role != "input":
        return fill(GREY_DARK)
    return fill(GOLD if column.required else TEAL)


def number_format(column: Column, kind: Field, currency: str) -> str:
    """Return Excel's number format for a column."""
    if column.kind == "money":
        return CURRENCY.get(currency, f'#,##0.00\\ "{currency}"')
    return kind.number_format


def body_font(column: Column) -> Font:
    """Return the font of a column's cells: blue ink for what is typed, underlined for a link."""
    if column.kind == "link":
        return Font(name=FONT, size=10, color=LINK, underline="single")
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


_formats: dict[str, int] = {}


def state(colours: tuple[str, str], symbol: str = "", pattern: str = "@") -> DifferentialStyle:
    """Return a conditional look: background, ink, and a symbol before the cell's own text."""
    background, ink = colours
    code = f'"{symbol} "{pattern}'
    number = _formats.setdefault(code, FIRST_FORMAT + len(_formats))
    return DifferentialStyle(
        font=Font(color=ink, bold=True),
        fill=PatternFill(bgColor=background, fill_type="solid"),
        numFmt=NumberFormat(numFmtId=number, formatCode=code) if symbol else None,
    )
