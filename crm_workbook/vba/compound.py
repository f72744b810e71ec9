"""Compound files (MS-CFB), the little file system inside a `vbaProject.bin`."""

from __future__ import annotations

import struct
from typing import Final, NamedTuple

from crm_workbook.vba.compression import BadStreamError

Tree = dict[str, "bytes | Tree"]
"""Streams as bytes, storages as trees, by name."""

_MAGIC: Final = bytes.fromhex("D0CF11E0A1B11AE1")
_END: Final = 0xFFFFFFFE
_FREE: Final = 0xFFFFFFFF
_FAT: Final = 0xFFFFFFFD
_SECTOR: Final = 512
_MINI: Final = 64
_CUTOFF: Final = 4096
"""Streams below this size live in the mini stream."""
_IN_HEADER: Final = 109
"""Sectors of the allocation table that the header itself can name."""
_STORAGE: Final = 1
_STREAM: Final = 2
_ROOT: Final = 5
_DEEPEST: Final = 8


class _Entry(NamedTuple):
    name: str
    kind: int
    left: int
    right: int
    child: int
    start: int
    size: int


def read_compound(data: bytes) -> Tree:
    """Return the tree of streams in a compound file.

    Raises:
        BadStreamError: It is damaged: chains that loop or lead outside the file, no directory.
    """
    if data[:8] != _MAGIC or len(data) < _SECTOR:
        raise BadStreamError("no compound file")
    (shift,) = struct.unpack_from("<H", data, 30)
    if shift not in {9, 12}:
        raise BadStreamError("an unknown sector size")
    return _Reader(data, 1 << shift).tree()


