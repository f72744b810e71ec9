"""The first page: what the workbook is for, where everything is, what the colours mean."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from openpyxl.styles import Alignment
from openpyxl.worksheet.hyperlink import Hyperlink

from crm_workbook.build import look
from crm_workbook.build.names import quoted
from crm_workbook.build.paper import protect, set_up
from crm_workbook.model import letters
from crm_workbook.schema.looks import lines, reading
from crm_workbook.text import Text
from crm_workbook.version import __version__

if TYPE_CHECKING:
    from collections.abc import Mapping

    from openpyxl.cell import Cell
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
COLOURS: Final = Text("צבעים וסימנים", "Colours and symbols")
STEPS: Final = Text("איך עובדים", "How to work")
UNDO: Final = Text("איך מבטלים", "How to undo")
HIDDEN: Final = Text("{purpose} (גיליון מוסתר)", "{purpose} (A hidden sheet.)")
VERSION: Final = Text("גרסה", "Version")

HEADING: Final = Text("כותרת", "Heading")
CELL: Final = Text("תא", "Cell")
LEGEND: Final = (
    (HEADING, look.TEAL, look.WHITE, Text("ממלאים כשיודעים", "Fill in when known")),
    (HEADING, look.GOLD, look.WHITE, Text("חובה", "Required")),
    (HEADING, look.GREY_DARK, look.WHITE, Text("התוכנה מחשבת", "Computed by the program")),
    (CELL, look.WHITE, look.INPUT_INK, Text("מקלידים כאן", "Type here")),
    (CELL, look.GREY, look.COMPUTED_INK, Text("התוכנה ממלאת, אין מה להקליד",
                                              "Filled in by the program, nothing to type")),
    (Text("★  ✔  ▲", "★  ✔  ▲"), *look.GOOD, Text("המצב טוב או משתפר", "Good, or getting better")),
    (Text("!", "!"), *look.CAUTION, Text("כדאי לשים לב", "Worth a look")),
    (Text("▼  ⊘  ⚠", "▼  ⊘  ⚠"), *look.BAD, Text("דורש טיפול, או חסום",
                                                  "Needs action, or is blocked")),
)  # fmt: skip
"""Sample, its background and ink, what it means."""
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
WIDTHS: Final = (24, 36, 64)
"""Of its columns, in digits."""


def fill_sheet(
    worksheet: Worksheet,
    sheets: Mapping[str, Sheet],
    titles: Mapping[str, str],
    lang: str,
    currency: str,  # noqa: ARG001 - every page is filled alike
) -> None:
    """Write the start page."""
    for number, width in enumerate(WIDTHS, 1):
        worksheet.column_dimensions[letters(number)].width = width
    worksheet.append([TITLE.say(lang)])
    worksheet["A1"].font = look.font(look.TEAL, 20, bold=True)
    worksheet.row_dimensions[1].height = 34
    row = _wide(worksheet, 2, PURPOSE.say(lang), lang)
    row = _heading(worksheet, row + 1, MAP.say(lang))
    for sheet in sheets.values():
        if sheet.id != "start":
            row = _link(worksheet, row, sheet, titles[sheet.id], lang)
    row = _heading(worksheet, row + 1, STEPS.say(lang))
    for words, command in WORK:
        row = _pair(worksheet, row, words.say(lang), command, lang)
    row = _heading(worksheet, row + 1, COLOURS.say(lang))
    for sample, background, ink, words in LEGEND:
        cell = worksheet.cell(row, 1, sample.say(lang))
        cell.fill, cell.border = look.fill(background), look.BOX
        cell.font = look.font(ink, bold=sample is not CELL)
        cell.alignment = Alignment(horizontal="center", readingOrder=reading(lang))
        meaning = worksheet.cell(row, 2, words.say(lang))
        meaning.font = look.font()
        meaning.alignment = Alignment(
            horizontal="right" if lang == "he" else "left", indent=1, readingOrder=reading(lang)
        )
        row += 1
    row = _heading(worksheet, row + 1, UNDO.say(lang))
    for words, command in BACK:
        row = _pair(worksheet, row, words.say(lang), command, lang)
    row = _pair(worksheet, row + 1, VERSION.say(lang), f"crm-workbook {__version__}", lang)
    worksheet.print_area = f"A1:C{row - 1}"
    set_up(worksheet, lang, role="computed", landscape=False)
    protect(worksheet)


def _wide(worksheet: Worksheet, row: int, text: str, lang: str) -> int:
    cell = worksheet.cell(row, 1, text)
    cell.font = look.font(size=11)
    _across(worksheet, cell, lang, size=11)
    return row + 1


def _across(worksheet: Worksheet, cell: Cell, lang: str, size: int = 10) -> None:
    """Let a text run on to the last column, in as many lines as it needs."""
    row, first = cell.row, cell.column
    cell.alignment = Alignment(wrap_text=True, vertical="top", readingOrder=reading(lang))
    worksheet.merge_cells(start_row=row, end_row=row, start_column=first, end_column=len(WIDTHS))
    room = int(sum(WIDTHS[first - 1 :]) * look.LETTERS * 10 / size)
    worksheet.row_dimensions[row].height = lines(str(cell.value), room) * size * 1.4 + 2


def _heading(worksheet: Worksheet, row: int, text: str) -> int:
    for column in range(1, len(WIDTHS) + 1):
        worksheet.cell(row, column).fill = look.fill(look.TEAL_LIGHT)
    worksheet.cell(row, 1, text).font = look.font(look.TEAL, 12, bold=True)
    return row + 1


def _link(worksheet: Worksheet, row: int, sheet: Sheet, title: str, lang: str) -> int:
    cell = worksheet.cell(row, 1, title)
    cell.alignment = Alignment(vertical="top")
    if sheet.shown == "hidden":  # no link leads to a hidden sheet
        cell.font = look.font(look.COMPUTED_INK)
        said = HIDDEN.say(lang, purpose=sheet.purpose.say(lang))
    else:
        place = f"{quoted(title)}!A1"
        cell.hyperlink = Hyperlink(ref=cell.coordinate, location=place, display=title)
        cell.font = look.link_font(bold=sheet.shown == "yes")
        said = sheet.purpose.say(lang)
    words = worksheet.cell(row, 2, said)
    words.font = look.font()
    _across(worksheet, words, lang)
    return row + 1


def _pair(worksheet: Worksheet, row: int, words: str, command: str, lang: str) -> int:
    """Write what to do and how; a command runs left to right, but stands beside its words."""
    worksheet.cell(row, 1, words).font = look.font()
    worksheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=2)
    cell = worksheet.cell(row, len(WIDTHS), command)
    cell.font = look.font(look.INK, bold=True)
    cell.alignment = Alignment(horizontal="right" if lang == "he" else "left", readingOrder=1)
    return row + 1
