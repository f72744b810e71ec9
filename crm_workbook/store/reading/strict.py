"""What only the process behind the second wall takes the time for: that markup means one thing.

Excel refuses to open what is no XML, and asks before it repairs a sheet in which a cell stands
twice. The fast reader takes such parts as they come, now the one value and now the other. A file
from a stranger is to be read as Excel reads it or not at all.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from crm_workbook.errors import CrmError, Problem
from crm_workbook.store.reading.container import stream
from crm_workbook.store.reading.parts import feed, guarded
from crm_workbook.store.reading.sheet_scan import COMMENTED, MAX_TAG
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from crm_workbook.store.reading.preflight import Survey

DUPLICATE_CELL: Final = Problem(
    "duplicate-cell",
    Text(
        'בגיליון "{title}" התא {cell} מופיע פעמיים, ותוכנות שונות קוראות ערך אחר.',
        "In the sheet “{title}” the cell {cell} stands twice, and programs differ on which value "
        "counts.",
    ),
    COMMENTED.do,
)
UNCLEAR_CELL: Final = Problem(
    "unclear-cell",
    Text(
        'בגיליון "{title}" יש תא שהתוכן שלו כתוב באופן משובש, ותוכנות שונות קוראות אותו אחרת.',
        "The sheet “{title}” has a cell whose content is garbled, and programs differ in how they "
        "read it.",
    ),
    COMMENTED.do,
)

_REF: Final = re.compile(rb'<c r="([A-Z]+\d+)"')
_UNCLEAR: Final = re.compile(
    rb't="s"[^>]*>\s*<v>(?!\d*</v>)'  # a shared text with another number than a whole one
    rb'|t="inlineStr"[^>]*>\s*<v>[^<]+</v>\s*</c>'  # a text of its own, and none there
    rb"|<v>[^<]*<(?!/v>)"  # an element inside of a value
    rb"|</v>\s*<v>"  # two values
)
_LETTERS: Final = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def be_strict(survey: Survey) -> None:
    """Look at every part that is read for its values.

    Raises:
        CrmError: One is not well-formed, or has a cell that can be read in two ways.
    """
    for kind in ("sharedStrings", "styles"):
        related = survey.related(kind)
        if related is not None:
            feed(guarded(related.name), related.name, stream(survey.parts.data, related))
    for sheet in survey.workbook.sheets:
        if sheet.title in survey.scans:
            feed(guarded(sheet.title), sheet.title, survey.pieces(sheet))
            if survey.scans[sheet.title].regular:
                _look(sheet.title, survey.pieces(sheet))


def _whole_cells(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the same bytes cut elsewhere: only where a cell begins."""
    tail = b""
    for piece in pieces:
        data = tail + piece
        cut = max(0, data.rfind(b"<c "))
        yield data[:cut]
        tail = data[cut:]
        if len(tail) > MAX_TAG:
            yield tail  # what stands behind the last cell
            tail = b""
    yield tail


def _look(title: str, pieces: Iterable[bytes]) -> None:
    """Look at the cells of a regular sheet."""
    row: set[bytes] = set()  # the cells of the last row so far
    for stretch in _whole_cells(pieces):
        if _UNCLEAR.search(stretch):
            raise CrmError(UNCLEAR_CELL, title=title)
        cells = _REF.findall(stretch)
        seen = row.union(cells)
        if len(seen) != len(row) + len(cells):
            twice = next(c for n, c in enumerate(cells) if c in row or c in cells[:n])
            raise CrmError(DUPLICATE_CELL, title=title, cell=twice.decode())
        if cells:
            number = cells[-1].lstrip(_LETTERS)
            row = {cell for cell in seen if cell.endswith(number)}
