"""XML changed by splicing: read what a tag says, replace just that, leave every other byte.

A workbook part is not parsed and written again, because no writer gives back exactly what it
read: prefixes, order of attributes, blanks and whole extensions get lost. Instead the few places
that change are found by their tags and cut out of the bytes. Everything here works on UTF-8.
"""

from __future__ import annotations

import re
from functools import cache
from html import unescape
from typing import TYPE_CHECKING, Final, NamedTuple

from crm_workbook.errors import CrmError, Problem
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_TEXT: Final = 32767
"""Characters a cell can hold (Excel's specification)."""

UNUSUAL_XML: Final = Problem(
    "unusual-xml",
    Text(
        'החלק "{part}" בקובץ כתוב בצורה ש-Excel אינו כותב בה ({why}), ולכן אי אפשר לשנות אותו '
        "בבטחה. דבר לא נכתב.",
        "The part “{part}” of the file is written in a way Excel never writes ({why}), so it "
        "cannot be changed safely. Nothing was written.",
    ),
    Text(
        "יש לפתוח את הקובץ ב-Excel או ב-LibreOffice, לשמור אותו ולנסות שוב.",
        "Open the file in Excel or LibreOffice, save it and try again.",
    ),
)

_ANY_ATTRIBUTES: Final = rb"(?:[^>\"']|\"[^\"]*\"|'[^']*')*"
_ANY_TAG: Final = re.compile(
    rb"<((?:[\w.-]+:)?)([\w.-]+)(?=[\s/>])%s>" % _ANY_ATTRIBUTES, re.DOTALL
)
_EITHER_TAG: Final = re.compile(
    rb"<(/?)(?:[\w.-]+:)?([\w.-]+)(?=[\s/>])%s>" % _ANY_ATTRIBUTES, re.DOTALL
)
_ATTRIBUTES: Final = re.compile(rb"\s([\w:.-]+)\s*=\s*(\"[^\"]*\"|'[^']*')")
_OTHER_ENCODING: Final = re.compile(
    rb"<\?xml[^>]*encoding\s*=\s*[\"'](?!utf-?8[\"'])", re.IGNORECASE
)
_ESCAPED: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")
_SPECIAL: Final = re.compile(
    "[&<>\x00-\x08\x0b-\x1f\ufffe\uffff\ud800-\udfff]|_x[0-9A-Fa-f]{4}_"
    r"|^[ \t\n]|[ \t\n]\Z"  # or blanks at an end, which need xml:space
)
_LOOKS_ESCAPED: Final = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_UNWRITABLE: Final = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff\ud800-\udfff]")


class Tag(NamedTuple):
    """A start tag as it stands in a part."""

    start: int
    end: int
    """Behind its `>`."""
    prefix: bytes
    """With the colon, or empty."""
    source: bytes

    @property
    def empty(self) -> bool:
        """Whether the element ends with its own start tag."""
        return self.source.endswith(b"/>")

    def get(self, name: str) -> str | None:
        """Return an attribute, or None."""
        return attribute(self.source, name)


def plain(part: str, data: bytes) -> bytes:
    """Return `data` if it can be spliced safely.

    Raises:
        CrmError: It is no UTF-8, or holds comments, CDATA or a DTD, in which a tag might only
            seem to be one.
    """
    why = ""
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"} or _OTHER_ENCODING.match(data[:200]):
        why = "encoding"
    elif b"<!" in data:
        why = "comments, CDATA"
    if why:
        raise CrmError(UNUSUAL_XML, part=part, why=why)
    return data


@cache
def _tag_pattern(local: str) -> re.Pattern[bytes]:
    return re.compile(
        rb"<((?:[\w.-]+:)?)%s(?=[\s/>])%s>" % (local.encode(), _ANY_ATTRIBUTES), re.DOTALL
    )


def tags(data: bytes, local: str, start: int = 0, end: int | None = None) -> Iterator[Tag]:
    """Yield the start tags with this local name, whatever their prefix."""
    stop = len(data) if end is None else end
    for match in _tag_pattern(local).finditer(data, start, stop):
        yield Tag(match.start(), match.end(), match[1], match[0])


def first(data: bytes, local: str, start: int = 0, end: int | None = None) -> Tag | None:
    """Return the first start tag with this local name, or None."""
    return next(tags(data, local, start, end), None)


def following(data: bytes, start: int) -> tuple[str, Tag] | None:
    """Return the first start tag behind a place, with its local name, or None."""
    found = _ANY_TAG.search(data, start)
    if found is None:
        return None
    return found[2].decode(), Tag(found.start(), found.end(), found[1], found[0])


def element_end(data: bytes, tag: Tag, local: str) -> int:
    """Return where the element of `tag` ends, behind its end tag. It must not nest in itself."""
    if tag.empty:
        return tag.end
    close = b"</" + tag.prefix + local.encode()
    at = data.find(close, tag.end)
    end = data.find(b">", at)
    if at < 0 or end < 0:
        raise CrmError(UNUSUAL_XML, part=local, why="tags")
    return end + 1


