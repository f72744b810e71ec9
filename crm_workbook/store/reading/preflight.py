"""The look at a workbook before any reader sees it.

A workbook from a stranger can be made so that reading it takes all memory, or so that two
programs read it differently. Whatever passes here can be read in bounded time and memory:
no part is larger than it says or packed tighter than data ever is, no sheet spans more than a
multiple of what it holds, and no part declares entities.
"""

from __future__ import annotations

import re

from crm_workbook.errors import CrmError, Problem
from crm_workbook.lean import TYPE_CHECKING, Final, NamedTuple
from crm_workbook.model import letters
from crm_workbook.store.reading.container import stream
from crm_workbook.store.reading.parts import BROKEN_XML, DTD, NO_WORKBOOK, Parts, Workbook
from crm_workbook.store.reading.sheet_scan import (
    CHUNK,
    MAX_TAG,
    Extent,
    Irregular,
    Scan,
    measure,
    scan,
)
from crm_workbook.store.reading.suspicion import (
    suspect_irregular,
    suspect_parts,
    suspect_surplus,
    suspect_workbook,
)
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from crm_workbook.store.reading.container import Part
    from crm_workbook.store.reading.parts import SheetPart

MAX_RATIO: Final = 200
"""How many times a large part may grow when unpacked; honest sheets grow some 14 times."""
LARGE: Final = 1 << 20
"""Bytes from which a part's ratio matters."""
MAX_TOTAL: Final = 4 << 30
"""Bytes all parts together may have once unpacked."""
FREE_AREA: Final = 1 << 24
"""Cells a sheet's used rectangle may always have: a column's length by sixteen."""
AREA_PER_CELL: Final = 10
"""How many cells of rectangle, beyond that, each filled cell may account for."""
MAX_SHEETS: Final = 1000

BOMB: Final = Problem(
    "zip-bomb",
    Text(
        'החלק "{part}" בקובץ מתנפח פי {ratio} כשפורשים אותו: כך בנויה פצצת דחיסה.',
        "The part “{part}” of the file grows {ratio}-fold when unpacked, as a zip bomb does.",
    ),
    DTD.do,
)
TOO_BIG: Final = Problem(
    "too-large",
    Text(
        "הקובץ נפרש ליותר מ-{limit} ג'יגה-בייט.",
        "The file unpacks to more than {limit} gigabytes.",
    ),
    Text(
        "יש לחלק את החוברת לכמה קבצים, למשל לפי שנים.",
        "Split the workbook into several files, by year for example.",
    ),
)
ENCODING: Final = Problem(
    "part-encoding",
    Text(
        'החלק "{part}" בקובץ אינו כתוב בקידוד UTF-8.',
        "The part “{part}” of the file is not written in UTF-8.",
    ),
    Text(
        "יש לפתוח את הקובץ ב-Excel או ב-LibreOffice, לשמור אותו ולנסות שוב.",
        "Open the file in Excel or LibreOffice, save it and try again.",
    ),
)
FAR_CELL: Final = Problem(
    "far-cell",
    Text(
        'בגיליון "{title}" מלאים רק {cells} תאים, אבל הוא נמשך עד {cell}: כנראה נשאר שם תא בודד.',
        "The sheet “{title}” has only {cells} filled cells and yet reaches to {cell}: there is "
        "probably a stray cell far out.",
    ),
    Text(
        "יש לפתוח את הקובץ ב-Excel, ללחוץ Ctrl+End כדי להגיע לקצה, למחוק את השורות והעמודות "
        "המיותרות ולשמור.",
        "Open the file in Excel, press Ctrl+End to get there, delete the surplus rows and columns "
        "and save.",
    ),
)
GIANT_SHARED_TEXT: Final = Problem(
    "giant-shared-text",
    Text(
        'בחלק "{part}" של הקובץ יש טקסט ארוך פי כמה ממה שתא ב-Excel יכול להכיל.',
        "The part “{part}” of the file holds a text many times longer than a cell of Excel can "
        "be.",
    ),
    BROKEN_XML.do,
)
TOO_MANY_SHEETS: Final = Problem(
    "too-many-sheets",
    Text(
        "בחוברת {count} גיליונות; המותר הוא {limit}.",
        "The workbook has {count} sheets; {limit} are allowed.",
    ),
    TOO_BIG.do,
)

_XML: Final = (".xml", ".rels")
_OPENING: Final = 4096
_ROOT: Final = re.compile(rb"<[^?!]")
_USUAL: Final = (b'<?xml version="1.0" encoding="UTF-8"', b'<?xml version="1.0" encoding="utf-8"')
_OTHER_ENCODING: Final = (
    rb"(?i)\s*<\?xml[^>]*\sencoding\s*=\s*[\"'](?!(?:utf-?8|us-ascii|ascii)[\"'])"
)


class Survey(NamedTuple):
    """A workbook that may be read, and where its peculiarities lie."""

    parts: Parts
    workbook: Workbook
    scans: Mapping[str, Scan]
    """What was found of each worksheet, by its title."""

    def pieces(self, sheet: SheetPart) -> Iterator[bytes]:
        """Return the content of a sheet's part, piece by piece."""
        part = self.parts.get(sheet.part)
        if part is None:
            raise CrmError(NO_WORKBOOK, part=sheet.part)
        return stream(self.parts.data, part, CHUNK)

    def related(self, kind: str) -> Part | None:
        """Return the first part that the workbook points to by one kind of relation."""
        for relation in self.workbook.relations:
            if relation.kind == kind and not relation.external:
                return self.parts.get(relation.target)
        return None


