"""The cell formats of a workbook: which number format a cell has, and a twin with another.

A style index in a cell points into `cellXfs`. Index 0 is whatever the workbook's author made it,
not always General, so nothing is taken for granted: a format is looked up, and when none fits, a
copy of the cell's own one is appended that differs in the number format only. Font, fill, border
and protection stay the user's. A cell that is painted differs from itself in two colours only.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Final

from crm_workbook.errors import CrmError, Problem
from crm_workbook.schema.looks import CLIPPED, LINK, Align, Paint
from crm_workbook.store.package.markup import (
    Tag,
    element_end,
    first,
    inserted,
    quote,
    replaced,
    retagged,
    tags,
    with_attribute,
)
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from crm_workbook.model import Cell

NO_STYLES: Final = Problem(
    "no-styles",
    Text(
        "בקובץ אין עיצובי תאים, ולכן אי אפשר לכתוב בו תאריכים ומספרים כראוי. דבר לא נכתב.",
        "The file has no cell formats, so dates and numbers cannot be written properly. "
        "Nothing was written.",
    ),
    Text(
        "יש לפתוח את הקובץ ב-Excel או ב-LibreOffice, לשמור אותו ולנסות שוב.",
        "Open the file in Excel or LibreOffice, save it and try again.",
    ),
)

DATE: Final = "dd/mm/yyyy"
DATE_TIME: Final = "dd/mm/yyyy hh:mm"
DURATION: Final = "[h]:mm"
TEXT: Final = "@"
GENERAL: Final = "General"

_FIRST_OWN_FORMAT: Final = 164
# ECMA-376 part 1, 18.8.30: the formats every program knows by number alone.
_BUILT_IN: Final = {
    0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%",
    11: "0.00E+00", 12: "# ?/?", 13: "# ??/??", 14: "mm-dd-yy", 15: "d-mmm-yy", 16: "d-mmm",
    17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss",
    22: "m/d/yy h:mm", 37: "#,##0 ;(#,##0)", 38: "#,##0 ;[Red](#,##0)",
    39: "#,##0.00;(#,##0.00)", 40: "#,##0.00;[Red](#,##0.00)", 45: "mm:ss", 46: "[h]:mm:ss",
    47: "mmss.0", 48: "##0.0E+0", 49: "@",
}  # fmt: skip
_BUILT_IN_DATES: Final = frozenset([*range(14, 23), *range(27, 37), 45, 46, 47, *range(50, 59)])
_LITERAL: Final = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)
_DATE_LETTER: Final = re.compile(r"[dmyhs]", re.IGNORECASE)


def shows_dates(code: str) -> bool:
    """Tell whether a number format shows its number as a date or a time."""
    shown = _LITERAL.sub("", code.partition(";")[0])
    return "general" not in shown.lower() and _DATE_LETTER.search(shown) is not None


def _moment_format(value: date | timedelta, wanted: str) -> str:
    if isinstance(value, timedelta):
        return DURATION
    if shows_dates(wanted):
        return wanted
    return DATE_TIME if isinstance(value, datetime) else DATE


def better_format(code: str, value: Cell, wanted: str, *, dated: bool) -> str | None:
    """Return the number format that shows a value as what it is, None when `code` does.

    Args:
        code: The number format the cell has or would get.
        value: What will stand in it.
        wanted: The number format of the column's kind.
        dated: Whether `code` shows numbers as dates.
    """
    if isinstance(value, str):
        # Retyping a phone or an id in a General cell would make a number of it.
        return TEXT if wanted == TEXT and code != TEXT else None
    if isinstance(value, (date, timedelta)):
        return None if dated else _moment_format(value, wanted)
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        plain = GENERAL if wanted == TEXT else wanted
        return plain if dated and not shows_dates(wanted) else None
    return None


class Styles:
    """The styles part of a workbook; `source` is the part with the formats added so far."""

    def __init__(self, source: bytes) -> None:
        """Read the part.

        Raises:
            CrmError: It has no cell formats.
        """
        self.source = source
        self.changed = False
        self._codes = {
            int(tag.get("numFmtId") or 0): tag.get("formatCode") or ""
            for tag in tags(source, "numFmt", 0, self._cell_formats().start)
        }
        self._xfs = self._read_xfs()
        self._made: dict[tuple[str, int, Align | None, bool], int] = {}
        self._fitting: dict[tuple[int, str, str], int] = {}
        self._painted: dict[tuple[int, Paint], int] = {}
        self._inks: dict[tuple[int, str], int] = {}
        self._grounds: dict[str, int] = {}
        if not self._xfs:
            raise CrmError(NO_STYLES)

    def _cell_formats(self) -> Tag:
        found = first(self.source, "cellXfs")
        if found is None or found.empty:
            raise CrmError(NO_STYLES)
        return found

    def _read_xfs(self) -> list[bytes]:
        parent = self._cell_formats()
        end = element_end(self.source, parent, "cellXfs")
        return [
            self.source[tag.start : element_end(self.source, tag, "xf")]
            for tag in tags(self.source, "xf", parent.end, end)
        ]

    def __len__(self) -> int:
        """Return how many cell formats there are."""
        return len(self._xfs)

    def _tag(self, style: int) -> Tag:
        xf = self._xfs[style] if style < len(self._xfs) else self._xfs[0]
        found = first(xf, "xf")
        if found is None:
            raise CrmError(NO_STYLES)
        return found

    def code(self, style: int) -> str:
        """Return the number format of a style, empty when it is one of a language's own."""
        number = int(self._tag(style).get("numFmtId") or 0)
        return self._codes.get(number) or _BUILT_IN.get(number, "")

    def wraps(self, style: int) -> bool:
        """Tell whether a style breaks a long text into lines."""
        xf = self._xfs[style] if style < len(self._xfs) else self._xfs[0]
        found = first(xf, "alignment")
        return found is not None and found.get("wrapText") in {"1", "true"}

    def dated(self, style: int) -> bool:
        """Tell whether a style shows numbers as dates."""
        number = int(self._tag(style).get("numFmtId") or 0)
        if number in self._codes:
            return shows_dates(self._codes[number])
        return number in _BUILT_IN_DATES

    def fitting(self, style: int, value: Cell, wanted: str) -> int:
        """Return `style`, or a twin of it that shows `value` as what it is.

        Args:
            style: The style the cell has or would get.
            value: What will stand in it.
            wanted: The number format of the column's kind.
        """
        key = (style, type(value).__name__, wanted)
        found = self._fitting.get(key)
        if found is None:
            found = self._fitting[key] = self._fit(style, value, wanted)
        return found

    def _fit(self, style: int, value: Cell, wanted: str) -> int:
        code = better_format(self.code(style), value, wanted, dated=self.dated(style))
        return style if code is None else self.twin(style, code)

    def twin(self, style: int, code: str, font: int | None = None) -> int:
        """Return the style that differs from `style` in number format (and font) only."""
        xf = self._xfs[style] if style < len(self._xfs) else self._xfs[0]
        tag = self._tag(style)
        changed = with_attribute(tag.source, "numFmtId", self._number(code))
        changed = with_attribute(changed, "applyNumberFormat", 1)
        if font is not None:
            changed = with_attribute(changed, "fontId", font)
            changed = with_attribute(changed, "applyFont", 1)
        return self._index(changed + xf[tag.end :])

    def painted(self, style: int, paint: Paint) -> int:
        """Return the style that differs from `style` in the colours of ground and ink only."""
        key = (style, paint)
        found = self._painted.get(key)
        if found is None:
            tag = self._tag(style)
            xf = self._xfs[style] if style < len(self._xfs) else self._xfs[0]
            changed = tag.source
            for name, value in (
                ("fontId", self._ink(int(tag.get("fontId") or 0), paint.ink)),
                ("fillId", self._ground(paint.ground)),
                ("applyFont", 1),
                ("applyFill", 1),
            ):
                changed = with_attribute(changed, name, value)
            found = self._painted[key] = self._index(changed + xf[tag.end :])
        return found

    def made(
        self,
        code: str,
        font: int = 0,
        align: Align | None = None,
        *,
        locked: bool = True,
    ) -> int:
        """Return the plainest style with this number format and look: no fill, no border."""
        key = (code, font, align, locked)
        found = self._made.get(key)
        if found is None:
            found = self._made[key] = self._make(*key)
        return found

    def _make(self, code: str, font: int, align: Align | None, locked: bool) -> int:  # noqa: FBT001 - a key taken apart
        p, number = self._cell_formats().prefix, self._number(code)
        xf = b'<%sxf numFmtId="%d" fontId="%d" fillId="0" borderId="0" xfId="0"'
        xf = xf % (p, number, font) + b' applyNumberFormat="1"'
        inside = b""
        if font:
            xf += b' applyFont="1"'
        if align is not None:
            xf += b' applyAlignment="1"'
            inside += _alignment(p, align)
        if not locked:
            xf += b' applyProtection="1"'
            inside += b'<%sprotection locked="0"/>' % p
        return self._index(b"%s>%s</%sxf>" % (xf, inside, p) if inside else xf + b"/>")

    def _index(self, xf: bytes) -> int:
        if xf in self._xfs:
            return self._xfs.index(xf)
        self.source = inserted(self.source, "cellXfs", xf)
        self._xfs.append(xf)
        self.source = retagged(self.source, self._cell_formats(), count=len(self._xfs))
        self.changed = True
        return len(self._xfs) - 1

    def _number(self, code: str) -> int:
        """Return the id of a number format, which is added when the workbook lacks it."""
        for number, known in _BUILT_IN.items():
            if known == code and number not in self._codes:
                return number
        for number, known in self._codes.items():
            if known == code:
                return number
        number = max([_FIRST_OWN_FORMAT - 1, *self._codes]) + 1
        self._codes[number] = code
        root = first(self.source, "styleSheet")
        if root is None:
            raise CrmError(NO_STYLES)
        new = b'<%snumFmt numFmtId="%d" formatCode="%s"/>' % (root.prefix, number, quote(code))
        parent = first(self.source, "numFmts")
        if parent is None:
            block = b'<%snumFmts count="1">%s</%snumFmts>' % (root.prefix, new, root.prefix)
            self.source = replaced(self.source, root.end, root.end, block)
        else:
            self.source = inserted(self.source, "numFmts", new)
            parent = next(tags(self.source, "numFmts"))
            self.source = retagged(self.source, parent, count=len(self._codes))
        self.changed = True
        return number

    def bold(self) -> int:
        """Return a bold font: the workbook's first one made bold."""
        return self._font({"b": ""})

    def underlined(self, colour: str) -> int:
        """Return an underlined font of a colour (`RRGGBB`): the workbook's first one made so."""
        return self._font({"u": "", "color": f' rgb="FF{colour}"'})

    def clickable(self) -> int:
        """Return a style that makes a link known for one and keeps it within its cell."""
        return self.made(GENERAL, self.underlined(LINK), CLIPPED)

    def _font(self, traits: Mapping[str, str], base: int = 0) -> int:
        """Return one of the workbook's fonts, its first, with these traits instead of its own."""
        elements = self._elements("fonts", "font")
        if not elements:
            return 0
        font = elements[base if base < len(elements) else 0]
        tag = next(tags(font, "font"))
        rest = b"</%sfont>" % tag.prefix if tag.empty else font[tag.end :]
        opening = tag.source[:-2].rstrip() + b">" if tag.empty else tag.source
        new = b""
        for local, attributes in traits.items():
            new += b"<%s%s%s/>" % (tag.prefix, local.encode(), attributes.encode())
            if (old := first(rest, local)) is not None:
                rest = replaced(rest, old.start, element_end(rest, old, local), b"")
        return self._listed("fonts", elements, opening + new + rest)

    def _ink(self, font: int, colour: str) -> int:
        """Return a font that differs from another in its colour (`RRGGBB`) only."""
        key = (font, colour)
        if key not in self._inks:
            self._inks[key] = self._font({"color": f' rgb="FF{colour}"'}, font)
        return self._inks[key]

    def _ground(self, colour: str) -> int:
        """Return a solid fill of a colour (`RRGGBB`)."""
        found = self._grounds.get(colour)
        if found is not None:
            return found
        p = self._cell_formats().prefix
        inside = b'<%spatternFill patternType="solid"><%sfgColor rgb="FF%s"/></%spatternFill>'
        fill = b"<%sfill>%s</%sfill>" % (p, inside % (p, p, colour.encode(), p), p)
        found = self._grounds[colour] = self._listed(
            "fills", self._elements("fills", "fill"), fill
        )
        return found

    def _elements(self, parent: str, local: str) -> list[bytes]:
        """Return what stands in one of the lists of the part."""
        found = first(self.source, parent)
        if found is None or found.empty:
            return []
        end = element_end(self.source, found, parent)
        return [
            self.source[tag.start : element_end(self.source, tag, local)]
            for tag in tags(self.source, local, found.end, end)
        ]

    def _listed(self, parent: str, elements: list[bytes], new: bytes) -> int:
        """Return the place of an element in such a list, to which it is added when it is new."""
        if new in elements:
            return elements.index(new)
        self.source = inserted(self.source, parent, new)
        around = next(tags(self.source, parent))
        self.source = retagged(self.source, around, count=len(elements) + 1)
        self.changed = True
        return len(elements)


def _alignment(prefix: bytes, align: Align) -> bytes:
    said = {
        "horizontal": align.horizontal,
        "vertical": align.vertical,
        "wrapText": align.wrap and "1",
        "readingOrder": align.reading and str(align.reading),
    }
    attributes = "".join(f' {name}="{value}"' for name, value in said.items() if value)
    return b"<%salignment%s/>" % (prefix, attributes.encode())
