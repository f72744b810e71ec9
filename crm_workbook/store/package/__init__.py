"""A workbook package of which some parts change.

What is not touched is copied as it lies in the file: the same compressed bytes under the same
name, in the same order, with the same time. Only sizes that a zip writer noted behind a part
instead of before it are moved to their usual place.
"""

from __future__ import annotations

import struct
import zlib
from typing import TYPE_CHECKING, Final, NamedTuple

from crm_workbook.errors import CrmError, Problem
from crm_workbook.store.package.markup import plain
from crm_workbook.store.reading.container import (
    DEFLATED,
    MAX_PART,
    Part,
    directory,
    name_key,
    packed,
    stream,
    unpack,
)
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Bytes = bytes | memoryview

TOO_LARGE_TO_WRITE: Final = Problem(
    "result-too-large",
    Text(
        "החוברת שהייתה נוצרת גדולה מדי לקובץ xlsx רגיל (4 GB). דבר לא נכתב.",
        "The workbook would grow beyond what an ordinary .xlsx holds (4 GB). Nothing was written.",
    ),
    Text(
        "אפשר להעביר שנים קודמות לחוברת נפרדת ולנסות שוב.",
        "Move earlier years into a workbook of their own and try again.",
    ),
)
MISSING_PART: Final = Problem(
    "missing-part",
    Text(
        'בקובץ חסר החלק "{part}", ולכן אי אפשר לשנות אותו. דבר לא נכתב.',
        "The file lacks the part “{part}”, so it cannot be changed. Nothing was written.",
    ),
    Text(
        "יש לפתוח את הקובץ ב-Excel או ב-LibreOffice, לשמור אותו ולנסות שוב.",
        "Open the file in Excel or LibreOffice, save it and try again.",
    ),
)

_LEVEL: Final = 4
"""Half the time of zlib's default for a tenth more bytes, measured on a sheet of 70 MB."""
_ENTRY: Final = struct.Struct("<4s6H3L5H2L")
_LOCAL: Final = struct.Struct("<4s5H3L2H")
_END: Final = struct.Struct("<4s4H2LH")
_VERSION: Final = 20
_SIZES_FOLLOW: Final = 0x8
_UTF8: Final = 0x800
_LIMIT: Final = 0xFFFFFFFF
_EARLIEST: Final = 0x0021
"""The first of January 1980: a made part carries no clock, so equal input gives equal bytes."""


class _Packed(NamedTuple):
    """New content of a part, already compressed."""

    crc: int
    size: int
    chunks: list[bytes]


