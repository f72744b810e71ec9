"""How far a sheet reaches, found in one pass over its bytes before a reader lays it out.

A reader allots memory for the whole rectangle between a sheet's first and last cell, so one stray
cell in XFD1048576 takes down the process. To know the rectangle for certain every cell must be
seen, yet a pass in Python over each of millions would cost more than reading them. So a sheet
whose markup is as programs write it is checked by one regular expression that stops only at a
cell which is *not* within what was seen so far, and any other markup goes to a parser
(`sheet_parser`). The expression accepts no tag whose attributes a reader could understand in
another way than we do.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import chain
from operator import lt

from crm_workbook.errors import CrmError, Problem
from crm_workbook.lean import TYPE_CHECKING, Final, NamedTuple
from crm_workbook.model import column_number, letters
from crm_workbook.store.ranges import MAX_COLUMNS, MAX_ROWS, box
from crm_workbook.store.reading.parts import BROKEN_XML, DTD
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable

CHUNK: Final = 1 << 18
HEAD: Final = 1 << 13
"""Bytes in which a sheet's first rows stand, from which its others hardly differ."""
MAX_TAG: Final = 1 << 20
"""Bytes between two tags. A cell holds 32,767 characters, some six bytes each at the most."""
MAX_AROUND: Final = 1 << 16
"""Bytes around the cells that are kept for whoever wants to know what stands there."""
MAX_MERGED: Final = 20_000_000
"""Cells that merged ranges may cover together: about a column of twenty sheets."""

GIANT_TEXT: Final = Problem(
    "giant-text",
    Text(
        'בגיליון "{title}" יש טקסט ארוך פי כמה ממה שתא ב-Excel יכול להכיל.',
        "The sheet “{title}” holds a text many times longer than a cell of Excel can be.",
    ),
    BROKEN_XML.do,
)
COMMENTED: Final = Problem(
    "commented-sheet",
    Text(
        'בגיליון "{title}" יש הערות XML, ותוכנות שונות קוראות אותן אחרת.',
        "The sheet “{title}” holds XML comments, which programs read in different ways.",
    ),
    Text(
        "יש לפתוח את הקובץ ב-Excel או ב-LibreOffice, לשמור אותו ולנסות שוב.",
        "Open the file in Excel or LibreOffice, save it and try again.",
    ),
)
OUTSIDE: Final = Problem(
    "cell-outside",
    Text(
        'בגיליון "{title}" יש תא מעבר לגבולות הגיליון של Excel (XFD1048576).',
        "The sheet “{title}” has a cell beyond the borders of an Excel sheet (XFD1048576).",
    ),
    BROKEN_XML.do,
)
GIANT_MERGE: Final = Problem(
    "giant-merge",
    Text(
        'בגיליון "{title}" מוזגו מיליוני תאים לתא אחד.',
        "In the sheet “{title}” millions of cells are merged into one.",
    ),
    Text(
        "יש לפתוח את הקובץ ב-Excel, לבטל את המיזוג (בית, מיזוג ומרכוז) ולשמור.",
        "Open the file in Excel, undo the merge (Home, Merge & Center) and save.",
    ),
)

STRAY_CELLS: Final = Problem(
    "stray-cells",
    Text(
        'בגיליון "{title}" יש תאים מחוץ למקום שבו שומרים נתונים, ותוכנות שונות קוראות רק חלק מהם.',
        "The sheet “{title}” has cells outside of the place where data are kept, and programs "
        "differ in which of them they read.",
    ),
    COMMENTED.do,
)