def attribute(tag: bytes, name: str) -> str | None:
    """Return an attribute of a start tag, its entities resolved, or None."""
    found = _attribute_pattern(name).search(tag)
    if found is None:
        return None
    return unescape(found[2][1:-1].decode())


@cache
def _attribute_pattern(name: str) -> re.Pattern[bytes]:
    return re.compile(rb"(\s%s\s*=\s*)(\"[^\"]*\"|'[^']*')" % re.escape(name.encode()))


def relation_id(tag: Tag) -> str:
    """Return the id of the relation a tag names (`r:id`, whatever the prefix), or ''."""
    for name, value in _ATTRIBUTES.findall(tag.source):
        if name.endswith(b":id"):
            return unescape(value[1:-1].decode())
    return ""


def with_attribute(tag: bytes, name: str, value: str | int | None) -> bytes:
    """Return the start tag with an attribute set, or taken out when `value` is None."""
    pattern = _attribute_pattern(name)
    if value is None:
        return pattern.sub(b"", tag, count=1)
    quoted = b'"' + quote(str(value)) + b'"'
    changed, times = pattern.subn(lambda m: m[1] + quoted, tag, count=1)
    if times:
        return changed
    cut = len(tag) - (2 if tag.endswith(b"/>") else 1)
    return tag[:cut].rstrip() + b" " + name.encode() + b"=" + quoted + tag[cut:]


def replaced(data: bytes, start: int, end: int, new: bytes) -> bytes:
    """Return `data` with one stretch replaced."""
    return b"".join((memoryview(data)[:start], new, memoryview(data)[end:]))


def retagged(data: bytes, tag: Tag, **attributes: str | int | None) -> bytes:
    """Return `data` with attributes of one start tag set."""
    source = tag.source
    for name, value in attributes.items():
        source = with_attribute(source, name, value)
    return replaced(data, tag.start, tag.end, source)


def inserted(data: bytes, parent: str, new: bytes) -> bytes:
    """Return `data` with `new` as the last child of the first element named `parent`.

    Raises:
        CrmError: There is no such element.
    """
    tag = first(data, parent)
    if tag is None:
        raise CrmError(UNUSUAL_XML, part=parent, why="tags")
    if tag.empty:
        close = b"</" + tag.prefix + parent.encode() + b">"
        return replaced(data, tag.start, tag.end, tag.source[:-2].rstrip() + b">" + new + close)
    close = b"</" + tag.prefix + parent.encode()
    at = data.rindex(close)
    return replaced(data, at, at, new)


def put_last(data: bytes, parent: str, new: bytes, behind: tuple[str, ...]) -> bytes:
    """Return `data` with `new` as the last child of `parent`, but before any child of `behind`.

    Raises:
        CrmError: There is no such parent.
    """
    tag = first(data, parent)
    if tag is not None and not tag.empty:
        for local, start in _children(data, tag.end):
            if local in behind:
                return replaced(data, start, start, new)
    return inserted(data, parent, new)


def _children(data: bytes, start: int) -> Iterator[tuple[str, int]]:
    """Yield name and start of each child of the element whose start tag ends at `start`."""
    depth = 0
    for match in _EITHER_TAG.finditer(data, start):
        if match[1]:
            depth -= 1
        elif depth == 0:
            yield match[2].decode(), match.start()
        if depth < 0:
            return
        if not match[1] and not match[0].endswith(b"/>"):
            depth += 1


def quote(text: str) -> bytes:
    """Return text as it stands in an attribute."""
    return escape(text).replace('"', "&quot;").replace("\n", "&#10;").encode()


def escape(text: str) -> str:
    """Return text with the three letters replaced that XML gives a meaning to."""
    if "&" in text or "<" in text or ">" in text:
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text


def text_markup(text: str, prefix: str = "") -> str:
    """Return a text as the `<t>` element of a cell.

    Characters XML cannot hold are written the way ECMA-376 (22.4.2.4) tells: `_x0007_`; a text
    that merely looks like that gets its underscore written so. Blanks at the ends are kept.
    """
    if not _SPECIAL.search(text):
        return f"<{prefix}t>{text}</{prefix}t>"
    edge = ' xml:space="preserve"' if text[0] in " \t\n" or text[-1] in " \t\n" else ""
    text = _LOOKS_ESCAPED.sub("_x005F_", text)
    text = _UNWRITABLE.sub(lambda m: f"_x{ord(m[0]):04X}_", text)
    return f"<{prefix}t{edge}>{escape(text)}</{prefix}t>"


def unescaped(text: str) -> str:
    """Return what a text written as in `text_markup` or in a table's heading means."""
    return _ESCAPED.sub(lambda m: chr(int(m[1], 16)), text)
