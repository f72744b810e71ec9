"""The zip container of a workbook, read by ourselves.

A package that two readers understand differently is how one program shows a person one thing and
another program computes from something else. So the directory is read here, strictly, before any
reader sees the file: every part has one name, one place and one size, or the file is refused.
Only `struct` and `zlib` are needed; importing `zipfile` would cost half an interpreter's start.

The format is PKWARE's APPNOTE.TXT; ECMA-376 part 2 says which of it a package may use.
"""

from __future__ import annotations

import struct
import zlib

from crm_workbook.errors import CrmError, Problem
from crm_workbook.lean import TYPE_CHECKING, Final, NamedTuple
from crm_workbook.store.reading.foreign import SAVE_AS_XLSX
from crm_workbook.store.reading.zip_end import (
    AMBIGUOUS,
    DAMAGED,
    FULL16,
    FULL32,
    REBUILD,
    SUSPECT,
    locate,
)
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

STORED: Final = 0
DEFLATED: Final = 8
MAX_PARTS: Final = 20_000
"""Excel writes a few dozen parts; a workbook full of pictures has some thousands."""
MAX_PART: Final = 1 << 30
"""Bytes one unpacked part may have: about three times the largest sheet Excel can fill."""

ENCRYPTED: Final = Problem(
    "encrypted-part",
    Text('החלק "{part}" בקובץ מוצפן.', "The part “{part}” of the file is encrypted."),
    SAVE_AS_XLSX,
)
DUPLICATE: Final = Problem(
    "duplicate-part",
    Text(
        'החלק "{part}" מופיע בקובץ פעמיים, ואין לדעת איזה מהם נכון.',
        "The part “{part}” stands in the file twice, and nothing says which one is right.",
    ),
    REBUILD,
)
METHOD: Final = Problem(
    "unknown-compression",
    Text(
        'החלק "{part}" דחוס בשיטה ש-Excel אינו משתמש בה ({method}).',
        "The part “{part}” is compressed by a method Excel does not use ({method}).",
    ),
    SUSPECT,
)
PART_NAME: Final = Problem(
    "unsafe-part-name",
    Text(
        "בקובץ יש חלק בשם מסוכן: {part}.",
        "The file holds a part with an unsafe name: {part}.",
    ),
    SUSPECT,
)
TOO_MANY_PARTS: Final = Problem(
    "too-many-parts",
    Text(
        "הקובץ מורכב מ-{count} חלקים; המותר הוא {limit}.",
        "The file consists of {count} parts; {limit} are allowed.",
    ),
    SUSPECT,
)
TOO_LARGE: Final = Problem(
    "part-too-large",
    Text(
        'החלק "{part}" נפרש ליותר מ-{limit} בתים.',
        "The part “{part}” unpacks to more than {limit} bytes.",
    ),
    SUSPECT,
)
WRONG_SIZE: Final = Problem(
    "wrong-size",
    Text(
        'החלק "{part}" אינו בגודל הרשום בקובץ.',
        "The part “{part}” does not have the size the file claims.",
    ),
    REBUILD,
)
WRONG_CHECKSUM: Final = Problem(
    "wrong-checksum",
    Text(
        'החלק "{part}" נפגם: סכום הביקורת שלו אינו מתאים.',
        "The part “{part}” was damaged: its checksum does not match.",
    ),
    REBUILD,
)

_ENTRY: Final = struct.Struct("<4s6H3L5H2L")
_LOCAL: Final = struct.Struct("<4s5H3L2H")
_ENCRYPTED_FLAGS: Final = 0x1 | 0x40 | 0x2000
_SIZES_FOLLOW: Final = 0x8
_UTF8: Final = 0x800
_ZIP64_FIELD: Final = 0x0001
_UNICODE_NAME_FIELD: Final = 0x7075
_WIDE: Final = 8


class Part(NamedTuple):
    """One entry of the directory."""

    name: str
    """With forward slashes and without a leading one, in the file's own letter case."""
    raw_name: bytes
    method: int
    """`STORED` or `DEFLATED`."""
    flags: int
    crc: int
    size: int
    """Bytes once unpacked, as the directory claims; `unpack` and `stream` hold it to that."""
    packed: int
    """Bytes in the file."""
    offset: int
    """Where its local header begins."""
    time: int
    """Time and date in the format of MS-DOS, as stored."""
    date: int
    external: int
    internal: int
    made_by: int


def name_key(name: str) -> str:
    """Return the form under which a part name is looked up: packages ignore letter case."""
    return name.lower()


def directory(data: bytes) -> tuple[Part, ...]:
    """Return the parts of a package in the order of its directory.

    Raises:
        CrmError: It is no zip, or not one that every reader would understand in the same way.
    """
    begin, end, count = locate(data)
    if count > MAX_PARTS:
        raise CrmError(TOO_MANY_PARTS, count=count, limit=MAX_PARTS)
    parts: list[Part] = []
    seen: set[str] = set()
    at = begin
    for _ in range(count):
        part, at = _entry(data, at, end)
        key = name_key(part.name)
        if key in seen:
            raise CrmError(DUPLICATE, part=part.name)
        seen.add(key)
        parts.append(part)
    if at != end:
        raise CrmError(DAMAGED)
    free = 0
    for part in sorted(parts, key=lambda p: p.offset):
        start = _start(data, part)
        if part.offset < free or start + part.packed > begin:
            raise CrmError(DAMAGED)
        free = start + part.packed
    return tuple(parts)


def packed(data: bytes, part: Part) -> memoryview:
    """Return the compressed bytes of a part without copying them.

    Raises:
        CrmError: Its local header is damaged or contradicts the directory.
    """
    start = _start(data, part)
    return memoryview(data)[start : start + part.packed]