class Package:
    """The parts of a workbook, with the changes to come."""

    def __init__(self, data: bytes) -> None:
        """Read the directory of `data`; nothing is unpacked before it is asked for.

        Raises:
            CrmError: It is no package that can be read in one way only.
        """
        self._data = data
        self._parts = directory(data)
        self._index = {name_key(part.name): part for part in self._parts}
        self._changed: dict[str, bytes | _Packed] = {}
        self._added: dict[str, str] = {}
        self._removed: set[str] = set()

    def __contains__(self, name: str) -> bool:
        """Tell whether the package has a part of this name, changes included."""
        key = name_key(name)
        return key in self._changed or (key in self._index and key not in self._removed)

    @property
    def changed(self) -> bool:
        """Whether any part is other than in the original file."""
        return bool(self._changed or self._removed)

    def names(self) -> list[str]:
        """Return the names of all parts, changes included."""
        kept = [part.name for key, part in self._index.items() if key not in self._removed]
        return [*kept, *self._added.values()]

    def size(self, name: str) -> int:
        """Return how many bytes a part of the original file has once unpacked."""
        return self._index[name_key(name)].size

    def read(self, name: str) -> bytes:
        """Return the content of an XML part, changes included.

        Raises:
            CrmError: There is no such part, it is damaged, or it cannot be spliced safely.
        """
        key = name_key(name)
        changed = self._changed.get(key)
        if isinstance(changed, bytes):
            return changed
        part = self._index.get(key)
        if part is None or key in self._removed or changed is not None:
            raise CrmError(MISSING_PART, part=name)
        return plain(name, unpack(self._data, part))

    def content(self, name: str, limit: int = MAX_PART) -> bytes:
        """Return the content of an untouched part, or of a small changed one, for looking only.

        Raises:
            CrmError: It is damaged, or larger than `limit` bytes.
        """
        changed = self._changed.get(name_key(name))
        if changed is None:
            return unpack(self._data, self._index[name_key(name)], limit)
        return changed if isinstance(changed, bytes) else b""

    def opening(self, name: str, length: int = 4096) -> bytes:
        """Return the first bytes of an untouched part, for looking only.

        Raises:
            CrmError: It is damaged.
        """
        return next(stream(self._data, self._index[name_key(name)], length), b"")

    def write(self, name: str, content: bytes) -> None:
        """Set the content of a part, new or not."""
        self._register(name)
        self._changed[name_key(name)] = content

    def write_pieces(self, name: str, pieces: Iterable[Bytes]) -> None:
        """Set the content of a large part piece by piece; it is held in compressed form only."""
        crc = size = 0
        deflate = zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
        chunks: list[bytes] = []
        for piece in pieces:
            crc = zlib.crc32(piece, crc)
            size += len(piece)
            if chunk := deflate.compress(piece):
                chunks.append(chunk)
        chunks.append(deflate.flush())
        self._register(name)
        self._changed[name_key(name)] = _Packed(crc, size, chunks)

    def remove(self, name: str) -> None:
        """Take a part out."""
        key = name_key(name)
        self._changed.pop(key, None)
        if self._added.pop(key, None) is None:
            self._removed.add(key)

    def _register(self, name: str) -> None:
        key = name_key(name)
        if key not in self._index:
            self._added.setdefault(key, name)
        self._removed.discard(key)

    def pieces(self) -> Iterator[Bytes]:
        """Yield the new file piece by piece, without ever holding it whole.

        Raises:
            CrmError: It would need the zip64 format, which not every program reads.
        """
        place = 0
        entries: list[bytes] = []
        for part, chunks in self._entries():
            if place + part.packed > _LIMIT or part.size > _LIMIT:
                raise CrmError(TOO_LARGE_TO_WRITE)
            common = (part.flags, part.method, part.time, part.date, part.crc, part.packed)
            names = (len(part.raw_name), 0)
            yield _LOCAL.pack(b"PK\3\4", _VERSION, *common, part.size, *names) + part.raw_name
            yield from chunks
            places = (0, 0, part.internal, part.external, place)
            entry = (b"PK\1\2", part.made_by, _VERSION, *common, part.size, *names, *places)
            entries.append(_ENTRY.pack(*entry) + part.raw_name)
            place += _LOCAL.size + len(part.raw_name) + part.packed
        listing = b"".join(entries)
        if place + len(listing) > _LIMIT:
            raise CrmError(TOO_LARGE_TO_WRITE)
        count = len(entries)
        yield listing
        yield _END.pack(b"PK\5\6", 0, 0, count, count, len(listing), place, 0)

    def _entries(self) -> Iterator[tuple[Part, Iterable[Bytes]]]:
        for key, part in self._index.items():
            if key in self._removed:
                continue
            if key in self._changed:
                yield self._fresh(key, part)
            else:
                flags = part.flags & ~_SIZES_FOLLOW
                yield part._replace(flags=flags), (packed(self._data, part),)
        for key, name in self._added.items():
            flags = 0 if name.isascii() else _UTF8
            made = Part(name, name.encode(), 0, flags, 0, 0, 0, 0, 0, _EARLIEST, 0, 0, _VERSION)
            yield self._fresh(key, made)

    def _fresh(self, key: str, part: Part) -> tuple[Part, Iterable[Bytes]]:
        content = self._changed[key]
        if isinstance(content, bytes):
            deflate = zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
            chunks = [deflate.compress(content), deflate.flush()]
            content = _Packed(zlib.crc32(content), len(content), chunks)
        flags = part.flags & _UTF8
        size = sum(map(len, content.chunks))
        fresh = part._replace(
            method=DEFLATED, flags=flags, crc=content.crc, size=content.size, packed=size
        )
        return fresh, content.chunks
