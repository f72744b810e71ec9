"""Bytes to text, for the encodings that Hebrew files really come in.

General detectors are wrong on short Hebrew texts: a windows-1255 list of customers is taken for
Cyrillic or Baltic. Only a handful of encodings occur in practice and their letters lie in
different places (windows-1255 and ISO-8859-8 at E0-FA, cp862 at 80-9A), so counting bytes decides,
and where neither wins the answer is a question, not a guess.
"""

from __future__ import annotations

import codecs
import re
from typing import Final, NamedTuple

from crm_workbook.errors import CrmError, Problem
from crm_workbook.text import Text

UNSURE: Final = Problem(
    "encoding-unsure",
    Text(
        "לא ניתן לקבוע באיזה קידוד נכתב {file}.",
        "It is not certain in which encoding {file} was written.",
    ),
    Text(
        "יש לציין אותו, למשל --encoding cp1255 (Windows) או --encoding cp862 (DOS), "
        "או לשמור את הקובץ מחדש כ-CSV UTF-8.",
        "Name it, for example --encoding cp1255 (Windows) or --encoding cp862 (DOS), "
        "or save the file again as CSV UTF-8.",
    ),
)
UNDECODABLE: Final = Problem(
    "encoding-wrong",
    Text(
        "הקובץ {file} אינו כתוב ב-{encoding}: בית מספר {offset} אינו אפשרי בקידוד הזה.",
        "{file} is not written in {encoding}: byte {offset} is impossible there.",
    ),
    Text("יש לבחור קידוד אחר בעזרת --encoding, או לשמור מחדש כ-CSV UTF-8.",
         "Choose another --encoding, or save the file again as CSV UTF-8."),
)  # fmt: skip
UNKNOWN: Final = Problem(
    "encoding-unknown",
    Text("הקידוד {encoding} אינו מוכר.", "The encoding {encoding} is not known."),
    Text("הקידודים האפשריים: {known}.", "The possible ones are: {known}."),
)
NOT_TEXT: Final = Problem(
    "source-not-text",
    Text("הקובץ {file} אינו קובץ טקסט: {what}.", "{file} is not a text file: {what}."),
    Text("יש לשמור אותו כ-CSV או כ-XLSX ולייבא שוב.", "Save it as CSV or XLSX and import again."),
)
DOUBLE: Final = Problem(
    "encoding-twice",
    Text(
        "העברית בקובץ {file} קודדה פעמיים ונפגמה, ואי אפשר לשחזר אותה.",
        "The Hebrew in {file} was encoded twice and damaged beyond repair.",
    ),
    Text("יש לייצא את הקובץ מחדש מהתוכנה שיצרה אותו.",
         "Export the file again from the program it came from."),
)  # fmt: skip

OLD_EXCEL: Final = Text("זה קובץ אקסל ישן (xls)", "it is an old Excel file (xls)")
PDF: Final = Text("זה קובץ PDF", "it is a PDF")
WEB: Final = Text("זה דף אינטרנט בשם של קובץ נתונים", "it is a web page under a data file's name")
BINARY: Final = Text("יש בו נתונים בינריים", "it holds binary data")

REPAIRED: Final = Text(
    "העברית בקובץ קודדה פעמיים; היא שוחזרה במלואה.",
    "The Hebrew in the file was encoded twice; it was restored completely.",
)
VISUAL: Final = Text(
    "העברית בקובץ כתובה בסדר חזותי (הפוך); הסדר תוקן.",
    "The Hebrew in the file is in visual (reversed) order; the order was restored.",
)

ALLOWED: Final = {
    "utf-8": "utf-8",
    "utf-16": "utf-16",
    "utf-16-le": "utf-16-le",
    "utf-16-be": "utf-16-be",
    "windows-1255": "cp1255",
    "cp1255": "cp1255",
    "iso-8859-8": "iso8859-8",
    "cp862": "cp862",
    "windows-1251": "cp1251",
    "windows-1252": "cp1252",
    "windows-1256": "cp1256",
    "iso-8859-1": "latin-1",
}
"""The encodings that may be asked for, and Python's name for each."""

