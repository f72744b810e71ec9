"""A sheet of the copy: its faulty cells in colour, and its notes hung in.

Only the style of a cell changes, to a twin of the one it has; what stands in it, and every other
cell, stays byte for byte.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from crm_workbook.model import SEVERITY_RANKS, letters
from crm_workbook.schema.looks import SEVERITY
from crm_workbook.store.annotate.comments import Comments
from crm_workbook.store.annotate.places import covered
from crm_workbook.store.annotate.shapes import Drawing
from crm_workbook.store.package.markup import (
    element_end,
    first,
    following,
    replaced,
    retagged,
    tags,
    with_attribute,
)
from crm_workbook.store.package.relations import OFFICE
from crm_workbook.store.package.sheet_markup import SheetMarkup, style_of
from crm_workbook.store.ranges import Box, box

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from crm_workbook.model import Severity
    from crm_workbook.store.annotate.places import Place, Places
    from crm_workbook.store.annotate.shapes import Blocks
    from crm_workbook.store.package import Package
    from crm_workbook.store.package.markup import Tag
    from crm_workbook.store.package.styles import Styles

MAX_STYLES: Final = 2_000
"""Formats that colouring may add to a workbook, which holds 65,490 (Excel's specification)."""
FULL: Final = 60_000
"""From so many formats on none is added."""

_BEFORE_NOTES: Final = frozenset(
    {
        "sheetCalcPr", "sheetProtection", "protectedRanges", "scenarios", "autoFilter",
        "sortState", "dataConsolidate", "customSheetViews", "mergeCells", "phoneticPr",
        "conditionalFormatting", "dataValidations", "hyperlinks", "printOptions", "pageMargins",
        "pageSetup", "headerFooter", "rowBreaks", "colBreaks", "customProperties", "cellWatches",
        "ignoredErrors", "smartTags", "drawing",
    }
)  # fmt: skip
"""What may stand between a sheet's rows and its notes' shapes (ECMA-376 part 1, 18.3.1.99)."""
_TRUE: Final = frozenset({"1", "true"})


def deselect(package: Package, part: str) -> None:
    """Have a sheet not be among those selected when the workbook opens.

    Of two selected sheets each would get what is typed into the other.
    """
    if _selected(package.opening(part)):
        package.write(part, _deselected(package.read(part)))


def _selected(head: bytes) -> list[Tag]:
    return [tag for tag in tags(head, "sheetView") if tag.get("tabSelected") in _TRUE]


def _deselected(head: bytes) -> bytes:
    for tag in reversed(_selected(head)):
        head = retagged(head, tag, tabSelected=None)
    return head


class Palette:
    """The coloured twins of a workbook's formats, no more of them than it can take."""

    def __init__(self, styles: Styles) -> None:
        """Begin with what the workbook has."""
        self._styles = styles
        self._limit = min(len(styles) + MAX_STYLES, FULL)
        self._known: dict[tuple[int, Severity], int | None] = {}

    def style(self, style: int, severity: Severity) -> int | None:
        """Return the twin of a style in the colour of a severity, None when there is no room."""
        key = (style, severity)
        if key not in self._known:
            room = len(self._styles) < self._limit
            self._known[key] = self._styles.painted(style, SEVERITY[severity]) if room else None
        return self._known[key]


class Page:
    """One sheet of the copy; `write` puts it into the package, and the counts say what it has."""

    def __init__(
        self, package: Package, palette: Palette, part: str, places: Places, lang: str
    ) -> None:
        """Find the sheet's rows.

        Raises:
            CrmError: Its markup is nothing that can be spliced safely.
        """
        self.painted = self.noted = self.talked = self.plain = 0
        self._package = package
        self._palette = palette
        self._part = part
        self._lang = lang
        self._markup = SheetMarkup(part, self._package.read(part))
        self._merges = [tag.get("ref") or "" for tag in tags(self._markup.tail, "mergeCell")]
        self._places = places
        self._looks = dict(_columns(self._markup.head))

    def write(self, blocks: Blocks, noted: Collection[Place]) -> None:
        """Write the sheet with its colours and notes.

        Args:
            blocks: Where the numbers of new shapes come from.
            noted: The cells that get a note.

        Raises:
            CrmError: The notes that are there are nothing that can be added to safely.
        """
        moved = covered(self._places, self._merges)
        places: Places = {}
        for place, marks in self._places.items():
            places.setdefault(moved.get(place, place), []).extend(marks)
        for marks in places.values():
            marks.sort(key=lambda mark: SEVERITY_RANKS[mark.severity])
        tail = self._noted(blocks, {p: places[p] for p in {moved.get(p, p) for p in noted}})
        pieces = self._pieces(places, tail)
        self._package.write_pieces(self._part, pieces)

    def _noted(self, blocks: Blocks, places: Places) -> bytes:
        """Write the notes; return what follows the rows, where their shapes are named."""
        tail = self._markup.tail
        if not places:
            return tail
        comments = Comments(self._package, self._part)
        self.talked = len(comments.talked & places.keys())
        wanted = {p: marks for p, marks in sorted(places.items()) if p not in comments.talked}
        if not wanted:
            return tail
        self.noted = len(wanted)
        fresh, grown = comments.put(wanted, self._lang)
        named = first(tail, "legacyDrawing")
        drawing = Drawing(self._package, self._part, named, self._markup)
        drawing.enlarge(grown)
        rid = drawing.put(fresh, blocks, self._lang)
        if not rid:
            return tail
        at = _place_for_notes(tail)
        new = b'<%slegacyDrawing xmlns:r="%s" r:id="%s"/>'
        new %= (self._markup.prefix, OFFICE.encode(), rid.encode())
        return replaced(tail, at, at, new)

    def _pieces(self, places: Places, tail: bytes) -> Iterator[bytes | memoryview]:
        markup, view = self._markup, memoryview(self._markup.data)
        rows: dict[int, dict[int, Severity]] = {}
        for (row, column), marks in sorted(places.items()):
            rows.setdefault(row, {})[column] = marks[0].severity
        yield _head(markup.head, places)
        at = markup.start
        for number, wanted in rows.items():
            index = markup.index(number)
            start = markup.begin(index)
            here = markup.row(number)
            yield view[at:start]
            yield self._row(number, here, wanted)
            at = start + len(here)
        yield view[at : markup.end]
        yield tail

    def _row(self, number: int, row: bytes, wanted: dict[int, Severity]) -> bytes:
        """Return a row with cells in colour; those that are not there yet are made."""
        spans = self._markup.cells(row)
        cells = {column: row[start:end] for column, start, end in spans}
        usual = _row_style(row)
        new: dict[int, bytes] = {}
        for column, severity in wanted.items():
            old = cells.get(column)
            base = style_of(old) if old else (usual or self._looks.get(column, 0))
            style = self._palette.style(base, severity)
            if style is None:
                self.plain += 1
                continue
            self.painted += 1
            p = self._markup.prefix
            cell = old or b'<%sc r="%s%d"/>' % (p, letters(column).encode(), number)
            end = cell.index(b">") + 1
            new[column] = with_attribute(cell[:end], "s", style) + cell[end:]
        return self._markup.put(number, row, spans, new)


def _columns(head: bytes) -> Iterator[tuple[int, int]]:
    """Yield the styles that a sheet gives to whole columns."""
    for tag in tags(head, "col"):
        style = int(tag.get("style") or 0)
        if style:
            low, high = int(tag.get("min") or 1), int(tag.get("max") or 1)
            yield from ((column, style) for column in range(low, min(high, 16_384) + 1))


def _row_style(row: bytes) -> int:
    tag = first(row, "row")
    return int(tag.get("s") or 0) if tag is not None else 0


def _head(head: bytes, places: Collection[Place]) -> bytes:
    """Return what precedes the rows: not selected any more, and reaching to every made cell."""
    head = _deselected(head)
    tag = first(head, "dimension")
    area = box((tag and tag.get("ref")) or "")
    if tag is None or area is None:
        return head
    rows, columns = zip(*places, strict=True)
    wide = Box(
        min(area.left, *columns), min(area.top, *rows),
        max(area.right, *columns), max(area.bottom, *rows),
    )  # fmt: skip
    return head if wide == area else retagged(head, tag, ref=str(wide))


def _place_for_notes(tail: bytes) -> int:
    """Return where in a sheet's tail the shapes of its notes are named."""
    at = tail.index(b">") + 1
    while found := following(tail, at):
        local, tag = found
        if local not in _BEFORE_NOTES:
            return tag.start
        at = element_end(tail, tag, local)
    return tail.rindex(b"</")
