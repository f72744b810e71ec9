"""Whether Windows remembers that the file came from elsewhere, for which Excel blocks macros."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from crm_workbook.checkup.answer import Answer
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crm_workbook.checkup.patient import Scene

ORDER: Final = 14
MARKED: Final = Answer(
    "mark-of-the-web",
    "fault",
    Text(
        "הקובץ מסומן כקובץ שהגיע מהאינטרנט, ו-Excel חוסם את המאקרו שבו בלי להציע לאשר אותו.",
        "The file is marked as having come from the internet, and Excel blocks its macros without "
        "offering to allow them.",
    ),
    Text(
        "יש לסגור את החוברת, ללחוץ על הקובץ בלחצן הימני, מאפיינים, לסמן 'בטל חסימה' ולאשר. "
        "רק אם ידוע ממי הגיע הקובץ.",
        "Close the workbook, right-click the file, Properties, tick Unblock and confirm. "
        "Only if you know who sent it.",
    ),
)
UNMARKED: Final = Answer(
    "mark-of-the-web",
    "ok",
    Text("הקובץ אינו מסומן כקובץ מהאינטרנט.", "The file is not marked as from the internet."),
)
_ZONE: Final = re.compile(rb"^\s*ZoneId\s*=\s*(\d+)", re.IGNORECASE | re.MULTILINE)
_INTERNET: Final = 3
"""3 is the internet, 4 sites that are not trusted; 0 to 2 are this computer and its like."""


def look(scene: Scene) -> Iterator[Answer]:
    """Read the stream `Zone.Identifier`, in which Windows keeps the mark."""
    patient = scene.patient
    if patient is None or (patient.error is not None and not patient.data):
        return
    stream = scene.computer.stream(patient.path, "Zone.Identifier")
    found = _ZONE.search((stream or b"").replace(b"\0", b""))
    yield MARKED if found and int(found[1]) >= _INTERNET else UNMARKED
