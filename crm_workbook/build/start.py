"""The first page: what the workbook is for, where everything is, what the colours mean."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from openpyxl.styles import Alignment
from openpyxl.worksheet.hyperlink import Hyperlink

from crm_workbook.build import look
from crm_workbook.build.names import quoted
from crm_workbook.build.table_sheet import protect, set_up
from crm_workbook.schema.looks import reading
from crm_workbook.text import Text
from crm_workbook.version import __version__

if TYPE_CHECKING:
    from collections.abc import Mapping

    from openpyxl.worksheet.worksheet import Worksheet

    from crm_workbook.model import Sheet

TITLE: Final = Text("חוברת הלקוחות", "The customer workbook")
PURPOSE: Final = Text(
    "כל מה שהעסק יודע על לקוחותיו, בקובץ אחד ששייך לעסק. מתחילים משם וטלפון בגיליון הלקוחות "
    "ומתאריך, לקוח וסכום בגיליון הרכישות. כל השאר רשות, ומוסיף יכולות.",
    "All the business knows about its customers, in one file it owns. Start with a name and a "
    "phone on Customers, and a date, a customer and an amount on Purchases. "
    "The rest is optional and unlocks more.",
)
MAP: Final = Text("מה יש כאן", "What is where")
COLOURS: Final = Text("צבעים", "Colours")
STEPS: Final = Text("איך עובדים", "How to work")
UNDO: Final = Text("איך מבטלים", "How to undo")
VERSION: Final = Text("גרסה", "Version")

LEGEND: Final = (
    (look.TEAL, look.WHITE, Text("כותרת: ממלאים כשיודעים", "Heading: fill in when known")),
    (look.GOLD, look.WHITE, Text("כותרת זהב: חובה", "Gold heading: required")),
    (look.GREY_DARK, look.WHITE, Text("כותרת אפורה: מחושב", "Grey heading: computed")),
    (look.WHITE, look.INPUT_INK, Text("תא לבן, דיו כחולה: מקלידים כאן",
                                      "White cell, blue ink: type here")),
    (look.GREY, look.COMPUTED_INK, Text("תא אפור: התוכנה ממלאת",
                                        "Grey cell: filled in by the program")),
)  # fmt: skip
WORK: Final = (
    (Text("לייבא רשימה קיימת", "Bring in an existing list"),
     "crm import FILE.xlsx customers.csv"),
    (Text("לבדוק מה דורש תיקון", "See what needs mending"), "crm check FILE.xlsx"),
    (Text("לחשב מגזרים ויעדים", "Compute segments and targets"), "crm refresh FILE.xlsx"),
    (Text("להכין טיוטות פנייה", "Draft messages"), "crm draft FILE.xlsx"),
)  # fmt: skip
BACK: Final = (
    (Text("לבטל את הפעולה האחרונה של התוכנה", "Take back the program's last job"),
     "crm undo FILE.xlsx"),
    (Text("עותקים קודמים נשמרים בתיקייה שליד הקובץ", "Earlier copies are kept beside the file"),
     "FILE.crm/backups"),
)  # fmt: skip
_LAST_COLUMN: Final = 3


def fill_sheet(
    worksheet: Worksheet,
    sheets: Mapping[str, Sheet],
    titles: Mapping[str, str],
    lang: str,
    currency: str,  # noqa: ARG001 - every page is filled alike
) -> None:
    """Write the start page."""
    for letter, width in zip("ABC", (26, 62, 30), strict=True):
        worksheet.column_dimensions[letter].width = width
    worksheet.append([TITLE.say(lang)])
    worksheet["A1"].font = look.font(look.TEAL, 20, bold=True)
    worksheet.row_dimensions[1].height = 34
    row = _wide(worksheet, 2, PURPOSE.say(lang), 46, lang)
    row = _heading(worksheet, row + 1, MAP.say(lang))
    for sheet in sheets.values():
        if sheet.id != "start":
            row = _link(worksheet, row, sheet, titles[sheet.id], lang)
    row = _heading(worksheet, row + 1, STEPS.say(lang))
    for words, command in WORK:
        row = _pair(worksheet, row, words.say(lang), command)
    row = _heading(worksheet, row + 1, COLOURS.say(lang))
    for background, ink, words in LEGEND:
        cell = worksheet.cell(row, 1, words.say(lang))
        cell.fill, cell.font, cell.border = look.fill(background), look.font(ink), look.BOX
        worksheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=2)
        row += 1
    row = _heading(worksheet, row + 1, UNDO.say(lang))
    for words, command in BACK:
        row = _pair(worksheet, row, words.say(lang), command)
    row = _pair(worksheet, row + 1, VERSION.say(lang), f"crm-workbook {__version__}")
    worksheet.print_area = f"A1:C{row - 1}"
    set_up(worksheet, lang, role="computed", landscape=False)
    protect(worksheet)


def _wide(worksheet: Worksheet, row: int, text: str, height: float, lang: str) -> int:
    cell = worksheet.cell(row, 1, text)
    cell.font = look.font(size=11)
    cell.alignment = Alignment(wrap_text=True, vertical="top", readingOrder=reading(lang))
    worksheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=_LAST_COLUMN)
    worksheet.row_dimensions[row].height = height
    return row + 1


def _heading(worksheet: Worksheet, row: int, text: str) -> int:
    for column in range(1, _LAST_COLUMN + 1):
        worksheet.cell(row, column).fill = look.fill(look.TEAL_LIGHT)
    worksheet.cell(row, 1, text).font = look.font(look.TEAL, 12, bold=True)
    return row + 1


def _link(worksheet: Worksheet, row: int, sheet: Sheet, title: str, lang: str) -> int:
    cell = worksheet.cell(row, 1, title)
    place = f"{quoted(title)}!A1"
    cell.hyperlink = Hyperlink(ref=cell.coordinate, location=place, display=title)
    cell.font = look.font(look.INPUT_INK, 11, bold=sheet.shown == "yes")
    cell.alignment = Alignment(vertical="top")
    words = worksheet.cell(row, 2, sheet.purpose.say(lang))
    words.font = look.font()
    words.alignment = Alignment(wrap_text=True, vertical="top", readingOrder=reading(lang))
    worksheet.merge_cells(start_row=row, end_row=row, start_column=2, end_column=_LAST_COLUMN)
    return row + 1


def _pair(worksheet: Worksheet, row: int, words: str, command: str) -> int:
    worksheet.cell(row, 1, words).font = look.font()
    worksheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=2)
    cell = worksheet.cell(row, _LAST_COLUMN, command)
    cell.font = look.font(look.COMPUTED_INK)
    cell.alignment = Alignment(horizontal="left", readingOrder=1)
    return row + 1
