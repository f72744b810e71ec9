"""The dashboard's charts: native ones, titled, told in words for those who do not see them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from openpyxl.chart import BarChart, Reference
from openpyxl.chart.axis import ChartLines
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText, Text
from openpyxl.chart.title import Title
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, TwoCellAnchor
from openpyxl.drawing.text import (
    CharacterProperties,
    Font,
    Paragraph,
    ParagraphProperties,
    RegularTextRun,
)

from crm_workbook.build import look

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_PAD: Final = 120_000
"""A third of a centimetre, in the units of drawings (ECMA-376 part 1, 20.1.10.16)."""
_LAST: Final = 860_000
"""How far a chart reaches into the last column it covers, which is 13 digits wide."""
_AXIS: Final = '[=0]0;[<2]"";#,##0'
"""An axis of nothing would run from 0 to 1 in tenths, all of them shown as 0 or 1."""


class Bars(NamedTuple):
    """What a bar chart shows and where."""

    name: str
    title: str
    description: str
    """What it shows, in words: the alternative text."""
    names: int
    """The number of the column with the names of its bars."""
    values: int
    """The number of the column with their lengths."""
    rows: tuple[int, int]
    """The first and the last row of both."""
    place: tuple[int, int, int, int]
    """First column and row it covers, last column and row, counted from 1."""
    across: bool
    """Whether bars lie, names at the side, the first on top."""
    name_format: str = "@"


class _Described(TwoCellAnchor):
    """An anchor whose chart has a name and an alternative text."""

    __attrs__ = TwoCellAnchor.__attrs__
    __elements__ = TwoCellAnchor.__elements__

    def __init__(self, bars: Bars) -> None:
        left, top, right, bottom = bars.place
        super().__init__(
            editAs="oneCell",
            _from=AnchorMarker(col=left - 1, colOff=_PAD, row=top - 1),
            to=AnchorMarker(col=right - 1, colOff=_LAST, row=bottom),
        )
        self._said = bars.name, bars.description

    def to_tree(self, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - openpyxl's own
        """Return the anchor's XML; the chart's frame is made only now."""
        frame: Any = self.graphicFrame
        shown = frame.nvGraphicFramePr.cNvPr
        shown.name, shown.descr = self._said
        return super().to_tree(*args, **kwargs)


def add(worksheet: Worksheet, bars: Bars, lang: str) -> None:
    """Draw a bar chart over a part of a sheet."""
    first, last = bars.rows
    chart = BarChart()
    chart.type = "bar" if bars.across else "col"
    chart.legend = None
    chart.gapWidth = 45
    chart.roundedCorners = False
    for column, take in ((bars.values, chart.add_data), (bars.names, chart.set_categories)):
        take(Reference(worksheet, min_col=column, min_row=first, max_row=last))
    chart.series[0].graphicalProperties = GraphicalProperties(solidFill=look.TEAL)
    chart.series[0].invertIfNegative = False
    chart.graphical_properties = GraphicalProperties(ln=LineProperties(solidFill=look.LINE))
    chart.title = _title(bars.title, lang)
    _axes(chart, bars, lang)
    chart.anchor = _Described(bars)  # type: ignore[assignment] # an anchor is as good as a cell
    worksheet.add_chart(chart)


def _axes(chart: BarChart, bars: Bars, lang: str) -> None:
    chart.x_axis.delete = False
    chart.x_axis.number_format = bars.name_format
    chart.x_axis.majorTickMark = "none"
    chart.x_axis.tickLblPos = "low"
    chart.x_axis.graphicalProperties = GraphicalProperties(ln=LineProperties(solidFill=look.LINE))
    chart.y_axis.number_format = _AXIS
    chart.y_axis.delete = bars.across
    chart.y_axis.majorTickMark = "none"
    chart.y_axis.graphicalProperties = GraphicalProperties(ln=LineProperties(noFill=True))
    if bars.across:
        chart.y_axis.majorGridlines = None
        chart.dataLabels = DataLabelList()
        chart.dataLabels.showVal = True
        chart.dataLabels.txPr = _type(800)
        for unwanted in ("showSerName", "showCatName", "showLegendKey", "showPercent"):
            setattr(chart.dataLabels, unwanted, False)
    else:
        faint = GraphicalProperties(ln=LineProperties(solidFill=look.LINE))
        chart.y_axis.majorGridlines = ChartLines(spPr=faint)
    for axis in (chart.x_axis, chart.y_axis):
        axis.txPr = _type(800)
    # The first category stands on top; in Hebrew bars and months run from the right.
    chart.x_axis.scaling.orientation = "maxMin" if bars.across or lang == "he" else "minMax"
    if bars.across and lang == "he":
        chart.y_axis.scaling.orientation = "maxMin"


def _characters(size: int, colour: str = look.INK, *, bold: bool = False) -> CharacterProperties:
    """Return the workbook's font in hundredths of a point."""
    face = Font(typeface=look.FONT)
    return CharacterProperties(sz=size, b=bold, solidFill=colour, latin=face, cs=face)


def _type(size: int) -> RichText:
    letters = _characters(size)
    return RichText(p=[Paragraph(pPr=ParagraphProperties(defRPr=letters), endParaRPr=letters)])


def _title(words: str, lang: str) -> Title:
    letters = _characters(1100, look.TEAL, bold=True)
    shape = ParagraphProperties(rtl=lang == "he", defRPr=letters)
    paragraph = Paragraph(pPr=shape, r=[RegularTextRun(rPr=letters, t=words)])
    return Title(tx=Text(rich=RichText(p=[paragraph])), overlay=False)
