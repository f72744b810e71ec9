"""The owner's page: headline figures, two charts, where the targets stand.

Everything is a formula over the workbook's own tables, from the set that Excel 2016 and
LibreOffice 7.4 share, so it is right whenever the tables are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from openpyxl.chart import BarChart, Reference
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText
from openpyxl.drawing.text import CharacterProperties, Paragraph, ParagraphProperties
from openpyxl.styles import Alignment

from crm_workbook.build import look
from crm_workbook.build.table_sheet import protect, set_up
from crm_workbook.schema.lists import LISTS
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from openpyxl.worksheet.worksheet import Worksheet

    from crm_workbook.model import Choice, Sheet

TITLE: Final = Text("לוח בקרה", "Dashboard")
AS_OF: Final = Text("נכון ליום", "As of")
SEGMENTS: Final = Text("לקוחות לפי מגזר", "Customers by segment")
MONTHS: Final = Text("מחזור לפי חודש", "Revenue by month")
MONTH: Final = Text("חודש", "Month")
TARGETS: Final = Text("יעדים", "Targets")
ACTUAL: Final = Text("בפועל", "Actual")
EXPECTED: Final = Text("צפוי עד היום", "Expected to date")
AIM: Final = Text("יעד", "Target")
STATUS: Final = Text("מצב", "Status")
CUSTOMERS: Final = Text("לקוחות", "Customers")
REVENUE: Final = Text("מחזור", "Revenue")

HEADLINES: Final = (
    (Text("לקוחות ברשימה", "Customers listed"), "COUNTA({customers.display_name})", "#,##0"),
    (Text("לקוחות שקנו", "Customers who bought"), 'COUNTIF({metrics.frequency},">0")', "#,##0"),
    (Text("מחזור ב-12 חודשים", "Revenue, 12 months"), "SUM({metrics.revenue_12m})", "money"),
    (
        Text("קנייה ממוצעת", "Average purchase"),
        "IF(SUM({metrics.frequency})=0,0,SUM({metrics.monetary})/SUM({metrics.frequency}))",
        "money",
    ),
    (
        Text("טיוטות לאישור", "Drafts to approve"),
        'COUNTIF({outreach.status},"{outreach_status:draft}")',
        "#,##0",
    ),
    (
        Text("תלונות פתוחות", "Open complaints"),
        (
            'COUNTIF({interactions.kind},"{interaction_kind:complaint}")'
            '-COUNTIFS({interactions.kind},"{interaction_kind:complaint}",'
            '{interactions.status},"{interaction_status:closed}")'
        ),
        "#,##0",
    ),
)
"""Label, formula with `{sheet.column}` and `{list:choice}` gaps, number format."""

_REVENUE: Final = (
    'SUMIFS({purchases.amount},{purchases.date},">="&{at},{purchases.date},"<"&EDATE({at},1))'
    '-SUMIFS({purchases.amount},{purchases.date},">="&{at},{purchases.date},"<"&EDATE({at},1),'
    '{purchases.doc_type},"{doc_type:order}")'
    '-SUMIFS({purchases.amount},{purchases.date},">="&{at},{purchases.date},"<"&EDATE({at},1),'
    '{purchases.doc_type},"{doc_type:receipt}")'
    '-2*SUMIFS({purchases.amount},{purchases.date},">="&{at},{purchases.date},"<"&EDATE({at},1),'
    '{purchases.doc_type},"{doc_type:credit}",{purchases.amount},">0")'
    '-2*SUMIFS({purchases.amount},{purchases.date},">="&{at},{purchases.date},"<"&EDATE({at},1),'
    '{purchases.doc_type},"{doc_type:cancel}",{purchases.amount},">0")'
)
"""Sales net of credits: a credit counts as less whichever sign it was written with."""

_SEGMENT_COUNT: Final = len(LISTS["segment"].choices)
_TOP: Final = 9
"""The first row of the figures behind the charts."""
_MONTHS: Final = 12
_TARGET_ROWS: Final = 6
_TARGETS_AT: Final = _TOP + max(_SEGMENT_COUNT, _MONTHS) + 2
RANGES: Final = {
    "crm_segment_names": f"A{_TOP}:A{_TOP + _SEGMENT_COUNT - 1}",
    "crm_segment_counts": f"B{_TOP}:B{_TOP + _SEGMENT_COUNT - 1}",
    "crm_month_names": f"G{_TOP}:G{_TOP + _MONTHS - 1}",
    "crm_month_revenue": f"H{_TOP}:H{_TOP + _MONTHS - 1}",
}
"""The names of the ranges the two charts show."""


def fill_sheet(
    worksheet: Worksheet,
    sheets: Mapping[str, Sheet],
    titles: Mapping[str, str],  # noqa: ARG001 - every page is filled alike
    lang: str,
    currency: str,
) -> None:
    """Write the dashboard."""
    gaps = _gaps(sheets, lang)
    money = look.CURRENCY.get(currency, "#,##0.00").replace(".00", "")
    for letter, width in zip("ABCDEFGHIJKL", (22, 14, 13, 13, 13, 13, 14, 14, 13, 13, 13, 13),
                             strict=True):  # fmt: skip
        worksheet.column_dimensions[letter].width = width
    worksheet["A1"] = TITLE.say(lang)
    worksheet["A1"].font = look.font(look.TEAL, 20, bold=True)
    worksheet.row_dimensions[1].height = 32
    worksheet["A2"] = AS_OF.say(lang)
    as_of = gaps["metrics.as_of"]
    worksheet["B2"] = f"=IF(MAX({as_of})=0,TODAY(),MAX({as_of}))"
    worksheet["B2"].number_format = "dd/mm/yyyy"
    for cell in (worksheet["A2"], worksheet["B2"]):
        cell.font = look.font(look.COMPUTED_INK)
        cell.alignment = Alignment(horizontal="right" if lang == "he" else "left")
    _headlines(worksheet, gaps, lang, money)
    _segments(worksheet, gaps, lang)
    _months(worksheet, gaps, lang, money)
    _targets(worksheet, gaps, lang)
    worksheet.print_area = f"A1:L{_TARGETS_AT + _TARGET_ROWS + 1}"
    set_up(worksheet, lang, role="computed")
    protect(worksheet)


def _gaps(sheets: Mapping[str, Sheet], lang: str) -> dict[str, str]:
    """Return what stands for each `sheet.column` and each `list:choice` in a formula."""
    gaps = {
        f"{sheet.id}.{column.id}": f"{sheet.table}[{_escaped(column.heading.say(lang))}]"
        for sheet in sheets.values()
        for column in sheet.columns
    }
    for spec in LISTS.values():
        for choice in spec.choices:
            gaps[f"{spec.id}:{choice.id}"] = _word(choice, lang).replace('"', '""')
    return gaps


def _word(choice: Choice, lang: str) -> str:
    return choice.he if lang == "he" else choice.en


def _escaped(heading: str) -> str:
    """Return a heading as a structured reference writes it."""
    return "".join(f"'{sign}" if sign in "[]#'" else sign for sign in heading)


def _filled(formula: str, gaps: Mapping[str, str], **more: str) -> str:
    for gap, text in {**more, **gaps}.items():
        formula = formula.replace("{" + gap + "}", text)
    return f"={formula}"


def _headlines(worksheet: Worksheet, gaps: Mapping[str, str], lang: str, money: str) -> None:
    for place, (label, formula, form) in enumerate(HEADLINES):
        column = 1 + 2 * place
        for row in (4, 5):
            worksheet.merge_cells(
                start_row=row, end_row=row, start_column=column, end_column=column + 1
            )
            for part in (column, column + 1):
                worksheet.cell(row, part).fill = look.fill(look.TEAL_LIGHT)
        name = worksheet.cell(4, column, label.say(lang))
        name.font, name.alignment = look.font(look.COMPUTED_INK), Alignment(horizontal="center")
        figure = worksheet.cell(5, column, _filled(formula, gaps))
        figure.font = look.font(look.TEAL, 18, bold=True)
        figure.alignment = Alignment(horizontal="center")
        figure.number_format = money if form == "money" else form
    worksheet.row_dimensions[5].height = 30


def _columns(worksheet: Worksheet, row: int, first: int, words: list[str]) -> None:
    for number, word in enumerate(words, first):
        cell = worksheet.cell(row, number, word)
        cell.font, cell.fill = look.font(look.WHITE, bold=True), look.fill(look.GREY_DARK)
        cell.alignment = Alignment(horizontal="center")


def _segments(worksheet: Worksheet, gaps: Mapping[str, str], lang: str) -> None:
    worksheet.cell(_TOP - 2, 1, SEGMENTS.say(lang)).font = look.font(look.TEAL, 12, bold=True)
    words = [LISTS["segment"].he if lang == "he" else LISTS["segment"].en, CUSTOMERS.say(lang)]
    _columns(worksheet, _TOP - 1, 1, words)
    for row, choice in enumerate(LISTS["segment"].choices, _TOP):
        worksheet.cell(row, 1, _word(choice, lang)).font = look.font()
        count = worksheet.cell(row, 2, _filled("COUNTIF({metrics.segment},{at})", gaps,
                                               at=f"$A{row}"))  # fmt: skip
        count.font, count.number_format = look.font(), "#,##0"
    last = _TOP + _SEGMENT_COUNT - 1
    chart = _bars(worksheet, (2, _TOP, last), (1, _TOP, last), lang, across=True)
    worksheet.add_chart(chart, f"C{_TOP - 1}")


def _months(worksheet: Worksheet, gaps: Mapping[str, str], lang: str, money: str) -> None:
    worksheet.cell(_TOP - 2, 7, MONTHS.say(lang)).font = look.font(look.TEAL, 12, bold=True)
    _columns(worksheet, _TOP - 1, 7, [MONTH.say(lang), REVENUE.say(lang)])
    for place in range(_MONTHS):
        row = _TOP + place
        month = worksheet.cell(row, 7, f"=EDATE(DATE(YEAR($B$2),MONTH($B$2),1),{place - 11})")
        month.number_format, month.font = "mm/yyyy", look.font()
        month.alignment = Alignment(horizontal="right" if lang == "he" else "left")
        total = worksheet.cell(row, 8, _filled(_REVENUE, gaps, at=f"$G{row}"))
        total.number_format, total.font = money, look.font()
    last = _TOP + _MONTHS - 1
    chart = _bars(worksheet, (8, _TOP, last), (7, _TOP, last), lang, across=False)
    worksheet.add_chart(chart, f"I{_TOP - 1}")


def _bars(
    worksheet: Worksheet,
    values: tuple[int, int, int],
    names: tuple[int, int, int],
    lang: str,
    *,
    across: bool,
) -> BarChart:
    chart = BarChart()
    chart.type = "bar" if across else "col"
    chart.legend = None
    chart.gapWidth = 40
    chart.width = 9.6  # type: ignore[assignment]  # in centimetres; openpyxl takes fractions
    chart.height = 7.4
    for place, take in ((values, chart.add_data), (names, chart.set_categories)):
        column, first, last = place
        take(Reference(worksheet, min_col=column, min_row=first, max_row=last))
    chart.series[0].graphicalProperties = GraphicalProperties(solidFill=look.TEAL)
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.y_axis.majorGridlines = None
    chart.x_axis.number_format = "@" if across else "mm"
    chart.y_axis.number_format = "#,##0"
    small = CharacterProperties(sz=800)
    for axis in (chart.x_axis, chart.y_axis):
        axis.txPr = RichText(
            p=[Paragraph(pPr=ParagraphProperties(defRPr=small), endParaRPr=small)]
        )
    # The first category stands on top; in Hebrew bars and months run from the right.
    chart.x_axis.scaling.orientation = "maxMin" if across or lang == "he" else "minMax"
    if across and lang == "he":
        chart.y_axis.scaling.orientation = "maxMin"
    if across:
        chart.y_axis.delete = True
        chart.dataLabels = DataLabelList()
        chart.dataLabels.showVal = True
        for unwanted in ("showSerName", "showCatName", "showLegendKey", "showPercent"):
            setattr(chart.dataLabels, unwanted, False)
    return chart


def _targets(worksheet: Worksheet, gaps: Mapping[str, str], lang: str) -> None:
    top = _TARGETS_AT
    worksheet.cell(top, 1, TARGETS.say(lang)).font = look.font(look.TEAL, 12, bold=True)
    shown = (("name", TARGETS), ("value", AIM), ("actual", ACTUAL),
             ("expected_to_date", EXPECTED), ("status", STATUS))  # fmt: skip
    _columns(worksheet, top + 1, 1, [words.say(lang) for _, words in shown])
    for place in range(1, _TARGET_ROWS + 1):
        for number, (column_id, _) in enumerate(shown, 1):
            source = gaps[f"targets.{column_id}"]
            formula = f'=IF(ROWS({source})<{place},"",INDEX({source},{place})&"")'
            if column_id not in {"name", "status"}:
                formula = (
                    f'=IF(ROWS({source})<{place},"",IF(INDEX({source},{place})="","",'
                    f"INDEX({source},{place})))"
                )
            cell = worksheet.cell(top + 1 + place, number, formula)
            cell.font, cell.number_format = look.font(), "#,##0"
