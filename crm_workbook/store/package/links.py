"""The links of a sheet: which cell opens which address.

A cell of the kind `link` holds its address as text, which any program reads; for a person to click
on it, the sheet also lists the cell among its hyperlinks, and the sheet's relations name the
address. Links that are not such a cell's own are the user's: they go along with their rows, and
are otherwise left alone.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, Final, NamedTuple

from crm_workbook.fields.link import LONGEST, is_link
from crm_workbook.store.package.markup import (
    Tag,
    element_end,
    first,
    following,
    quote,
    relation_id,
    replaced,
    tags,
    with_attribute,
)
from crm_workbook.store.package.relations import (
    OFFICE,
    addresses,
    forget,
    relate_outside,
    relations_name,
)
from crm_workbook.store.ranges import Box, box
from crm_workbook.store.reading.parts import MAX_SMALL_PART

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from crm_workbook.store.package import Package
    from crm_workbook.store.package.cells import Value

MAX_LINKS: Final = 65_530
"""Links a sheet can have (Excel's specification)."""
MAX_BYTES: Final = MAX_SMALL_PART // 16 * 15
"""To what size links may make the part that names their addresses: every reader has to read it."""

_OVERHEAD: Final = 200
"""Bytes of a relation beside its address, or more."""
_BOUND: Final = re.compile(rb"\sxmlns:([\w.-]+)=[\"']%s[\"']" % re.escape(OFFICE.encode()))
_DECLARED: Final = b' xmlns:r="%s"' % OFFICE.encode()
_PRECEDING: Final = frozenset(
    {
        "sheetCalcPr", "sheetProtection", "protectedRanges", "scenarios", "autoFilter",
        "sortState", "dataConsolidate", "customSheetViews", "mergeCells", "phoneticPr",
        "conditionalFormatting", "dataValidations",
    }
)  # fmt: skip
"""What may stand between a sheet's rows and its links (ECMA-376 part 1, 18.3.1.99)."""

Place = tuple[int, int]
"""Column and row of a cell."""


class Sheet(NamedTuple):
    """A worksheet part around its rows."""

    part: str
    head: bytes
    tail: bytes


class Moves(NamedTuple):
    """Rows of a table that go, or stand in another place than before."""

    reach: Box
    """The cells that move or go, where they stood."""
    sources: Sequence[int]
    """The rows that stay, where they stood, in order."""
    places: Mapping[int, int]
    """Where each of them stands now."""

    def moved(self, area: Box) -> list[Box]:
        """Return where the cells of an area stand now; nothing when all of them went."""
        reach = self.reach
        if not area.meets(reach):
            return [area]
        left, right = max(area.left, reach.left), min(area.right, reach.right)
        found = [Box(left, top, right, bottom) for top, bottom in self._rows(area)]
        if area.left < left:
            found.append(area._replace(right=left - 1))
        if area.right > right:
            found.append(area._replace(left=right + 1))
        return found

    def _rows(self, area: Box) -> list[tuple[int, int]]:
        """Return the stretches of rows that the rows of an area have become."""
        start = bisect_left(self.sources, area.top)
        stop = bisect_right(self.sources, area.bottom)
        stretches = [(area.top, min(area.bottom, self.reach.top - 1))]
        if start < stop:
            kept = self.sources[start], self.sources[stop - 1]
            stretches.append((self.places[kept[0]], self.places[kept[1]]))
        stretches.append((max(area.top, self.reach.bottom + 1), area.bottom))
        found: list[tuple[int, int]] = []
        for top, bottom in stretches:
            if top > bottom:
                continue
            if found and found[-1][1] + 1 == top:
                top = found.pop()[0]  # noqa: PLW2901 - joined with the stretch above it
            found.append((top, bottom))
        return found


def address(value: Value) -> str:
    """Return what a cell of the kind `link` opens: its text when that is a link Excel can open."""
    is_text = isinstance(value, str) and len(value) <= LONGEST
    return str(value) if is_text and is_link(str(value)) else ""


def relinked(
    package: Package,
    sheet: Sheet,
    wanted: Mapping[Place, str],
    moves: Moves | None = None,
    limit: int = MAX_LINKS,
) -> bytes:
    """Return what follows the rows of a sheet, its links brought up to date.

    Args:
        package: The workbook; the relations of the sheet are changed in it.
        sheet: The sheet as it was.
        wanted: The written cells that may hold a link, with the address of each, '' for none.
        moves: The rows that move or go with what hangs on them.
        limit: How many links the sheet may have; what goes beyond stays plain text.
    """
    tail = sheet.tail
    start, parent = _parent(tail)
    end, listed = start, b""
    if parent is not None:
        end = element_end(tail, parent, "hyperlinks")
        listed = b"" if parent.empty else tail[parent.end : tail.rindex(b"</", start, end)]
    if not wanted and (moves is None or not listed):
        return tail
    known = addresses(package, sheet.part)
    links = _Links(wanted, moves, known)
    content = links.carried(listed)
    forget(package, sheet.part, links.gone & known.keys())
    new = _fitting(package, sheet.part, links.open, limit - links.count)
    if content == listed and not new:
        return tail
    if not links.count and not new:
        return replaced(tail, start, end, b"")
    around = parent or _made_parent(sheet)
    opening = around.source[:-2].rstrip() + b">" if around.empty else around.source
    content += _added(package, sheet.part, around.prefix, _bound(sheet, around), new)
    return replaced(tail, start, end, b"%s%s</%shyperlinks>" % (opening, content, around.prefix))


def fresh(package: Package, part: str, wanted: Mapping[Place, str]) -> bytes:
    """Return the links of an added sheet as markup; its relations must stand already."""
    new = _fitting(package, part, wanted, MAX_LINKS)
    return b"<hyperlinks>%s</hyperlinks>" % _added(package, part, b"", b"r", new) if new else b""


def _parent(tail: bytes) -> tuple[int, Tag | None]:
    """Return where the links stand in the tail of a sheet, or where they belong."""
    at = tail.index(b">") + 1
    while found := following(tail, at):
        local, tag = found
        if local == "hyperlinks":
            return tag.start, tag
        if local not in _PRECEDING:
            return tag.start, None
        at = element_end(tail, tag, local)
    return tail.rindex(b"</"), None


class _Links:
    """The links of a sheet, taken one by one from how they were to how they shall be."""

    def __init__(
        self, wanted: Mapping[Place, str], moves: Moves | None, known: Mapping[str, str]
    ) -> None:
        self.open = dict(wanted)
        """The cells whose link is still to be added."""
        self.gone: set[str] = set()
        """The relations nothing points to any more."""
        self.count = 0
        self._wanted = wanted
        self._moves = moves
        self._known = known
        self._rows: dict[int, list[int]] = {}
        for column, row in sorted(wanted):
            self._rows.setdefault(column, []).append(row)

    def carried(self, listed: bytes) -> bytes:
        """Return the listed links as they shall be: moved, removed or as they are."""
        pieces: list[bytes] = []
        used: set[str] = set()
        at = 0
        for tag in tags(listed, "hyperlink"):
            if tag.start < at:
                continue
            end = element_end(listed, tag, "hyperlink")
            pieces.append(listed[at : tag.start])
            at = end
            rest = listed[tag.end : end]
            rid = relation_id(tag)
            kept = list(self._kept(tag, rid))
            pieces += [piece + rest for piece in kept]
            self.count += len(kept)
            (used if kept else self.gone).add(rid)
        self.gone -= used
        return b"".join([*pieces, listed[at:]])

    def _kept(self, tag: Tag, rid: str) -> Iterator[bytes]:
        """Yield a link as it shall be: once, in several places when it is torn, or not at all."""
        ref = tag.get("ref") or ""
        area = box(ref)
        if area is None:
            yield tag.source
            return
        for place in [area] if self._moves is None else self._moves.moved(area):
            if self._stays(place, tag, rid):
                same = place == area
                yield tag.source if same else with_attribute(tag.source, "ref", str(place))

    def _stays(self, place: Box, tag: Tag, rid: str) -> bool:
        cell = (place.left, place.top)
        if (place.right, place.bottom) != cell:
            # A link over several cells is the user's; the cells under it get none of their own.
            for column, rows in self._rows.items():
                if place.left <= column <= place.right:
                    start, stop = bisect_left(rows, place.top), bisect_right(rows, place.bottom)
                    for row in rows[start:stop]:
                        self.open.pop((column, row), None)
                    del rows[start:stop]
            return True
        if cell not in self._wanted:
            return True
        right = (
            bool(rid) and self._known.get(rid) == self._wanted[cell] and not tag.get("location")
        )
        return right and self.open.pop(cell, None) is not None


def _fitting(
    package: Package, part: str, wanted: Mapping[Place, str], limit: int
) -> list[tuple[Place, str]]:
    """Return the links that have room, from the top of the sheet down."""
    name = relations_name(part)
    size = len(package.read(name)) if name in package else 0
    found: list[tuple[Place, str]] = []
    for place, target in sorted(wanted.items(), key=lambda item: item[0][::-1]):
        if not target:
            continue
        size += len(quote(target)) + _OVERHEAD
        if len(found) >= limit or size > MAX_BYTES:
            break
        found.append((place, target))
    return found


def _made_parent(sheet: Sheet) -> Tag:
    root = first(sheet.head, "worksheet")
    prefix = root.prefix if root is not None else b""
    declared = b"" if _bound(sheet) else _DECLARED
    return Tag(0, 0, prefix, b"<%shyperlinks%s>" % (prefix, declared))


def _bound(sheet: Sheet, parent: Tag | None = None) -> bytes:
    """Return the prefix that stands for relations, empty where none is declared."""
    for tag in (parent, first(sheet.head, "worksheet")):
        if tag is not None and (found := _BOUND.search(tag.source)):
            return found[1]
    return b""


def _added(
    package: Package, part: str, prefix: bytes, bound: bytes, new: Sequence[tuple[Place, str]]
) -> bytes:
    """Return new links as markup, after naming their addresses among the sheet's relations."""
    ids = relate_outside(package, part, "hyperlink", [target for _, target in new])
    declared = b"" if bound else _DECLARED
    form = b'<%shyperlink%s ref="%%s" %s:id="%%s"/>' % (prefix, declared, bound or b"r")
    return b"".join(
        form % (str(Box(column, row, column, row)).encode(), rid.encode())
        for ((column, row), _), rid in zip(new, ids, strict=True)
    )
