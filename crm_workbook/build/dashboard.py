"""The owner's page: headline figures, two charts, where the targets stand.

Everything is a formula over the workbook's own tables, from the set that Excel 2016 and
LibreOffice 7.4 share, so it is right whenever the tables are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from openpyxl.styles import Alignment, Border, Side

from crm_workbook.build import charts, conditions, look
from crm_workbook.build.paper import protect, set_up
from crm_workbook.fields import field
from crm_workbook.model import letters
from crm_workbook.schema.lists import LISTS
from crm_workbook.schema.looks import reading
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
SEGMENT: Final = Text("מגזר", "Segment")
TARGETS: Final = Text("יעדים", "Targets")
TARGET: Final = Text("שם היעד", "Target")
AIM: Final = Text("ערך היעד", "Aim")
ACTUAL: Final = Text("בפועל", "Actual")
EXPECTED: Final = Text("צפוי עד היום", "Expected to date")
STATUS: Final = Text("מצב", "Status")
CUSTOMERS: Final = Text("לקוחות", "Customers")
REVENUE: Final = Text("מחזור", "Revenue")
IN_CURRENCY: Final = Text("{what}, ב-{currency}", "{what}, {currency}")
SEGMENTS_TOLD: Final = Text(
    "תרשים עמודות אופקי: מספר הלקוחות בכל מגזר, מן הטובים ביותר עד מי שעוד לא קנו. "
    "המספרים בטבלה שלידו.",
    "Bar chart: the number of customers in each segment, from the best to those who have not "
    "bought yet. The figures are in the table beside it.",
)
MONTHS_TOLD: Final = Text(
    "תרשים עמודות: המחזור בכל אחד משנים-עשר החודשים האחרונים. המספרים בטבלה שלידו.",
    "Column chart: revenue in each of the last twelve months. The figures are in the table "
    "beside it.",
)
NO_PURCHASES: Final = Text(
    "עוד אין רכישות. כשיירשמו או ייובאו לגיליון {purchases}, המספרים והתרשימים יתמלאו.",
    "No purchases yet. Figures and charts fill up once some are on the {purchases} sheet.",
)
NO_SEGMENTS: Final = Text(
    "המגזרים עוד לא חושבו. לחישוב: crm refresh",
    "Segments are not computed yet. To compute them: crm refresh",
)
NO_TARGETS: Final = Text(
    "עוד אין יעדים. קובעים אותם בגיליון {targets}.",
    "No targets yet. Set them on the {targets} sheet.",
)

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
WIDTHS: Final = (24, 13, 14, 15, 15, 13, 12, 14, 13, 13, 13, 13)
"""Of its columns, in digits."""
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
    titles: Mapping[str, str],
    lang: str,
    currency: str,
) -> None:
    """Write the dashboard."""
    gaps = _gaps(sheets, lang)
    money = look.CURRENCY.get(currency, "#,##0.00").replace(".00", "")
    for number, width in enumerate(WIDTHS, 1):
        worksheet.column_dimensions[letters(number)].width = width
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
    worksheet["A3"] = _hint(gaps, titles, lang)
    worksheet["A3"].font = look.font(look.CAUTION[1], bold=True)
    worksheet["A3"].alignment = Alignment(vertical="top", readingOrder=reading(lang))
    worksheet.row_dimensions[3].height = 20
    _headlines(worksheet, gaps, lang, money)
    _segments(worksheet, gaps, lang)
    _months(worksheet, gaps, lang, money, currency)
    _targets(worksheet, sheets, gaps, titles, lang)
    worksheet.print_area = f"A1:L{_TARGETS_AT + _TARGET_ROWS + 1}"
    set_up(worksheet, lang, role="computed")
    protect(worksheet)


def _hint(gaps: Mapping[str, str], titles: Mapping[str, str], lang: str) -> str:
    """Return the formula of the line that says why the page is still empty, when it is."""
    return _filled(
        'IF(COUNT({purchases.date})=0,"{no_purchases}",'
        'IF(COUNTA({metrics.segment})=0,"{no_segments}",""))',
        gaps,
        no_purchases=_literal(NO_PURCHASES.say(lang, purchases=titles["purchases"])),
        no_segments=_literal(NO_SEGMENTS.say(lang)),
    )


def _literal(text: str) -> str:
    """Return a text as it stands between the quotes of a formula."""
    return text.replace('"', '""')


def _gaps(sheets: Mapping[str, Sheet], lang: str) -> dict[str, str]:
    """Return what stands for each `sheet.column` and each `list:choice` in a formula."""
    gaps = {
        f"{sheet.id}.{column.id}": f"{sheet.table}[{_escaped(column.heading.say(lang))}]"
        for sheet in sheets.values()
        for column in sheet.columns
    }
    for spec in LISTS.values():
        for choice in spec.choices:
            gaps[f"{spec.id}:{choice.id}"] = _literal(_word(choice, lang))
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


_GAP: Final = Side(style="thick", color=look.WHITE)
_BEFORE: Final = Border(left=_GAP)
_AFTER: Final = Border(right=_GAP)


def _headlines(worksheet: Worksheet, gaps: Mapping[str, str], lang: str, money: str) -> None:
    for place, (label, formula, form) in enumerate(HEADLINES):
        column = 1 + 2 * place
        for row in (4, 5):
            worksheet.merge_cells(
                start_row=row, end_row=row, start_column=column, end_column=column + 1
            )
            for part, edge in ((column, _BEFORE), (column + 1, _AFTER)):
                cell = worksheet.cell(row, part)
                cell.fill = look.fill(look.TEAL_LIGHT)
                cell.border = edge
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
    _columns(worksheet, _TOP - 1, 1, [SEGMENT.say(lang), CUSTOMERS.say(lang)])
    last = _TOP + _SEGMENT_COUNT - 1
    for row, choice in enumerate(LISTS["segment"].choices, _TOP):
        name = worksheet.cell(row, 1, _word(choice, lang))
        name.alignment = Alignment(readingOrder=reading(lang))
        count = worksheet.cell(row, 2, _filled("COUNTIF({metrics.segment},{at})", gaps,
                                               at=f"$A{row}"))  # fmt: skip
        count.number_format = "#,##0"
        _line(worksheet, row, 1, 2)
    shown = charts.Bars(
        SEGMENTS.say(lang), SEGMENTS.say(lang), SEGMENTS_TOLD.say(lang),
        names=1, values=2, rows=(_TOP, last), place=(3, _TOP - 1, 6, _TOP + _MONTHS), across=True,
    )  # fmt: skip
    charts.add(worksheet, shown, lang)


def _months(
    worksheet: Worksheet, gaps: Mapping[str, str], lang: str, money: str, currency: str
) -> None:
    worksheet.cell(_TOP - 2, 7, MONTHS.say(lang)).font = look.font(look.TEAL, 12, bold=True)
    _columns(worksheet, _TOP - 1, 7, [MONTH.say(lang), REVENUE.say(lang)])
    last = _TOP + _MONTHS - 1
    for place in range(_MONTHS):
        row = _TOP + place
        month = worksheet.cell(row, 7, f"=EDATE(DATE(YEAR($B$2),MONTH($B$2),1),{place - 11})")
        month.number_format = "mm/yyyy"
        month.alignment = Alignment(horizontal="right" if lang == "he" else "left")
        total = worksheet.cell(row, 8, _filled(_REVENUE, gaps, at=f"$G{row}"))
        total.number_format = money
        _line(worksheet, row, 7, 8)
    names = {choice.id: _word(choice, lang) for choice in LISTS["currency"].choices}
    title = IN_CURRENCY.say(lang, what=MONTHS.say(lang), currency=names.get(currency, currency))
    shown = charts.Bars(
        MONTHS.say(lang), title, MONTHS_TOLD.say(lang), names=7, values=8, rows=(_TOP, last),
        place=(9, _TOP - 1, 12, _TOP + _MONTHS), across=False, name_format="mm/yy",
    )  # fmt: skip
    charts.add(worksheet, shown, lang)


def _line(worksheet: Worksheet, row: int, first: int, last: int) -> None:
    """Give cells of a small table their font and a line below."""
    for column in range(first, last + 1):
        cell = worksheet.cell(row, column)
        cell.font, cell.border = look.font(), Border(bottom=Side(style="thin", color=look.LINE))


def _targets(
    worksheet: Worksheet,
    sheets: Mapping[str, Sheet],
    gaps: Mapping[str, str],
    titles: Mapping[str, str],
    lang: str,
) -> None:
    top = _TARGETS_AT
    worksheet.cell(top, 1, TARGETS.say(lang)).font = look.font(look.TEAL, 12, bold=True)
    none = _literal(NO_TARGETS.say(lang, targets=titles["targets"]))
    hint = worksheet.cell(
        top, 2, _filled('IF(COUNTA({targets.name})=0,"{none}","")', gaps, none=none)
    )
    hint.font, hint.alignment = look.font(look.COMPUTED_INK), Alignment(readingOrder=reading(lang))
    shown = (("name", TARGET), ("value", AIM), ("actual", ACTUAL),
             ("expected_to_date", EXPECTED), ("status", STATUS))  # fmt: skip
    _columns(worksheet, top + 1, 1, [words.say(lang) for _, words in shown])
    for place in range(1, _TARGET_ROWS + 1):
        row = top + 1 + place
        for number, (column_id, _) in enumerate(shown, 1):
            source = gaps[f"targets.{column_id}"]
            formula = f'=IF(ROWS({source})<{place},"",INDEX({source},{place})&"")'
            if column_id not in {"name", "status"}:
                formula = (
                    f'=IF(ROWS({source})<{place},"",IF(INDEX({source},{place})="","",'
                    f"INDEX({source},{place})))"
                )
            cell = worksheet.cell(row, number, formula)
            cell.font = look.font()
            cell.number_format = field("number").number_format
            if column_id in {"name", "status"}:
                cell.alignment = Alignment(readingOrder=reading(lang))
    status = sheets["targets"].column("status")
    if status is not None:
        letter = letters(len(shown))
        area = f"{letter}{top + 2}:{letter}{top + 1 + _TARGET_ROWS}"
        conditions.show_states(worksheet, "targets", status, lang, area)
