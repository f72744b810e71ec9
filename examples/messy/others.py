"""The two small workbooks for faults that cannot stand in one file with all the others."""

from __future__ import annotations

from datetime import date

from edits import Fault, Place
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from package import saved

HEADINGS = ("תאריך", "מס' מסמך", "מזהה לקוח", "סכום", "הערות", "הערות")
BLANK = 12
"""The row left empty in the list of the till."""
DAYS = tuple(date(2019, month, day) for month in range(1, 9) for day in (9, 15, 20, 27))
ROWS = tuple(number + 2 + (number + 2 >= BLANK) for number in range(len(DAYS)))
"""The rows of the sales."""
SWAPPED = tuple(row for row, day in zip(ROWS, DAYS, strict=True) if day.day <= 12)
"""Where an American Excel took the day for a month: the other dates it left as texts."""

TILL = (
    Fault("CRM003", "קניות בלי גיליון לקוחות", "purchases without a customer list", (),
          (Place("purchases"),)),
    Fault("CRM005", "חוברת ישנה של מק, שסופרת ימים משנת 1904",
          "an old Mac workbook that counts its days from 1904", (), (Place("workbook"),)),
    Fault("CRM125", "יום וחודש שהתחלפו בהדבקה", "day and month swapped on pasting", (),
          tuple(Place("purchases", f"{row}", "A") for row in SWAPPED)),
    Fault("CRM310", "אין קניות מאז 2019", "no purchases since 2019", (),
          (Place("purchases", f"{ROWS[-1]}", "A"),)),
    Fault("CRM712", "תאים ממוזגים בתוך הרשימה", "merged cells inside the list", (),
          (Place("purchases", "5", "E"),)),
    Fault("CRM713", "שורה ריקה באמצע הרשימה", "a blank row inside the list", (),
          (Place("purchases", f"{BLANK}", "A"),)),
    Fault("CRM715", "שתי עמודות באותה כותרת", "two columns with one heading", (),
          (Place("purchases", "1", "F"),)),
    Fault("CRM752", "כותרות שאינן מוקפאות", "headings that are not frozen", (),
          (Place("purchases"),)),
)  # fmt: skip
NEWER = (
    Fault("CRM001", "אין גיליון של לקוחות או קניות", "no sheet of customers or purchases", (),
          (Place("customers"),)),
    Fault("CRM006", "חוברת מגרסה חדשה יותר", "a workbook of a newer version", (),
          (Place("settings", "2", "C"),)),
)  # fmt: skip


def till() -> bytes:
    """Return what an old till's list looks like after years of pasting."""
    book = Workbook()
    book.epoch = CALENDAR_MAC_1904
    sheet = book.worksheets[0]
    sheet.title = "רכישות"
    sheet.sheet_view.rightToLeft = True
    sheet.append(HEADINGS)
    for number, (row, day) in enumerate(zip(ROWS, DAYS, strict=True)):
        when = day.replace(month=day.day, day=day.month) if row in SWAPPED else f"{day:%d/%m/%Y}"
        values = (when, f"{700 + number}", f"C-{number % 9 + 1:04d}", 35.0 + 5 * (number % 7))
        for column, value in enumerate(values, 1):
            sheet.cell(row, column, value)
        if row in SWAPPED:
            sheet.cell(row, 1).number_format = "dd/mm/yyyy"
    sheet["E5"] = "תשלום אחד לשתי קניות"
    sheet.merge_cells("E5:E6")
    for letter, width in zip("ABCDEF", (12, 11, 12, 9, 24, 12), strict=True):
        sheet.column_dimensions[letter].width = width
    return saved(book, {})


def newer() -> bytes:
    """Return a workbook of a later version, of which only the settings are understood."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "הגדרות"
    sheet.sheet_view.rightToLeft = True
    for line in (("מפתח", "מה זה", "ערך"), ("schema_version", "גרסת המבנה", 9.0),
                 ("business_name", "שם העסק", "פדל ושרשרת")):  # fmt: skip
        sheet.append(line)
    later = book.create_sheet("קשרים")
    later.sheet_view.rightToLeft = True
    later.append(("צומת", "קשת", "משקל"))
    later.append(("א", "ב", 1.0))
    return saved(book, {})
