"""The three veiled lines of the PROJECT stream (MS-OVBA 2.4.3): protection, password, visibility.

It is no secrecy: the key is the sum of the project's own id. Excel refuses a project without.
"""

from __future__ import annotations

import struct
from typing import Final

from crm_workbook.vba.compression import BadStreamError

_SEED: Final = 0x1E
_VERSION: Final = 2

UNPROTECTED: Final = bytes(4)
NO_PASSWORD: Final = bytes(1)
VISIBLE: Final = b"\xff"


def veil(project_id: str, data: bytes) -> str:
    """Return `data` as the hexadecimal text of a CMG, DPB or GC line."""
    key = sum(project_id.encode("ascii")) & 0xFF
    version, veiled_key = _SEED ^ _VERSION, _SEED ^ key
    out = bytearray([_SEED, version, veiled_key])
    plain, last, before = key, veiled_key, version
    for byte in b"\x07" * ((_SEED & 6) // 2) + struct.pack("<I", len(data)) + data:
        now = byte ^ ((before + plain) & 0xFF)
        out.append(now)
        before, last, plain = last, now, byte
    return out.hex().upper()


def unveil(text: str) -> bytes:
    """Return what the hexadecimal text of such a line says.

    Raises:
        BadStreamError: It is no such text.
    """
    try:
        data = bytes.fromhex(text)
        seed, version, key = data[:3]
    except ValueError:
        raise BadStreamError("no veiled line") from None
    out = bytearray()
    plain, last, before = seed ^ key, key, version
    for now in data[3:]:
        plain = now ^ ((before + plain) & 0xFF)
        out.append(plain)
        before, last = last, now
    rest = bytes(out[(seed & 6) // 2 :])
    if len(rest) < 4:  # noqa: PLR2004 - the length itself takes four bytes
        raise BadStreamError("no veiled line")
    (length,) = struct.unpack_from("<I", rest)
    return rest[4 : 4 + length]
