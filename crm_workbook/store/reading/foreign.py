"""What a file that is no workbook package really is, so that the refusal can say it."""

from __future__ import annotations

from crm_workbook.errors import Problem
from crm_workbook.lean import Final
from crm_workbook.text import Text

SAVE_AS_XLSX: Final = Text(
    "יש לפתוח אותו ב-Excel או ב-LibreOffice, לשמור בשם בפורמט xlsx ולנסות שוב.",
    "Open it in Excel or LibreOffice, save it as .xlsx and try again.",
)

EMPTY: Final = Problem(
    "empty-file",
    Text("הקובץ ריק: אין בו אף בית.", "The file is empty: it holds no bytes at all."),
    Text(
        "יש לבדוק שההורדה או ההעתקה הושלמו, או לחזור לגיבוי.",
        "Check that the download or copy was completed, or go back to a backup.",
    ),
)
PASSWORD: Final = Problem(
    "password",
    Text("הקובץ מוצפן בסיסמה.", "The file is encrypted with a password."),
    Text(
        "יש לפתוח אותו ב-Excel, לבטל את הסיסמה (קובץ, מידע, הגנה על חוברת העבודה) ולשמור.",
        "Open it in Excel, remove the password (File, Info, Protect Workbook) and save.",
    ),
)
OLD_XLS: Final = Problem(
    "old-xls",
    Text("זהו קובץ Excel בפורמט הישן (xls).", "This is an Excel file in the old format (.xls)."),
    SAVE_AS_XLSX,
)
HTML: Final = Problem(
    "html-file",
    Text(
        "זהו דף אינטרנט (HTML) ולא חוברת Excel, גם אם הסיומת אומרת אחרת.",
        "This is a web page (HTML), not an Excel workbook, whatever its ending says.",
    ),
    SAVE_AS_XLSX,
)
XML_2003: Final = Problem(
    "xml-2003",
    Text(
        "זהו גיליון בפורמט XML של Excel 2003, ולא קובץ xlsx.",
        "This is an Excel 2003 XML spreadsheet, not an .xlsx file.",
    ),
    SAVE_AS_XLSX,
)
PLAIN_TEXT: Final = Problem(
    "text-file",
    Text(
        "זהו קובץ טקסט (למשל CSV) ולא חוברת Excel.",
        "This is a text file (a CSV perhaps), not an Excel workbook.",
    ),
    Text(
        "כדי להכניס אותו לחוברת: crm import קובץ-החוברת קובץ-הטקסט.",
        "To bring it into a workbook: crm import WORKBOOK THIS-FILE.",
    ),
)
TRUNCATED: Final = Problem(
    "truncated",
    Text(
        "הקובץ קטוע: סופו חסר, כנראה בגלל הורדה או העתקה שנקטעו.",
        "The file is cut short: its end is missing, probably from a broken download or copy.",
    ),
    Text(
        "יש להוריד או להעתיק אותו שוב, או לחזור לגיבוי.",
        "Download or copy it again, or go back to a backup.",
    ),
)
UNKNOWN: Final = Problem(
    "not-a-workbook",
    Text("הקובץ אינו חוברת Excel.", "The file is not an Excel workbook."),
    Text(
        "יש לבחור קובץ xlsx או xlsm.",
        "Choose an .xlsx or .xlsm file.",
    ),
)

_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HTML_STARTS: Final = (
    b"<html",
    b"<!doctype html",
    b"<head",
    b"<meta",
    b"<table",
    b"<body",
    b"<div",
)
_OTHER_STARTS: Final = (b"%pdf", b"{\\rtf", b"rar!", b"7z\xbc\xaf", b"<?xml")
_OLDEST: Final = (b"\x09\x08", b"\x09\x04", b"\x09\x02", b"\x09\x00")
"""How Excel 2 to 5 begin their records, which they wrote without a container."""
_CONTROLS: Final = frozenset(range(32)) - frozenset(b"\t\n\r\f\x1b")
_OPENING: Final = 4096


def identify(data: bytes) -> Problem:
    """Return what `data`, which is no readable zip, looks like from its first bytes."""
    if not data:
        return EMPTY
    if data.startswith(_OLE):
        # Office wraps an encrypted workbook in the same container that an .xls is.
        return PASSWORD if "EncryptedPackage".encode("utf-16-le") in data else OLD_XLS
    if data.startswith(b"PK\3\4"):
        return TRUNCATED
    if data.startswith(_OLDEST):
        return OLD_XLS
    return _text(data[:_OPENING])


def _text(opening: bytes) -> Problem:
    """Return which kind of text a file begins with, if it is text at all."""
    if opening.startswith((b"\xff\xfe", b"\xfe\xff")):
        return PLAIN_TEXT  # the byte order mark of UTF-16: Excel's "Unicode text"
    start = opening.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if start.startswith(_HTML_STARTS) or b"<html" in start:
        return HTML
    if b"urn:schemas-microsoft-com:office:spreadsheet" in start:
        return XML_2003
    binary = _CONTROLS.intersection(start) or start.startswith(_OTHER_STARTS)
    return UNKNOWN if binary else PLAIN_TEXT