_ATTRIBUTES: Final = rb'(?: [a-qs-z]+="\w*")* ?/?>'
"""Attributes as programs write them, none of which could be a second `r`."""
_CELL: Final = re.compile(rb'<c r="([A-Z]{1,3})([1-9]\d{0,6})"' + _ATTRIBUTES)
_ANY_CELL: Final = re.compile(rb"<c[\s/>]")
_ROW: Final = re.compile(rb'<row(?: r="([1-9]\d{0,6})"|[\s/>])')
_FORMULA: Final = re.compile(rb"<f[\s/>]")
_PREFIX: Final = re.compile(rb":(?:c|row)[\s/>]")
_ROOT: Final = re.compile(rb"<[^?!/]")
_OPEN: Final = re.compile(rb"<sheetData(?:\s[^>]*)?(?<!/)>")
_STRAY: Final = re.compile(rb"<(?:sheetData|c)[\s/>]")
"""What a reader that looks for the first `sheetData` skips when it stands before or behind it."""

# Compiled by whoever meets what few sheets hold.
_FILLED: Final = rb'<c r="([A-Z]{1,2})([1-9]\d{0,6})"(?: [a-qs-z]+="\w*")* ?>'
_ANY_ROW: Final = rb"<row(?=[\s/>])([^>]*)"
_ROW_NUMBER: Final = rb'\sr="([1-9]\d{0,6})"'
_PREFIXED: Final = rb"<[^<>\s:\"'/=!?]+:(?:c|row)[\s/>]"
_MERGE: Final = rb'<mergeCell ref="([A-Z0-9:]+)"'


class Scan(NamedTuple):
    """What one pass over a sheet has found."""

    rows: int
    """Row tags."""
    last_row: int
    last_column: int
    """No cell lies below or beyond these, which are rounded up: rows to all nines, columns of two
    letters to the next Z."""
    errors: bool
    """Whether a cell may hold an error value."""
    formulas: bool
    regular: bool
    """Whether the markup is plain enough to be read by patterns."""
    ordered: bool
    """Whether the rows ascend, each number once."""
    around: bytes = b""
    """The part without what is inside its `sheetData`; empty when that would leave out hidden rows
    or be long."""


class Extent(NamedTuple):
    """The rectangle from A1 to the last filled cells, and how many there are."""

    last_row: int
    last_column: int
    cells: int


class Irregular(Exception):  # noqa: N818 - not an error: the parser takes over
    """The markup is legal but not as programs write it."""


def scan(title: str, pieces: Iterable[bytes]) -> Scan:
    """Return how far a sheet reaches.

    Args:
        title: The tab's name, for refusals.
        pieces: The content of its part.

    Raises:
        Irregular: Only a parser can tell.
        CrmError: The sheet is refused.
    """
    source = iter(pieces)
    first = next(source, b"")
    state = _State(title)
    tail = b""
    # The first rows apart: only what is new in a piece costs time.
    for piece in chain((first[:HEAD], first[HEAD:]), source):
        data = tail + piece
        cut = max(0, data.rfind(b"<"))
        state.look(data, cut)
        tail = data[cut:]
        if len(tail) > MAX_TAG:
            raise CrmError(GIANT_TEXT, title=title)
    state.look(tail, len(tail))
    return state.result()


