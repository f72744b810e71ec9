"""Whether the program may write where it has to: its log, and what Excel passes back."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final

from crm_workbook.checkup.answer import Answer
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crm_workbook.checkup.patient import Scene

ORDER: Final = 9
LOCKED: Final = Answer(
    "folder-unwritable",
    "fault",
    Text("אין הרשאה לכתוב לתיקייה {path}.", "There is no permission to write to {path}."),
    Text(
        "יש לבדוק את ההרשאות של התיקייה ואת תוכנת ההגנה (אנטי-וירוס).",
        "Check the folder's permissions and the antivirus program.",
    ),
)
FINE: Final = Answer(
    "folders", "ok", Text("אפשר לכתוב לתיקיות העבודה.", "The working folders can be written to.")
)


def look(scene: Scene) -> Iterator[Answer]:
    """Ask about the temporary folder and the nearest existing parent of the log's."""
    computer = scene.computer
    bad = [path for path in (computer.temp, computer.log) if not _writable(path)]
    for path in dict.fromkeys(bad):
        yield LOCKED.of(path=computer.short(path))
    if not bad:
        yield FINE


def _writable(path: str) -> bool:
    while path and not os.path.exists(path):
        parent = os.path.dirname(path)
        if parent == path:
            return False
        path = parent
    return os.path.isdir(path or ".") and os.access(path or ".", os.W_OK)
