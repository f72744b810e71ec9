"""Whether the workbook lies in a folder that a cloud service keeps in step."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Final

from crm_workbook.checkup.answer import Answer
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crm_workbook.checkup.patient import Scene

ORDER: Final = 50
ONE_DRIVE: Final = Answer(
    "cloud-autosave",
    "warning",
    Text(
        "החוברת בתיקייה של {service}: Excel שומר אותה מעצמו כל כמה שניות, גם באמצע עבודה.",
        "The workbook is in a folder of {service}: Excel saves it by itself every few seconds, "
        "also in the middle of work.",
    ),
    Text(
        "לפני פקודות crm יש לסגור את החוברת ב-Excel. לביטול פעולה: הכפתור 'ביטול', לא Ctrl+Z.",
        "Close it in Excel before using crm commands. To take a job back, press our Undo button, "
        "not Ctrl+Z.",
    ),
)
SYNCED: Final = Answer(
    "cloud-folder",
    "warning",
    Text(
        "החוברת בתיקייה של {service}, שמסונכרנת עם מחשבים אחרים.",
        "The workbook is in a folder of {service}, which is kept in step with other computers.",
    ),
    Text(
        "יש לוודא שאינה פתוחה במחשב אחר, ושהסנכרון הסתיים לפני שפותחים אותה.",
        "Make sure that it is not open on another computer, and that syncing is done before "
        "opening it.",
    ),
)
ONLY_THERE: Final = Answer(
    "cloud-only",
    "fault",
    Text(
        "הקובץ נמצא רק בענן, ובמחשב הזה יש רק קיצור שלו.",
        "The file is in the cloud only; this computer has but a placeholder of it.",
    ),
    Text(
        "לחיצה ימנית על הקובץ, 'שמור תמיד במכשיר זה' (ב-Mac: 'הורד כעת'), ולנסות שוב.",
        "Right-click the file, Always keep on this device (on a Mac: Download Now), and try "
        "again.",
    ),
)
LOCAL: Final = Answer(
    "cloud", "ok", Text("החוברת אינה בתיקיית ענן.", "The workbook is in no cloud folder.")
)
_SERVICES: Final = {
    "OneDrive": re.compile(r"onedrive(\b|[ -].*)", re.IGNORECASE),
    "SharePoint": re.compile(r".*sharepoint.*", re.IGNORECASE),
    "Dropbox": re.compile(r"dropbox( \(.*\))?", re.IGNORECASE),
    "Google Drive": re.compile(r"google ?drive.*|my drive|האחסון שלי", re.IGNORECASE),
    "iCloud": re.compile(r"icloud ?drive|com~apple~clouddocs|mobile documents", re.IGNORECASE),
}
_SAVES: Final = frozenset({"OneDrive", "SharePoint"})
PLACEHOLDER: Final = 0x1000 | 0x40000 | 0x400000
"""FILE_ATTRIBUTE_OFFLINE, RECALL_ON_OPEN and RECALL_ON_DATA_ACCESS."""


def look(scene: Scene) -> Iterator[Answer]:
    """Compare the folders on the way with the names and variables of the services."""
    patient, computer = scene.patient, scene.computer
    if patient is None:
        return
    path = os.path.abspath(patient.path)
    folder, name = os.path.split(path)
    waiting = os.path.exists(os.path.join(folder, f".{name}.icloud"))
    if waiting or computer.attributes(path) & PLACEHOLDER:
        yield ONLY_THERE
    service = _service(scene, folder)
    if service:
        yield (ONE_DRIVE if service in _SAVES else SYNCED).of(service=service)
    elif os.path.exists(path):
        yield LOCAL


def _service(scene: Scene, folder: str) -> str:
    for key, root in scene.computer.env.items():
        if key.upper().startswith("ONEDRIVE") and root and _inside(folder, root):
            return "OneDrive"
    for step in re.split(r"[\\/]", folder):
        for service, pattern in _SERVICES.items():
            if pattern.fullmatch(step):
                return service
    return ""


def _inside(folder: str, root: str) -> bool:
    folder, root = os.path.normcase(folder), os.path.normcase(root).rstrip("/\\")
    return folder == root or folder.startswith(root + os.sep)