class _State:
    """What was seen so far; `look` takes the next stretch of whole tags."""

    def __init__(self, title: str) -> None:
        self.title = title
        self.begun = False
        self.rows = self.last_row = self.last_column = self.merged = 0
        self.errors = self.formulas = self.within = self.behind = self.opened = False
        self.around: bytearray | None = bytearray()
        self.ordered = True

    def look(self, data: bytes, end: int) -> None:
        """Look at `data` up to `end`."""
        start = 0 if self.begun else self.prolog(data, end)
        if b"\0" in data:
            raise CrmError(BROKEN_XML, part=self.title)
        if b"!" in data and data.find(b"<!", start, end) >= 0:
            self.declared(data, start, end)
        if b"?" in data and data.find(b"<?", start, end) >= 0:
            raise Irregular
        if (
            b":" in data
            and _PREFIX.search(data, start, end)
            and re.compile(_PREFIXED).search(data, start, end)
        ):
            raise Irregular  # the first pattern alone is many times faster, but also finds texts
        self.look_at_rows(data, end)
        self.look_at_cells(data, end)
        self.look_around(data, end)
        if self.behind:
            self.look_at_merges(data, end)

    def prolog(self, data: bytes, end: int) -> int:
        """Return where the first element begins, having looked at what comes before it."""
        root = _ROOT.search(data, 0, end)
        start = root.start() if root else end
        if data.find(b"<!DOCTYPE", 0, start) >= 0:
            raise CrmError(DTD, part=self.title)
        self.begun = root is not None
        return start

    def declared(self, data: bytes, start: int, end: int) -> None:
        """Refuse what stands behind `<!`; only CDATA is left to the parser."""
        if data.find(b"<!--", start, end) >= 0:
            raise CrmError(COMMENTED, title=self.title)
        if data.find(b"<!DOCTYPE", start, end) >= 0:
            raise CrmError(DTD, part=self.title)
        raise Irregular

    def look_at_rows(self, data: bytes, end: int) -> None:
        """Count the rows, see whether they ascend."""
        found = _ROW.findall(data, 0, end)
        if b"" in found:  # a row whose number is not its first attribute, or that has none
            tags = re.compile(_ANY_ROW).findall(data, 0, end)
            numbered = [number[1] for tag in tags if (number := re.search(_ROW_NUMBER, tag))]
            if len(numbered) != len(tags):
                raise Irregular
            found = numbered
        if not found:
            return
        numbers = [self.last_row, *map(int, found)]
        if not all(map(lt, numbers, numbers[1:])):
            self.ordered = False
        self.rows += len(found)
        self.last_row = max(numbers)

    def look_at_cells(self, data: bytes, end: int) -> None:
        """Make sure that no cell is beyond what is known, or of a new kind, or learn of it."""
        continued = data.startswith(b"<f")  # of a cell whose tag ended the stretch before
        if not continued and _ANY_CELL.search(data, 0, end) is None:
            return
        if self.last_column and not continued:
            digits = min(len(str(self.last_row)), len(str(MAX_ROWS)) - 1)
            unknown = _unknown(self.last_column, digits, self.errors, self.formulas)
            if unknown.search(data, 0, end) is None:
                return
        self.errors = self.errors or data.find(b't="e"', 0, end) >= 0
        self.formulas = self.formulas or _FORMULA.search(data, 0, end) is not None
        found = _CELL.findall(data, 0, end)
        if len(found) != len(_ANY_CELL.findall(data, 0, end)):
            raise Irregular
        if not found:
            return
        columns, rows = zip(*found, strict=True)
        furthest = max(map(len, columns))
        if furthest > 2:  # noqa: PLR2004 - beyond ZZ; too rare to be fast
            raise Irregular
        self.last_column = max(
            self.last_column, *(_reach(column_number(name.decode())) for name in set(columns))
        )
        self.last_row = max(self.last_row, *map(int, set(rows)))

    def look_around(self, data: bytes, end: int) -> None:
        """Notice where the cells begin and end, and keep what stands around them."""
        start = 0
        if not self.within:
            opening = _OPEN.search(data, 0, end)
            start = opening.end() if opening else end
            self.refuse_stray(data, 0, opening.end() if opening else end)
            self.within = opening is not None
            self.keep(data[:start])
        # Neither their end nor a hidden row goes without an h, and one byte is found in no time.
        if self.within and not self.behind and b"h" in data:
            close = data.find(b"</sheetData", start, end)
            if data.find(b" hidden=", start, close if close >= 0 else end) >= 0:
                self.around = None
            self.behind = close >= 0
            start = close
        if self.behind:
            self.refuse_stray(data, start, end)
            self.keep(data[start:end])

    def refuse_stray(self, data: bytes, start: int, end: int) -> None:
        """Refuse cells around the first `sheetData`, which a reader passes over in silence."""
        for stray in _STRAY.finditer(data, start, end):
            if self.opened or not stray[0].startswith(b"<sheetData"):
                raise CrmError(STRAY_CELLS, title=self.title)
            self.opened = True

    def keep(self, markup: bytes) -> None:
        """Keep what stands around the cells, unless it is long."""
        if self.around is not None:
            self.around += markup
            if len(self.around) > MAX_AROUND:
                self.around = None

    def look_at_merges(self, data: bytes, end: int) -> None:
        """Add up the merged cells."""
        if data.find(b"<mergeCell", 0, end) < 0:
            return
        for ref in re.compile(_MERGE).findall(data, 0, end):
            self.merged += merged_cells(ref.decode())
        if self.merged > MAX_MERGED:
            raise CrmError(GIANT_MERGE, title=self.title)

    def result(self) -> Scan:
        """Return what was found."""
        check_borders(self.title, self.last_row, self.last_column)
        return Scan(
            rows=self.rows,
            last_row=min(MAX_ROWS, 10 ** len(str(self.last_row)) - 1),
            last_column=self.last_column,
            errors=self.errors,
            formulas=self.formulas,
            regular=True,
            ordered=self.ordered,
            around=bytes(self.around or b""),
        )