def unpack(data: bytes, part: Part, limit: int = MAX_PART) -> bytes:
    """Return the content of a part.

    Raises:
        CrmError: It is larger than `limit` bytes, not of the size claimed, or damaged.
    """
    return b"".join(stream(data, part, limit=limit))


def stream(
    data: bytes, part: Part, chunk: int = 1 << 20, *, limit: int = MAX_PART
) -> Iterator[bytes]:
    """Yield the content of a part in pieces of at most `chunk` bytes.

    Never more than the claimed size is unpacked; size and checksum are known to be right once
    the last piece was taken.

    Raises:
        CrmError: It is larger than `limit` bytes, not of the size claimed, or damaged.
    """
    if part.size > limit:
        raise CrmError(TOO_LARGE, part=part.name, limit=limit)
    size = crc = 0
    for piece in _pieces(packed(data, part), part, chunk):
        size += len(piece)
        if size > part.size:
            raise CrmError(WRONG_SIZE, part=part.name)
        crc = zlib.crc32(piece, crc)
        yield piece
    if size != part.size:
        raise CrmError(WRONG_SIZE, part=part.name)
    if crc != part.crc:
        raise CrmError(WRONG_CHECKSUM, part=part.name)


def _pieces(raw: memoryview, part: Part, chunk: int) -> Iterator[bytes]:
    if part.method == STORED:
        for at in range(0, len(raw), chunk):
            yield bytes(raw[at : at + chunk])
        return
    inflate = zlib.decompressobj(-zlib.MAX_WBITS)
    step = max(1, chunk // 4)  # input by the piece: what stays unread is copied on every call
    try:
        for at in range(0, len(raw), step):
            pending: bytes | memoryview = raw[at : at + step]
            while pending:
                piece = inflate.decompress(pending, chunk)
                pending = inflate.unconsumed_tail
                if piece:
                    yield piece
        while piece := inflate.decompress(b"", chunk):
            yield piece
    except zlib.error:
        raise CrmError(WRONG_CHECKSUM, part=part.name) from None
    if not inflate.eof or inflate.unused_data:
        raise CrmError(WRONG_SIZE, part=part.name)


def _entry(data: bytes, at: int, end: int) -> tuple[Part, int]:
    """Return the directory entry at `at` and where the next one begins."""
    if at + _ENTRY.size > end or not data.startswith(b"PK\1\2", at):
        raise CrmError(DAMAGED)
    (_, made_by, _, flags, method, time, date, crc, packed_size, size, *rest) = _ENTRY.unpack_from(
        data, at
    )
    name_length, extra_length, comment_length, disk, internal, external, offset = rest
    at += _ENTRY.size
    after = at + name_length + extra_length + comment_length
    if after > end or disk not in {0, FULL16}:
        raise CrmError(DAMAGED)
    raw_name = data[at : at + name_length]
    extra = data[at + name_length : at + name_length + extra_length]
    size, packed_size, offset = _wide_sizes(extra, (size, packed_size, offset))
    name = _name(raw_name, flags)
    if flags & _ENCRYPTED_FLAGS:
        raise CrmError(ENCRYPTED, part=name)
    if method not in {STORED, DEFLATED}:
        raise CrmError(METHOD, part=name, method=method)
    if method == STORED and size != packed_size:
        raise CrmError(WRONG_SIZE, part=name)
    fields = (name, raw_name, method, flags, crc, size, packed_size, offset)
    return Part(*fields, time, date, external, internal, made_by), after


def _wide_sizes(extra: bytes, sizes: tuple[int, int, int]) -> tuple[int, int, int]:
    """Return size, packed size and offset, read from the zip64 field where they overflow."""
    wide = list(sizes)
    at = 0
    while at + 4 <= len(extra):
        kind, length = struct.unpack_from("<HH", extra, at)
        body = extra[at + 4 : at + 4 + length]
        if kind == _UNICODE_NAME_FIELD:
            raise CrmError(AMBIGUOUS)  # a second name, which some readers prefer
        if kind == _ZIP64_FIELD:
            for index, value in enumerate(wide):
                if value == FULL32:
                    wide[index] = int.from_bytes(body[:_WIDE], "little")
                    body = body[_WIDE:]
        at += 4 + length
    return wide[0], wide[1], wide[2]


def _name(raw: bytes, flags: int) -> str:
    try:
        # Without the flag the letters are those of the first IBM PC, says the format.
        name = raw.decode("ascii" if raw.isascii() else "utf-8" if flags & _UTF8 else "cp437")
    except UnicodeDecodeError:
        raise CrmError(PART_NAME, part=ascii(raw)) from None
    name = name.replace("\\", "/")
    steps = name.split("/")
    if not name or ".." in steps or not steps[0] or ":" in name or not name.isprintable():
        raise CrmError(PART_NAME, part=ascii(name))
    return name


def _start(data: bytes, part: Part) -> int:
    """Return where the bytes of a part begin, once its local header agrees with the directory."""
    if part.offset + _LOCAL.size > len(data) or not data.startswith(b"PK\3\4", part.offset):
        raise CrmError(DAMAGED)
    header: tuple[int, ...] = _LOCAL.unpack_from(data, part.offset)
    _, _, flags, method, _, _, _, packed_size, _, name_length, extra_length = header
    names = part.offset + _LOCAL.size
    start = names + name_length + extra_length
    if (
        method != part.method
        or data[names : names + name_length] != part.raw_name
        or start + part.packed > len(data)
        or (not flags & _SIZES_FOLLOW and packed_size not in {part.packed, FULL32})
    ):
        raise CrmError(DAMAGED)
    return start