def examine(data: bytes, *, wary: bool = False) -> Survey:
    """Return what a workbook consists of, once it is known to be safe to read.

    Args:
        data: The file.
        wary: Whether to stop as soon as the workbook is suspicious.

    Raises:
        CrmError: It is no workbook, damaged, or refused as unsafe; the problem says which.
        Suspicious: It may be read, but better in a process of its own.
    """
    parts = Parts(data)
    _check_sizes(parts)
    if wary:
        suspect_parts(parts)
    openings = {
        part.name: _check_opening(data, part)
        for part in parts.all
        if part.name.lower().endswith(_XML)
    }
    workbook = parts.workbook()
    _check_sheets(workbook)
    if wary:
        suspect_workbook(parts, workbook)
    survey = Survey(parts, workbook, {})
    for kind in ("sharedStrings", "styles"):
        related = survey.related(kind)
        if related is not None:
            _check_encoding(openings.get(related.name) or _opening(data, related), related)
            _check_texts(data, related)
    scans = {}
    surplus = 0  # cells that are laid out although no byte stands for them
    for sheet in workbook.sheets:
        content = parts.get(sheet.part)
        if sheet.kind == "worksheet" and content is not None:
            _check_encoding(openings.get(content.name) or _opening(data, content), content)
            found = _scan(survey, sheet, content, wary=wary)
            surplus += found.last_row * found.last_column - content.size // 4
            if surplus > 4 * FREE_AREA:
                raise CrmError(TOO_BIG, limit=MAX_TOTAL >> 30)
            if wary:
                suspect_surplus(surplus)
            scans[sheet.title] = found
    return survey._replace(scans=scans)


def _check_sizes(parts: Parts) -> None:
    """Refuse what would not fit, by the sizes that unpacking will hold each part to."""
    for part in parts.all:
        if not part.name.lower().endswith(_XML):
            continue  # pictures and the like are never unpacked
        if part.size > LARGE and part.size > MAX_RATIO * max(1, part.packed):
            raise CrmError(BOMB, part=part.name, ratio=part.size // max(1, part.packed))
    if sum(part.size for part in parts.all) > MAX_TOTAL:
        raise CrmError(TOO_BIG, limit=MAX_TOTAL >> 30)


def _check_opening(data: bytes, part: Part) -> bytes:
    """Refuse a document type declaration, also in parts that only other programs read.

    Returns:
        The first bytes of the part.
    """
    opening = _opening(data, part)
    plain = opening.replace(b"\0", b"")  # UTF-16 too
    root = _ROOT.search(plain)
    if b"<!DOCTYPE" in plain[: root.start() if root else None]:
        raise CrmError(DTD, part=part.name)
    return opening


def _check_encoding(opening: bytes, part: Part) -> None:
    """Refuse a part for the fast reader that is not in UTF-8, which is all it understands."""
    if opening.startswith(_USUAL):
        return
    if b"\0" in opening[:4] or opening[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        raise CrmError(ENCODING, part=part.name)
    if b"<?" in opening and re.match(_OTHER_ENCODING, opening.removeprefix(b"\xef\xbb\xbf")):
        raise CrmError(ENCODING, part=part.name)


def _check_texts(data: bytes, part: Part) -> None:
    """Refuse a part between two of whose tags there is more than a cell can hold."""
    gap = 0
    for piece in stream(data, part, MAX_TAG):
        first = piece.find(b"<")
        gap += len(piece) if first < 0 else first
        if gap > MAX_TAG:
            raise CrmError(GIANT_SHARED_TEXT, part=part.name)
        if first >= 0:
            gap = len(piece) - piece.rfind(b"<")


def _opening(data: bytes, part: Part) -> bytes:
    return next(stream(data, part, _OPENING), b"")


def _check_sheets(workbook: Workbook) -> None:
    """Refuse a workbook whose tabs are too many, or not one part and one name each."""
    sheets = workbook.sheets
    if len(sheets) > MAX_SHEETS:
        raise CrmError(TOO_MANY_SHEETS, count=len(sheets), limit=MAX_SHEETS)
    for sheet in sheets:
        if not sheet.part:
            raise CrmError(NO_WORKBOOK, part=sheet.title)
    for named in ([s.title.lower() for s in sheets], [s.part.lower() for s in sheets]):
        if len(set(named)) != len(named):
            raise CrmError(BROKEN_XML, part=workbook.part)


def _scan(survey: Survey, sheet: SheetPart, part: Part, *, wary: bool) -> Scan:
    """Return how far a sheet reaches, having refused it when that is unreasonably far."""
    found: Scan
    extent: Extent | None = None
    try:
        found = scan(sheet.title, survey.pieces(sheet))
        regular = found.ordered
    except Irregular:
        regular = False
    if not regular:
        if wary:
            suspect_irregular(part)
        from crm_workbook.store.reading.sheet_parser import SheetParser

        parser = SheetParser(sheet.title).parse(survey.pieces(sheet))
        found, extent = parser.scan, parser.extent
    if found.last_row * found.last_column <= FREE_AREA:
        return found
    exact = extent or measure(survey.pieces(sheet))
    if exact.last_row * exact.last_column > max(FREE_AREA, AREA_PER_CELL * exact.cells):
        cell = f"{letters(exact.last_column)}{exact.last_row}"
        raise CrmError(FAR_CELL, title=sheet.title, cells=exact.cells, cell=cell)
    return found._replace(last_row=exact.last_row, last_column=exact.last_column)
