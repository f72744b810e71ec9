"""The compression of VBA streams (MS-OVBA 2.4.1): chunks of 4096 bytes, literals and copies."""

from __future__ import annotations

import struct
from typing import Final

CHUNK: Final = 4096
_SIGNATURE: Final = 0x01
_RAW: Final = 0x3000
_PACKED: Final = 0xB000
_CHUNK_MARK: Final = 0b011
_SHORTEST_COPY: Final = 3
_TRIED: Final = 200
"""Earlier runs that are compared; a text made to be slow has thousands that begin alike."""


class BadStreamError(ValueError):
    """Bytes that are no compressed VBA stream."""


def compress(data: bytes) -> bytes:
    """Return `data` as a compressed container; the same bytes for the same data, always."""
    out = bytearray([_SIGNATURE])
    for start in range(0, len(data), CHUNK):
        chunk = data[start : start + CHUNK]
        body = _compress_chunk(chunk)
        if len(body) < CHUNK:
            out += struct.pack("<H", _PACKED | (len(body) - 1)) + body
        else:  # what does not shrink is stored, padded to a whole chunk
            out += struct.pack("<H", _RAW | (CHUNK - 1)) + chunk.ljust(CHUNK, b"\0")
    return bytes(out)


def decompress(data: bytes, most: int = 1 << 24) -> bytes:
    """Return what a compressed container holds.

    Args:
        data: The container, from its signature byte to the end of the stream.
        most: The largest result taken, in bytes.

    Raises:
        BadStreamError: These bytes are no such container, or hold more than `most`.
    """
    if data[:1] != bytes([_SIGNATURE]):
        raise BadStreamError("no signature")
    out = bytearray()
    at = 1
    while at + 2 <= len(data):
        (header,) = struct.unpack_from("<H", data, at)
        if (header >> 12) & 0b111 != _CHUNK_MARK:
            raise BadStreamError("no chunk")
        end = min(len(data), at + 3 + (header & 0x0FFF))
        if header & 0x8000:
            _expand_chunk(data, at + 2, end, out)
        else:
            out += data[at + 2 : end]
        if len(out) > most:
            raise BadStreamError("too large")
        at = end
    return bytes(out)


def _split(position: int) -> int:
    """Return how many bits of a copy token are its offset, at this position within a chunk."""
    return max((position - 1).bit_length(), 4)


def _compress_chunk(chunk: bytes) -> bytes:
    out, at = bytearray(), 0
    seen: dict[bytes, list[int]] = {}
    while at < len(chunk):
        flags, tokens = 0, bytearray()
        for bit in range(8):
            if at >= len(chunk):
                break
            length, offset = _longest(chunk, at, seen)
            if length:
                flags |= 1 << bit
                tokens += struct.pack(
                    "<H", ((offset - 1) << (16 - _split(at))) | (length - _SHORTEST_COPY)
                )
            else:
                tokens.append(chunk[at])
                length = 1
            for past in range(at, min(at + length, len(chunk) - 2)):
                seen.setdefault(chunk[past : past + _SHORTEST_COPY], []).append(past)
            at += length
        out.append(flags)
        out += tokens
    return bytes(out)


def _longest(chunk: bytes, at: int, seen: dict[bytes, list[int]]) -> tuple[int, int]:
    """Return length and offset of the longest earlier run that continues here, or zeros."""
    most = min((0xFFFF >> _split(at)) + _SHORTEST_COPY, len(chunk) - at)
    best = (0, 0)
    if most < _SHORTEST_COPY:
        return best
    for past in reversed(seen.get(chunk[at : at + _SHORTEST_COPY], [])[-_TRIED:]):
        length = _SHORTEST_COPY
        while length < most and chunk[past + length] == chunk[at + length]:
            length += 1
        if length > best[0]:
            best = (length, at - past)
        if length == most:
            break
    return best


def _expand_chunk(data: bytes, at: int, end: int, out: bytearray) -> None:
    start = len(out)
    while at < end:
        flags = data[at]
        at += 1
        for bit in range(8):
            if at >= end:
                return
            if not flags >> bit & 1:
                out.append(data[at])
                at += 1
                continue
            if at + 2 > end:
                raise BadStreamError("half a copy")
            (token,) = struct.unpack_from("<H", data, at)
            at += 2
            bits = _split(len(out) - start)
            offset = (token >> (16 - bits)) + 1
            if offset > len(out) - start:
                raise BadStreamError("a copy from before the chunk")
            for _ in range((token & (0xFFFF >> bits)) + _SHORTEST_COPY):
                out.append(out[-offset])
            if len(out) - start > CHUNK:
                raise BadStreamError("a chunk too long")
