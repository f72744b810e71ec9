"""The `dir` stream of a VBA project (MS-OVBA 2.3.4.2): flat records of id, length and content."""

from __future__ import annotations

import codecs
import struct
from typing import TYPE_CHECKING, Final, NamedTuple

from crm_workbook.vba.compression import BadStreamError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Record = tuple[int, bytes]

_SYSTEM, _LOCALE, _LOCALE_INVOKE, _CODE_PAGE, _NAME = 0x01, 0x02, 0x14, 0x03, 0x04
_DOCSTRING, _DOCSTRING_WIDE, _HELP, _HELP2, _HELP_CONTEXT = 0x05, 0x40, 0x06, 0x3D, 0x07
_FLAGS, _VERSION, _CONSTANTS, _CONSTANTS_WIDE = 0x08, 0x09, 0x0C, 0x3C
_REFERENCE_NAME, _REFERENCE_NAME_WIDE, _REGISTERED = 0x16, 0x3E, 0x0D
_MODULES: Final = 0x0F
_COOKIE: Final = 0x13
_MODULE_NAME, _MODULE_NAME_WIDE, _STREAM, _STREAM_WIDE = 0x19, 0x47, 0x1A, 0x32
_MODULE_DOC, _MODULE_DOC_WIDE, _OFFSET, _MODULE_HELP, _MODULE_COOKIE = 0x1C, 0x48, 0x31, 0x1E, 0x2C
_PROCEDURAL, _DOCUMENT_OR_CLASS, _MODULE_END, _END = 0x21, 0x22, 0x2B, 0x10

STDOLE: Final = (
    "stdole",
    (
        r"*\G{00020430-0000-0000-C000-000000000046}#2.0#0#C:\Windows\System32\stdole2.tlb"
        "#OLE Automation"
    ),
)
"""The one library every project refers to."""


class Listed(NamedTuple):
    """One module as the directory lists it."""

    name: str
    stream: str
    offset: int
    """Where its compressed source begins in its stream."""
    procedural: bool
    records: tuple[Record, ...]

    @classmethod
    def of(cls, name: str, codec: str, *, procedural: bool) -> Listed:
        """List a module of source only, in a stream of its own name."""
        narrow, wide = name.encode(codec), name.encode("utf-16-le")
        return cls(name, name, 0, procedural, (
            (_MODULE_NAME, narrow), (_MODULE_NAME_WIDE, wide),
            (_STREAM, narrow), (_STREAM_WIDE, wide),
            (_MODULE_DOC, b""), (_MODULE_DOC_WIDE, b""),
            (_OFFSET, bytes(4)), (_MODULE_HELP, bytes(4)), (_MODULE_COOKIE, b"\xff\xff"),
            (_PROCEDURAL if procedural else _DOCUMENT_OR_CLASS, b""), (_MODULE_END, b""),
        ))  # fmt: skip

    def source_only(self) -> Listed:
        """List the module with its source at the start of its stream."""
        records = tuple((i, bytes(4) if i == _OFFSET else data) for i, data in self.records)
        return self._replace(offset=0, records=records)


def opening(name: str) -> bytes:
    """Return the records before the list of modules, for a new project in code page 1252."""
    number = struct.Struct("<I").pack
    reference, library = STDOLE[0], STDOLE[1].encode("ascii")
    return (
        _packed([
            (_SYSTEM, number(3)),  # 64-bit Windows
            (_LOCALE, number(0x409)), (_LOCALE_INVOKE, number(0x409)),
            (_CODE_PAGE, struct.pack("<H", 1252)),
            (_NAME, name.encode("ascii")),
            (_DOCSTRING, b""), (_DOCSTRING_WIDE, b""), (_HELP, b""), (_HELP2, b""),
            (_HELP_CONTEXT, bytes(4)), (_FLAGS, bytes(4)),
        ])
        # The one record whose length field is not the length of what follows.
        + struct.pack("<HIIH", _VERSION, 4, 0x60000000, 1)
        + _packed([
            (_CONSTANTS, b""), (_CONSTANTS_WIDE, b""),
            (_REFERENCE_NAME, reference.encode("ascii")),
            (_REFERENCE_NAME_WIDE, reference.encode("utf-16-le")),
            (_REGISTERED, number(len(library)) + library + bytes(6)),
        ])
    )  # fmt: skip


def directory(head: bytes, listed: Sequence[Listed]) -> bytes:
    """Return a `dir` stream, not yet compressed."""
    out = head + _packed([(_MODULES, struct.pack("<H", len(listed))), (_COOKIE, b"\xff\xff")])
    for module in listed:
        out += _packed(module.records)
    return out + _packed([(_END, b"")])


def _packed(records: Sequence[Record]) -> bytes:
    return b"".join(struct.pack("<HI", i, len(data)) + data for i, data in records)


def read_directory(data: bytes) -> tuple[str, bytes, tuple[Listed, ...]]:
    """Return codec, opening records and modules of a `dir` stream.

    Raises:
        BadStreamError: It is cut short, or names a code page that is not known.
    """
    codec, head = "cp1252", b""
    modules: list[Listed] = []
    now: list[Record] = []
    for at, identity, content in _records(data):
        if identity == _CODE_PAGE:
            codec = _codec(content)
        if identity == _MODULES:
            head = data[:at]
        if head and (now or identity == _MODULE_NAME):
            now.append((identity, content))
        if identity == _MODULE_END:
            modules.append(_listed(now, codec))
            now = []
    if not head or now:
        raise BadStreamError("a directory cut short")
    return codec, head, tuple(modules)


def names_in(head: bytes, codec: str) -> Iterator[str]:
    """Yield the names in a project's opening records: its own, and those of its references."""
    for _, identity, content in _records(head + _packed([(_END, b"")])):
        if identity in {_NAME, _REFERENCE_NAME}:
            yield content.decode(codec, "replace")


def _records(data: bytes) -> Iterator[tuple[int, int, bytes]]:
    at = 0
    while at + 6 <= len(data):
        identity, length = struct.unpack_from("<HI", data, at)
        length = 6 if identity == _VERSION else length
        if at + 6 + length > len(data):
            raise BadStreamError("a record cut short")
        yield at, identity, data[at + 6 : at + 6 + length]
        if identity == _END:
            return
        at += 6 + length
    raise BadStreamError("a directory cut short")


def _codec(content: bytes) -> str:
    number = int.from_bytes(content, "little")
    name = "mac_roman" if number == 10000 else f"cp{number}"  # noqa: PLR2004 - Macintosh
    try:
        return codecs.lookup(name).name
    except LookupError:
        raise BadStreamError("an unknown code page") from None


def _listed(records: Sequence[Record], codec: str) -> Listed:
    found = dict(records)
    try:
        name = found[_MODULE_NAME].decode(codec)
        stream = found[_STREAM].decode(codec)
        wide = found.get(_STREAM_WIDE, b"").decode("utf-16-le")
        (offset,) = struct.unpack("<I", found[_OFFSET])
    except (KeyError, UnicodeDecodeError, struct.error):
        raise BadStreamError("a module without a name") from None
    return Listed(name, wide or stream, offset, _PROCEDURAL in found, tuple(records))