class _Reader:
    def __init__(self, data: bytes, size: int) -> None:
        self.data = data
        self.size = size
        self.room = len(data)
        """Bytes its streams may still have; more only if two of them claim the same sectors."""
        first_dir, _, _, self.first_mini = struct.unpack_from("<IIII", data, 48)
        self.fat = self._allocation()
        table = self._chain(first_dir)
        self.entries = [_entry(table, at) for at in range(0, len(table) - 127, 128)]
        if not self.entries or self.entries[0].kind != _ROOT:
            raise BadStreamError("no directory")
        root = self.entries[0]
        self.mini = self._chain(root.start) if root.size else b""
        self.mini_fat = _numbers(self._chain(self.first_mini))

    def _sector(self, number: int) -> bytes:
        at = (number + 1) * self.size
        if at >= len(self.data):
            raise BadStreamError("a sector outside the file")
        return self.data[at : at + self.size]

    def _allocation(self) -> list[int]:
        named = list(struct.unpack_from(f"<{_IN_HEADER}I", self.data, 76))
        (more, count) = struct.unpack_from("<II", self.data, 68)
        for _ in range(min(count, len(self.data) // self.size)):
            if more >= _FAT:
                break
            *numbers, more = _numbers(self._sector(more))
            named += numbers
        return [n for sector in named if sector < _FAT for n in _numbers(self._sector(sector))]

    def _chain(self, start: int) -> bytes:
        out, seen = [], 0
        while start < _FAT:
            out.append(self._sector(start))
            seen += 1
            if start >= len(self.fat) or seen > len(self.fat):
                raise BadStreamError("a chain without end")
            start = self.fat[start]
        return b"".join(out)

    def _stream(self, entry: _Entry) -> bytes:
        self.room -= entry.size
        if self.room < 0:
            raise BadStreamError("streams that overlap")
        if entry.size >= _CUTOFF:
            data = self._chain(entry.start)
        else:
            data, start, seen = b"", entry.start, 0
            while start < _FAT and len(data) < entry.size:
                data += self.mini[start * _MINI : (start + 1) * _MINI]
                seen += 1
                if start >= len(self.mini_fat) or seen > len(self.mini_fat):
                    raise BadStreamError("a chain without end")
                start = self.mini_fat[start]
        if len(data) < entry.size:
            raise BadStreamError("a stream cut short")
        return data[: entry.size]

    def tree(self) -> Tree:
        return self._children(self.entries[0].child, set(), 0)

    def _children(self, first: int, seen: set[int], depth: int) -> Tree:
        if depth > _DEEPEST:
            raise BadStreamError("storages nested too deep")
        out: Tree = {}
        waiting = [first]
        while waiting:
            number = waiting.pop()
            if number == _FREE:
                continue
            if number >= len(self.entries) or number in seen:
                raise BadStreamError("a directory that loops")
            seen.add(number)
            entry = self.entries[number]
            waiting += [entry.left, entry.right]
            if entry.kind == _STORAGE:
                out[entry.name] = self._children(entry.child, seen, depth + 1)
            elif entry.kind == _STREAM:
                out[entry.name] = self._stream(entry)
        return out


def _entry(table: bytes, at: int) -> _Entry:
    length, kind = struct.unpack_from("<HB", table, at + 64)
    left, right, child = struct.unpack_from("<III", table, at + 68)
    start, size = struct.unpack_from("<II", table, at + 116)
    name = table[at : at + min(max(length - 2, 0), 62)].decode("utf-16-le", "replace")
    return _Entry(name, kind, left, right, child, start, size)


def _numbers(data: bytes) -> list[int]:
    return list(struct.unpack(f"<{len(data) // 4}I", data[: len(data) // 4 * 4]))


class _Node:
    """A directory entry while it is being laid out."""

    def __init__(self, name: str, kind: int, data: bytes = b"") -> None:
        self.name = name
        self.kind = kind
        self.data = data
        self.left = self.right = self.child = _FREE
        self.black = True
        self.start = 0 if kind == _STORAGE else _END
        self.size = len(data)

    def packed(self) -> bytes:
        name = self.name.encode("utf-16-le") + b"\0\0"
        links = (self.left, self.right, self.child)
        head = struct.pack("<HBBIII", len(name), self.kind, self.black, *links)
        tail = struct.pack("<IQ", self.start, self.size)
        return name.ljust(64, b"\0") + head + bytes(36) + tail


class _Writer:
    def __init__(self) -> None:
        self.sectors: list[bytes] = []
        self.fat: list[int] = []

    def place(self, data: bytes) -> int:
        """Append `data` as a chain of sectors and return its first, or the end mark."""
        count = -(-len(data) // _SECTOR)
        start = len(self.sectors)
        for number in range(count):
            piece = data[number * _SECTOR : (number + 1) * _SECTOR]
            self.sectors.append(piece.ljust(_SECTOR, b"\0"))
            self.fat.append(start + number + 1 if number < count - 1 else _END)
        return start if count else _END


def write_compound(tree: Tree) -> bytes:
    """Return a compound file of version 3 with these streams; the same bytes for the same tree.

    Raises:
        BadStreamError: It would be larger than seven megabytes.
    """
    nodes = [_Node("Root Entry", _ROOT)]
    nodes[0].child = _lay_out(tree, nodes)
    out = _Writer()
    directory = out.place(bytes(-(-len(nodes) * 128 // _SECTOR) * _SECTOR))
    mini, mini_fat = _place_streams(nodes, out)
    packed = b"".join(struct.pack("<I", n) for n in mini_fat)
    mini_fat_start = out.place(packed.ljust(-(-len(packed) // _SECTOR) * _SECTOR, b"\xff"))
    nodes[0].start, nodes[0].size = out.place(mini), len(mini)
    empty = struct.pack("<64xHBBIII48x", 0, 0, 0, _FREE, _FREE, _FREE)
    table = b"".join(node.packed() for node in nodes) + empty * (-len(nodes) % 4)
    for number in range(len(table) // _SECTOR):
        out.sectors[directory + number] = table[number * _SECTOR : (number + 1) * _SECTOR]
    count = 1
    while count * (_SECTOR // 4) < len(out.sectors) + count:
        count += 1
    if count > _IN_HEADER:
        raise BadStreamError("too large")
    first = len(out.sectors)
    fat = [*out.fat, *[_FAT] * count]
    fat += [_FREE] * (count * (_SECTOR // 4) - len(fat))
    named = [first + n if n < count else _FREE for n in range(_IN_HEADER)]
    head = _MAGIC + struct.pack("<16xHHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    mini_count = -(-len(packed) // _SECTOR)
    head += struct.pack(
        "<9I", 0, count, directory, 0, _CUTOFF, mini_fat_start, mini_count, _END, 0
    )
    body = b"".join(out.sectors) + struct.pack(f"<{len(fat)}I", *fat)
    return head + struct.pack(f"<{_IN_HEADER}I", *named) + body


def _lay_out(tree: Tree, nodes: list[_Node]) -> int:
    """Append the entries of a tree and return the root of their balanced search tree."""
    numbers = []
    for name in sorted(tree, key=lambda name: (len(name), name.upper())):
        content = tree[name]
        numbers.append(len(nodes))
        if isinstance(content, bytes):
            nodes.append(_Node(name, _STREAM, content))
        else:
            node = _Node(name, _STORAGE)
            nodes.append(node)
            node.child = _lay_out(content, nodes)
    depth = len(numbers).bit_length()

    def balanced(low: int, high: int, level: int) -> int:
        if low >= high:
            return _FREE
        middle = (low + high) // 2
        node = nodes[numbers[middle]]
        node.left = balanced(low, middle, level + 1)
        node.right = balanced(middle + 1, high, level + 1)
        # All paths have equally many black nodes when only an incomplete last level is red.
        node.black = level != depth or level == 1
        return numbers[middle]

    return balanced(0, len(numbers), 1)


def _place_streams(nodes: list[_Node], out: _Writer) -> tuple[bytes, list[int]]:
    """Place the long streams; return the mini stream with the short ones, and its chains."""
    mini = bytearray()
    chains: list[int] = []
    for node in nodes:
        if node.kind != _STREAM or not node.data:
            continue
        if len(node.data) >= _CUTOFF:
            node.start = out.place(node.data)
            continue
        count = -(-len(node.data) // _MINI)
        node.start = len(chains)
        chains += [len(chains) + n + 1 for n in range(count - 1)] + [_END]
        mini += node.data.ljust(count * _MINI, b"\0")
    return bytes(mini), chains
