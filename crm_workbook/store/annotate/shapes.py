"""The shapes in which notes are drawn: one a note, in a part in VML, the way Excel keeps them."""

from __future__ import annotations

import re
from posixpath import dirname, join
from typing import TYPE_CHECKING, Final

from crm_workbook.errors import CrmError
from crm_workbook.schema.looks import lines
from crm_workbook.store.annotate.grid import PIXELS, Grid
from crm_workbook.store.package.markup import UNUSUAL_XML, relation_id, replaced
from crm_workbook.store.package.relations import declare_ending, relate, relations, unused

if TYPE_CHECKING:
    from collections.abc import Mapping

    from crm_workbook.store.annotate.places import Place
    from crm_workbook.store.package import Package
    from crm_workbook.store.package.markup import Tag
    from crm_workbook.store.package.sheet_markup import SheetMarkup

_SPACES: Final = (
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel"'
)
_EMPTY: Final = (
    f'<xml {_SPACES}><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data=""/></o:shapelayout>'
    "</xml>"
).encode()
_KIND: Final = (
    '<v:shapetype{spaces} id="_x0000_t202" coordsize="21600,21600" o:spt="202" '
    'path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/>'
    '<v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_BLOCK: Final = 1024
"""Numbers of shapes are dealt out in blocks of so many, and a drawing lists the blocks it uses."""
_IDMAP: Final = re.compile(rb'(<(?:[\w.-]+:)?idmap\b[^>]*?\sdata=)(["\'])([\d,\s]*)\2')
_USED: Final = re.compile(rb'(?:id|spid)="_x0000_s(\d{1,9})"')

_SHAPE: Final = re.compile(rb"<((?:[\w.-]+:)?)shape\s.*?</\1shape>", re.DOTALL)
_ANCHOR: Final = re.compile(rb"(:Anchor>\s*)(\d[\d,\s]*)(<)")
_ROW_OF: Final = re.compile(rb":Row>\s*(\d{1,7})\s*<")
_COLUMN_OF: Final = re.compile(rb":Column>\s*(\d{1,5})\s*<")
_MEASURE: Final = re.compile(rb"(\b(width|height):)([\d.]{1,9})(px|pt)")
_CORNERS: Final = 8
"""Numbers in an anchor: of the first and the last column and row, each with pixels into it."""

_WIDTH: Final = 300
_LETTERS: Final = 44
"""Pixels across a note, and the letters that fit into one of its lines."""
_LINE: Final = 15
_EDGE: Final = 12
_HIGHEST: Final = 480
_TYPE: Final = "application/vnd.openxmlformats-officedocument.vmlDrawing"


class Blocks:
    """Deals out numbers for shapes that no drawing of the workbook uses yet."""

    def __init__(self, package: Package) -> None:
        """See which blocks are in use."""
        taken = {0}
        for name in package.names():
            if name.lower().endswith(".vml"):
                source = package.content(name)
                taken.update(int(n) // _BLOCK for n in _USED.findall(source))
                for _, _, data in _IDMAP.findall(source):
                    taken.update(int(n) for n in data.split(b",") if n.strip().isdigit())
        self._next = max(taken) + 1

    def take(self, count: int) -> tuple[list[int], list[int]]:
        """Return numbers for so many shapes, and the blocks they are from."""
        blocks = range(self._next, self._next - (-count // (_BLOCK - 1)))
        self._next = blocks.stop
        numbers = (block * _BLOCK + n for block in blocks for n in range(1, _BLOCK))
        return [number for number, _ in zip(numbers, range(count), strict=False)], list(blocks)


class Drawing:
    """The part in which the notes of one sheet are drawn."""

    def __init__(
        self, package: Package, sheet: str, named: Tag | None, markup: SheetMarkup
    ) -> None:
        """Find the part; `named` is the sheet's element that names it, if there is one."""
        self._package = package
        self._sheet = sheet
        self._grid = Grid(markup)
        self._part = ""
        if named is not None:
            parts = {r.id: r.target for r in relations(package, sheet)}
            self._part = parts.get(relation_id(named), "")
            if self._part not in package:
                raise CrmError(UNUSUAL_XML, part=sheet, why="legacyDrawing")

    def enlarge(self, notes: Mapping[Place, str]) -> None:
        """Make the boxes of notes large enough for what they say now; their corner stays."""
        if not notes or not self._part:
            return
        source = self._package.content(self._part)

        def grown(shape: re.Match[bytes]) -> bytes:
            place = _ROW_OF.search(shape[0]), _COLUMN_OF.search(shape[0])
            if b'ObjectType="Note"' not in shape[0] or place[0] is None or place[1] is None:
                return shape[0]
            text = notes.get((int(place[0][1]) + 1, int(place[1][1]) + 1))
            if text is None:
                return shape[0]
            height = _height(text)
            size = {b"width": _WIDTH, b"height": height}
            # Excel goes by the anchor, and programs that write none by the style.
            styled = _MEASURE.sub(lambda m: _stretched(m, size[m[2]]), shape[0])
            return _ANCHOR.sub(lambda m: self._larger(m, height), styled)

        changed = _SHAPE.sub(grown, source)
        if changed != source:
            self._package.write(self._part, changed)

    def _larger(self, found: re.Match[bytes], height: int) -> bytes:
        corners = [int(n) for n in found[2].split(b",")]
        if len(corners) != _CORNERS:
            return found[0]
        wide = self._grid.reach(corners[:4], _WIDTH, height)
        across = max(tuple(corners[4:6]), wide[:2])
        down = max(tuple(corners[6:]), wide[2:])
        said = ", ".join(map(str, (*corners[:4], *across, *down)))
        return found[1] + said.encode() + found[3]

    def put(self, notes: Mapping[Place, str], blocks: Blocks, lang: str) -> str:
        """Draw notes; return the id of the new relation, '' when the part was there.

        Raises:
            CrmError: The part is nothing that can be added to safely.
        """
        if not notes:
            return ""
        source = self._package.content(self._part) if self._part else _EMPTY
        cut = source.rfind(b"</xml")
        if cut < 0:
            raise CrmError(UNUSUAL_XML, part=self._part, why="xml")
        numbers, used = blocks.take(len(notes))
        declared = all(space.encode() in source for space in ("xmlns:v=", "xmlns:o=", "xmlns:x="))
        spaces = "" if declared else f" {_SPACES}"
        shapes = "".join(
            self._shape(place, text, number, lang, spaces)
            for (place, text), number in zip(notes.items(), numbers, strict=True)
        )
        kind = b"" if b'id="_x0000_t202"' in source else _KIND.format(spaces=spaces).encode()
        source = replaced(source, cut, cut, kind + shapes.encode())
        source = _IDMAP.sub(lambda m: _mapped(m, used), source, count=1)
        rid = ""
        if not self._part:
            folder = join(dirname(dirname(self._sheet)), "drawings")
            self._part = unused(self._package, join(folder, "vmlDrawing{}.vml"))
            declare_ending(self._package, "vml", _TYPE)
            rid = relate(self._package, self._sheet, "vmlDrawing", self._part)
        self._package.write(self._part, source)
        return rid

    def _shape(self, place: Place, text: str, number: int, lang: str, spaces: str) -> str:
        row, column = place
        height = _height(text)
        anchor = ", ".join(map(str, self._grid.anchor(row, column, _WIDTH, height)))
        way = "direction:RTL;" if lang == "he" else ""
        size = f"width:{_WIDTH / PIXELS:g}pt;height:{height / PIXELS:g}pt"
        side = "text-align:right;direction:rtl" if lang == "he" else "text-align:left"
        return (
            f'<v:shape{spaces} id="_x0000_s{number}" type="#_x0000_t202" '
            f'style="position:absolute;margin-left:60pt;margin-top:2pt;{size};'
            f'z-index:{number};visibility:hidden" '
            'fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/>'
            '<v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>'
            f'<v:textbox style="{way}mso-direction-alt:auto"><div style="{side}"></div>'
            '</v:textbox><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>'
            f"<x:Anchor>{anchor}</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>{row - 1}</x:Row>"
            f"<x:Column>{column - 1}</x:Column></x:ClientData></v:shape>"
        )


def _height(text: str) -> int:
    """Return how high a note has to be, its first line included, in pixels."""
    count = 1 + sum(lines(line, _LETTERS) for line in text.split("\n"))
    return min(_HIGHEST, count * _LINE + _EDGE)


def _stretched(found: re.Match[bytes], pixels: int) -> bytes:
    """Return a measure of a shape's style, made larger where it is too small."""
    wanted = pixels / PIXELS if found[4] == b"pt" else float(pixels)
    try:
        enough = float(found[3]) >= wanted
    except ValueError:
        return found[0]
    return found[0] if enough else b"%s%s%s" % (found[1], f"{wanted:g}".encode(), found[4])


def _mapped(found: re.Match[bytes], blocks: list[int]) -> bytes:
    listed = found[3].split(b",") if found[3].strip() else []
    data = b",".join([*(n.strip() for n in listed), *(b"%d" % block for block in blocks)])
    return found[1] + found[2] + data + found[2]
