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
from crm_workbook.store.foreign import SAVE_AS_XLSX, TRUNCATED, identify
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

STORED: Final = 0
DEFLATED: Final = 8
MAX_PARTS: Final = 20_000
"""Excel writes a few dozen parts; a workbook full of pictures has some thousands."""
MAX_PART: Final = 1 << 30
"""Bytes one unpacked part may have: about three times the largest sheet Excel can fill."""

_REBUILD: Final = Text(
    "יש לפתוח אותו ב-Excel ולשמור בשם חדש; אם Excel אינו פותח אותו, יש לחזור לגיבוי.",
    "Open it in Excel and save it under a new name; if Excel cannot, go back to a backup.",
)
_SUSPECT: Final = Text(
    "קובץ כזה אינו נוצר ב-Excel. אם הוא הגיע ממקור לא מוכר, אין לפתוח אותו.",
    "Excel makes no such file. If it comes from an unknown source, do not open it.",
)
DAMAGED: Final = Problem(
    "damaged-container",
    Text(
        "תוכן העניינים של הקובץ אינו מתאים לתוכנו, והקובץ פגום.",
        "The file is damaged: its directory does not match what is inside.",
    ),
    _REBUILD,
)
AMBIGUOUS: Final = Problem(
    "ambiguous-container",
    Text(
        "אפשר לקרוא את הקובץ בשתי דרכים שונות, ולכן הוא אינו נקרא כלל.",
        "The file can be read in two different ways, so it is not read at all.",
    ),
    _SUSPECT,
)
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
    _REBUILD,
)
METHOD: Final = Problem(
    "unknown-compression",
    Text(
        'החלק "{part}" דחוס בשיטה ש-Excel אינו משתמש בה ({method}).',
        "The part “{part}” is compressed by a method Excel does not use ({method}).",
    ),
    _SUSPECT,
)
PART_NAME: Final = Problem(
    "unsafe-part-name",
    Text(
        "בקובץ יש חלק בשם מסוכן: {part}.",
        "The file holds a part with an unsafe name: {part}.",
    ),
    _SUSPECT,
)
TOO_MANY_PARTS: Final = Problem(
    "too-many-parts",
    Text(
        "הקובץ מורכב מ-{count} חלקים; המותר הוא {limit}.",
        "The file consists of {count} parts; {limit} are allowed.",
    ),
    _SUSPECT,
)
TOO_LARGE: Final = Problem(
    "part-too-large",
    Text(
        'החלק "{part}" נפרש ליותר מ-{limit} בתים.',
        "The part “{part}” unpacks to more than {limit} bytes.",
    ),
    _SUSPECT,
)
WRONG_SIZE: Final = Problem(
    "wrong-size",
    Text(
        'החלק "{part}" אינו בגודל הרשום בקובץ.',
        "The part “{part}” does not have the size the file claims.",
    ),
    _REBUILD,
)
WRONG_CHECKSUM: Final = Problem(
    "wrong-checksum",
    Text(
        'החלק "{part}" נפגם: סכום הביקורת שלו אינו מתאים.',
        "The part “{part}” was damaged: its checksum does not match.",
    ),
    _REBUILD,
)

_END: Final = struct.Struct("<4s4H2LH")
_END64_LOCATOR: Final = struct.Struct("<4sLQL")
_END64: Final = struct.Struct("<4sQ2H2L4Q")
_ENTRY: Final = struct.Struct("<4s6H3L5H2L")
_LOCAL: Final = struct.Struct("<4s5H3L2H")
_FULL16: Final = 0xFFFF
_FULL32: Final = 0xFFFFFFFF
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
    begin, end, count = _locate(data)
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


def _locate(data: bytes) -> tuple[int, int, int]:
    """Return where the directory begins and ends, and how many entries it has."""
    if not data.startswith((b"PK\3\4", b"PK\5\6")):
        raise CrmError(identify(data))
    window = max(0, len(data) - _END.size - _FULL16)
    found = [at for at in _signatures(data, window) if _reaches_end(data, at)]
    if not found:
        raise CrmError(TRUNCATED)
    if len(found) > 1:
        raise CrmError(AMBIGUOUS)
    at = found[0]
    _, disk, first_disk, *counts, _ = _END.unpack_from(data, at)
    end, (here, count, size, begin) = _widened(data, at, counts)
    if disk not in {0, _FULL16} or first_disk not in {0, _FULL16} or here != count:
        raise CrmError(DAMAGED)
    if begin + size != end:
        raise CrmError(DAMAGED)  # also bytes before the package, which some readers skip
    return begin, end, count


def _widened(data: bytes, at: int, counts: list[int]) -> tuple[int, list[int]]:
    """Return where the directory ends, and the counts of the zip64 record if there is one."""
    locator = at - _END64_LOCATOR.size
    if locator < 0 or not data.startswith(b"PK\6\7", locator):
        if _FULL32 in counts:
            raise CrmError(DAMAGED)
        return at, counts
    _, _, end, _ = _END64_LOCATOR.unpack_from(data, locator)
    if end + _END64.size > locator or not data.startswith(b"PK\6\6", end):
        raise CrmError(DAMAGED)
    wide = list(_END64.unpack_from(data, end)[-4:])
    if any(old not in {new, _FULL16, _FULL32} for old, new in zip(counts, wide, strict=True)):
        raise CrmError(AMBIGUOUS)
    return end, wide


def _signatures(data: bytes, window: int) -> Iterator[int]:
    at = data.find(b"PK\5\6", window)
    while at >= 0:
        yield at
        at = data.find(b"PK\5\6", at + 1)


def _reaches_end(data: bytes, at: int) -> bool:
    """Tell whether the end record at `at`, with its comment, is the end of the file."""
    if at + _END.size > len(data):
        return False
    comment = _END.unpack_from(data, at)[-1]
    # Some mail programs and servers pad a file with blanks or zeros; no reader minds.
    return not data[at + _END.size + comment :].strip(b"\0 \r\n") and (
        at + _END.size + comment <= len(data)
    )


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
    if after > end or disk not in {0, _FULL16}:
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
                if value == _FULL32:
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
        or (not flags & _SIZES_FOLLOW and packed_size not in {part.packed, _FULL32})
    ):
        raise CrmError(DAMAGED)
    return start