_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAJORITY: Final = 0.6
_STRAY: Final = 8
_STRAY_SHARE: Final = 0.01
"""A text may hold a few stray control characters; binary data holds many."""
_CONTROLS: Final = bytes([*range(9), *range(0x0E, 0x1A), *range(0x1B, 0x20)])
_HIGH: Final = bytes(range(0x80, 0x100))
_WINDOWS_LETTERS: Final = bytes(range(0xE0, 0xFB))
_DOS_LETTERS: Final = bytes(range(0x80, 0x9B))
_INSIDE_LATIN: Final = re.compile(rb"[A-Za-z][\xe0-\xfa]+|[\xe0-\xfa]+[A-Za-z]")
_WINDOWS_RUN: Final = re.compile(rb"[\xe0-\xfa]+")

_HEBREW: Final = re.compile("[א-ת]")
_FINAL_FIRST: Final = re.compile(r"(?<![א-ת\"'׳״])[םןץףך](?=[א-ת])")
_FINAL_LAST: Final = re.compile(r"(?<=[א-ת])[םןץףך](?![א-ת\"'׳״])")
_LEFT_TO_RIGHT: Final = re.compile(
    r"[A-Za-z](?:[A-Za-z0-9 .,:/@&_'+-]*[A-Za-z0-9])?|[+-]?\d(?:[\d.,:/-]*\d)?%?|."
)
_MIRRORED: Final = str.maketrans("()[]{}<>", ")(][}{><")

# The second bytes of Hebrew letters in UTF-8 (90-AA), as a reader of another encoding shows them.
_TRAILS: Final = {
    "cp1252": ("×", "\x90-\x9f‘’“”•–—˜™š›œžŸ\xa0-\xaa"),
    "cp1255": ("׳", "\x90-\x9f‘’“”•–—˜™›\xa0-\xa3₪\xa5-\xa9×"),
}


class Decoded(NamedTuple):
    """The text of a file."""

    text: str
    encoding: str
    """The name of the encoding as a person knows it."""
    visual: bool = False
    """Whether Hebrew stands in the order of the eye, left to right; see `logical`."""
    notes: tuple[Text, ...] = ()
    """What the reader should know about how the text was made."""


def decode(data: bytes, *, name: str = "CSV", force: str = "") -> Decoded:
    """Return the text of a file of unknown encoding.

    Args:
        data: The whole file.
        name: The file's name, for messages.
        force: The encoding to use, one of `ALLOWED`; empty to find it out.

    Raises:
        CrmError: The encoding is uncertain, or the named one does not fit, or it is no text.
    """
    if force:
        known = {_bare(key): codec for key, codec in ALLOWED.items()}.get(_bare(force))
        if known is None:
            raise CrmError(UNKNOWN, encoding=force, known=", ".join(ALLOWED))
        mark = next((bom for bom, codec in _BOMS if data.startswith(bom) and codec == known), b"")
        return _ordered(_strict(data[len(mark) :], known, name), force.lower())
    _refuse_containers(data, name)
    for mark, codec in _BOMS:
        if data.startswith(mark):
            return _settled(_strict(data[len(mark) :], codec, name), codec[:6].rstrip("-"), name)
    wide = _wide(data)
    if wide:
        return _settled(_strict(data, wide, name), "utf-16", name)
    controls = len(data) - len(data.translate(None, _CONTROLS))
    if controls > max(_STRAY, _STRAY_SHARE * len(data)):
        raise CrmError(NOT_TEXT, file=name, what=BINARY)
    try:
        return _settled(data.decode("utf-8"), "utf-8", name)
    except UnicodeDecodeError:
        return _ordered(*_hebrew_codepage(data, name))


def logical(text: str) -> str:
    """Return a Hebrew text in visual order as it is typed: reversed, numbers and Latin kept."""
    if not _HEBREW.search(text):
        return text
    return "\n".join(
        "".join(
            piece.translate(_MIRRORED) if len(piece) == 1 else piece
            for piece in reversed(_LEFT_TO_RIGHT.findall(line))
        ).strip()
        for line in text.splitlines()
    )


