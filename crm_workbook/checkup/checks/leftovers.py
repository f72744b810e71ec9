"""Settings and add-ins of xlwings outside the workbook that change what its buttons do."""

from __future__ import annotations

import csv
import os
from typing import TYPE_CHECKING, Final

from crm_workbook.checkup.answer import Answer
from crm_workbook.checkup.computer import MAC, WINDOWS
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crm_workbook.checkup.patient import Scene

ORDER: Final = 40
OVERRIDES: Final = Answer(
    "xlwings-settings-file",
    "warning",
    Text(
        "הקובץ {path} קובע הגדרות שמשפיעות גם על הכפתורים שלנו: {keys}.",
        "The file {path} makes settings that also reach our buttons: {keys}.",
    ),
    Text(
        "אם הוא נשאר מניסיון קודם עם xlwings, יש לשנות את שמו; אחרת למחוק ממנו שורות אלה.",
        "If it is left from an earlier try of xlwings, rename it; else delete those lines from "
        "it.",
    ),
)
ADD_IN: Final = Answer(
    "xlwings-add-in",
    "warning",
    Text(
        "ב-Excel מותקן התוסף של xlwings. הכפתורים שלנו אינם צריכים אותו, וגרסה אחרת שלו מבלבלת.",
        "The xlwings add-in is installed in Excel. Our buttons do not need it, and another "
        "version of it confuses.",
    ),
    Text(
        "אם אינו נחוץ לחוברות אחרות: {python} -m xlwings.cli addin remove",
        "If no other workbook needs it: {python} -m xlwings.cli addin remove",
    ),
)
_REACHING: Final = frozenset(
    {"INTERPRETER", "INTERPRETER_WIN", "INTERPRETER_MAC", "PYTHONPATH", "CONDA PATH", "CONDA ENV",
     "USE UDF SERVER", "SHOW CONSOLE", "UDF MODULES", "TEMP DIR"}
)  # fmt: skip
_LARGEST: Final = 65536


def look(scene: Scene) -> Iterator[Answer]:
    """Look where xlwings' macro looks once the workbook's own sheet has no answer."""
    computer, patient = scene.computer, scene.patient
    places = {
        WINDOWS: (".xlwings/xlwings.conf",),
        MAC: ("Library/Containers/com.microsoft.Excel/Data/xlwings.conf",),
    }.get(computer.platform, ())
    files = [os.path.join(computer.home, place) for place in places]
    if places and patient is not None:
        files.insert(
            0, os.path.join(os.path.dirname(os.path.abspath(patient.path)), "xlwings.conf")
        )
    own = {key.upper() for key, _ in (scene.anatomy.settings or ())} if scene.anatomy else set()
    for path in files:
        keys = sorted(key for key in _filled(path) if key in _REACHING and key not in own)
        if keys:
            yield OVERRIDES.of(path=computer.short(path), keys=", ".join(keys))
    if any(os.path.exists(path) for path in _add_ins(scene)):
        yield ADD_IN.of(python=computer.short(computer.executable))


def _filled(path: str) -> set[str]:
    """Return the keys of a settings file that have a value; it is a CSV without a heading."""
    try:
        with open(path, encoding="utf-8", errors="replace", newline="") as file:
            rows = list(csv.reader(file.read(_LARGEST).splitlines()))
    except (OSError, csv.Error):
        return set()
    return {row[0].strip().upper() for row in rows if len(row) > 1 and row[1].strip()}


def _add_ins(scene: Scene) -> Iterator[str]:
    computer = scene.computer
    if computer.platform == WINDOWS and (roaming := computer.env.get("APPDATA")):
        yield os.path.join(roaming, "Microsoft", "Excel", "XLSTART", "xlwings.xlam")
    if computer.platform == MAC:
        shared = "Library/Group Containers/UBF8T346G9.Office/User Content.localized"
        yield os.path.join(computer.home, shared, "Startup.localized", "Excel", "xlwings.xlam")