def check_borders(title: str, last_row: int, last_column: int) -> None:
    """Refuse a sheet that is larger than Excel's.

    Raises:
        CrmError: It is.
    """
    if last_row > MAX_ROWS or last_column > MAX_COLUMNS:
        raise CrmError(OUTSIDE, title=title)


def merged_cells(ref: str) -> int:
    """Return how many cells a merged range covers; 0 for what is no range."""
    area = box(ref)
    if area is None:
        return 0
    return (area.right - area.left + 1) * (area.bottom - area.top + 1)


@cache
def _unknown(column: int, digits: int, errors: bool, formulas: bool) -> re.Pattern[bytes]:  # noqa: FBT001
    """Return what finds a cell that is beyond what is known of a sheet.

    Args:
        column: The last column known, as `_reach` rounds it.
        digits: How many digits a row number may have.
        errors: Whether cells with error values are known to be there.
        formulas: Whether cells with formulas are.
    """
    name = letters(column)
    names = f"[A-{name}]" if len(name) == 1 else f"[A-Z]|[A-{name[0]}][A-Z]"
    place = rb' r="(?:%s)[1-9]\d{0,%d}"' % (names.encode(), digits - 1)
    kind = rb' t="(?:%s|str|inlineStr)">' % (b"[bdens]" if errors else b"[bdns]")
    # Spelt out instead of repeated: this runs over every cell there is, and is half as fast again.
    attributes = rb'(?:>|%s| s="\d+"(?:>|%s| ?/>)| ?/>)' % (kind, kind)
    # What follows the tag is the next tag: that of a value, a text or the next cell.
    return re.compile(b"<c(?!" + place + attributes + (b")" if formulas else rb"(?:<[vi/c]|\Z))"))


def _reach(column: int) -> int:
    """Return the last column with as many letters and the same first of two."""
    name = letters(column)
    return column if len(name) == 1 else column_number(f"{name[0]}Z")


def measure(pieces: Iterable[bytes]) -> Extent:
    """Return exactly how far the filled cells of a regular sheet reach.

    Args:
        pieces: The content of a part that `scan` found to be regular.
    """
    cells = last_row = last_column = 0
    tail = b""
    filled = re.compile(_FILLED)
    for piece in pieces:
        data = tail + piece
        cut = data.rfind(b"<")
        found = filled.findall(data, 0, max(0, cut))
        if found:
            columns, rows = map(set, zip(*found, strict=True))
            cells += len(found)
            last_row = max(last_row, *map(int, rows))
            last_column = max(last_column, *(column_number(name.decode()) for name in columns))
        tail = data[max(0, cut) :]
    return Extent(last_row, last_column, cells)