def _bare(name: str) -> str:
    return re.sub(r"[-_ ]", "", name).lower()


def _refuse_containers(data: bytes, name: str) -> None:
    start = data[:1024].lstrip().lower()
    what = None
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        what = OLD_EXCEL
    elif start.startswith(b"%pdf"):
        what = PDF
    elif start.startswith((b"<html", b"<!doctype", b"<table", b"<?xml")):
        what = WEB
    elif data.startswith(
        (b"PK\x03\x04", b"\x1f\x8b", b"\x89PNG", b"\xff\xd8\xff", b"Rar!", b"7z\xbc")
    ):
        what = BINARY
    if what:
        raise CrmError(NOT_TEXT, file=name, what=what)


def _wide(data: bytes) -> str:
    """Return the UTF-16 that bytes without a mark are in: every other one is 00 or a script's."""
    half = len(data) // 2
    if half == 0:
        return ""
    for offset, codec in ((1, "utf-16-le"), (0, "utf-16-be")):
        high = data[offset::2]
        pages = sum(high.count(page) for page in (0x00, 0x04, 0x05, 0x06))
        if pages > _MAJORITY * half:
            return codec
    return ""


def _hebrew_codepage(data: bytes, name: str) -> tuple[str, str]:
    high = len(data) - len(data.translate(None, _HIGH))
    windows = len(data) - len(data.translate(None, _WINDOWS_LETTERS))
    dos = len(data) - len(data.translate(None, _DOS_LETTERS))
    if windows > _MAJORITY * high:
        # Accented Latin letters lie at E0-FA too, but inside Latin words.
        latin = len(_INSIDE_LATIN.findall(data))
        if 2 * latin > len(_WINDOWS_RUN.findall(data)):
            raise CrmError(UNSURE, file=name)
        try:
            return data.decode("cp1255"), "windows-1255"
        except UnicodeDecodeError:
            raise CrmError(UNSURE, file=name) from None
    if dos > _MAJORITY * high:
        return data.decode("cp862"), "cp862"
    raise CrmError(UNSURE, file=name)


def _strict(data: bytes, codec: str, name: str) -> str:
    try:
        return data.decode(codec)
    except UnicodeDecodeError as error:
        raise CrmError(UNDECODABLE, file=name, encoding=codec, offset=error.start + 1) from None


def _ordered(text: str, encoding: str) -> Decoded:
    """Tell by the final letters, which can only end a word, which way Hebrew was written."""
    visual = len(_FINAL_FIRST.findall(text)) > len(_FINAL_LAST.findall(text))
    if visual and encoding == "windows-1255":
        encoding = "iso-8859-8"  # the same letters; only its files are written backwards
    return Decoded(text, encoding, visual, (VISUAL,) if visual else ())


def _settled(text: str, encoding: str, name: str) -> Decoded:
    """Undo UTF-8 that was taken for a code page and encoded once more."""
    hebrew = len(_HEBREW.findall(text))
    for codec, (lead, trails) in _TRAILS.items():
        pairs = len(re.findall(f"{lead}[{trails}]", text)) if lead in text else 0
        if pairs > max(1, hebrew):
            return Decoded(_undouble(text, codec, name), encoding, notes=(REPAIRED,))
    return Decoded(text, encoding)


def _undouble(text: str, codec: str, name: str) -> str:
    # Bytes a code page leaves undefined were shown as the control characters of the same number.
    controls = {chr(n): bytes([n]) for n in range(0x80, 0xA0)}
    table: dict[str, bytes] = {}
    for sign in set(text):
        try:
            table[sign] = sign.encode(codec)
        except UnicodeEncodeError:
            if sign not in controls:
                raise CrmError(DOUBLE, file=name) from None
            table[sign] = controls[sign]
    try:
        return b"".join(map(table.__getitem__, text)).decode("utf-8")
    except UnicodeDecodeError:
        raise CrmError(DOUBLE, file=name) from None
