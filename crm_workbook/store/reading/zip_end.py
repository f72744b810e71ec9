"""The end of a zip container: where its directory stands, and that only one place can be it."""

from __future__ import annotations

import struct

from crm_workbook.errors import CrmError, Problem
from crm_workbook.lean import TYPE_CHECKING, Final
from crm_workbook.store.reading.foreign import TRUNCATED, identify
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

REBUILD: Final = Text(
    "יש לפתוח אותו ב-Excel ולשמור בשם חדש; אם Excel אינו פותח אותו, יש לחזור לגיבוי.",
    "Open it in Excel and save it under a new name; if Excel cannot, go back to a backup.",
)
SUSPECT: Final = Text(
    "קובץ כזה אינו נוצר ב-Excel. אם הוא הגיע ממקור לא מוכר, אין לפתוח אותו.",
    "Excel makes no such file. If it comes from an unknown source, do not open it.",
)
DAMAGED: Final = Problem(
    "damaged-container",
    Text(
        "תוכן העניינים של הקובץ אינו מתאים לתוכנו, והקובץ פגום.",
        "The file is damaged: its directory does not match what is inside.",
    ),
    REBUILD,
)
AMBIGUOUS: Final = Problem(
    "ambiguous-container",
    Text(
        "אפשר לקרוא את הקובץ בשתי דרכים שונות, ולכן הוא אינו נקרא כלל.",
        "The file can be read in two different ways, so it is not read at all.",
    ),
    SUSPECT,
)
SURPLUS: Final = Problem(
    "bytes-behind-end",
    Text(
        "אחרי סוף החוברת יש בקובץ עוד {count} בתים שאינם חלק ממנה. תוכנות שונות קוראות קובץ כזה "
        "בדרכים שונות, ולכן הוא אינו נקרא.",
        "Behind the end of the workbook the file has {count} more bytes that are no part of it. "
        "Programs differ in how they read such a file, so it is not read.",
    ),
    Text(
        "זה קורה בהורדה או בהעתקה משובשת. יש להוריד או להעתיק שוב, או לפתוח ב-Excel, לאשר את "
        "התיקון ולשמור בשם חדש.",
        "A faulty download or copy does this. Download or copy it again, or open it in Excel, "
        "let Excel repair it and save it under a new name.",
    ),
)

_END: Final = struct.Struct("<4s4H2LH")
_END64_LOCATOR: Final = struct.Struct("<4sLQL")
_END64: Final = struct.Struct("<4sQ2H2L4Q")
FULL16: Final = 0xFFFF
FULL32: Final = 0xFFFFFFFF


def locate(data: bytes) -> tuple[int, int, int]:
    """Return where the directory begins and ends, and how many entries it has."""
    if not data.startswith((b"PK\3\4", b"PK\5\6")):
        raise CrmError(identify(data))
    window = max(0, len(data) - _END.size - FULL16)
    found = [at for at in _signatures(data, window) if _reaches_end(data, at)]
    if not found:
        surplus = _behind_end(data)
        raise CrmError(SURPLUS, count=surplus) if surplus else CrmError(TRUNCATED)
    if len(found) > 1:
        raise CrmError(AMBIGUOUS)
    at = found[0]
    _, disk, first_disk, *counts, _ = _END.unpack_from(data, at)
    end, (here, count, size, begin) = _widened(data, at, counts)
    if disk not in {0, FULL16} or first_disk not in {0, FULL16} or here != count:
        raise CrmError(DAMAGED)
    if begin + size != end:
        raise CrmError(DAMAGED)  # also bytes before the package, which some readers skip
    return begin, end, count


def _behind_end(data: bytes) -> int:
    """Return how many bytes follow the package that `data` begins with; 0 when it has no end."""
    for at in _signatures(data, 0):
        if at + _END.size > len(data):
            break
        _, _, _, _, _, size, begin, comment = _END.unpack_from(data, at)
        # An end inside of a part, say of a workbook in a workbook, counts from elsewhere.
        wide = data.startswith(b"PK\6\7", at - _END64_LOCATOR.size)
        if begin + size == at or wide:
            return max(0, len(data) - at - _END.size - int(comment))
    return 0


def _widened(data: bytes, at: int, counts: list[int]) -> tuple[int, list[int]]:
    """Return where the directory ends, and the counts of the zip64 record if there is one."""
    locator = at - _END64_LOCATOR.size
    if locator < 0 or not data.startswith(b"PK\6\7", locator):
        if FULL32 in counts:
            raise CrmError(DAMAGED)
        return at, counts
    _, _, end, _ = _END64_LOCATOR.unpack_from(data, locator)
    if end + _END64.size > locator or not data.startswith(b"PK\6\6", end):
        raise CrmError(DAMAGED)
    wide = list(_END64.unpack_from(data, end)[-4:])
    if any(old not in {new, FULL16, FULL32} for old, new in zip(counts, wide, strict=True)):
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
